//! A provider that invoices itself: its invoice is awaited, and the one that matched gets its number as any other.

use domain::{
    invoice::Document,
    money::Cents,
    own_invoice::OwnInvoice,
    settlement::{Settlement, State},
};
use jiff::civil::Date;
use messages::InvoiceSettlement;
use storage::{keys::Name, records::Versioned};

use crate::{Failure, Invoicing, number::Draft};

impl Invoicing {
    /// The settlement waits for its provider's invoice, with the small balances that it is to bill too. What a provider
    /// owes before there is an invoice that a credit note could name waits for its next settlement.
    pub(crate) async fn await_invoice(&self, of: &InvoiceSettlement, draft: Draft) -> Result<(), Failure> {
        let (rows, total_cents) = (draft.rows.rows.len() as u64, draft.rows.total);
        if total_cents < Cents::ZERO && self.credited(&of.organiser, &draft).await?.is_none() {
            let carried = draft.carried.iter().map(|it| carried_over(&it.value.state));
            let (before, sum) = carried.fold((0, Cents::ZERO), |all, it| (all.0 + it.0, all.1 + it.1));
            let state = State::CarriedOver { rows: rows - before, total_cents: total_cents - sum };
            return self.rest(of, draft.settlement, state).await;
        }
        let mut settlement = draft.settlement;
        settlement.value.state = State::AwaitsInvoice { rows, total_cents, carried: draft.carried_runs };
        let mut writes = vec![settlement.put(&of.organiser, &Name::Settlement(of.run, of.provider))?];
        for mut carried in draft.carried {
            carried.value.state = State::CarriedInto { into_run: of.run };
            writes.push(carried.put(&of.organiser, &Name::Settlement(carried.value.run, of.provider))?);
        }
        Ok(self.store.write(writes).await?)
    }

    /// The number of a settlement whose provider's own invoice matched.
    pub(crate) async fn draw_own(
        &self,
        of: &InvoiceSettlement,
        settlement: Versioned<Settlement>,
        issued_on: Date,
    ) -> Result<(), Failure> {
        let State::Matched { carried, .. } = settlement.value.state.clone() else { return Ok(()) };
        let own: Versioned<OwnInvoice> =
            self.must(&of.organiser, &Name::OwnInvoice(of.run, of.provider)).await?;
        let history = self.history(&of.organiser, of.provider, of.run).await?;
        let rows = self.rows(of, &carried).await?;
        let mut draft =
            self.draft_of(of, settlement, (history, Vec::new(), carried, rows), issued_on).await?;
        draft.choices.document = Document::OwnInvoice;
        match self.writes(of, draft, Some(own.value)).await? {
            Some(writes) => Ok(self.store.write(writes).await?),
            None => Err(Failure::Unexpected("a credit note without an earlier invoice".to_owned())),
        }
    }
}

fn carried_over(state: &State) -> (u64, Cents) {
    match state {
        State::CarriedOver { rows, total_cents } => (*rows, *total_cents),
        _ => (0, Cents::ZERO),
    }
}
