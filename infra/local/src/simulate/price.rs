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
    Month {
        price: i64,
        value: i64,
        copayment: i64,
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
        money: Money::Month { price: 90_000, value: 87_000, copayment: 6600 },
    },
];

/// A delivery as it is sent, and what it costs.
pub struct Delivered {
    /// The fields that say when and how much.
    pub fields: Vec<(&'static str, Value)>,
    /// What the organiser pays.
    pub organiser_cents: i64,
    /// What the client pays.
    pub client_cents: i64,
}

impl Content {
    /// The grant of it, without limits.
    pub fn granted(&self) -> Value {
        match self.money {
            Money::Month { value, copayment, .. } => {
                json!({"code": self.code, "value_cents": value, "copayment_cents": copayment})
            }
            Money::Piece { .. } | Money::Hour(_) => json!({"code": self.code}),
        }
    }

    /// A delivery on a day: from an hour so many minutes, or so many pieces; a month in so many parts of it.
    pub fn delivered(&self, on: Date, from: i64, minutes: i64, pieces: &i64, parts: i64) -> Delivered {
        let counted = |quantity: i64| vec![("day", json!(on)), ("quantity", json!(quantity))];
        let (fields, whole, organiser_cents) = match &self.money {
            Money::Piece { price, value } => (counted(*pieces), price * pieces, price.min(value) * pieces),
            Money::Month { price, value, copayment } => {
                (counted(1), price / parts, (price.min(value) - copayment) / parts)
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
        Delivered { fields, organiser_cents, client_cents: whole - organiser_cents }
    }
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
