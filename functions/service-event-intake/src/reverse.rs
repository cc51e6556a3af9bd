//! A provider, or the organiser's approver, takes an event back.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    event::{Reversal, ReversalReason, Side},
    ids::EventId,
    recording,
};
use ledger::Entry;
use serde::Deserialize;
use serde_json::json;
use storage::port::Table;
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Why {
    reason: ReversalReason,
    #[serde(default)]
    text: String,
}

/// Words for the other side: enough to explain, not to tell a story.
const LONGEST_TEXT: usize = 1000;

/// `POST /v1/events/{event}/reversal`: before a settlement nothing of it remains to be paid, after one it is
/// refunded. The organiser owes the provider an explanation in words.
pub(crate) async fn reverse(
    actor: Actor,
    State(app): State<App>,
    Named(id): Named<EventId>,
    command: Command<Why>,
) -> Result<Response, Problem> {
    actor.may(Action::Reverse)?;
    let by = if actor.role.is_providers() { Side::Provider } else { Side::Organiser };
    let (Why { reason, text }, at) = (&command.body, app.now());
    if by == Side::Organiser && text.trim().is_empty() || text.chars().count() > LONGEST_TEXT {
        return Err(Problem::new("reason_required").at_field("text"));
    }
    once(&app, &actor, Table::Vouchers, &command, || async {
        let entry = Entry::load(&*app.store, &actor.organiser, id).await?;
        let mut entry = entry.ok_or(Problem::new("not_found"))?.known_to(&actor)?;
        let before = entry.ledger.clone();
        let reversal = Reversal { by, reason: *reason, text: text.clone(), at };
        recording::reverse(&mut entry.ledger, &mut entry.event.value, reversal)
            .map_err(|_| Problem::new("event_not_standing"))?;
        let writes = entry.writes(&actor.organiser, &before)?;
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "event": id, "status": "reversed" }), writes })
    })
    .await
}
