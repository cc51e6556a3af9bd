//! Orders of purchased services: a provider confirms or declines each.

use crate::{
    api::Purchase,
    catalogue::Catalogue,
    csrf::Submitted,
    failure::{Answer, Failure},
    form::Form,
    page::{Page, html, refused},
    paging::{self, Paging},
    visitor::{SignedIn, address},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect},
};
use web::Action;

/// An order with the form that answers it.
struct Ordered {
    purchase: Purchase,
    form: Form,
    reason: String,
}

#[derive(Template)]
#[template(path = "purchases.html")]
struct View {
    page: Page,
    orders: Vec<Ordered>,
    catalogue: Catalogue,
    /// The form that was refused, for the summary at the top.
    form: Form,
    next: Option<String>,
}

pub(crate) async fn show(who: SignedIn, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::Book)?;
    Ok(html(&view(&who, paging, who.form(), "").await?))
}

pub(crate) async fn answer(
    who: SignedIn,
    Path(voucher): Path<String>,
    Submitted(mut form): Submitted,
) -> Answer {
    who.may(Action::Book)?;
    let reason = reason_of(&voucher);
    form.alias("reason".to_owned(), reason.clone());
    let confirms = form.value("confirm") == "true";
    let why = if confirms { String::new() } else { form.need(&reason) };
    if form.is_right() {
        let answer = if confirms {
            who.api().confirm_purchase(form.key(), &voucher).await
        } else {
            who.api().decline_purchase(form.key(), &voucher, &why).await
        };
        if form.outcome(answer)?.is_some() {
            let done = if confirms { "purchase-confirmed" } else { "purchase-declined" };
            return Ok(Redirect::to(&address("/purchases", &[("done", done)])).into_response());
        }
    }
    Ok(refused(&view(&who, Paging::default(), form.renewed(&who.session), &voucher).await?))
}

async fn view(who: &SignedIn, paging: Paging, form: Form, answered: &str) -> Result<View, Failure> {
    let list = who.api().purchases(paging.cursor.as_deref()).await?;
    let next = paging::next("/purchases", &[], list.next.as_ref());
    let catalogue = Catalogue::load(who).await?;
    let page = who.page().having_done(paging.done);
    let own = |purchase: Purchase| {
        let own = if purchase.voucher == answered { form.clone() } else { who.form() };
        Ordered { reason: reason_of(&purchase.voucher), purchase, form: own }
    };
    let orders = list.items.into_iter().map(own).collect();
    Ok(View { page, orders, catalogue, form, next })
}

fn reason_of(voucher: &str) -> String {
    format!("reason.{voucher}")
}
