//! A provider records one event.

use axum::{extract::State, response::Response};
use domain::event::{Reported, Sent};
use ledger::{Reporter, record};
use storage::rulebooks::Rulebooks;
use web::{Accepted, Action, Actor, App, DryRun, Json, Problem};

use crate::answer::{answered, problem};

/// `POST /v1/events`: 201 when it is recorded now, 200 when it was before, a problem when a rule refuses it. With
/// `?dry_run=true` 200 with what would be answered, and nothing stored.
pub(crate) async fn record_event(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Accepted(language): Accepted,
    dry: DryRun,
    Json(sent): Json<Sent>,
) -> Result<Response, Problem> {
    actor.may(Action::Record)?;
    let store = dry.store(&app.store);
    let reporter = Reporter::of(&*store, &app, &rulebooks, &actor)?;
    let reported = Reported::parse(sent).map_err(problem)?;
    let id = reported.id.clone();
    let decided = record(reporter, app.now(), vec![reported]).await?.pop();
    answered(id, &decided.ok_or(Problem::new("internal_error"))?, language, dry)
}
