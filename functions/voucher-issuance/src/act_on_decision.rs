//! An official acts on a decision: asks the client to be heard, notes the answer, approves, tells the client.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    decision::{Act, Change, Deadlines, Decision, approve},
    ids::DecisionId,
    letter::About,
    time,
    voucher::Voucher,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::Table,
    records::{Versioned, load},
    rulebooks::Rulebooks,
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{
    IdentityKey,
    beside::alone,
    decisions::{all_of, approval, client_of, found, given, put_changed, refused},
    letters::{Told, rules_of},
};

/// The body of an act: what the official says of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    #[serde(default)]
    reason: String,
    /// The letter goes to the estate of a client who has died; only where the client is told.
    #[serde(default)]
    to_estate: bool,
}

/// `POST /v1/decisions/{decision}/hearing`: the client is asked to be heard, by a letter that says on what.
pub(crate) async fn ask_to_be_heard(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(decision): Named<DecisionId>,
    command: Command<Said>,
) -> Result<Response, Problem> {
    told(actor, (app, rulebooks, None), decision, command, (Act::AskToBeHeard, About::Hearing)).await
}

/// `POST /v1/decisions/{decision}/letter`: the client is told; what it says is stored in the same transaction, and goes
/// to the outbox by itself.
pub(crate) async fn send(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    State(links): State<IdentityKey>,
    Named(decision): Named<DecisionId>,
    command: Command<Said>,
) -> Result<Response, Problem> {
    told(actor, (app, rulebooks, Some(links)), decision, command, (Act::Send, About::Decision)).await
}

/// An act of which the client is told at once.
async fn told(
    actor: Actor,
    (app, rulebooks, links): (App, Rulebooks, Option<IdentityKey>),
    decision: DecisionId,
    command: Command<Said>,
    (act, about): (Act, About),
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    once(&app, &actor, Table::Clients, &command, || async {
        let before = found(&app, &actor, decision).await?;
        let mut after = acted(&actor, &command.body, &before, act, at)?;
        let told = Told { links: links.clone(), ..Told::of(&app, &actor, &rulebooks, &after).await? };
        let letters = told.tell(&actor, &mut after, (about, command.body.to_estate), at)?;
        let mut outcome = outcome(&actor, &before, after)?;
        outcome.writes.extend(letters);
        Ok(outcome)
    })
    .await
}

/// `POST /v1/decisions/{decision}/answer`: the client has been heard; what the client said is the reason.
pub(crate) async fn heard(
    actor: Actor,
    State(app): State<App>,
    Named(decision): Named<DecisionId>,
    command: Command<Said>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    given(&command.body.reason)?;
    once(&app, &actor, Table::Clients, &command, || async {
        let before = found(&app, &actor, decision).await?;
        let after = acted(&actor, &command.body, &before, Act::Hear, at)?;
        outcome(&actor, &before, after)
    })
    .await
}

fn acted(
    actor: &Actor,
    said: &Said,
    before: &Versioned<Decision>,
    act: Act,
    at: Timestamp,
) -> Result<Decision, Problem> {
    let mut after = before.value.clone();
    let reason = said.reason.trim().to_owned();
    let change = Change { act, actor: actor.id.clone(), at, reason };
    after.act(change, time::day_of(at), Deadlines::default()).map_err(refused)?;
    Ok(after)
}

fn outcome(actor: &Actor, before: &Versioned<Decision>, after: Decision) -> Result<Outcome, Problem> {
    let answer = json!({ "state": after.state, "due": after.due });
    Ok(Outcome { status: StatusCode::OK, answer, writes: put_changed(actor, before, after)? })
}

/// `POST /v1/decisions/{decision}/approval`: brings a draft into force, in the place of what was in force on its days.
///
/// The decision, the earlier ones that it takes days from and the voucher are one transaction on their versions: of
/// two officials who approve at once, one decides on what the other has left.
pub(crate) async fn decide(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(decision): Named<DecisionId>,
    command: Command<Said>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let by = approval(&actor, at, given(&command.body.reason)?);
    once(&app, &actor, Table::Clients, &command, || async {
        let before = found(&app, &actor, decision).await?;
        let name = Name::Voucher(before.value.voucher.clone());
        let mut voucher = load::<Voucher>(&*app.store, &actor.organiser, &name)
            .await?
            .ok_or(Problem::new("internal_error"))?;
        let all = all_of(&app, &actor, before.value.client).await?;
        let others: Vec<&Versioned<Decision>> = all
            .iter()
            .filter(|one| one.value.voucher == before.value.voucher && one.value.decision != decision)
            .collect();
        let earlier: Vec<Decision> = others.iter().map(|one| one.value.clone()).collect();
        let mut after = before.value.clone();
        let was_granted = voucher.value.grants_on_all(after.days);
        let changed = approve(&mut voucher.value, &mut after, &earlier, by).map_err(refused)?;
        let answer = json!({ "state": after.state, "due": after.due, "number": after.number });
        let mut writes = vec![voucher.put(&actor.organiser, &name)?];
        // Days that were annulled since it was prepared: another voucher may have been granted for them.
        if !was_granted {
            let client = client_of(&app, &actor, after.client).await?;
            let rulebook = rules_of(&app, &actor, &rulebooks, &after).await?;
            writes.push(alone(&app, &actor, &client, &voucher.value, &rulebook).await?);
        }
        writes.extend(put_changed(&actor, &before, after)?);
        for one in changed {
            let read = others.iter().find(|other| other.value.decision == one.decision);
            writes.extend(read.map(|read| put_changed(&actor, read, one)).transpose()?.unwrap_or_default());
        }
        Ok(Outcome { status: StatusCode::OK, answer, writes })
    })
    .await
}
