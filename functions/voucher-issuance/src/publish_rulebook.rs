//! A main user publishes a version of a service's rulebook.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::rulebook::{self, Rulebook};
use serde_json::json;
use storage::{
    keys::{List, Name},
    port::StoreError,
    records::{load, put_new},
    rulebooks,
};
use web::{Action, Actor, App, Found, Problem, TomlText};

/// `POST /v1/services`: publishes a rulebook file. A version is immutable: the same file again is answered the
/// same, another one under its number is refused. Versions are published in their order, each with a later
/// first day than the one before.
pub(crate) async fn publish(
    actor: Actor,
    State(app): State<App>,
    TomlText(file): TomlText,
) -> Result<Response, Problem> {
    actor.may(Action::SetUp)?;
    let rulebook = rulebook::parse(&file).map_err(|found| {
        Problem::new("rulebook_invalid").with_found(found.into_iter().map(told).collect())
    })?;
    let of_service = List::RulebooksOf(rulebook.service.clone());
    let published = rulebooks::all(&*app.store, &actor.organiser, &of_service).await?;
    let status = match published.iter().find(|published| published.version == rulebook.version) {
        Some(published) => same_again(published, &rulebook)?,
        None => {
            follows(published.iter().max_by_key(|published| published.version), &rulebook)?;
            save(&app, &actor, &rulebook).await?
        }
    };
    let answer = json!({ "service": rulebook.service, "version": rulebook.version });
    Ok((status, axum::Json(answer)).into_response())
}

fn told(found: rulebook::Problem) -> Found {
    Found { line: found.line, code: found.code.name(), reason: found.reason }
}

fn same_again(published: &Rulebook, new: &Rulebook) -> Result<StatusCode, Problem> {
    if published == new {
        Ok(StatusCode::OK)
    } else {
        Err(Problem::new("rulebook_version_exists").at_field("version"))
    }
}

/// A version numbered out of turn, or in force no later than the one before, would never be in force or would
/// take the place of a newer one.
fn follows(before: Option<&Rulebook>, new: &Rulebook) -> Result<(), Problem> {
    if new.version != before.map_or(1, |before| before.version.saturating_add(1)) {
        return Err(Problem::new("rulebook_version_out_of_order").at_field("version"));
    }
    if before.is_some_and(|before| new.first_day <= before.first_day) {
        return Err(Problem::new("rulebook_first_day_not_later").at_field("first_day"));
    }
    Ok(())
}

/// Of two publications of one version at once, the version's key lets one through.
async fn save(app: &App, actor: &Actor, rulebook: &Rulebook) -> Result<StatusCode, Problem> {
    let name = Name::Rulebook(rulebook.service.clone(), rulebook.version);
    match app.store.write(vec![put_new(&actor.organiser, &name, rulebook)?]).await {
        Ok(()) => Ok(StatusCode::CREATED),
        Err(StoreError::ConditionFailed { .. }) => {
            let other = load::<Rulebook>(&*app.store, &actor.organiser, &name).await?;
            let other = other.ok_or_else(|| Problem::new("try_again"))?;
            same_again(&other.value, rulebook)
        }
        Err(error) => Err(error.into()),
    }
}
