//! A child's voucher in January 2020, its decisions, and what was recorded and settled.

use jiff::{Timestamp, civil::Date};

use super::super::*;
use crate::{
    ids::{ApplicationId, BookingId, ClientId, Organiser, ProviderId, VoucherNumber},
    provider::{Period, Price},
    recording::{self, Ledger, RecordingBasis},
    rulebook::{BelowValue, PartPeriod},
    voucher::{Grant, State as Stands},
};

const OVER3: &str = "over3-full";

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn days(first: &str, last: &str) -> Days {
    Days { first_day: day(first), last_day: day(last) }
}

pub fn organiser() -> Organiser {
    "kajaani".parse().unwrap()
}

pub fn company(n: usize) -> ProviderId {
    ProviderId::of(&organiser(), ["9990001-6", "9990002-4"][n])
}

pub fn booking(n: usize) -> BookingId {
    BookingId::of(&organiser(), "recorder", &n.to_string())
}

/// Early education as it was in January 2020: 21 operational days, since the 1st and the 6th are holidays.
pub fn rulebook() -> Rulebook {
    let file = std::fs::read_to_string("../../infra/rulebooks/early-education.toml").unwrap();
    let mut rulebook = crate::rulebook::parse(&file).unwrap();
    rulebook.holidays = [day("2020-01-01"), day("2020-01-06")].into();
    rulebook.recording.window_days_before_month = 120;
    rulebook.part_period = PartPeriod::OperationalDays;
    rulebook.contents.iter_mut().for_each(|content| content.below_value = BelowValue::Protected);
    rulebook
}

pub fn granted(copayment: i64) -> Vec<Grant> {
    let grant = serde_json::json!({"code": OVER3, "value_cents": 87_000, "copayment_cents": copayment});
    vec![serde_json::from_value(grant).unwrap()]
}

/// A child's voucher from January to May 2020, its decisions, and what was recorded and settled.
pub struct World {
    pub rulebook: Rulebook,
    pub voucher: Voucher,
    pub ledger: Ledger,
    pub events: Vec<Event>,
}

/// Rows of a settlement: month, kind, organiser's and client's euros in cents.
pub type Rows = Vec<(String, LineKind, i64, i64)>;

impl World {
    /// Value 870.00, co-payment 0, and one provider at that price.
    pub fn granted() -> Self {
        let days = days("2020-01-01", "2020-05-31");
        let voucher = Voucher {
            voucher: VoucherNumber::of(&organiser(), "grantor", "1"),
            client: ClientId::of(&organiser(), "grantor", "1"),
            service: "early-education".parse().unwrap(),
            rulebook: 1,
            decision: 1,
            client_died: None,
            first_day: days.first_day,
            last_day: days.last_day,
            state: Stands::Open,
            terms: vec![Terms { decision: 1, days, contents: granted(0) }],
            bookings: vec![Booking {
                booking: booking(0),
                provider: company(0),
                first_day: days.first_day,
                last_day: days.last_day,
                corrects_until: None,
            }],
        };
        Self { rulebook: rulebook(), voucher, ledger: Ledger::default(), events: Vec::new() }
    }

    fn approval(provider: ProviderId) -> Approval {
        let price = Price { content: OVER3.parse().unwrap(), band: None, price: Cents(87_000) };
        let application = ApplicationId::of(&organiser(), "signatory", "1");
        let days = Period { first_day: day("2019-01-01"), last_day: None };
        Approval::new(provider, "early-education".parse().unwrap(), application, days, vec![price])
    }

    pub fn record(&mut self, provider: usize, on: &str) {
        let now: Timestamp = "2020-04-30T12:00:00Z".parse().unwrap();
        let (organiser, approval) = (organiser(), Self::approval(company(provider)));
        let basis = RecordingBasis {
            organiser: &organiser,
            provider: company(provider),
            voucher: &self.voucher,
            rulebook: &self.rulebook,
            approval: Some(&approval),
            now,
        };
        let reported = Reported {
            id: format!("{provider}-{on}"),
            voucher: self.voucher.voucher.clone(),
            content: OVER3.parse().unwrap(),
            unit: Unit::Month,
            absence: None,
            delivery: Delivery::Pieces { day: day(on), quantity: 1 },
        };
        self.events.push(recording::record(basis, &mut self.ledger, reported).unwrap());
    }

    /// A decision on some days: another co-payment, or nothing more at all.
    pub fn decide(&mut self, days: Days, copayment: Option<i64>) {
        let decision = self.voucher.decision + 1;
        let contents = copayment.map(granted).unwrap_or_default();
        self.voucher.decide(Terms { decision, days, contents });
        self.voucher.terms.retain(|terms| !terms.contents.is_empty());
    }

    /// Prices everything anew: how many events have another price.
    pub fn reprice(&mut self) -> usize {
        let mut changed = 0;
        for event in &mut self.events {
            let approval = Self::approval(event.provider);
            let basis = RepricingBasis {
                rulebook: &self.rulebook,
                voucher: &self.voucher,
                approval: Some(&approval),
            };
            let place = (event.booking, Month::of(event.reported.delivery.on()));
            let account = self.ledger.accounts.entry(place).or_default();
            changed += usize::from(reprice(basis, account, event).unwrap());
        }
        self.explained();
        changed
    }

    /// The events alone tell what each account holds, entry by entry.
    pub fn explained(&self) {
        for (place, account) in &self.ledger.accounts {
            let own = self
                .events
                .iter()
                .filter(|event| (event.booking, Month::of(event.reported.delivery.on())) == *place);
            let sum = |at: u64| -> Cents {
                own.clone().flat_map(|event| event.lines_at(at)).map(|line| line.provider).sum()
            };
            let unsettled: Cents = account.lines.iter().map(|line| line.provider).sum();
            assert_eq!(sum(account.sequence) - sum(account.taken), unsettled, "{account:?}");
        }
    }

    /// What a provider's next settlement pays.
    pub fn settle(&mut self, provider: usize) -> Rows {
        let mut rows = Vec::new();
        for ((own, month), account) in &mut self.ledger.accounts {
            if *own == booking(provider) {
                let lines = account.take().lines.into_iter();
                rows.extend(lines.map(|line| (month.to_string(), line.kind, line.provider.0, line.client.0)));
            }
        }
        rows
    }
}

pub fn row(month: &str, kind: LineKind, provider: i64, client: i64) -> (String, LineKind, i64, i64) {
    (month.to_owned(), kind, provider, client)
}
