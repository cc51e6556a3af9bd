//! A provider books a voucher for some days.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::{BookingId, VoucherNumber},
    provider::Approval,
    voucher::{Booking, Voucher},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::{Condition, Table, Write},
    records::{Listed, load, put_new},
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::refusal::problem;

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewBooking {
    first_day: Date,
    last_day: Date,
}

/// `POST /v1/vouchers/{voucher}/bookings`: the provider must be approved for the service from the first day on.
///
/// Whoever has the voucher's number has it from the client: the number is what a client chooses with.
pub(crate) async fn book(
    actor: Actor,
    State(app): State<App>,
    Named(number): Named<VoucherNumber>,
    command: Command<NewBooking>,
) -> Result<Response, Problem> {
    actor.may(Action::Book)?;
    let provider = actor.provider()?;
    let booking = BookingId::of(&actor.organiser, &actor.id, &command.key);
    once(&app, &actor, Table::Vouchers, &command, || async {
        let organiser = &actor.organiser;
        let name = Name::Voucher(number.clone());
        let mut voucher =
            load::<Voucher>(&*app.store, organiser, &name).await?.ok_or(Problem::new("not_found"))?;
        let NewBooking { first_day, last_day } = command.body;
        let approval = Name::Approval(provider, voucher.value.service.clone());
        let approved = load::<Approval>(&*app.store, organiser, &approval).await?;
        let approved = approved.filter(|approved| approved.value.takes_bookings_from(first_day));
        let approved = approved.ok_or(Problem::new("provider_not_approved"))?;
        voucher
            .value
            .book(Booking { booking, provider, first_day, last_day, corrects_until: None })
            .map_err(problem)?;
        let writes = vec![
            voucher.put(organiser, &name)?,
            put_new(organiser, &Name::ProvidersBooking(provider, number.clone(), booking), &Listed {})?,
            // As it was read: an approval that is suspended meanwhile takes no booking.
            Write::Check { key: approval.key(organiser), condition: Condition::Version(approved.version) },
        ];
        Ok(Outcome { status: StatusCode::CREATED, answer: json!({ "booking": booking }), writes })
    })
    .await
}
