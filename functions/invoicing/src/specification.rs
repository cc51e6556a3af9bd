//! The specification: every event that an invoice pays, with its amount, as delimited text and as JSON.
//!
//! It names events by the system's own ids: a provider's id is free text, and could name a client.

use domain::{
    account::LineKind,
    ids::{BookingId, ContentCode, EventId, ServiceCode, VoucherNumber},
    invoice::Invoice,
    money::Cents,
    time::Month,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    delimited::{Cell, Table},
    rendering::{RenderError, kind},
};

/// What an invoice pays, entry by entry. Its sum is the invoice's rows before VAT is put on net prices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specification {
    /// In the order of the invoice's rows, then by day.
    pub entries: Vec<Entry>,
}

/// An event, or what a later decision takes back or adds for a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The voucher or order.
    pub voucher: VoucherNumber,
    /// The provider's booking.
    pub booking: BookingId,
    /// The service.
    pub service: ServiceCode,
    /// The service month.
    pub month: Month,
    /// The event; none for a decision's correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    /// The event's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// What was delivered, where it is one content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ContentCode>,
    /// Minutes or pieces of an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u64>,
    /// Original, Refund or Correction.
    pub kind: LineKind,
    /// What the organiser pays, on the price basis of the service.
    pub amount_cents: Cents,
    /// What the client owes for the event from now on, where the entry changes that: beside a Refund or a Correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_share_cents: Option<Cents>,
}

impl Specification {
    /// The sum of the entries.
    pub fn total(&self) -> Cents {
        self.entries.iter().map(|entry| entry.amount_cents).sum()
    }
}

/// As delimited text.
pub fn csv(invoice: &Invoice, specification: &Specification) -> Vec<u8> {
    use Cell::{Amount, Empty, Plain, Text};
    let mut table = Table::with(&COLUMNS);
    for entry in &specification.entries {
        table.row(&[
            Text(invoice.header.number.as_str()),
            Text(entry.voucher.as_str()),
            Plain(entry.booking.to_string()),
            Text(entry.service.as_str()),
            entry.content.as_ref().map_or(Empty, |content| Text(content.as_str())),
            Plain(entry.month.to_string()),
            entry.on.map_or(Empty, |on| Plain(on.to_string())),
            entry.event.map_or(Empty, |event| Plain(event.to_string())),
            entry.quantity.map_or(Empty, |quantity| Plain(quantity.to_string())),
            Text(kind(entry.kind)),
            Amount(entry.amount_cents),
            entry.client_share_cents.map_or(Empty, Amount),
        ]);
    }
    table.finish()
}

const COLUMNS: [&str; 12] = [
    "invoice_number",
    "voucher",
    "booking",
    "service",
    "content",
    "month",
    "day",
    "event",
    "quantity",
    "kind",
    "amount",
    "client_share",
];

/// The document that the JSON is.
#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    invoice_number: &'a str,
    total_cents: Cents,
    #[serde(flatten)]
    specification: &'a Specification,
}

/// As JSON.
///
/// # Errors
///
/// None that data could cause.
pub fn json(invoice: &Invoice, specification: &Specification) -> Result<Vec<u8>, RenderError> {
    let written = Written {
        schema: "specification/1",
        invoice_number: invoice.header.number.as_str(),
        total_cents: specification.total(),
        specification,
    };
    let mut bytes =
        serde_json::to_vec(&written).map_err(|error| RenderError::Unwritten(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}
