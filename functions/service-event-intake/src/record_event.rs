//! A provider records one event.

use axum::{extract::State, response::Response};
use domain::event::{Reported, Sent};
use storage::rulebooks::Rulebooks;
use web::{Accepted, Action, Actor, App, Json, Problem};

use crate::{
    answer::{answered, problem},
    load::Reporter,
    record::record,
};

/// `POST /v1/events`: 201 when it is recorded now, 200 when it was before, a problem when a rule refuses it.
pub(crate) async fn record_event(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Accepted(language): Accepted,
    Json(sent): Json<Sent>,
) -> Result<Response, Problem> {
    actor.may(Action::Record)?;
    let reporter = Reporter::of(&app, &rulebooks, &actor)?;
    let reported = Reported::parse(sent).map_err(problem)?;
    let id = reported.id.clone();
    let decided = record(reporter, app.now(), vec![reported]).await?.pop();
    answered(id, &decided.ok_or(Problem::new("internal_error"))?, language)
}
