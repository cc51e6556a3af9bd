//! What became of the payments of settlements, put beside them where they are shown.

use std::collections::HashMap;

use domain::{
    handover::Payment,
    ids::{Organiser, ProviderId, RunId},
};
use storage::{
    keys::Name,
    port::{Key, StoreError},
    records::Versioned,
};
use web::App;

use crate::settlement_view::SettlementView;

/// Puts its payment beside each settlement: Paid is derived, and never written to the settlement.
pub(crate) async fn put_beside(
    app: &App,
    organiser: &Organiser,
    settlements: &mut [SettlementView],
) -> Result<(), StoreError> {
    let keys: Vec<Key> =
        settlements.iter().map(|it| Name::Payment(it.run, it.provider).key(organiser)).collect();
    let mut payments: HashMap<(RunId, ProviderId), Payment> = HashMap::new();
    for item in app.store.batch_get(&keys).await? {
        if let Some((_, Name::Payment(run, provider))) = Name::of(&item.key) {
            payments.insert((run, provider), Versioned::read(&item)?.value);
        }
    }
    for settlement in settlements {
        settlement.payment = payments.remove(&(settlement.run, settlement.provider));
    }
    Ok(())
}
