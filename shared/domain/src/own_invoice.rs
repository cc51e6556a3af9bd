//! A provider's own invoice, where the organiser obliges providers to invoice themselves: what it says is held, line by
//! line, against the approved events of a closed settlement. One that says anything else is answered and goes no further.

mod compare;

pub use compare::{Difference, What, compare};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    account::Line,
    event::Event,
    identifiers::{BusinessId, Iban},
    ids::{ContentCode, EventId, ServiceCode, VoucherNumber},
    invoice::{Format, Totals},
    money::Cents,
    rulebook::{PriceBasis, Vat},
    settlement::Row,
};

/// What an invoice says, read from its file. The amounts of a credit note are below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Finvoice or Peppol.
    pub format: Format,
    /// The provider's own number.
    pub number: String,
    /// Its day.
    pub issued_on: Date,
    /// When it is to be paid.
    pub due_on: Date,
    /// The seller's business id.
    pub seller: BusinessId,
    /// The buyer's business id.
    pub buyer: BusinessId,
    /// Every account that it asks to be paid to.
    pub accounts: Vec<Iban>,
    /// The payment's reference.
    pub reference: Option<String>,
    /// Without VAT.
    pub net: Cents,
    /// The VAT.
    pub tax: Cents,
    /// What is to be paid.
    pub payable: Cents,
    /// Its lines, in their order.
    pub lines: Vec<ReceivedLine>,
}

/// A line: what it is for, by the event's id or by voucher, day and content, and its amount without VAT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedLine {
    /// The event's id.
    pub event: Option<EventId>,
    /// The voucher or order.
    pub voucher: Option<VoucherNumber>,
    /// The day of the event.
    pub on: Option<Date>,
    /// What was delivered.
    pub content: Option<ContentCode>,
    /// Without VAT.
    pub net: Cents,
    /// The VAT's rate in percent; zero for an exempt delivery.
    pub rate: Decimal,
}

/// What a settlement has of one event: what the provider may bill for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billable {
    /// The event.
    pub event: EventId,
    /// Its voucher or order.
    pub voucher: VoucherNumber,
    /// The service.
    pub service: ServiceCode,
    /// Its day.
    pub on: Date,
    /// What was delivered.
    pub content: ContentCode,
    /// How it is taxed.
    pub vat: Vat,
    /// Whether the amount holds its VAT.
    pub basis: PriceBasis,
    /// What the organiser pays for it; below zero where a later decision took more back than it paid.
    pub amount: Cents,
}

impl Billable {
    /// What a row's entries changed for an event; none where they changed nothing.
    pub fn of(row: &Row, event: &Event, basis: PriceBasis) -> Option<Self> {
        let (before, after) = (event.lines_at(row.taken.first - 1), event.lines_at(row.taken.last));
        let sum = |lines: &[Line]| -> Cents { lines.iter().map(|line| line.provider).sum() };
        let vat = after.first().or(before.first())?.vat;
        let amount = sum(after) - sum(before);
        (before != after && amount != Cents::ZERO).then(|| Self {
            event: event.event,
            voucher: row.voucher.clone(),
            service: row.service.clone(),
            on: event.reported.delivery.on(),
            content: event.reported.content.clone(),
            vat,
            basis,
            amount,
        })
    }
}

/// What the invoice of a settlement must say.
#[derive(Clone, Debug)]
pub struct Expected<'a> {
    /// Who bills.
    pub seller: &'a BusinessId,
    /// Who pays.
    pub buyer: &'a BusinessId,
    /// The only account that is paid to: the provider's in the register.
    pub account: &'a Iban,
    /// By VAT treatment and in all.
    pub totals: &'a Totals,
    /// Each event once.
    pub events: &'a [Billable],
    /// The day on which it is received.
    pub today: Date,
    /// The day before which it is not paid.
    pub earliest_due: Date,
}

/// A provider's own invoice that matched its settlement. Immutable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnInvoice {
    /// The provider's own number.
    pub number: String,
    /// Its day.
    pub issued_on: Date,
    /// When it is to be paid.
    pub due_on: Date,
    /// The payment's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Finvoice or Peppol.
    pub format: Format,
    /// Where its file lies until it is delivered.
    pub key: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

#[cfg(test)]
mod tests;
