//! Officials see decisions: a client's, one with its explanation, and what waits for somebody.

use axum::extract::{Path, State, rejection::PathRejection};
use domain::{
    decision::Decision,
    document,
    explanation::{Step, sentence},
    ids::{ClientId, DecisionId},
    letter::{About, Recipient},
    time,
};
use serde::Serialize;
use storage::{
    keys::{List, Name},
    port::Key,
    records::{Identity, Versioned, load, page},
    rulebooks::Rulebooks,
};
use web::{Accepted, Action, Actor, App, Listing, Named, Paging, Problem};

use crate::{
    decisions::found,
    letters::{self, Told},
};

/// A decision with why it is so.
#[derive(Serialize)]
pub(crate) struct Explained {
    #[serde(flatten)]
    decision: Decision,
    late: bool,
    steps: Vec<Step>,
    explanation: Vec<String>,
}

/// A decision in a list.
#[derive(Serialize)]
pub(crate) struct InList {
    #[serde(flatten)]
    decision: Decision,
    late: bool,
}

/// What waits for somebody.
#[derive(Serialize)]
pub(crate) struct Queue {
    #[serde(flatten)]
    listing: Listing<InList>,
    /// How many are late, of all pages; counted up to a thousand.
    late: usize,
}

/// `GET /v1/decisions/{decision}`: with the steps that led to its amounts, and their sentences in the language that
/// is asked for. They are computed anew from the stored basis, and come out the same for ever.
pub(crate) async fn one(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Accepted(language): Accepted,
    Named(decision): Named<DecisionId>,
) -> Result<axum::Json<Explained>, Problem> {
    actor.may(Action::SeeDecisions)?;
    let decision = found(&app, &actor, decision).await?.value;
    let rulebook = letters::rules_of(&app, &actor, &rulebooks, &decision).await?;
    let steps = letters::steps(&decision, &rulebook)?;
    let explanation = steps.iter().map(|step| sentence(step, &rulebook, language)).collect();
    let late = decision.is_late(time::day_of(app.now()));
    Ok(axum::Json(Explained { decision, late, steps, explanation }))
}

/// `GET /v1/decisions/{decision}/letter`: what was told of the decision itself, as text in the client's language; before
/// it is sent what it would say today.
pub(crate) async fn letter(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(decision): Named<DecisionId>,
) -> Result<String, Problem> {
    actor.may(Action::SeeDecisions)?;
    let decision = found(&app, &actor, decision).await?.value;
    if let Some(sent) = decision.letters.iter().find(|sent| sent.about == About::Decision) {
        return Ok(document::text(&letters::sent(&app, &actor, &decision, sent.number).await?));
    }
    let told = Told::of(&app, &actor, &rulebooks, &decision).await?;
    let document = told.document(&decision, About::Decision, &Recipient::Client, app.now(), None)?;
    Ok(document::text(&document))
}

/// `GET /v1/decisions/{decision}/letters/{number}`: what one of its letters said, as text.
pub(crate) async fn one_letter(
    actor: Actor,
    State(app): State<App>,
    path: Result<Path<(DecisionId, u32)>, PathRejection>,
) -> Result<String, Problem> {
    let Path((decision, number)) = path.map_err(|_| Problem::new("not_found"))?;
    actor.may(Action::SeeDecisions)?;
    let decision = found(&app, &actor, decision).await?.value;
    Ok(document::text(&letters::sent(&app, &actor, &decision, number).await?))
}

/// `GET /v1/clients/{client}/decisions`: a page of a client's decisions.
pub(crate) async fn of_client(
    actor: Actor,
    State(app): State<App>,
    Named(client): Named<ClientId>,
    paging: Paging,
) -> Result<axum::Json<Listing<InList>>, Problem> {
    actor.may(Action::SeeDecisions)?;
    let organiser = &actor.organiser;
    let client_found = load::<domain::client::Client>(&*app.store, organiser, &Name::Client(client)).await?;
    client_found.ok_or(Problem::new("not_found"))?;
    let list = List::DecisionsOf(client);
    let found = page::<Decision>(&*app.store, organiser, &list, paging.after, paging.limit).await?;
    let decisions = found.records.into_iter().map(|(_, decision)| decision);
    Ok(axum::Json(Listing::new(in_list(&app, decisions), found.next)))
}

/// `GET /v1/decisions`: a page of what waits for somebody, the oldest due first, and how much is late.
pub(crate) async fn waiting(
    actor: Actor,
    State(app): State<App>,
    paging: Paging,
) -> Result<axum::Json<Queue>, Problem> {
    actor.may(Action::SeeDecisions)?;
    let organiser = &actor.organiser;
    let found = page::<Identity>(&*app.store, organiser, &List::Work, paging.after, paging.limit).await?;
    let place = |(name, of): (Name, Identity)| match name {
        Name::Work(_, decision) => Some(Name::Decision(of.client, decision).key(organiser)),
        _ => None,
    };
    let keys: Vec<Key> = found.records.into_iter().filter_map(place).collect();
    let items = app.store.batch_get(&keys).await?;
    let read = items.iter().map(|item| Ok(Versioned::<Decision>::read(item)?.value));
    let mut decisions = read.collect::<Result<Vec<Decision>, Problem>>()?;
    decisions.sort_by_key(|decision| (decision.due, decision.decision));
    let listing = Listing::new(in_list(&app, decisions.into_iter()), found.next);
    let late = List::WorkDueBefore(time::day_of(app.now()));
    let late = page::<Identity>(&*app.store, organiser, &late, None, 1000).await?.records.len();
    Ok(axum::Json(Queue { listing, late }))
}

fn in_list(app: &App, decisions: impl Iterator<Item = Decision>) -> Vec<InList> {
    let today = time::day_of(app.now());
    decisions.map(|decision| InList { late: decision.is_late(today), decision }).collect()
}
