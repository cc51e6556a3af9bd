//! A grantor orders a purchased service for one client from a provider.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::{BookingId, ClientId, ProviderId, ServiceCode, VoucherNumber},
    provider::Provider,
    voucher::{self, Grant, GrantBasis},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::{Condition, Table, Write},
    records::{Listed, load, put_new},
};
use web::{Action, Actor, App, Command, Outcome, Problem, once};

use crate::{
    grant::{must_be_client, rulebook_for},
    refusal::problem,
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewOrder {
    client: ClientId,
    service: ServiceCode,
    provider: ProviderId,
    first_day: Date,
    last_day: Date,
    contents: Vec<Grant>,
}

/// `POST /v1/purchases`: an order at agreed prices; the provider confirms or declines it.
pub(crate) async fn order(
    actor: Actor,
    State(app): State<App>,
    command: Command<NewOrder>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let number = VoucherNumber::of(&actor.organiser, &actor.id, &command.key);
    let booking = BookingId::of(&actor.organiser, &actor.id, &command.key);
    once(&app, &actor, Table::Vouchers, &command, || async {
        let (organiser, new) = (&actor.organiser, &command.body);
        let rulebook = rulebook_for(&app, organiser, &new.service, new.first_day).await?;
        must_be_client(&app, organiser, new.client).await?;
        let provider = Name::Provider(new.provider);
        if load::<Provider>(&*app.store, organiser, &provider).await?.is_none() {
            return Err(Problem::new("provider_not_found").at_field("provider"));
        }
        let order = voucher::grant(GrantBasis {
            voucher: number.clone(),
            client: new.client,
            rulebook: &rulebook,
            first_day: new.first_day,
            last_day: new.last_day,
            contents: new.contents.clone(),
            ordered_from: Some((new.provider, booking)),
        })
        .map_err(problem)?;
        let writes = vec![
            put_new(organiser, &Name::Voucher(number.clone()), &order)?,
            put_new(organiser, &Name::ClientsVoucher(new.client, number.clone()), &Listed {})?,
            put_new(organiser, &Name::ProvidersBooking(new.provider, number.clone(), booking), &Listed {})?,
            Write::Check { key: Name::Client(new.client).key(organiser), condition: Condition::Exists },
            Write::Check { key: provider.key(organiser), condition: Condition::Exists },
        ];
        Ok(Outcome { status: StatusCode::CREATED, answer: json!({ "voucher": number }), writes })
    })
    .await
}
