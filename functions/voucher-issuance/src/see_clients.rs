//! Officials see clients; the identity code is not shown.

use axum::extract::State;
use domain::{client::Client, ids::ClientId, language::Language};
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
}

impl From<Client> for ClientView {
    fn from(client: Client) -> Self {
        let Client { client, identity_code: _, first_names, last_name, born, language, municipality } =
            client;
        Self { client, first_names, last_name, born, language, municipality }
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
