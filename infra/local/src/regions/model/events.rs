//! What providers send, line by line, and what must come of it.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::Decision;

/// What one provider sends in one wave: lines in order.
#[derive(Clone, Debug, Serialize)]
pub struct EventFile {
    /// Who sends.
    pub provider: usize,
    /// Which wave; a later one starts when the ones before have been answered.
    pub wave: usize,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line and what must come of it.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// What is sent.
    pub body: Body,
    /// What must come of it, by the region's own reckoning.
    pub expected: Expected,
    /// Why it was planted, for lines that are not ordinary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planted: Option<String>,
    /// What the approver decides, should it be held.
    pub decision: Decision,
}

/// What is sent.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// A service event.
    Event(Report),
    /// Something that is no readable event.
    Raw(Value),
}

/// A service event as the provider reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The provider's own id.
    pub id: String,
    /// The voucher.
    pub voucher: VoucherRef,
    /// The content.
    pub content: String,
    /// The unit's code.
    pub unit: String,
    /// Start, for hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// End, for hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Day, for pieces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// How many, for pieces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
}

impl Report {
    /// One minute to midnight on the day on which it starts, as another end.
    pub fn late_in_the_evening(&self) -> Option<String> {
        Some(format!("{}T23:59", self.start.as_ref()?.get(..10)?))
    }
}

/// A voucher of the region, or a number that is nobody's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum VoucherRef {
    /// The region's voucher with this index.
    Of(usize),
    /// A number as text.
    Number(String),
}

/// What comes of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Expected {
    /// Recorded.
    Approved(Amounts),
    /// Recorded and waiting for the approver.
    Held {
        /// Why.
        reasons: Vec<String>,
        /// What an approval pays.
        #[serde(flatten)]
        amounts: Amounts,
    },
    /// Not recorded.
    Refused {
        /// The refusal's code.
        code: String,
    },
    /// The same as before: answered, not recorded again.
    Repeated,
}

/// Who pays what for a line, and on which Helsinki day it was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Amounts {
    /// The organiser's part, in cents.
    pub provider_cents: i64,
    /// The client's part, in cents.
    pub client_cents: i64,
    /// The day.
    pub day: Date,
}

/// A provider's confirmation of its roster.
#[derive(Clone, Debug, Serialize)]
pub struct Confirmation {
    /// Whose.
    pub provider: usize,
    /// Vouchers that are left out.
    pub except: Vec<usize>,
    /// Vouchers that are recorded with another content than last month.
    pub changes: Vec<(usize, String)>,
    /// What is recorded: voucher, content, amounts.
    pub recorded: Vec<(usize, String, Amounts)>,
}
