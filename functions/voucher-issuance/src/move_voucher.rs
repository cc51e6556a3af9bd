//! An official moves a client to another provider from a day on, also from one gone by.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::{BookingId, ProviderId, VoucherNumber},
    provider::Approval,
    time::day_of,
    voucher::{Refusal, Voucher},
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
pub(crate) struct Move {
    /// To whom.
    provider: ProviderId,
    /// The first day that is the new provider's.
    from: Date,
}

/// `POST /v1/vouchers/{voucher}/moves`: the provider who is in charge on the day loses it and the days after it, and what
/// it was paid for them is refunded; the new one must be approved for the service on that day.
pub(crate) async fn to_another(
    actor: Actor,
    State(app): State<App>,
    Named(number): Named<VoucherNumber>,
    command: Command<Move>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let booking = BookingId::of(&actor.organiser, &actor.id, &command.key);
    let today = day_of(app.now());
    once(&app, &actor, Table::Vouchers, &command, || async {
        let (organiser, Move { provider, from }) = (&actor.organiser, &command.body);
        let name = Name::Voucher(number.clone());
        let voucher = load::<Voucher>(&*app.store, organiser, &name).await?;
        let mut voucher = voucher.ok_or(Problem::new("not_found"))?;
        let approval = Name::Approval(*provider, voucher.value.service.clone());
        let approved = load::<Approval>(&*app.store, organiser, &approval).await?;
        let approved = approved.filter(|approved| approved.value.takes_bookings_from(*from));
        let approved = approved.ok_or(Problem::new("provider_not_approved").at_field("provider"))?;
        voucher.value.move_to(*provider, booking, *from, today).map_err(|why| match why {
            Refusal::OutsideValidity => problem(why).at_field("from"),
            other => problem(other),
        })?;
        let writes = vec![
            voucher.put(organiser, &name)?,
            put_new(organiser, &Name::ProvidersBooking(*provider, number.clone(), booking), &Listed {})?,
            // As it was read: an approval that is suspended meanwhile takes no booking.
            Write::Check { key: approval.key(organiser), condition: Condition::Version(approved.version) },
        ];
        Ok(Outcome { status: StatusCode::CREATED, answer: json!({ "booking": booking }), writes })
    })
    .await
}
