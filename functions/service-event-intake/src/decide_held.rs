//! An approver approves or rejects a held event.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{ids::EventId, recording};
use ledger::Entry;
use serde::Deserialize;
use serde_json::json;
use storage::port::Table;
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    approve: bool,
    reason: String,
}

/// `POST /v1/held/{event}/decision`: an approval puts the event's money into its account, a rejection frees what
/// it reserved; a rejection needs a reason.
pub(crate) async fn decide(
    actor: Actor,
    State(app): State<App>,
    Named(id): Named<EventId>,
    command: Command<Decision>,
) -> Result<Response, Problem> {
    actor.may(Action::Approve)?;
    let Decision { approve, reason } = &command.body;
    if !approve && reason.trim().is_empty() {
        return Err(Problem::new("reason_required").at_field("reason"));
    }
    once(&app, &actor, Table::Vouchers, &command, || async {
        let held = Entry::load(&*app.store, &actor.organiser, id).await?;
        let mut held = held.ok_or(Problem::new("not_found"))?;
        let before = held.ledger.clone();
        let event = &mut held.event.value;
        let decided = if *approve {
            recording::approve_held(&mut held.ledger, event)
        } else {
            recording::reject_held(&mut held.ledger, event, reason.clone())
        };
        decided.map_err(|_| Problem::new("not_held"))?;
        let status = if *approve { "approved" } else { "rejected" };
        let writes = held.writes(&actor.organiser, &before)?;
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "status": status }), writes })
    })
    .await
}
