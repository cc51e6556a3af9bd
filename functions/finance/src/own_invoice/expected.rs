//! What the invoice of a closed settlement must say: its rows and the events behind them.

use domain::{
    event::Event,
    identifiers::{BusinessId, Iban},
    ids::Organiser,
    invoice::{RowAmount, Totals, due_day},
    organiser::Details,
    own_invoice::{Billable, Expected},
    provider::Provider,
    settlement::{Row, Settlement, State},
};
use futures::{StreamExt, TryStreamExt, stream};
use jiff::civil::Date;
use storage::{
    keys::{List, Name},
    port::StoreError,
    records::{load as read, page},
    rulebooks::Rulebooks,
};
use web::{App, Problem};

/// So many accounts' events are read at the same time.
const AT_ONCE: usize = 8;

/// All that an invoice is held against, as it was read.
pub(super) struct Basis {
    seller: BusinessId,
    account: Iban,
    buyer: BusinessId,
    term_days: u16,
    totals: Totals,
    events: Vec<Billable>,
}

impl Basis {
    pub(super) fn expected(&self, today: Date) -> Expected<'_> {
        Expected {
            seller: &self.seller,
            buyer: &self.buyer,
            account: &self.account,
            totals: &self.totals,
            events: &self.events,
            today,
            earliest_due: due_day(today, self.term_days),
        }
    }
}

pub(super) async fn load(
    app: &App,
    organiser: &Organiser,
    settlement: &Settlement,
) -> Result<Basis, Problem> {
    let missing = || Problem::new("not_found");
    let buyer = read::<Details>(&*app.store, organiser, &Name::OrganiserDetails).await?;
    let today = domain::time::day_of(app.now());
    let buyer = buyer.ok_or_else(missing)?.value.on(today);
    let provider = read::<Provider>(&*app.store, organiser, &Name::Provider(settlement.provider)).await?;
    let provider = provider.ok_or_else(missing)?.value;
    let account = provider.details.iban.clone().ok_or(Problem::new("own_invoice_not_awaited"))?;
    let rows = rows(app, organiser, settlement).await?;
    let services = rows.iter().map(|row| row.service.clone()).collect();
    let choices = buyer.choices(today, &provider.business_id, &services);
    let (mut amounts, mut bases) = (Vec::new(), Vec::with_capacity(rows.len()));
    let rulebooks = Rulebooks::default();
    for row in &rows {
        let mut basis = None;
        for line in &row.taken.lines {
            let rulebook = rulebooks.version(&*app.store, organiser, &row.service, line.rulebook).await?;
            let rulebook = rulebook.ok_or_else(|| StoreError::Unreadable("a rulebook is missing".into()))?;
            basis = Some(rulebook.price_basis);
            amounts.push(RowAmount { vat: line.vat, basis: rulebook.price_basis, amount: line.provider });
        }
        bases.push(basis);
    }
    let of_rows = rows.into_iter().zip(bases).map(|(row, basis)| async move {
        let Some(basis) = basis else { return Ok(Vec::new()) };
        let found = events(app, organiser, &row).await?;
        Ok::<Vec<Billable>, StoreError>(
            found.iter().filter_map(|event| Billable::of(&row, event, basis)).collect(),
        )
    });
    let events: Vec<Vec<Billable>> = stream::iter(of_rows).buffered(AT_ONCE).try_collect().await?;
    Ok(Basis {
        seller: provider.business_id,
        account,
        buyer: buyer.business_id,
        term_days: choices.payment_term_days,
        totals: Totals::over(&amounts),
        events: events.into_iter().flatten().collect(),
    })
}

/// The rows of earlier runs that were carried over to it, and its own.
async fn rows(app: &App, organiser: &Organiser, settlement: &Settlement) -> Result<Vec<Row>, StoreError> {
    let carried = match &settlement.state {
        State::AwaitsInvoice { carried, .. } => carried.as_slice(),
        _ => &[],
    };
    let mut rows = Vec::new();
    for run in carried.iter().chain([&settlement.run]) {
        let (list, mut after) = (List::RowsOf(*run, settlement.provider), None);
        loop {
            let found = page::<Row>(&*app.store, organiser, &list, after, 1000).await?;
            rows.extend(found.records.into_iter().map(|(_, row)| row));
            after = found.next;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(rows)
}

async fn events(app: &App, organiser: &Organiser, row: &Row) -> Result<Vec<Event>, StoreError> {
    let list = List::EventsIn(row.voucher.clone(), row.month);
    let (mut events, mut after) = (Vec::new(), None);
    loop {
        let found = page::<Event>(&*app.store, organiser, &list, after, 1000).await?;
        let own = found.records.into_iter().map(|(_, event)| event);
        events.extend(own.filter(|event| event.booking == row.booking));
        after = found.next;
        if after.is_none() {
            return Ok(events);
        }
    }
}
