//! A provider sees its own settlements.

use axum::extract::State;
use domain::settlement::Settlement;
use storage::{
    keys::{List, Name},
    port::Key,
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
    let list = List::SettlementsOf(provider);
    let found = page::<Listed>(&*app.store, organiser, &list, paging.after, paging.limit).await?;
    let keys: Vec<Key> = found
        .records
        .iter()
        .filter_map(|(name, _)| match name {
            Name::ProvidersSettlement(provider, run) => {
                Some(Name::Settlement(*run, *provider).key(organiser))
            }
            _ => None,
        })
        .collect();
    let mut items = Vec::with_capacity(keys.len());
    for item in app.store.batch_get(&keys).await? {
        items.push(SettlementView::from(Versioned::<Settlement>::read(&item)?.value));
    }
    payments::put_beside(&app, organiser, &mut items).await?;
    items.sort_by_key(|settlement| std::cmp::Reverse(settlement.period));
    Ok(axum::Json(Listing::new(items, found.next)))
}
