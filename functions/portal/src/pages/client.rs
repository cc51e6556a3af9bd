//! One client and the client's vouchers and orders.

use crate::{
    api::{Client, Voucher},
    catalogue::Catalogue,
    failure::Answer,
    page::{Page, html},
    paging::{self, Paging},
    visitor::SignedIn,
};
use askama::Template;
use axum::extract::{Path, Query};
use web::Action;

#[derive(Template)]
#[template(path = "client.html")]
struct View {
    page: Page,
    client: Client,
    vouchers: Vec<Voucher>,
    catalogue: Catalogue,
    next: Option<String>,
    may_grant: bool,
}

pub(crate) async fn show(who: SignedIn, Path(id): Path<String>, Query(paging): Query<Paging>) -> Answer {
    who.may(Action::SeeClients)?;
    let api = who.api();
    let client = api.client(&id).await?;
    let list = api.vouchers_of(&id, paging.cursor.as_deref()).await?;
    let catalogue = Catalogue::load(&who).await?;
    let next = paging::next(&format!("/clients/{id}"), &[], list.next.as_ref());
    let page = who.page().having_done(paging.done);
    let may_grant = who.session.role.may(Action::Grant);
    Ok(html(&View { page, client, vouchers: list.items, catalogue, next, may_grant }))
}
