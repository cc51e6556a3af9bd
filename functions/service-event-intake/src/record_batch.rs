//! A provider records up to a thousand events in one request.

use axum::extract::State;
use ledger::{Answer, Line, Reporter, record_lines};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use storage::rulebooks::Rulebooks;
use web::{Accepted, Action, Actor, App, DryRun, Json, Problem};

/// The body of the request; each event is read by itself, so that a bad one does not spoil the others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Batch {
    events: Vec<Value>,
}

/// The answer: one result for each line.
#[derive(Debug, Serialize)]
pub(crate) struct Results {
    pub(crate) results: Vec<Answer>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) dry_run: bool,
}

const MOST_EVENTS: usize = 1000;

/// `POST /v1/events/batch`: records the good events and answers for each.
pub(crate) async fn record_batch(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Accepted(language): Accepted,
    dry: DryRun,
    Json(batch): Json<Batch>,
) -> Result<axum::Json<Results>, Problem> {
    actor.may(Action::Record)?;
    if batch.events.len() > MOST_EVENTS {
        return Err(Problem::new("too_many_events").at_field("events"));
    }
    let store = dry.store(&app.store);
    let reporter = Reporter::of(&*store, &app, &rulebooks, &actor)?;
    let lines: Vec<Line> = batch.events.into_iter().map(Line::of).collect();
    let decided = record_lines(reporter, app.now(), &lines).await?;
    let answers = lines.into_iter().zip(&decided).enumerate();
    let results =
        answers.map(|(at, (line, decided))| Answer::new(at + 1, line.id, decided, language)).collect();
    Ok(axum::Json(Results { results, dry_run: dry.0 }))
}
