//! Choosing for whom a visit is recorded: the provider's bookings and its confirmed orders.

use crate::{
    api::{Answered, Api, Booking, Purchase},
    catalogue::Catalogue,
    failure::Answer,
    page::{Page, html},
    paging,
    visitor::SignedIn,
};
use askama::Template;

/// How many pages of a list are looked through for orders or for a name.
const PATIENCE: usize = 5;

#[derive(Template)]
#[template(path = "visit_choose.html")]
struct View {
    page: Page,
    bookings: Vec<Booking>,
    orders: Vec<Purchase>,
    catalogue: Catalogue,
    next: Option<String>,
}

/// What is counted by the month is recorded in the roster and left out here.
pub(crate) async fn show(who: &SignedIn, cursor: Option<&str>) -> Answer {
    let api = who.api();
    let catalogue = Catalogue::load(who).await?;
    let list = api.bookings(cursor).await?;
    let is_by_visit = |booking: &Booking| {
        catalogue
            .service(&booking.service)
            .is_none_or(|service| service.contents.iter().any(|one| one.unit != "MON"))
    };
    let bookings = list.items.into_iter().filter(is_by_visit).collect();
    let orders = if cursor.is_none() { confirmed(&api).await? } else { Vec::new() };
    let next = paging::next("/visits/new", &[], list.next.as_ref());
    Ok(html(&View { page: who.page(), bookings, orders, catalogue, next }))
}

/// The client's name, which the voucher itself does not tell a provider; empty when it is not found.
pub(crate) async fn client_name(api: &Api, voucher: &str) -> Answered<String> {
    let mut cursor: Option<String> = None;
    for _ in 0..PATIENCE {
        let list = api.bookings(cursor.as_deref()).await?;
        if let Some(booking) = list.items.into_iter().find(|booking| booking.voucher == voucher) {
            return Ok(booking.client_name);
        }
        cursor = list.next;
        if cursor.is_none() {
            break;
        }
    }
    let order = confirmed(api).await?.into_iter().find(|order| order.voucher == voucher);
    Ok(order.map(|order| order.client_name).unwrap_or_default())
}

async fn confirmed(api: &Api) -> Answered<Vec<Purchase>> {
    let (mut found, mut cursor) = (Vec::new(), None::<String>);
    for _ in 0..PATIENCE {
        let list = api.purchases(cursor.as_deref()).await?;
        found.extend(list.items.into_iter().filter(|order| order.state == "confirmed"));
        cursor = list.next;
        if cursor.is_none() {
            break;
        }
    }
    Ok(found)
}
