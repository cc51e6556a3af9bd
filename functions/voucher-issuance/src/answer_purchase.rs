//! A provider confirms or declines an order.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{ids::VoucherNumber, voucher::Voucher};
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::load};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::refusal::problem;

/// The body of a confirmation: nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmation {}

/// The body of a decline.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decline {
    reason: String,
}

/// `POST /v1/purchases/{voucher}/confirmation`
pub(crate) async fn confirm(
    actor: Actor,
    State(app): State<App>,
    Named(number): Named<VoucherNumber>,
    command: Command<Confirmation>,
) -> Result<Response, Problem> {
    answer(actor, app, number, command, true).await
}

/// `POST /v1/purchases/{voucher}/decline`: with a reason for the grantor.
pub(crate) async fn decline(
    actor: Actor,
    State(app): State<App>,
    Named(number): Named<VoucherNumber>,
    command: Command<Decline>,
) -> Result<Response, Problem> {
    if command.body.reason.trim().is_empty() {
        return Err(Problem::new("reason_required").at_field("reason"));
    }
    answer(actor, app, number, command, false).await
}

async fn answer<T>(
    actor: Actor,
    app: App,
    number: VoucherNumber,
    command: Command<T>,
    confirms: bool,
) -> Result<Response, Problem> {
    actor.may(Action::Book)?;
    let provider = actor.provider()?;
    once(&app, &actor, Table::Vouchers, &command, || async {
        let name = Name::Voucher(number.clone());
        let found = load::<Voucher>(&*app.store, &actor.organiser, &name).await?;
        let mut order =
            found.filter(|order| order.value.is_known_to(provider)).ok_or(Problem::new("not_found"))?;
        order.value.answer(confirms).map_err(problem)?;
        let writes = vec![order.put(&actor.organiser, &name)?];
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "state": order.value.state }), writes })
    })
    .await
}
