//! The specification: every event that a settlement pays, with its amount.
//!
//! It names events by the system's own ids: a provider's id is free text, and could name a client.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    account::{Line, LineKind},
    event::Event,
    ids::{BookingId, ContentCode, EventId, ServiceCode, VoucherNumber},
    money::Cents,
    settlement::Row,
    time::Month,
};

/// What an invoice pays, entry by entry. Its sum is the invoice's rows before VAT is put on net prices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specification {
    /// In the order of the invoice's rows, then by day.
    pub entries: Vec<Entry>,
}

/// What an invoice pays for an event, or takes back of it.
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
    /// The event.
    pub event: EventId,
    /// Its day.
    pub on: Date,
    /// What was delivered.
    pub content: ContentCode,
    /// Minutes or pieces.
    pub quantity: u64,
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

impl Entry {
    /// What a row's entries did to an event: paid it, took it back, or both with the client's new share. They sum up
    /// to the row, whatever became of the event later.
    pub fn of(row: &Row, event: &Event) -> Vec<Entry> {
        let before = event.lines_at(row.taken.first - 1);
        let after = event.lines_at(row.taken.last);
        if before == after {
            return Vec::new();
        }
        let sum = |lines: &[Line]| -> Cents { lines.iter().map(|line| line.provider).sum() };
        let share: Cents = after.iter().map(|line| line.client).sum();
        let refund = (!before.is_empty()).then(|| Self::one(row, event, LineKind::Refund, -sum(before)));
        let paid = after.first().map(|first| {
            let kind = if refund.is_some() { LineKind::Correction } else { first.kind };
            Self::one(row, event, kind, sum(after))
        });
        let told = |entry: Entry| {
            let changes = entry.kind != LineKind::Original;
            Entry { client_share_cents: changes.then_some(share), ..entry }
        };
        refund.into_iter().chain(paid).map(told).collect()
    }

    fn one(row: &Row, event: &Event, kind: LineKind, amount_cents: Cents) -> Entry {
        Entry {
            voucher: row.voucher.clone(),
            booking: row.booking,
            service: row.service.clone(),
            month: row.month,
            event: event.event,
            on: event.reported.delivery.on(),
            content: event.reported.content.clone(),
            quantity: event.reported.delivery.quantity(),
            kind,
            amount_cents,
            client_share_cents: None,
        }
    }
}
