//! The reference's own arithmetic: what a delivery costs, written without the rules that it checks.

use jiff::civil::{Date, Weekday, date};
use serde_json::{Value, json};

/// Something that can be granted, with its price and value in whole cents.
pub struct Content {
    /// Of which service.
    pub service: &'static str,
    /// Its code.
    pub code: &'static str,
    /// Its unit, as events name it.
    pub unit: &'static str,
    /// A usual delivery in the unit of limits.
    pub usual: u64,
    /// Price and value of a unit; hours have theirs by the kind of day.
    money: Money,
}

enum Money {
    Piece {
        price: i64,
        value: i64,
    },
    /// The co-payment as it is granted, and after each later decision.
    Month {
        price: i64,
        value: i64,
        copayments: [i64; 3],
    },
    /// On weekdays by day, on Saturdays, on Sundays and holidays.
    Hour([(i64, i64); 3]),
}

/// The contents that the traffic grants.
pub const CONTENTS: [Content; 4] = [
    Content {
        service: "dental-care",
        code: "SAA01",
        unit: "C62",
        usual: 1,
        money: Money::Piece { price: 5200, value: 4500 },
    },
    Content {
        service: "dental-care",
        code: "SAA02",
        unit: "C62",
        usual: 1,
        money: Money::Piece { price: 6000, value: 6800 },
    },
    Content {
        service: "home-care",
        code: "home-care",
        unit: "HUR",
        usual: 60,
        money: Money::Hour([(4105, 3600), (4000, 4320), (8000, 7200)]),
    },
    Content {
        service: "early-education",
        code: "over3-full",
        unit: "MON",
        usual: 1,
        money: Money::Month { price: 90_000, value: 87_000, copayments: [6600, 3000, 0] },
    },
];

/// A delivery as it is sent, and what it costs.
pub struct Delivered {
    /// The fields that say when and how much.
    pub fields: Vec<(&'static str, Value)>,
    /// What organiser and client pay: as it was granted, and after each later decision.
    pub prices: Vec<(i64, i64)>,
}

/// From this day on every later decision decides, in the middle of October: eleven of its working days lie before.
pub const DECIDED_FROM: Date = date(2026, 10, 16);

/// From this day on another company has a voucher's days, where an official moves them.
pub const MOVED_FROM: Date = date(2026, 11, 1);

/// Which days of a month a claim is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// All of them.
    Whole,
    /// Those before a change of provider.
    Before,
    /// Those from it on.
    After,
}

impl Content {
    /// The grant of it, without limits: at first, and by each later decision.
    pub fn granted(&self, decision: usize) -> Value {
        match self.money {
            Money::Month { value, copayments, .. } => {
                let copayment = copayments.get(decision);
                json!({"code": self.code, "value_cents": value, "copayment_cents": copayment})
            }
            Money::Piece { .. } | Money::Hour(_) => json!({"code": self.code}),
        }
    }

    /// How many later decisions there can be: values are lowered twice, anything else is annulled.
    pub fn decisions(&self) -> usize {
        if matches!(self.money, Money::Month { .. }) { 2 } else { 1 }
    }

    /// A delivery on a day: from an hour so many minutes, or so many pieces; or a share of a month.
    pub fn delivered(&self, on: Date, from: i64, minutes: i64, pieces: &i64, share: Share) -> Delivered {
        let counted = |quantity: i64| vec![("day", json!(on)), ("quantity", json!(quantity))];
        let (fields, whole, organiser_cents) = match &self.money {
            Money::Piece { price, value } => (counted(*pieces), price * pieces, price.min(value) * pieces),
            Money::Month { price, value, copayments } => {
                let prices =
                    copayments.iter().map(|now| monthly((*price, *value), [copayments[0], *now], on, share));
                return Delivered { fields: counted(1), prices: prices.collect() };
            }
            Money::Hour(prices) => {
                let (price, value) = prices[kind_of(on)];
                let end = from * 60 + minutes;
                let start = format!("{on}T{from:02}:00");
                let fields = vec![
                    ("start", json!(start)),
                    ("end", json!(format!("{on}T{:02}:{:02}", end / 60, end % 60))),
                ];
                (fields, hourly(price, minutes), hourly(price.min(value), minutes))
            }
        };
        let annulled = if on < DECIDED_FROM { (organiser_cents, whole - organiser_cents) } else { (0, 0) };
        Delivered { fields, prices: vec![(organiser_cents, whole - organiser_cents), annulled] }
    }
}

/// A month at the co-payments before and since the day that later decisions decide from.
fn monthly((price, value): (i64, i64), [before, since]: [i64; 2], on: Date, share: Share) -> (i64, i64) {
    let half = |copayment: i64| {
        let organiser = (price.min(value) - copayment) / 2;
        (organiser, price / 2 - organiser)
    };
    let halves = match (on.month(), share) {
        (10, Share::Before) => [half(before), (0, 0)],
        (10, Share::After) => [half(since), (0, 0)],
        (10, Share::Whole) => [half(before), half(since)],
        (..10, _) => [half(before), half(before)],
        _ => [half(since), half(since)],
    };
    (halves[0].0 + halves[1].0, halves[0].1 + halves[1].1)
}

/// Half up to the cent.
fn hourly(cents: i64, minutes: i64) -> i64 {
    (2 * cents * minutes + 60) / 120
}

/// All Saints' Day is the only holiday of the run's months that is no Sunday.
fn kind_of(on: Date) -> usize {
    match on.weekday() {
        _ if on == date(2026, 10, 31) => 2,
        Weekday::Sunday => 2,
        Weekday::Saturday => 1,
        _ => 0,
    }
}
