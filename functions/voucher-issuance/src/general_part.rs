//! The general part of the organiser's rulebooks: a main user publishes its versions, anyone reads them.

use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::{IntoResponse, Response},
};
use domain::rulebook::GeneralPart;
use serde_json::json;
use storage::{keys::Name, records::load, rulebooks};
use web::{Action, Actor, App, Problem, TomlText, public_page};

use crate::{
    see_services::{Asked, organiser},
    versions,
};

/// `POST /v1/general-parts`: publishes a file of the general part. Its versions are as immutable, and follow each
/// other in the same way, as those of a rulebook.
pub(crate) async fn publish(
    actor: Actor,
    State(app): State<App>,
    TomlText(file): TomlText,
) -> Result<Response, Problem> {
    actor.may(Action::SetUp)?;
    let part = GeneralPart::parse(&file).map_err(versions::invalid)?;
    let published = rulebooks::general_parts(&*app.store, &actor.organiser).await?;
    let place: versions::Place<_> = |part: &GeneralPart| (part.version, part.first_day);
    let name = Name::GeneralPart(part.version);
    let status = versions::publish((&app, &actor), &name, &published, (&part, place)).await?;
    Ok((status, axum::Json(json!({ "version": part.version }))).into_response())
}

/// `GET /v1/general-parts/{version}?org=CODE`: the text that rulebooks rest on, for anyone.
pub(crate) async fn see(
    State(app): State<App>,
    path: Result<Path<u32>, PathRejection>,
    asked: Asked,
) -> Result<Response, Problem> {
    let Path(version) = path.map_err(|_| Problem::new("not_found"))?;
    let org = organiser(asked)?;
    let found = load::<GeneralPart>(&*app.store, &org, &Name::GeneralPart(version)).await?;
    let part = found.ok_or(Problem::new("not_found"))?;
    Ok(public_page(axum::Json(part.value)))
}
