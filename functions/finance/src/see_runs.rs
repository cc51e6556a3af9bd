//! Finance sees its runs, and each provider's part of one.

use std::collections::HashMap;

use axum::extract::State;
use domain::{
    ids::{ProviderId, RunId},
    provider::Provider,
    settlement::{Run, Settlement, State as Stands},
    time::Month,
};
use serde::Serialize;
use storage::{
    keys::{List, Name},
    port::Key,
    records::{Versioned, load, page},
};
use web::{Action, Actor, App, Listing, Named, Paging, Problem};

use crate::{payments, settlement_view::SettlementView};

/// A run with its settlements.
#[derive(Serialize)]
pub(crate) struct RunView {
    run: RunId,
    period: Month,
    settlements: Vec<SettlementView>,
}

/// `GET /v1/settlement-runs`: a page, the newest first in it.
pub(crate) async fn list(
    actor: Actor,
    State(app): State<App>,
    paging: Paging,
) -> Result<axum::Json<Listing<Run>>, Problem> {
    actor.may(Action::SeeRuns)?;
    let found = page::<Run>(&*app.store, &actor.organiser, &List::Runs, paging.after, paging.limit).await?;
    let mut runs: Vec<Run> = found.records.into_iter().map(|(_, run)| run).collect();
    runs.sort_by_key(|run| std::cmp::Reverse(run.planned_at));
    Ok(axum::Json(Listing::new(runs, found.next)))
}

/// `GET /v1/settlement-runs/{run}`: every provider that the run touched.
pub(crate) async fn one(
    actor: Actor,
    State(app): State<App>,
    Named(id): Named<RunId>,
) -> Result<axum::Json<RunView>, Problem> {
    actor.may(Action::SeeRuns)?;
    let found = load::<Run>(&*app.store, &actor.organiser, &Name::Run(id)).await?;
    let Run { run, period, .. } = found.ok_or(Problem::new("not_found"))?.value;
    let (mut settlements, mut after) = (Vec::<SettlementView>::new(), None);
    loop {
        let list = List::SettlementsIn(id);
        let found = page::<Settlement>(&*app.store, &actor.organiser, &list, after, 1000).await?;
        let settled = found.records.into_iter().map(|(_, settlement)| settlement);
        // Providers with nothing to settle are of no interest here.
        settlements.extend(settled.filter(|it| it.state != Stands::Empty).map(SettlementView::from));
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    name_providers(&app, &actor, &mut settlements).await?;
    payments::put_beside(&app, &actor.organiser, &mut settlements).await?;
    Ok(axum::Json(RunView { run, period, settlements }))
}

async fn name_providers(app: &App, actor: &Actor, settlements: &mut [SettlementView]) -> Result<(), Problem> {
    let keys: Vec<Key> =
        settlements.iter().map(|s| Name::Provider(s.provider).key(&actor.organiser)).collect();
    let mut names: HashMap<ProviderId, String> = HashMap::new();
    for item in app.store.batch_get(&keys).await? {
        let provider = Versioned::<Provider>::read(&item)?.value;
        names.insert(provider.provider, provider.details.company.name);
    }
    for settlement in settlements.iter_mut() {
        settlement.provider_name = names.remove(&settlement.provider);
    }
    settlements.sort_by(|a, b| a.provider_name.cmp(&b.provider_name));
    Ok(())
}
