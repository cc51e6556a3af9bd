//! One voucher, or a client's vouchers.

use std::collections::HashMap;

use axum::extract::State;
use domain::{
    client::Client,
    ids::{ClientId, VoucherNumber},
    quota::Quota,
    voucher::Voucher,
};
use storage::{
    keys::{List, Name},
    port::Key,
    records::{Listed, Versioned, load, page},
};
use web::{Action, Actor, App, Listing, Named, Paging, Problem};

use crate::voucher_view::VoucherView;

/// `GET /v1/vouchers/{voucher}`: officials see any, a provider those that it has a booking in.
pub(crate) async fn one(
    actor: Actor,
    State(app): State<App>,
    Named(number): Named<VoucherNumber>,
) -> Result<axum::Json<VoucherView>, Problem> {
    actor.may(Action::SeeVoucher)?;
    let found = load::<Voucher>(&*app.store, &actor.organiser, &Name::Voucher(number.clone())).await?;
    let voucher = found.ok_or(Problem::new("not_found"))?.value;
    let quota = load::<Quota>(&*app.store, &actor.organiser, &Name::Quota(number)).await?.unwrap_or_default();
    let Some(business) = &actor.business else {
        return Ok(axum::Json(VoucherView::of(voucher, &quota.value)));
    };
    if !voucher.is_known_to(business.provider) {
        return Err(Problem::new("not_found"));
    }
    Ok(axum::Json(VoucherView::of(voucher, &quota.value).for_provider(business.provider)))
}

/// `GET /v1/clients/{client}/vouchers`: a page of a client's vouchers and orders.
pub(crate) async fn of_client(
    actor: Actor,
    State(app): State<App>,
    Named(client): Named<ClientId>,
    paging: Paging,
) -> Result<axum::Json<Listing<VoucherView>>, Problem> {
    actor.may(Action::SeeClients)?;
    let organiser = &actor.organiser;
    if load::<Client>(&*app.store, organiser, &Name::Client(client)).await?.is_none() {
        return Err(Problem::new("not_found"));
    }
    let list = List::VouchersOf(client);
    let found = page::<Listed>(&*app.store, organiser, &list, paging.after, paging.limit).await?;
    let numbers: Vec<VoucherNumber> = found
        .records
        .into_iter()
        .filter_map(|(name, _)| if let Name::ClientsVoucher(_, number) = name { Some(number) } else { None })
        .collect();
    let names = numbers.iter().flat_map(|n| [Name::Voucher(n.clone()), Name::Quota(n.clone())]);
    let keys: Vec<Key> = names.map(|name| name.key(organiser)).collect();
    let items: HashMap<Key, _> =
        app.store.batch_get(&keys).await?.into_iter().map(|item| (item.key.clone(), item)).collect();
    let mut views = Vec::with_capacity(numbers.len());
    for pair in keys.chunks_exact(2) {
        let Some(voucher) = items.get(&pair[0]) else { continue };
        let quota = items.get(&pair[1]).map(Versioned::<Quota>::read).transpose()?.unwrap_or_default();
        views.push(VoucherView::of(Versioned::<Voucher>::read(voucher)?.value, &quota.value));
    }
    Ok(axum::Json(Listing::new(views, found.next)))
}
