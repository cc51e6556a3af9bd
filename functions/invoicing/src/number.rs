//! Numbering: the transaction that draws the number stores the invoice's header.

use domain::{
    ids::{Organiser, RunId},
    invoice::{Choices, Document, InvoiceNumber},
    money::Cents,
    organiser,
    own_invoice::OwnInvoice,
    provider::Provider,
    settlement::{Settlement, State},
    time::day_of,
};
use jiff::{Timestamp, civil::Date};
use messages::InvoiceSettlement;
use storage::{
    keys::Name,
    port::{StoreError, Write},
    records::{Record, Series, Versioned, load, put_new},
};

use crate::{Failure, Invoicing, header, history::History, rows::Rows};

/// So often a number is drawn anew while others draw theirs.
const TRIES: usize = 10;

/// All that the invoice of a settlement depends on, as it was read.
pub(crate) struct Draft {
    pub(crate) settlement: Versioned<Settlement>,
    pub(crate) history: History,
    pub(crate) buyer: organiser::Details,
    pub(crate) provider: Provider,
    pub(crate) choices: Choices,
    /// Earlier settlements whose small balances are paid or credited with this one.
    pub(crate) carried: Vec<Versioned<Settlement>>,
    /// Their runs.
    pub(crate) carried_runs: Vec<RunId>,
    /// Theirs, then its own.
    pub(crate) rows: Rows,
    pub(crate) issued_on: Date,
}

impl Invoicing {
    /// Draws the number of a closed settlement, once. A settlement that took nothing gets none, and neither does a
    /// small balance that waits for the next one.
    ///
    /// Two runs of a provider that draw at the same time meet at its series: the later one draws again.
    pub(crate) async fn number(&self, of: &InvoiceSettlement, now: Timestamp) -> Result<(), Failure> {
        for _ in 0..TRIES {
            match self.draw(of, now).await {
                Err(Failure::Store(StoreError::ConditionFailed { .. } | StoreError::Conflict)) => {}
                done => return done,
            }
        }
        Err(Failure::Unexpected("the number series does not come to rest".to_owned()))
    }

    async fn draw(&self, of: &InvoiceSettlement, now: Timestamp) -> Result<(), Failure> {
        let name = Name::Settlement(of.run, of.provider);
        let settlement: Versioned<Settlement> = self.must(&of.organiser, &name).await?;
        match settlement.value.state {
            State::Closed => {}
            State::Matched { .. } => return self.draw_own(of, settlement, day_of(now)).await,
            State::Collecting | State::SetAside { .. } => {
                return Err(Failure::Unexpected("a settlement that is not closed".to_owned()));
            }
            _ => return Ok(()),
        }
        let own = self.rows(of, &[]).await?;
        if own.rows.is_empty() {
            return self.rest(of, settlement, State::Empty).await;
        }
        let draft = self.draft(of, settlement, &own, day_of(now)).await?;
        let (rows, total_cents) = (own.rows.len() as u64, own.total);
        if draft.rows.total.0.unsigned_abs() < draft.choices.carry_over_below.0.unsigned_abs() {
            return self.rest(of, draft.settlement, State::CarriedOver { rows, total_cents }).await;
        }
        if draft.choices.document == Document::OwnInvoice {
            return self.await_invoice(of, draft).await;
        }
        match self.writes(of, draft, None).await? {
            Some(writes) => Ok(self.store.write(writes).await?),
            None => {
                let settlement = self.must(&of.organiser, &name).await?;
                self.rest(of, settlement, State::CarriedOver { rows, total_cents }).await
            }
        }
    }

    async fn draft(
        &self,
        of: &InvoiceSettlement,
        settlement: Versioned<Settlement>,
        own: &Rows,
        issued_on: Date,
    ) -> Result<Draft, Failure> {
        let history = self.history(&of.organiser, of.provider, of.run).await?;
        let carried = history.carried_over(settlement.value.period);
        let runs: Vec<RunId> = carried.iter().map(|carried| carried.value.run).collect();
        let rows = if runs.is_empty() { own.clone() } else { self.rows(of, &runs).await? };
        self.draft_of(of, settlement, (history, carried, runs, rows), issued_on).await
    }

    pub(crate) async fn draft_of(
        &self,
        of: &InvoiceSettlement,
        settlement: Versioned<Settlement>,
        (history, carried, carried_runs, rows): (History, Vec<Versioned<Settlement>>, Vec<RunId>, Rows),
        issued_on: Date,
    ) -> Result<Draft, Failure> {
        let buyer: Versioned<organiser::Details> = self.must(&of.organiser, &Name::OrganiserDetails).await?;
        let provider: Versioned<Provider> = self.must(&of.organiser, &Name::Provider(of.provider)).await?;
        let services = rows.rows.iter().map(|row| row.service.clone()).collect();
        let choices = buyer.value.choices(issued_on, &provider.value.business_id, &services);
        let (buyer, provider) = (buyer.value.on(issued_on), provider.value);
        Ok(Draft { settlement, history, buyer, provider, choices, carried, carried_runs, rows, issued_on })
    }

    /// The number, the header and the settlements' new states; none where the provider owes and there is no earlier
    /// invoice to credit: that balance waits.
    pub(crate) async fn writes(
        &self,
        of: &InvoiceSettlement,
        draft: Draft,
        own: Option<OwnInvoice>,
    ) -> Result<Option<Vec<Write>>, Failure> {
        let series_name = Name::Series(of.provider);
        let mut series: Versioned<Series> =
            load(&*self.store, &of.organiser, &series_name).await?.unwrap_or_default();
        series.value.last += 1;
        let number = InvoiceNumber::of(&draft.provider.business_id, series.value.last)
            .map_err(|error| Failure::Unexpected(error.to_string()))?;
        let credited = self.credited(&of.organiser, &draft).await?;
        if draft.rows.total < Cents::ZERO && credited.is_none() {
            return Ok(None);
        }
        let mut header = header::of(of, &draft, number, credited, own)?;
        // What cannot be composed must not use up a number.
        let invoice = self.invoice(header.header.clone(), &draft.rows.rows, &draft.history).await?;
        header.payable_cents = invoice.totals.gross;
        let mut settlement = draft.settlement;
        settlement.value.state = State::Numbered {
            rows: header.rows,
            total_cents: header.total_cents,
            invoice_number: header.header.number.as_str().to_owned(),
        };
        let mut writes = vec![
            series.put(&of.organiser, &series_name)?,
            put_new(&of.organiser, &Name::Invoice(of.run, of.provider), &header)?,
            settlement.put(&of.organiser, &Name::Settlement(of.run, of.provider))?,
        ];
        for mut carried in draft.carried {
            carried.value.state = State::CarriedInto { into_run: of.run };
            writes.push(carried.put(&of.organiser, &Name::Settlement(carried.value.run, of.provider))?);
        }
        Ok(Some(writes))
    }

    /// Moves a settlement to a state in which it needs no number.
    pub(crate) async fn rest(
        &self,
        of: &InvoiceSettlement,
        mut settlement: Versioned<Settlement>,
        state: State,
    ) -> Result<(), Failure> {
        settlement.value.state = state;
        let write = settlement.put(&of.organiser, &Name::Settlement(of.run, of.provider))?;
        Ok(self.store.write(vec![write]).await?)
    }

    pub(crate) async fn must<T: Record>(
        &self,
        organiser: &Organiser,
        name: &Name,
    ) -> Result<Versioned<T>, Failure> {
        let found = load::<T>(&*self.store, organiser, name).await?;
        found.ok_or_else(|| Failure::Unexpected(format!("{} is not stored", T::SCHEMA)))
    }
}
