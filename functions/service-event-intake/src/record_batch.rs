//! A provider records up to a thousand events in one request.

use axum::extract::State;
use domain::recording::Refusal;
use ledger::{Answer, Decided, Line, Reporter, record};
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
    let readable = lines.iter().filter_map(|line| line.read.as_ref().ok().cloned()).collect();
    let mut decided = record(reporter, app.now(), readable).await?.into_iter();
    let answer = |(at, line): (usize, Line)| {
        let decided = match line.read {
            Ok(_) => decided.next().unwrap_or(Decided::Refused(Refusal::EventConflict)),
            Err(refusal) => Decided::Refused(refusal),
        };
        Answer::new(at + 1, line.id, &decided, language)
    };
    let results = lines.into_iter().enumerate().map(answer).collect();
    Ok(axum::Json(Results { results, dry_run: dry.0 }))
}
