//! A provider records one event.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::event::{Reported, Sent};
use storage::rulebooks::Rulebooks;
use web::{Accepted, Action, Actor, App, Json, Problem};

use crate::{
    answer::{Answer, Decided, problem},
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
    match decided.ok_or(Problem::new("internal_error"))? {
        Decided::Refused(refusal) => Err(problem(refusal)),
        recorded => {
            let repeated = matches!(recorded, Decided::Recorded { repeated: true, .. });
            let status = if repeated { StatusCode::OK } else { StatusCode::CREATED };
            Ok((status, axum::Json(Answer::new(1, id, &recorded, language))).into_response())
        }
    }
}
