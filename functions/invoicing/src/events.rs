//! The events behind a settlement's rows, for the specification.

use std::collections::BTreeSet;

use domain::{
    event::Event,
    ids::Organiser,
    invoice::Format,
    settlement::Row,
    specification::{Entry, Specification},
};
use messages::InvoiceSettlement;
use storage::{keys::List, records::page};

use crate::{Failure, Invoicing};

impl Invoicing {
    /// The entries of the rows, where a format needs them.
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
                entries.extend(events.iter().flat_map(|event| Entry::of(row, event)));
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
