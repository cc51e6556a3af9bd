//! An official records a client's circumstances; what they change of the client's vouchers is drafted with it.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    circumstances::{Circumstances, Household, Known, Told},
    client::Client,
    ids::ClientId,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::load, rulebooks::Rulebooks};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{
    decisions::{known_of, must_fit, unchanged},
    drafting::Drafting,
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCircumstances {
    circumstances: Circumstances,
    /// Who told it, or where it was seen: a guardian, the incomes register.
    source: String,
    /// The children of the household that are clients themselves, each with its place among the children: what was
    /// told of one family holds for all of them.
    #[serde(default)]
    siblings: Vec<Sibling>,
}

/// A child of the household that is a client itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sibling {
    client: ClientId,
    child: usize,
}

/// `PUT /v1/clients/{client}/circumstances`: adds what was told; nothing told before is lost.
pub(crate) async fn record(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(client): Named<ClientId>,
    command: Command<NewCircumstances>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let told = told(&command.body, &actor, client, at)?;
    once(&app, &actor, Table::Clients, &command, || async {
        let (mut writes, mut drafts) = (Vec::new(), Vec::new());
        for (client, told) in &told {
            let name = Name::Client(*client);
            let found = load::<Client>(&*app.store, &actor.organiser, &name).await?;
            let found = found.ok_or(Problem::new("not_found"))?;
            if found.value.merged.is_some() {
                return Err(Problem::new("client_merged"));
            }
            let mut known = known_of(&app, &actor, *client).await?;
            known.value.told.push(told.clone());
            writes.push(known.put(&actor.organiser, &Name::Circumstances(*client))?);
            writes.push(unchanged(&actor, &name, &found));
            let drafting = Drafting { app: &app, actor: &actor, rulebooks: &rulebooks, at };
            let (more, made) = drafting.anew(&found.value, &known.value).await?;
            writes.extend(more);
            drafts.extend(made);
        }
        must_fit(&writes)?;
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "drafts": drafts }), writes })
    })
    .await
}

/// `GET /v1/clients/{client}/circumstances`: all that was told, in the order in which it was recorded.
pub(crate) async fn see(
    actor: Actor,
    State(app): State<App>,
    Named(client): Named<ClientId>,
) -> Result<axum::Json<Known>, Problem> {
    actor.may(Action::SeeDecisions)?;
    let found = load::<Client>(&*app.store, &actor.organiser, &Name::Client(client)).await?;
    found.ok_or(Problem::new("not_found"))?;
    Ok(axum::Json(known_of(&app, &actor, client).await?.value))
}

/// What was told of each client: of a sibling the same household, with the sibling in the client's place.
fn told(
    new: &NewCircumstances,
    actor: &Actor,
    client: ClientId,
    at: Timestamp,
) -> Result<Vec<(ClientId, Told)>, Problem> {
    if new.source.trim().is_empty() {
        return Err(Problem::new("field_required").at_field("source"));
    }
    let of = |circumstances| Told {
        circumstances,
        source: new.source.trim().to_owned(),
        actor: actor.id.clone(),
        at,
    };
    let mut told = vec![(client, of(new.circumstances.clone()))];
    for sibling in &new.siblings {
        let mut theirs = Circumstances { statuses: Vec::new(), housing: None, ..new.circumstances.clone() };
        let household =
            theirs.household.as_mut().filter(|household| sibling.child < household.children.len());
        household.ok_or(Problem::new("household_unclear").at_field("siblings"))?.child = Some(sibling.child);
        if told.iter().any(|(known, _)| *known == sibling.client) {
            return Err(Problem::new("household_unclear").at_field("siblings"));
        }
        told.push((sibling.client, of(theirs)));
    }
    let outside =
        |household: &Household| household.child.is_some_and(|child| child >= household.children.len());
    if new.circumstances.household.as_ref().is_some_and(outside) {
        return Err(Problem::new("household_unclear").at_field("circumstances"));
    }
    Ok(told)
}
