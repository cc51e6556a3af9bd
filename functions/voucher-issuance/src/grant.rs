//! A grantor grants a voucher to a client.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::{ClientId, Organiser, ServiceCode, VoucherNumber},
    rulebook::Rulebook,
    voucher::{self, Grant, GrantBasis},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::{Condition, Table, Write},
    records::{Listed, load, put_new},
    rulebooks,
};
use web::{Action, Actor, App, Command, Outcome, Problem, once};

use crate::refusal::problem;

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewVoucher {
    client: ClientId,
    service: ServiceCode,
    first_day: Date,
    last_day: Date,
    contents: Vec<Grant>,
}

/// `POST /v1/vouchers`: a voucher under the rulebook in force on its first day.
pub(crate) async fn grant(
    actor: Actor,
    State(app): State<App>,
    command: Command<NewVoucher>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let number = VoucherNumber::of(&actor.organiser, &actor.id, &command.key);
    once(&app, &actor, Table::Vouchers, &command, || async {
        let (organiser, new) = (&actor.organiser, &command.body);
        let rulebook = rulebook_for(&app, organiser, &new.service, new.first_day).await?;
        must_be_client(&app, organiser, new.client).await?;
        let voucher = voucher::grant(GrantBasis {
            voucher: number.clone(),
            client: new.client,
            rulebook: &rulebook,
            first_day: new.first_day,
            last_day: new.last_day,
            contents: new.contents.clone(),
            ordered_from: None,
        })
        .map_err(problem)?;
        let writes = vec![
            put_new(organiser, &Name::Voucher(number.clone()), &voucher)?,
            put_new(organiser, &Name::ClientsVoucher(new.client, number.clone()), &Listed {})?,
            Write::Check { key: Name::Client(new.client).key(organiser), condition: Condition::Exists },
        ];
        Ok(Outcome { status: StatusCode::CREATED, answer: json!({ "voucher": number }), writes })
    })
    .await
}

/// The service's rulebook in force on a first day.
pub(crate) async fn rulebook_for(
    app: &App,
    organiser: &Organiser,
    service: &ServiceCode,
    first_day: Date,
) -> Result<Rulebook, Problem> {
    let rulebook = rulebooks::in_force(&*app.store, organiser, service, first_day).await?;
    rulebook.ok_or(Problem::new("service_not_found").at_field("service"))
}

/// Refuses a client that the organiser does not have.
pub(crate) async fn must_be_client(
    app: &App,
    organiser: &Organiser,
    client: ClientId,
) -> Result<(), Problem> {
    let found = load::<domain::client::Client>(&*app.store, organiser, &Name::Client(client)).await?;
    found.map(|_| ()).ok_or(Problem::new("client_not_found").at_field("client"))
}
