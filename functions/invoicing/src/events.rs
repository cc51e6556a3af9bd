//! The events behind a settlement's rows, for the specification.

use std::collections::BTreeSet;

use domain::{
    account::{Line, LineKind},
    event::Event,
    ids::Organiser,
    invoice::Format,
    money::Cents,
    settlement::Row,
};
use messages::InvoiceSettlement;
use storage::{keys::List, records::page};

use crate::{
    Failure, Invoicing,
    specification::{Entry, Specification},
};

impl Invoicing {
    /// The entries of the rows, where a format needs them. They sum up to the rows, whatever became of an event later.
    pub(crate) async fn specification(
        &self,
        of: &InvoiceSettlement,
        formats: &BTreeSet<Format>,
        rows: &[Row],
    ) -> Result<Specification, Failure> {
        let mut entries = Vec::new();
        let by_event = [Format::SpecificationCsv, Format::SpecificationJson, Format::Statement];
        if by_event.iter().any(|format| formats.contains(format)) {
            for row in rows {
                let events = self.events(&of.organiser, row).await?;
                entries.extend(events.iter().flat_map(|event| of_event(row, event)));
            }
        }
        Ok(Specification { entries })
    }

    /// The events of the row's account, by day.
    async fn events(&self, organiser: &Organiser, row: &Row) -> Result<Vec<Event>, Failure> {
        let list = List::EventsIn(row.voucher.clone(), row.month);
        let (mut events, mut after) = (Vec::new(), None);
        loop {
            let found = page::<Event>(&*self.store, organiser, &list, after, 1000).await?;
            let own = found.records.into_iter().map(|(_, event)| event);
            events.extend(own.filter(|event| event.booking == row.booking));
            after = found.next;
            if after.is_none() {
                return Ok(events);
            }
        }
    }
}

/// What the row's entries did to an event: paid it, took it back, or both with the client's new share.
fn of_event(row: &Row, event: &Event) -> Vec<Entry> {
    let before = event.lines_at(row.taken.first - 1);
    let after = event.lines_at(row.taken.last);
    let sum = |lines: &[Line]| -> Cents { lines.iter().map(|line| line.provider).sum() };
    let share: Cents = after.iter().map(|line| line.client).sum();
    let refund = (!before.is_empty()).then(|| entry(row, event, LineKind::Refund, -sum(before)));
    let paid = after.first().map(|first| {
        let kind = if refund.is_some() { LineKind::Correction } else { first.kind };
        entry(row, event, kind, sum(after))
    });
    if before == after {
        return Vec::new();
    }
    let told = |entry: Entry| {
        let changes = entry.kind != LineKind::Original;
        Entry { client_share_cents: changes.then_some(share), ..entry }
    };
    refund.into_iter().chain(paid).map(told).collect()
}

fn entry(row: &Row, event: &Event, kind: LineKind, amount_cents: Cents) -> Entry {
    Entry {
        voucher: row.voucher.clone(),
        booking: row.booking,
        service: row.service.clone(),
        month: row.month,
        event: Some(event.event),
        on: Some(event.reported.delivery.on()),
        content: Some(event.reported.content.clone()),
        quantity: Some(event.reported.delivery.quantity()),
        kind,
        amount_cents,
        client_share_cents: None,
    }
}
