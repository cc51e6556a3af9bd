//! The events behind a settlement's rows, for the specification.

use std::collections::BTreeSet;

use domain::{
    account::LineKind,
    event::{Event, State},
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
    /// The entries of the rows, where a format needs them. They sum up to the rows, whatever became of an event
    /// later: what no event of the row explains is a decision's correction.
    pub(crate) async fn specification(
        &self,
        of: &InvoiceSettlement,
        formats: &BTreeSet<Format>,
        rows: &[Row],
    ) -> Result<Specification, Failure> {
        let mut entries = Vec::new();
        if formats.contains(&Format::SpecificationCsv) || formats.contains(&Format::SpecificationJson) {
            for row in rows {
                let events = self.events(&of.organiser, row).await?;
                let before = entries.len();
                entries.extend(events.iter().map(|event| entry(row, event)));
                let explained: Cents = entries[before..].iter().map(|entry| entry.amount_cents).sum();
                entries.extend(correction(row, row.total() - explained));
            }
        }
        Ok(Specification { entries })
    }

    /// The events whose sequences the row took, by day.
    async fn events(&self, organiser: &Organiser, row: &Row) -> Result<Vec<Event>, Failure> {
        let taken = row.taken.first..=row.taken.last;
        let is_taken = |event: &Event| {
            let sequence = matches!(event.state, State::Approved { sequence } if taken.contains(&sequence));
            sequence && event.booking == row.booking
        };
        let list = List::EventsIn(row.voucher.clone(), row.month);
        let (mut events, mut after) = (Vec::new(), None);
        loop {
            let found = page::<Event>(&*self.store, organiser, &list, after, 1000).await?;
            events.extend(found.records.into_iter().map(|(_, event)| event).filter(is_taken));
            after = found.next;
            if after.is_none() {
                return Ok(events);
            }
        }
    }
}

fn entry(row: &Row, event: &Event) -> Entry {
    Entry {
        event: Some(event.event),
        on: Some(event.reported.delivery.on()),
        content: Some(event.reported.content.clone()),
        quantity: Some(event.reported.delivery.quantity()),
        ..blank(row, event.provider_cents())
    }
}

fn correction(row: &Row, unexplained: Cents) -> Option<Entry> {
    let kind = if unexplained < Cents::ZERO { LineKind::Refund } else { LineKind::Correction };
    (unexplained != Cents::ZERO).then(|| Entry { kind, ..blank(row, unexplained) })
}

fn blank(row: &Row, amount_cents: Cents) -> Entry {
    Entry {
        voucher: row.voucher.clone(),
        booking: row.booking,
        service: row.service.clone(),
        month: row.month,
        event: None,
        on: None,
        content: None,
        quantity: None,
        kind: LineKind::Original,
        amount_cents,
    }
}
