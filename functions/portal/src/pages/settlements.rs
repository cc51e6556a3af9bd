//! A provider's own settlements, with their invoices.

use crate::{
    api::OwnSettlement,
    failure::Answer,
    page::{Page, html},
    paging::{self, Paging},
    visitor::SignedIn,
};
use askama::Template;
use axum::extract::Query;
use web::Action;

#[derive(Template)]
#[template(path = "settlements.html")]
struct View {
    page: Page,
    settlements: Vec<OwnSettlement>,
    next: Option<String>,
}

pub(crate) async fn show(who: SignedIn, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::SeeOwnSettlements)?;
    let list = who.api().settlements(paging.cursor.as_deref()).await?;
    let next = paging::next("/settlements", &[], list.next.as_ref());
    Ok(html(&View { page: who.page(), settlements: list.items, next }))
}
