//! A client's request that a decision be rectified: taken in, rejected, or accepted with a decision in its place.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    decision::{Decision, accept},
    ids::DecisionId,
    letter::About,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{
    port::{Table, Write},
    records::Versioned,
    rulebooks::Rulebooks,
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{
    by_hand::{ByHand, Standing},
    decisions::{approval, found, given, put_changed, put_first, refused},
    letters::{Told, rules_of},
};

/// The body of a request that is taken in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRequest {
    /// The day on which it came.
    received: Date,
    /// What the client says.
    reason: String,
}

/// The body of a rejection.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rejection {
    reason: String,
    /// The letter goes to the estate of a client who has died.
    #[serde(default)]
    to_estate: bool,
}

/// `POST /v1/decisions/{decision}/rectification-request`: an official takes a client's request in.
pub(crate) async fn take_in(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(decision): Named<DecisionId>,
    command: Command<NewRequest>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let by = approval(&actor, at, given(&command.body.reason)?);
    once(&app, &actor, Table::Clients, &command, || async {
        let before = found(&app, &actor, decision).await?;
        let rulebook = rules_of(&app, &actor, &rulebooks, &before.value).await?;
        let mut after = before.value.clone();
        after.take_in_request(command.body.received, &rulebook, by).map_err(refused)?;
        answered(&actor, &before, after, Vec::new())
    })
    .await
}

/// `POST /v1/decisions/{decision}/rectification-request/rejection`: the decision stands, and the client is told why and
/// where to appeal.
pub(crate) async fn reject(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(decision): Named<DecisionId>,
    command: Command<Rejection>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let by = approval(&actor, at, given(&command.body.reason)?);
    once(&app, &actor, Table::Clients, &command, || async {
        let before = found(&app, &actor, decision).await?;
        let mut after = before.value.clone();
        after.reject_request(by).map_err(refused)?;
        let told = Told::of(&app, &actor, &rulebooks, &after).await?;
        let letters = told.tell(&actor, &mut after, (About::Answer, command.body.to_estate), at)?;
        answered(&actor, &before, after, letters)
    })
    .await
}

/// `POST /v1/decisions/{decision}/rectification-request/acceptance`: another decision comes into force in its place.
///
/// The new decision, all that it takes days from and the voucher are one transaction on their versions.
pub(crate) async fn decide_anew(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(decision): Named<DecisionId>,
    command: Command<ByHand>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let new = &command.body;
    let by = approval(&actor, at, given(&new.reason)?);
    once(&app, &actor, Table::Clients, &command, || async {
        let organiser = &actor.organiser;
        let standing = Standing::of(&app, &actor, &rulebooks, decision).await?;
        let done = accept(standing.basis(organiser, new, by)).map_err(refused)?;
        standing.may_grant(new)?;
        let answer = json!({ "decision": done.new.decision, "number": done.new.number, "due": done.new.due });
        let mut writes = put_first(&actor, &done.new)?;
        writes.push(
            Versioned { value: done.voucher, version: standing.voucher.version }
                .put(organiser, &standing.place())?,
        );
        for after in done.changed {
            let read = standing.read.iter().find(|one| one.value.decision == after.decision);
            writes.extend(read.map(|read| put_changed(&actor, read, after)).transpose()?.unwrap_or_default());
        }
        Ok(Outcome { status: StatusCode::OK, answer, writes })
    })
    .await
}

fn answered(
    actor: &Actor,
    before: &Versioned<Decision>,
    after: Decision,
    letters: Vec<Write>,
) -> Result<Outcome, Problem> {
    let answer = json!({ "state": after.state, "due": after.due, "request": after.request });
    let mut writes = put_changed(actor, before, after)?;
    writes.extend(letters);
    Ok(Outcome { status: StatusCode::OK, answer, writes })
}
