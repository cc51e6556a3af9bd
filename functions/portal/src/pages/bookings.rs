//! A provider's bookings, and booking a voucher by its number.

use crate::{
    api::{Booking, NewBooking},
    catalogue::Catalogue,
    csrf::Submitted,
    failure::{Answer, Failure},
    form::Form,
    page::{Page, html, refused},
    paging::{self, Paging},
    visitor::SignedIn,
};
use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::ids::VoucherNumber;
use web::Action;

#[derive(Template)]
#[template(path = "bookings.html")]
struct View {
    page: Page,
    form: Form,
    bookings: Vec<Booking>,
    catalogue: Catalogue,
    next: Option<String>,
}

pub(crate) async fn show(who: SignedIn, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::Book)?;
    Ok(html(&view(&who, paging, who.form()).await?))
}

pub(crate) async fn book(who: SignedIn, Submitted(mut form): Submitted) -> Answer {
    who.may(Action::Book)?;
    let voucher = number(&mut form);
    let booking = NewBooking { first_day: form.need_day("first_day"), last_day: form.need_day("last_day") };
    if form.is_right() {
        let answer = who.api().book(form.key(), &voucher, &booking).await;
        if answer.as_ref().is_err_and(crate::api::Refused::is_not_found) {
            form.wrong("voucher", "bookings-no-such-voucher");
        } else if form.outcome(answer)?.is_some() {
            return Ok(Redirect::to("/bookings?done=booked").into_response());
        }
    }
    Ok(refused(&view(&who, Paging::default(), form.renewed(&who.session)).await?))
}

/// A voucher's number as people type it; its check letter tells a mistake before anything is asked for.
fn number(form: &mut Form) -> String {
    match form.value("voucher").parse::<VoucherNumber>() {
        Ok(number) => number.to_string(),
        Err(_) => {
            form.wrong("voucher", "bookings-number");
            String::new()
        }
    }
}

async fn view(who: &SignedIn, paging: Paging, form: Form) -> Result<View, Failure> {
    let list = who.api().bookings(paging.cursor.as_deref()).await?;
    let next = paging::next("/bookings", &[], list.next.as_ref());
    let catalogue = Catalogue::load(who).await?;
    let page = who.page().having_done(paging.done);
    Ok(View { page, form, bookings: list.items, catalogue, next })
}
