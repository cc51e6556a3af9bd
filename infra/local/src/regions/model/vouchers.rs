//! Vouchers and client purchases: what is granted to whom, and how a provider comes into it.

use jiff::civil::Date;
use serde::Serialize;

use super::Decision;

/// A voucher or a client purchase.
#[derive(Clone, Debug, Serialize)]
pub struct Voucher {
    /// Whose.
    pub client: usize,
    /// Of which service.
    pub service: String,
    /// First day of validity.
    pub first_day: Date,
    /// Last day of validity.
    pub last_day: Date,
    /// What it gives.
    pub contents: Vec<Granted>,
    /// How the provider comes into it.
    pub way: Way,
}

/// How a voucher gets its provider.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A voucher, booked by the providers.
    Booked(Vec<Booking>),
    /// A client purchase, ordered from a provider.
    Ordered {
        /// From whom.
        provider: usize,
        /// What the provider answers.
        answer: Decision,
    },
}

/// A provider's place in a voucher.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Booking {
    /// Whose.
    pub provider: usize,
    /// From.
    pub first_day: Date,
    /// To.
    pub last_day: Date,
}

/// A booking that must be refused.
#[derive(Clone, Debug, Serialize)]
pub struct RefusedBooking {
    /// Of which voucher.
    pub voucher: usize,
    /// What is asked for.
    pub booking: Booking,
    /// The refusal's code.
    pub code: String,
}

/// A content of a voucher.
#[derive(Clone, Debug, Serialize)]
pub struct Granted {
    /// Its code.
    pub code: String,
    /// Limits, in minutes or pieces.
    pub limits: Limits,
    /// Where the amounts come from.
    pub money: Money,
}

impl Granted {
    /// A content with limits, paid by the rulebook's values.
    pub fn of(code: &str, limits: Limits) -> Self {
        Self { code: code.to_owned(), limits, money: Money::Rulebook }
    }

    /// The same with other money.
    pub fn paid(self, money: Money) -> Self {
        Self { money, ..self }
    }
}

/// Limits by day, ISO week, month and in total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// A day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<u64>,
    /// An ISO week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub week: Option<u64>,
    /// A month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<u64>,
    /// The validity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

impl Limits {
    /// So much a month.
    pub fn month(most: u64) -> Self {
        Self { month: Some(most), ..Self::default() }
    }

    /// So much in all.
    pub fn total(most: u64) -> Self {
        Self { total: Some(most), ..Self::default() }
    }
}

/// Where the amounts of a content come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Money {
    /// The rulebook's values.
    Rulebook,
    /// A monthly value and co-payment, in cents.
    Stored {
        /// The value.
        value: i64,
        /// The family's part.
        copayment: i64,
    },
    /// A price agreed in the order, in cents.
    Agreed(i64),
}
