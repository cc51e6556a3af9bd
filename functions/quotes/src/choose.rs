//! A client chooses a provider by the link in the decision's letter.

use axum::extract::State;
use domain::{
    ids::{BookingId, ProviderId},
    provider::Approval,
    voucher::{Booking, Refusal},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use storage::{
    keys::Name,
    port::{Condition, StoreError, Write},
    records::{Listed, load, put_new},
};
use web::{App, Json, LinkToken, Problem, with_retries};

use crate::linked::{Linked, Token};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    provider: ProviderId,
}

/// The provider's days.
#[derive(Serialize)]
pub(crate) struct Chosen {
    provider: ProviderId,
    first_day: Date,
    last_day: Date,
}

/// `PUT /v1/comparisons/{token}/choice`: a booking from now on to the voucher's last day. The same choice again changes
/// nothing, so no key is needed.
pub(crate) async fn choose(
    State(app): State<App>,
    Token(token): Token,
    Json(choice): Json<Choice>,
) -> Result<axum::Json<Chosen>, Problem> {
    with_retries(&app.clock, || chosen(&app, &token, choice.provider)).await?.map(axum::Json)
}

/// Reads, decides and writes; the inner problem is a refusal by a rule.
async fn chosen(
    app: &App,
    token: &LinkToken,
    provider: ProviderId,
) -> Result<Result<Chosen, Problem>, StoreError> {
    let Linked { mut link, mut voucher, on } = match Linked::load(app, token).await? {
        Ok(linked) => linked,
        Err(problem) => return Ok(Err(problem)),
    };
    let (organiser, number) = (&token.organiser, link.value.voucher.clone());
    let booking = BookingId::of(organiser, &token.hash(), &provider.to_string());
    if let Some(done) = voucher.value.bookings.iter().find(|one| one.booking == booking) {
        let Booking { first_day, last_day, .. } = *done;
        return Ok(Ok(Chosen { provider, first_day, last_day }));
    }
    let name = Name::Approval(provider, voucher.value.service.clone());
    let approved = load::<Approval>(&*app.store, organiser, &name).await?;
    let Some(approved) = approved.filter(|approved| approved.value.takes_bookings_from(on)) else {
        return Ok(Err(Problem::new("provider_not_approved").at_field("provider")));
    };
    if !approved.value.availability.takes_new_clients {
        return Ok(Err(Problem::new("provider_full").at_field("provider")));
    }
    let last_day = voucher.value.last_day;
    let made = Booking { booking, provider, first_day: on, last_day, corrects_until: None };
    if let Err(refusal) = voucher.value.book(made) {
        return Ok(Err(Problem::new(match refusal {
            Refusal::BookingOverlaps => "booking_overlaps",
            _ => "voucher_not_usable",
        })));
    }
    link.value.chose = Some(provider);
    let writes = vec![
        voucher.put(organiser, &Name::Voucher(number.clone()))?,
        link.put(organiser, &Name::Link(token.hash()))?,
        put_new(organiser, &Name::ProvidersBooking(provider, number, booking), &Listed {})?,
        // As it was read: an approval that is suspended meanwhile takes no booking.
        Write::Check { key: name.key(organiser), condition: Condition::Version(approved.version) },
    ];
    app.store.write(writes).await?;
    Ok(Ok(Chosen { provider, first_day: on, last_day }))
}
