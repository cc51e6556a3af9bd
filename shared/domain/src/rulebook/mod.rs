//! A rulebook version: everything that a service's organiser decides about it, as checked data.

mod bands;
mod check;
mod euros;
mod terms;

pub use bands::{BandName, Bands, Edge};
pub use check::{Problem, parse};
pub use terms::{ExemptionGround, Posting, PriceBasis, Unit, Vat, VatRate};

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{ContentCode, ServiceCode},
    language::Text,
    money::Cents,
};

/// One published version of a service's rulebook. Immutable; a change is a new version with a first day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rulebook {
    /// Version of this file format.
    pub schema: u32,
    /// The service.
    pub service: ServiceCode,
    /// 1, 2, 3 ... in the order of publication.
    pub version: u32,
    /// First day in force.
    pub first_day: Date,
    /// Names of the service.
    pub names: Text,
    /// The act that the service rests on, as `569/2009`.
    pub legal_basis: String,
    /// Voucher or purchased service.
    pub arrangement: Arrangement,
    /// Whether prices and values hold the VAT.
    pub price_basis: PriceBasis,
    /// How deliveries are taken in.
    pub recording: Recording,
    /// VAT treatment of the provider's part.
    pub vat: Vat,
    /// Where the finance system books it.
    pub posting: Posting,
    /// When the bands of the day begin, for contents with values by band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<Bands>,
    /// What can be granted, recorded and paid.
    #[serde(rename = "content")]
    pub contents: Vec<Content>,
}

/// The way of arranging the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrangement {
    /// The client chooses among approved providers (569/2009, 1048/2025).
    Voucher,
    /// The organiser orders for one client from a provider, at an agreed price; free of charge to the client.
    Purchased,
}

/// How deliveries of the service are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The window opens so many days before the first day of the current month, and closes now.
    pub window_days_before_month: u16,
    /// What happens to an event over a limit.
    pub overrun: Overrun,
    /// Whether every event waits for an approver.
    pub approval: Approval,
}

/// What happens to an event over a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Overrun {
    /// It is refused.
    Refused,
    /// It is held for an approver.
    Held,
}

/// Whether every event waits for an approver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Approval {
    /// An event that keeps the rules is approved at once.
    Automatic,
    /// Each event is held for an approver.
    Held,
}

/// A sub-service or procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its code.
    pub code: ContentCode,
    /// Its unit.
    pub unit: Unit,
    /// Its names.
    pub names: Text,
    /// How its value is known.
    pub value: ValueRule,
}

/// How the value of one unit is known: the most that the organiser pays for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ValueRule {
    /// A fixed value a unit.
    Fixed(#[serde(with = "euros")] Cents),
    /// A value an hour for each band of the day.
    Bands(#[serde(with = "euros::by_band")] BTreeMap<BandName, Cents>),
    /// The voucher stores the value and the client's co-payment.
    Stored,
    /// The order stores the agreed price.
    Agreed,
}

impl Rulebook {
    /// The content with this code.
    pub fn content(&self, code: &ContentCode) -> Option<&Content> {
        self.contents.iter().find(|content| content.code == *code)
    }

    /// The first day that may still be reported on a day: the window's days before the first of its month.
    pub fn window_opens(&self, today: Date) -> Date {
        let days = jiff::Span::new().days(i64::from(self.recording.window_days_before_month));
        today.first_of_month().checked_sub(days).unwrap_or(Date::MIN)
    }
}
