//! Whether an event was settled and paid: derived from the sequences that settlements took, never written to the event.

use domain::{
    event::{Event, State},
    handover::{Payment, PaymentStatus},
    ids::{Organiser, RunId},
    settlement::{Row, Settlement, State as Stands},
    time::Month,
};
use serde::Serialize;
use storage::{
    keys::{List, Name},
    port::{Key, Store, StoreError},
    records::{Listed, Versioned, load, page},
};

/// The settlement that took an event.
#[derive(Serialize)]
pub(crate) struct Settled {
    /// The run whose invoice pays it.
    run: RunId,
    /// Once the invoice has its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    invoice_number: Option<String>,
    /// Whether the finance system has told that the invoice is paid.
    paid: bool,
}

/// The settlement that took the event; none where none has, or where it is not approved.
pub(crate) async fn of(
    store: &dyn Store,
    organiser: &Organiser,
    event: &Event,
) -> Result<Option<Settled>, StoreError> {
    let State::Approved { sequence } = event.state else { return Ok(None) };
    let Some(taken_by) = taken_by(store, organiser, event, sequence).await? else { return Ok(None) };
    let settlement = settlement(store, organiser, event, taken_by).await?;
    let Some(settlement) = settlement else { return Ok(None) };
    let (run, provider) = (settlement.run, settlement.provider);
    let invoice_number = match settlement.state {
        Stands::Numbered { invoice_number, .. } | Stands::Written { invoice_number, .. } => {
            Some(invoice_number)
        }
        _ => None,
    };
    let payment = load::<Payment>(store, organiser, &Name::Payment(run, provider)).await?;
    let paid = payment.is_some_and(|payment| payment.value.status == PaymentStatus::Paid);
    Ok(Some(Settled { run, invoice_number, paid }))
}

/// The run whose row of the event's account took its sequence.
async fn taken_by(
    store: &dyn Store,
    organiser: &Organiser,
    event: &Event,
    sequence: u64,
) -> Result<Option<RunId>, StoreError> {
    let month = Month::of(event.reported.delivery.on());
    let (list, mut after) = (List::SettlementsOf(event.provider), None);
    loop {
        let found = page::<Listed>(store, organiser, &list, after, 100).await?;
        let keys: Vec<Key> = found
            .records
            .iter()
            .filter_map(|(name, _)| match name {
                Name::ProvidersSettlement(provider, run) => {
                    let voucher = event.reported.voucher.clone();
                    Some(Name::Row(*run, *provider, voucher, event.booking, month).key(organiser))
                }
                _ => None,
            })
            .collect();
        for item in store.batch_get(&keys).await? {
            let row = Versioned::<Row>::read(&item)?.value;
            if let Some((_, Name::Row(run, ..))) = Name::of(&item.key)
                && (row.taken.first..=row.taken.last).contains(&sequence)
            {
                return Ok(Some(run));
            }
        }
        after = found.next;
        if after.is_none() {
            return Ok(None);
        }
    }
}

/// The settlement, or the later one that a small balance was carried into.
async fn settlement(
    store: &dyn Store,
    organiser: &Organiser,
    event: &Event,
    run: RunId,
) -> Result<Option<Settlement>, StoreError> {
    let at = async |run| load::<Settlement>(store, organiser, &Name::Settlement(run, event.provider)).await;
    let found = at(run).await?.map(|found| found.value);
    match found.as_ref().map(|found| &found.state) {
        Some(Stands::CarriedInto { into_run }) => Ok(at(*into_run).await?.map(|found| found.value)),
        _ => Ok(found),
    }
}
