//! Officials see clients; the identity code is not shown.

use axum::extract::State;
use domain::{
    client::{Client, Guardian},
    ids::ClientId,
    language::Language,
};
use jiff::civil::Date;
use serde::Serialize;
use storage::{
    keys::{List, Name},
    records::{load, page},
};
use web::{Action, Actor, App, Listing, Named, Paging, Problem};

/// A client as an official sees one.
#[derive(Serialize)]
pub(crate) struct ClientView {
    client: ClientId,
    first_names: String,
    last_name: String,
    born: Date,
    language: Language,
    municipality: String,
    protected: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    died: Option<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    guardians: Vec<Guardian>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<ClientId>,
}

impl From<Client> for ClientView {
    fn from(client: Client) -> Self {
        Self {
            client: client.client,
            first_names: client.first_names,
            last_name: client.last_name,
            born: client.born,
            language: client.language,
            municipality: client.municipality,
            protected: client.protected,
            died: client.died,
            guardians: client.guardians,
            merged_into: client.merged.map(|merged| merged.into),
        }
    }
}

/// `GET /v1/clients`: a page of the organiser's clients.
pub(crate) async fn list(
    actor: Actor,
    State(app): State<App>,
    paging: Paging,
) -> Result<axum::Json<Listing<ClientView>>, Problem> {
    actor.may(Action::SeeClients)?;
    let found =
        page::<Client>(&*app.store, &actor.organiser, &List::Clients, paging.after, paging.limit).await?;
    let items = found.records.into_iter().map(|(_, client)| client.into()).collect();
    Ok(axum::Json(Listing::new(items, found.next)))
}

/// `GET /v1/clients/{client}`: one client.
pub(crate) async fn one(
    actor: Actor,
    State(app): State<App>,
    Named(client): Named<ClientId>,
) -> Result<axum::Json<ClientView>, Problem> {
    actor.may(Action::SeeClients)?;
    let found = load::<Client>(&*app.store, &actor.organiser, &Name::Client(client)).await?;
    found.map(|client| axum::Json(client.value.into())).ok_or(Problem::new("not_found"))
}
