//! A provider sees its own settlements.

use axum::extract::State;
use domain::{
    ids::{Organiser, ProviderId},
    settlement::Settlement,
};
use storage::{
    keys::{List, Name},
    port::{Key, StoreError},
    records::{Listed, Versioned, page},
};
use web::{Action, Actor, App, Listing, Paging, Problem};

use crate::{payments, settlement_view::SettlementView};

/// `GET /v1/settlements`: a page, the latest period first in it.
pub(crate) async fn list(
    actor: Actor,
    State(app): State<App>,
    paging: Paging,
) -> Result<axum::Json<Listing<SettlementView>>, Problem> {
    actor.may(Action::SeeOwnSettlements)?;
    let (organiser, provider) = (&actor.organiser, actor.provider()?);
    let (found, next) = page_of(&app, organiser, provider, paging.after, paging.limit).await?;
    let mut items: Vec<SettlementView> = found.into_iter().map(SettlementView::from).collect();
    payments::put_beside(&app, organiser, &mut items).await?;
    items.sort_by_key(|settlement| std::cmp::Reverse(settlement.period));
    Ok(axum::Json(Listing::new(items, next)))
}

/// A page of a provider's settlements.
pub(crate) async fn page_of(
    app: &App,
    organiser: &Organiser,
    provider: ProviderId,
    after: Option<String>,
    limit: u32,
) -> Result<(Vec<Settlement>, Option<String>), StoreError> {
    let list = List::SettlementsOf(provider);
    let found = page::<Listed>(&*app.store, organiser, &list, after, limit).await?;
    let key = |name: &Name| match name {
        Name::ProvidersSettlement(provider, run) => Some(Name::Settlement(*run, *provider).key(organiser)),
        _ => None,
    };
    let keys: Vec<Key> = found.records.iter().filter_map(|(name, _)| key(name)).collect();
    let items = app.store.batch_get(&keys).await?;
    let read = items.iter().map(|item| Ok(Versioned::read(item)?.value));
    Ok((read.collect::<Result<_, StoreError>>()?, found.next))
}
