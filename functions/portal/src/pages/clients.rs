//! The organiser's clients.

use crate::{
    api::Client,
    failure::Answer,
    page::{Page, html},
    paging::{self, Paging},
    visitor::SignedIn,
};
use askama::Template;
use axum::extract::Query;
use web::Action;

#[derive(Template)]
#[template(path = "clients.html")]
struct View {
    page: Page,
    clients: Vec<Client>,
    next: Option<String>,
    may_grant: bool,
}

pub(crate) async fn show(who: SignedIn, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::SeeClients)?;
    let list = who.api().clients(paging.cursor.as_deref()).await?;
    let next = paging::next("/clients", &[], list.next.as_ref());
    let may_grant = who.session.role.may(Action::Grant);
    Ok(html(&View { page: who.page(), clients: list.items, next, may_grant }))
}
