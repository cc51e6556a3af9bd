//! A grantor adds a client.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    client::{Client, Guardian},
    identifiers::IdentityCode,
    ids::ClientId,
    language::Language,
    time,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::Table,
    records::{Identity, load, put_new},
};
use web::{Action, Actor, App, Command, Outcome, Problem, once};

use crate::IdentityKey;

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewClient {
    #[serde(default)]
    identity_code: Option<String>,
    first_names: String,
    last_name: String,
    born: Date,
    language: Language,
    municipality: String,
    #[serde(default)]
    protected: bool,
    #[serde(default)]
    guardians: Vec<Guardian>,
}

/// `POST /v1/clients`: a client, with an identity code or, for the newborn or an asylum seeker, without one.
pub(crate) async fn add(
    actor: Actor,
    State(app): State<App>,
    State(key): State<IdentityKey>,
    command: Command<NewClient>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let client = parse(&actor, &command, time::day_of(app.now()))?;
    let identity = client.identity_code.as_ref().map(|code| Name::Identity(key.hash(code)));
    once(&app, &actor, Table::Clients, &command, || async {
        let organiser = &actor.organiser;
        let mut writes = vec![put_new(organiser, &Name::Client(client.client), &client)?];
        if let Some(name) = &identity {
            if load::<Identity>(&*app.store, organiser, name).await?.is_some() {
                return Err(Problem::new("client_exists").at_field("identity_code"));
            }
            writes.push(put_new(organiser, name, &Identity { client: client.client })?);
        }
        Ok(Outcome { status: StatusCode::CREATED, answer: json!({ "client": client.client }), writes })
    })
    .await
}

fn parse(actor: &Actor, command: &Command<NewClient>, today: Date) -> Result<Client, Problem> {
    let new = &command.body;
    let identity_code = match new.identity_code.as_deref().map(str::parse::<IdentityCode>) {
        Some(Err(_)) => return Err(Problem::new("identity_code_invalid").at_field("identity_code")),
        Some(Ok(code)) => Some(code),
        None => None,
    };
    must_be_possible(new.language, new.born, today)?;
    Ok(Client {
        client: ClientId::of(&actor.organiser, &actor.id, &command.key),
        identity_code,
        first_names: named(&new.first_names, "first_names")?,
        last_name: named(&new.last_name, "last_name")?,
        born: new.born,
        language: new.language,
        municipality: named(&new.municipality, "municipality")?,
        protected: new.protected,
        died: None,
        guardians: guardians(&new.guardians)?,
        merged: None,
    })
}

/// Decisions are in Finnish or Swedish, and nobody is born in the future.
pub(crate) fn must_be_possible(language: Language, born: Date, today: Date) -> Result<(), Problem> {
    if language == Language::En {
        return Err(Problem::new("language_not_available").at_field("language"));
    }
    if born > today {
        return Err(Problem::new("born_in_the_future").at_field("born"));
    }
    Ok(())
}

/// The guardians, if each has a name, an own number that is no identity code, and days in their order.
pub(crate) fn guardians(told: &[Guardian]) -> Result<Vec<Guardian>, Problem> {
    let wrong = || Problem::new("guardian_invalid").at_field("guardians");
    for (at, guardian) in told.iter().enumerate() {
        let reference = &guardian.reference;
        let printable = reference.bytes().all(|byte| byte.is_ascii_graphic());
        let is_number = (1..=50).contains(&reference.len()) && printable;
        let is_new = told[..at].iter().all(|earlier| earlier.reference != *reference);
        let in_order = guardian.last_day.is_none_or(|last_day| guardian.first_day <= last_day);
        named(&guardian.name, "guardians").map_err(|_| wrong())?;
        if !is_number || reference.parse::<IdentityCode>().is_ok() || !is_new || !in_order {
            return Err(wrong());
        }
    }
    Ok(told.to_vec())
}

pub(crate) fn named(text: &str, field: &'static str) -> Result<String, Problem> {
    let text = text.trim();
    let fits = (1..=100).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(Problem::new("field_required").at_field(field)) }
}
