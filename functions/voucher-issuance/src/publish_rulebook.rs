//! A main user publishes a version of a service's rulebook.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use domain::rulebook;
use serde_json::json;
use storage::{
    keys::{List, Name},
    rulebooks,
};
use web::{Action, Actor, App, Problem, TomlText};

use crate::versions;

/// `POST /v1/services`: publishes a rulebook file. A version is immutable: the same file again is answered the
/// same, another one under its number is refused. Versions are published in their order, each with a later
/// first day than the one before, and each rests on a published version of the general part.
pub(crate) async fn publish(
    actor: Actor,
    State(app): State<App>,
    TomlText(file): TomlText,
) -> Result<Response, Problem> {
    actor.may(Action::SetUp)?;
    let general_parts = rulebooks::general_parts(&*app.store, &actor.organiser).await?;
    let rulebook = rulebook::parse_beside(&file, &general_parts).map_err(versions::invalid)?;
    let of_service = List::RulebooksOf(rulebook.service.clone());
    let published = rulebooks::all(&*app.store, &actor.organiser, &of_service).await?;
    let name = Name::Rulebook(rulebook.service.clone(), rulebook.version);
    let place: versions::Place<_> = |rulebook: &rulebook::Rulebook| (rulebook.version, rulebook.first_day);
    let status = versions::publish((&app, &actor), &name, &published, (&rulebook, place)).await?;
    let answer = json!({ "service": rulebook.service, "version": rulebook.version });
    Ok((status, axum::Json(answer)).into_response())
}
