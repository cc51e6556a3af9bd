//! The copies of approvals for comparison, written in the transaction that changes an approval or its provider.

use std::collections::HashMap;

use domain::{
    ids::Organiser,
    provider::{Approval, Offer, Provider},
};
use jiff::civil::Date;
use storage::{
    keys::Name,
    port::{Key, Write},
    records::{Versioned, load},
};
use web::{App, Problem};

/// The copies of a provider's approvals as they will be, all read at once.
pub(crate) async fn offers(
    app: &App,
    organiser: &Organiser,
    provider: &Provider,
    approvals: &[Approval],
    today: Date,
) -> Result<Vec<Write>, Problem> {
    let name = |approval: &Approval| Name::Offer(approval.service.clone(), approval.provider);
    let keys: Vec<Key> = approvals.iter().map(|approval| name(approval).key(organiser)).collect();
    let before: HashMap<Key, u64> =
        app.store.batch_get(&keys).await?.into_iter().map(|item| (item.key, item.version)).collect();
    let mut writes = Vec::with_capacity(approvals.len());
    for (approval, key) in approvals.iter().zip(&keys) {
        let version = before.get(key).copied().unwrap_or_default();
        let value = Offer::of(provider, approval, today);
        writes.push(Versioned { value, version }.put(organiser, &name(approval))?);
    }
    Ok(writes)
}

/// The copy of one changed approval of a provider that stays as it is.
pub(crate) async fn offer(
    app: &App,
    organiser: &Organiser,
    approval: &Approval,
    today: Date,
) -> Result<Vec<Write>, Problem> {
    let found = load::<Provider>(&*app.store, organiser, &Name::Provider(approval.provider)).await?;
    let provider = found.ok_or(Problem::new("internal_error"))?.value;
    offers(app, organiser, &provider, std::slice::from_ref(approval), today).await
}
