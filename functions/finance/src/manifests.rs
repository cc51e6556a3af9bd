//! The manifests of a run: what the finance system may read of it.

use std::sync::Arc;

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::header,
    response::{IntoResponse, Response},
};
use domain::{handover::HandedPayments, ids::RunId, money::Cents};
use objects::Objects;
use serde::Serialize;
use storage::{
    keys::{List, Name},
    records::{HandedOver, load, page},
};
use web::{Action, Actor, App, Listing, Named, Paging, Problem};

/// A manifest as it is listed.
#[derive(Serialize)]
pub(crate) struct ManifestView {
    number: u32,
    key: String,
    sha256: String,
    count: u64,
    sum_cents: Cents,
    #[serde(skip_serializing_if = "Option::is_none")]
    payments: Option<HandedPayments>,
}

/// `GET /v1/settlement-runs/{run}/manifests`: a page, by number.
pub(crate) async fn list(
    actor: Actor,
    State(app): State<App>,
    Named(run): Named<RunId>,
    paging: Paging,
) -> Result<axum::Json<Listing<ManifestView>>, Problem> {
    actor.may(Action::FetchInvoices)?;
    let list = List::ManifestsOf(run);
    let found = page::<HandedOver>(&*app.store, &actor.organiser, &list, paging.after, paging.limit).await?;
    let views = found.records.into_iter().filter_map(|(name, record)| {
        let Name::Manifest(_, number) = name else { return None };
        let HandedOver { key, sha256, count, sum_cents, payments, .. } = record;
        Some(ManifestView { number, key, sha256, count, sum_cents, payments })
    });
    Ok(axum::Json(Listing::new(views.collect(), found.next)))
}

/// `GET /v1/settlement-runs/{run}/manifests/{number}`: the bytes that lie in the bucket.
pub(crate) async fn fetch(
    actor: Actor,
    State(app): State<App>,
    State(objects): State<Arc<dyn Objects>>,
    path: Result<Path<(String, u32)>, PathRejection>,
) -> Result<Response, Problem> {
    let manifest = named(&actor, &app, path).await?;
    answer(&*objects, &manifest.key, "application/json").await
}

/// `GET /v1/settlement-runs/{run}/manifests/{number}/payments`: its credit transfers, where it has some.
pub(crate) async fn payments(
    actor: Actor,
    State(app): State<App>,
    State(objects): State<Arc<dyn Objects>>,
    path: Result<Path<(String, u32)>, PathRejection>,
) -> Result<Response, Problem> {
    let manifest = named(&actor, &app, path).await?;
    let payments = manifest.payments.ok_or(Problem::new("not_found"))?;
    answer(&*objects, &payments.key, "application/xml").await
}

async fn named(
    actor: &Actor,
    app: &App,
    path: Result<Path<(String, u32)>, PathRejection>,
) -> Result<HandedOver, Problem> {
    actor.may(Action::FetchInvoices)?;
    let Path((run, number)) = path.map_err(|_| Problem::new("not_found"))?;
    let run: RunId = run.parse().map_err(|_| Problem::new("not_found"))?;
    let found = load::<HandedOver>(&*app.store, &actor.organiser, &Name::Manifest(run, number)).await?;
    Ok(found.ok_or(Problem::new("not_found"))?.value)
}

async fn answer(objects: &dyn Objects, key: &str, content_type: &'static str) -> Result<Response, Problem> {
    let bytes = objects.get(key).await.map_err(|error| {
        tracing::error!(%error, "the bucket is unavailable");
        Problem::new("try_again")
    })?;
    let bytes = bytes.ok_or(Problem::new("not_found"))?;
    Ok(([(header::CONTENT_TYPE, content_type)], bytes).into_response())
}
