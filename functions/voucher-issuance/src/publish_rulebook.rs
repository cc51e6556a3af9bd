//! A main user publishes a version of a service's rulebook.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::rulebook::{self, Rulebook};
use serde_json::json;
use storage::{
    keys::Name,
    port::StoreError,
    records::{load, put_new},
};
use web::{Action, Actor, App, Found, Problem, TomlText};

/// `POST /v1/services`: publishes a rulebook file. A version is immutable: the same file again is answered the
/// same, another one under its number is refused.
pub(crate) async fn publish(
    actor: Actor,
    State(app): State<App>,
    TomlText(file): TomlText,
) -> Result<Response, Problem> {
    actor.may(Action::SetUp)?;
    let rulebook = rulebook::parse(&file).map_err(|found| {
        Problem::new("rulebook_invalid").with_found(found.into_iter().map(told).collect())
    })?;
    let name = Name::Rulebook(rulebook.service.clone(), rulebook.version);
    let status = match app.store.write(vec![put_new(&actor.organiser, &name, &rulebook)?]).await {
        Ok(()) => StatusCode::CREATED,
        Err(StoreError::ConditionFailed { .. }) => same_again(&app, &actor, &name, &rulebook).await?,
        Err(error) => return Err(error.into()),
    };
    let answer = json!({ "service": rulebook.service, "version": rulebook.version });
    Ok((status, axum::Json(answer)).into_response())
}

fn told(found: rulebook::Problem) -> Found {
    Found { line: found.line, code: found.code.name(), reason: found.reason }
}

async fn same_again(app: &App, actor: &Actor, name: &Name, new: &Rulebook) -> Result<StatusCode, Problem> {
    let published = load::<Rulebook>(&*app.store, &actor.organiser, name).await?;
    if published.is_some_and(|published| published.value == *new) {
        Ok(StatusCode::OK)
    } else {
        Err(Problem::new("rulebook_version_exists").at_field("version"))
    }
}
