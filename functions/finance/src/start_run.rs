//! Finance starts a settlement run on demand.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::RunId,
    settlement::{Run, RunStatus},
    time::{Month, day_of},
};
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::put_new};
use web::{Action, Actor, App, Command, Outcome, Problem, once};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRun {
    period: Month,
}

/// `POST /v1/settlement-runs`: stores a run; the change stream carries it on.
pub(crate) async fn start(
    actor: Actor,
    State(app): State<App>,
    command: Command<NewRun>,
) -> Result<Response, Problem> {
    actor.may(Action::Settle)?;
    let (now, period) = (app.now(), command.body.period);
    if period > Month::of(day_of(now)) {
        return Err(Problem::new("period_in_the_future").at_field("period"));
    }
    let run = RunId::of(&actor.organiser, &period.to_string(), &format!("{}|{}", actor.id, command.key));
    once(&app, &actor, Table::Settlements, &command, || async {
        let planned = Run { run, period, planned_at: now, status: RunStatus::Planned, told: 0 };
        let writes = vec![put_new(&actor.organiser, &Name::Run(run), &planned)?];
        Ok(Outcome { status: StatusCode::CREATED, answer: json!({ "run": run }), writes })
    })
    .await
}
