//! Puts a region together: each line is reckoned as it is added, and a planted line must come out as meant.

use jiff::{Timestamp, civil::Date};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use super::{
    model::{
        Amounts, Body, Booking, Client, Decision, EventFile, Expected, Granted, Line, Provider,
        RefusedBooking, Region, Report, Voucher, VoucherRef, Way,
    },
    numbers::business_id,
    reckoning::{Parties, Reckoner},
};

/// The organisers' business id is this one of the artificial ones.
const BUYER: usize = 399;

/// A region in the making.
pub struct Building {
    /// What there is of it.
    pub region: Region,
    /// Where chance comes from.
    pub chance: ChaCha8Rng,
    /// Planted lines that came out other than meant: a fault of the region, and a test says so.
    pub surprises: Vec<String>,
    reckoner: Reckoner,
    next_id: usize,
}

impl Building {
    /// An empty region.
    pub fn new(name: &str, organiser: &str, seed: u64, now: Timestamp, services: &[&str]) -> Self {
        let services: Vec<String> = services.iter().map(|s| (*s).to_owned()).collect();
        let reckoner = Reckoner::new(now, &services);
        let region = Region {
            name: name.to_owned(),
            organiser: organiser.to_owned(),
            buyer: (format!("Testijärjestäjä {organiser}"), business_id(BUYER)),
            approved_from: jiff::civil::date(2026, 1, 1),
            seed,
            now,
            services,
            providers: Vec::new(),
            clients: Vec::new(),
            vouchers: Vec::new(),
            files: Vec::new(),
            refused_bookings: Vec::new(),
            steps: Vec::new(),
        };
        let chance = ChaCha8Rng::seed_from_u64(seed);
        Self { region, chance, surprises: Vec::new(), reckoner, next_id: 0 }
    }

    /// Adds a company.
    pub fn provider(&mut self, provider: Provider) -> usize {
        self.region.providers.push(provider);
        self.region.providers.len() - 1
    }

    /// Adds a client.
    pub fn client(&mut self, client: Client) -> usize {
        self.region.clients.push(client);
        self.region.clients.len() - 1
    }

    /// Grants a voucher that one provider books for its whole validity.
    pub fn voucher(
        &mut self,
        client: usize,
        service: &str,
        days: [Date; 2],
        by: usize,
        contents: Vec<Granted>,
    ) -> usize {
        let [first_day, last_day] = days;
        let way = Way::Booked(vec![Booking { provider: by, first_day, last_day }]);
        self.granted(Voucher { client, service: service.to_owned(), first_day, last_day, contents, way })
    }

    /// Adds a voucher or a purchase.
    pub fn granted(&mut self, voucher: Voucher) -> usize {
        self.region.vouchers.push(voucher);
        self.region.vouchers.len() - 1
    }

    /// A new external id; some have letters beyond ASCII, as real systems send them.
    fn id(&mut self) -> String {
        self.next_id += 1;
        let prefix = if self.next_id.is_multiple_of(50) { "käynti-čŋ" } else { "t" };
        format!("{prefix}-{:06}", self.next_id)
    }

    /// A line with times.
    pub fn visit(&mut self, voucher: usize, start: &str, end: &str) -> Report {
        let mut report = self.report(voucher);
        report.start = Some(start.to_owned());
        report.end = Some(end.to_owned());
        report
    }

    /// A line with a day and a quantity.
    pub fn pieces(&mut self, voucher: usize, day: &str, quantity: i64) -> Report {
        let mut report = self.report(voucher);
        report.day = Some(day.to_owned());
        report.quantity = Some(quantity);
        report
    }

    /// The voucher's first content, in its unit.
    fn report(&mut self, voucher: usize) -> Report {
        let granted = &self.region.vouchers[voucher];
        let unit = match granted.service.as_str() {
            "home-care" => "HUR",
            "dental-care" => "C62",
            "early-education" => "MON",
            _ => "DAY",
        };
        let content = granted.contents[0].code.clone();
        let id = self.id();
        Report {
            id,
            voucher: VoucherRef::Of(voucher),
            content,
            unit: unit.to_owned(),
            start: None,
            end: None,
            day: None,
            quantity: None,
        }
    }

    /// Sends an ordinary line.
    pub fn send(&mut self, wave: usize, by: usize, report: Report) -> Expected {
        self.line(wave, by, Body::Event(report), None)
    }

    /// Sends a line that is there to come out as `meant`: `approved`, `held`, `repeated` or a refusal's code.
    pub fn plant(&mut self, wave: usize, by: usize, meant: &str, why: &str, report: Report) {
        self.planted(wave, by, meant, why, Body::Event(report));
    }

    /// Sends something that is no event.
    pub fn plant_raw(&mut self, wave: usize, by: usize, why: &str, raw: Value) {
        self.planted(wave, by, "malformed_event", why, Body::Raw(raw));
    }

    fn planted(&mut self, wave: usize, by: usize, meant: &str, why: &str, body: Body) {
        let came = match self.line(wave, by, body, Some(why.to_owned())) {
            Expected::Approved(_) => "approved".to_owned(),
            Expected::Held { .. } => "held".to_owned(),
            Expected::Repeated => "repeated".to_owned(),
            Expected::Refused { code } => code,
        };
        if came != meant {
            self.surprises.push(format!("{why}: meant {meant}, came {came}"));
        }
    }

    fn line(&mut self, wave: usize, by: usize, body: Body, planted: Option<String>) -> Expected {
        let parties = Parties { providers: &self.region.providers, vouchers: &self.region.vouchers };
        let expected = self.reckoner.expect(&parties, by, &body);
        let line = Line { body, expected: expected.clone(), planted, decision: Decision::Wait };
        let files = &mut self.region.files;
        match files.iter_mut().find(|file| file.provider == by && file.wave == wave) {
            Some(file) => file.lines.push(line),
            None => files.push(EventFile { provider: by, wave, lines: vec![line] }),
        }
        expected
    }

    /// The events that a provider has sent in a wave.
    pub fn events_of(&self, wave: usize, by: usize) -> Vec<Report> {
        let files = self.region.files.iter().filter(|file| file.provider == by && file.wave == wave);
        let bodies = files.flat_map(|file| &file.lines).map(|line| &line.body);
        bodies
            .filter_map(|body| if let Body::Event(report) = body { Some(report.clone()) } else { None })
            .collect()
    }

    /// What the roster records of a voucher for the month of a day.
    pub fn by_roster(&mut self, by: usize, voucher: usize, content: &str, day: &str) -> Option<Amounts> {
        let mut report = self.pieces(voucher, day, 1);
        report.content = content.to_owned();
        let parties = Parties { providers: &self.region.providers, vouchers: &self.region.vouchers };
        match self.reckoner.expect(&parties, by, &Body::Event(report)) {
            Expected::Approved(amounts) => Some(amounts),
            other => {
                self.surprises.push(format!("roster of {voucher}: {other:?}"));
                None
            }
        }
    }

    /// A booking that must be refused.
    pub fn refused_booking(&mut self, voucher: usize, booking: Booking, code: &str) {
        self.region.refused_bookings.push(RefusedBooking { voucher, booking, code: code.to_owned() });
    }

    /// Of the held lines the approver approves two of five, rejects one, and has not come to the others.
    pub fn decide_held(&mut self) {
        let decisions =
            [Decision::Approve, Decision::Reject, Decision::Wait, Decision::Approve, Decision::Wait];
        let lines = self.region.files.iter_mut().flat_map(|file| &mut file.lines);
        let held = lines.filter(|line| matches!(line.expected, Expected::Held { .. }));
        for (line, decision) in held.zip(decisions.iter().cycle()) {
            line.decision = *decision;
        }
    }
}
