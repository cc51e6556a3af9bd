//! What must come of each line, reckoned plainly: lists are walked, visits are counted minute by minute.
//!
//! It shares no code with `domain`; that the two agree on every line is what the demo proves.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::{
    amounts::{self, Delivery},
    clock::{self, Minute, Unclear},
    model::{Amounts, Body, Decision, Expected, Granted, Provider, Report, Voucher, VoucherRef, Way},
    rulebook::{Content, Rulebook},
};

/// The most minutes of a visit.
const LONGEST_VISIT: i64 = 24 * 60;
/// The most pieces of a line.
const MOST_PIECES: i64 = 1000;

/// Knows what has been recorded so far.
pub struct Reckoner {
    now: Minute,
    rulebooks: BTreeMap<String, Rulebook>,
    seen: HashMap<(usize, String), Report>,
    used: HashMap<(usize, String), Vec<Used>>,
    visits: HashMap<usize, Vec<(Minute, Minute)>>,
}

/// What a recorded line has used, and when.
struct Used {
    day: Date,
    monday: Date,
    month: Date,
    quantity: u64,
}

impl Used {
    fn of(what: &Delivery) -> Self {
        let (day, quantity) = (what.day, what.quantity.unsigned_abs());
        let monday = day.saturating_sub(jiff::Span::new().days(day.weekday().to_monday_zero_offset()));
        Self { day, monday, month: day.first_of_month(), quantity }
    }
}

/// Who takes part: the region's lists.
pub struct Parties<'a> {
    /// Companies.
    pub providers: &'a [Provider],
    /// Vouchers and purchases.
    pub vouchers: &'a [Voucher],
}

impl Reckoner {
    /// Before anything is recorded.
    pub fn new(now: jiff::Timestamp, services: &[String]) -> Self {
        let known = |service: &String| Some((service.clone(), Rulebook::of(service)?));
        let rulebooks = services.iter().filter_map(known).collect();
        Self {
            now: Minute::of(now),
            rulebooks,
            seen: HashMap::new(),
            used: HashMap::new(),
            visits: HashMap::new(),
        }
    }

    /// What must come of a line when all the lines before it have been answered.
    pub fn expect(&mut self, parties: &Parties<'_>, provider: usize, body: &Body) -> Expected {
        let Body::Event(report) = body else { return refused("malformed_event") };
        match self.seen.get(&(provider, report.id.clone())) {
            Some(before) if same(before, report) => return Expected::Repeated,
            Some(_) => return refused("event_conflict"),
            None => {}
        }
        match self.record(parties, provider, report) {
            Ok(recorded) => {
                self.seen.insert((provider, report.id.clone()), report.clone());
                recorded
            }
            Err(code) => refused(code),
        }
    }

    fn record(
        &mut self,
        parties: &Parties<'_>,
        by: usize,
        report: &Report,
    ) -> Result<Expected, &'static str> {
        let VoucherRef::Of(number) = report.voucher else { return Err("voucher_not_found") };
        let voucher = parties.vouchers.get(number).ok_or("voucher_not_found")?;
        let known = bookings(voucher).iter().any(|(provider, ..)| *provider == by);
        if !known {
            return Err("voucher_not_found");
        }
        if matches!(voucher.way, Way::Ordered { answer, .. } if answer != Decision::Approve) {
            return Err("voucher_not_open");
        }
        let rulebook = self.rulebooks.get(&voucher.service).ok_or("unknown_content")?;
        let granted = voucher.contents.iter().find(|c| c.code == report.content).ok_or("unknown_content")?;
        let content = rulebook.content(&report.content).ok_or("unknown_content")?;
        let delivery = self.delivery(content, rulebook, report)?;
        self.check_day(voucher, by, rulebook, &delivery)?;
        self.check_overlap(voucher, &delivery)?;
        let over = self.is_over(number, granted, &delivery);
        if over && rulebook.recording.overrun == "refused" {
            return Err("over_limit");
        }
        let amounts =
            amounts::of(&parties.providers[by], voucher, granted, content, &delivery).ok_or("no_price")?;
        let approval = rulebook.recording.approval == "held";
        self.keep(number, voucher.client, granted, &delivery);
        Ok(outcome(amounts, over, approval))
    }

    /// Reads what was delivered and when.
    fn delivery(
        &self,
        content: &Content,
        rulebook: &Rulebook,
        report: &Report,
    ) -> Result<Delivery, &'static str> {
        if report.unit != content.unit {
            return Err("wrong_unit");
        }
        if content.unit == "HUR" { self.visit(rulebook, report) } else { self.pieces(report) }
    }

    fn visit(&self, rulebook: &Rulebook, report: &Report) -> Result<Delivery, &'static str> {
        let (Some(start), Some(end)) = (&report.start, &report.end) else { return Err("times_required") };
        let (start, end) = (read(start)?, read(end)?);
        if end <= start {
            return Err("end_before_start");
        }
        if end > self.now {
            return Err("in_the_future");
        }
        if end.0 - start.0 > LONGEST_VISIT {
            return Err("visit_too_long");
        }
        let bands = rulebook.bands.as_ref().ok_or("no_price")?;
        let mut by_band: BTreeMap<String, i64> = BTreeMap::new();
        for (on, minutes) in clock::minutes(start, end) {
            for minute in minutes {
                let band = bands.at(on, minute);
                match by_band.get_mut(band) {
                    Some(count) => *count += 1,
                    None => drop(by_band.insert(band.to_owned(), 1)),
                }
            }
        }
        Ok(Delivery { day: start.local().0, quantity: end.0 - start.0, visit: Some((start, end)), by_band })
    }

    fn pieces(&self, report: &Report) -> Result<Delivery, &'static str> {
        if report.start.is_some() || report.end.is_some() {
            return Err("times_not_allowed");
        }
        let day: Date = report.day.as_ref().and_then(|day| day.parse().ok()).ok_or("malformed_event")?;
        let quantity = report.quantity.ok_or("malformed_event")?;
        if quantity < 0 {
            return Err("malformed_event");
        }
        if !(1..=MOST_PIECES).contains(&quantity) {
            return Err("quantity_out_of_range");
        }
        if day > self.now.local().0 {
            return Err("in_the_future");
        }
        Ok(Delivery { day, quantity, visit: None, by_band: BTreeMap::new() })
    }

    fn check_day(
        &self,
        voucher: &Voucher,
        by: usize,
        rules: &Rulebook,
        what: &Delivery,
    ) -> Result<(), &'static str> {
        if what.day < voucher.first_day || what.day > voucher.last_day {
            return Err("outside_validity");
        }
        let month = self.now.local().0.first_of_month();
        let opens = month.saturating_sub(jiff::Span::new().days(rules.recording.window_days_before_month));
        if what.day < opens {
            return Err("outside_recording_window");
        }
        let on_the_day = |(provider, first, last): &(usize, Date, Date)| {
            *provider == by && (*first..=*last).contains(&what.day)
        };
        if bookings(voucher).iter().any(on_the_day) { Ok(()) } else { Err("booking_not_valid") }
    }

    fn check_overlap(&self, voucher: &Voucher, what: &Delivery) -> Result<(), &'static str> {
        let Some((start, end)) = what.visit else { return Ok(()) };
        let others = self.visits.get(&voucher.client).map_or(&[][..], Vec::as_slice);
        if others.iter().any(|(from, to)| start < *to && *from < end) { Err("overlap") } else { Ok(()) }
    }

    fn is_over(&self, voucher: usize, granted: &Granted, what: &Delivery) -> bool {
        let before = self.used.get(&(voucher, granted.code.clone())).map_or(&[][..], Vec::as_slice);
        let new = Used::of(what);
        let over = |limit: Option<u64>, counts: &dyn Fn(&Used) -> bool| {
            let used = || before.iter().filter(|used| counts(used)).map(|used| used.quantity).sum::<u64>();
            limit.is_some_and(|most| used() + new.quantity > most)
        };
        let limits = &granted.limits;
        over(limits.day, &|used| used.day == new.day)
            || over(limits.week, &|used| used.monday == new.monday)
            || over(limits.month, &|used| used.month == new.month)
            || over(limits.total, &|_| true)
    }

    fn keep(&mut self, number: usize, client: usize, granted: &Granted, what: &Delivery) {
        self.used.entry((number, granted.code.clone())).or_default().push(Used::of(what));
        if let Some(visit) = what.visit {
            self.visits.entry(client).or_default().push(visit);
        }
    }
}

/// Whose place in the voucher lasts from when to when.
pub fn bookings(voucher: &Voucher) -> Vec<(usize, Date, Date)> {
    match &voucher.way {
        Way::Booked(list) => list.iter().map(|b| (b.provider, b.first_day, b.last_day)).collect(),
        Way::Ordered { provider, .. } => vec![(*provider, voucher.first_day, voucher.last_day)],
    }
}

/// Whether two lines with one id say the same: times are compared as instants, however they are written.
fn same(before: &Report, report: &Report) -> bool {
    let at = |time: &Option<String>| time.as_ref().map(|text| clock::read(text));
    let plain = |r: &Report| Report { start: None, end: None, ..r.clone() };
    plain(before) == plain(report)
        && at(&before.start) == at(&report.start)
        && at(&before.end) == at(&report.end)
}

fn outcome(amounts: Amounts, over: bool, approval: bool) -> Expected {
    let reasons: Vec<String> = [(over, "over_limit_held"), (approval, "needs_approval")]
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, reason)| (*reason).to_owned())
        .collect();
    if reasons.is_empty() { Expected::Approved(amounts) } else { Expected::Held { reasons, amounts } }
}

fn read(text: &str) -> Result<Minute, &'static str> {
    clock::read(text).map_err(|unclear| match unclear {
        Unclear::Malformed => "malformed_time",
        Unclear::Repeated => "time_repeated",
        Unclear::Skipped => "time_skipped",
    })
}

fn refused(code: &str) -> Expected {
    Expected::Refused { code: code.to_owned() }
}
