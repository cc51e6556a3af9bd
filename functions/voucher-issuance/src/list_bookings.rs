//! A provider's bookings of vouchers, and its orders.

use std::collections::{BTreeSet, HashMap};

use axum::extract::State;
use domain::{
    client::Client,
    ids::{BookingId, ClientId, ContentCode, ProviderId, ServiceCode, VoucherNumber},
    money::Cents,
    quota::Limits,
    voucher::{Booking, State as VoucherState, Voucher},
};
use jiff::civil::Date;
use serde::Serialize;
use storage::{
    keys::{List, Name},
    port::Key,
    records::{Listed, Versioned, page},
};
use web::{Action, Actor, App, Listing, Paging, Problem};

#[derive(Serialize)]
pub(crate) struct BookingView {
    booking: BookingId,
    voucher: VoucherNumber,
    service: ServiceCode,
    client_name: String,
    first_day: Date,
    last_day: Date,
}

#[derive(Serialize)]
pub(crate) struct PurchaseView {
    voucher: VoucherNumber,
    service: ServiceCode,
    client_name: String,
    state: VoucherState,
    first_day: Date,
    last_day: Date,
    contents: Vec<OrderedContent>,
}

#[derive(Serialize)]
struct OrderedContent {
    code: ContentCode,
    limits: Limits,
    price_cents: Option<Cents>,
}

/// `GET /v1/bookings`: a page of the own bookings of vouchers.
pub(crate) async fn bookings(
    actor: Actor,
    State(app): State<App>,
    paging: Paging,
) -> Result<axum::Json<Listing<BookingView>>, Problem> {
    let found = own(&app, &actor, paging).await?;
    let is_booked = |entry: &Own| entry.voucher.state == VoucherState::Open;
    let items = found.entries.into_iter().filter(is_booked).map(Own::into_booking).collect();
    Ok(axum::Json(Listing::new(items, found.next)))
}

/// `GET /v1/purchases`: a page of the own orders.
pub(crate) async fn purchases(
    actor: Actor,
    State(app): State<App>,
    paging: Paging,
) -> Result<axum::Json<Listing<PurchaseView>>, Problem> {
    let found = own(&app, &actor, paging).await?;
    let is_order = |entry: &Own| entry.voucher.state != VoucherState::Open;
    let items = found.entries.into_iter().filter(is_order).map(Own::into_purchase).collect();
    Ok(axum::Json(Listing::new(items, found.next)))
}

/// A booking with its voucher and its client's name.
struct Own {
    booking: Booking,
    voucher: Voucher,
    client_name: String,
}

struct Page {
    entries: Vec<Own>,
    next: Option<String>,
}

async fn own(app: &App, actor: &Actor, paging: Paging) -> Result<Page, Problem> {
    actor.may(Action::Book)?;
    let (organiser, provider) = (&actor.organiser, actor.provider()?);
    let list = List::BookingsOf(provider);
    let found = page::<Listed>(&*app.store, organiser, &list, paging.after, paging.limit).await?;
    let named = found.records.into_iter().filter_map(|(name, _)| match name {
        Name::ProvidersBooking(_, voucher, booking) => Some((voucher, booking)),
        _ => None,
    });
    let named: Vec<(VoucherNumber, BookingId)> = named.collect();
    let numbers: BTreeSet<&VoucherNumber> = named.iter().map(|(number, _)| number).collect();
    let keys: Vec<Key> = numbers.into_iter().map(|n| Name::Voucher(n.clone()).key(organiser)).collect();
    let mut vouchers: HashMap<VoucherNumber, Voucher> = HashMap::new();
    for item in app.store.batch_get(&keys).await? {
        let voucher = Versioned::<Voucher>::read(&item)?.value;
        vouchers.insert(voucher.voucher.clone(), voucher);
    }
    let names = client_names(app, actor, vouchers.values().map(|voucher| voucher.client)).await?;
    let entries = named
        .into_iter()
        .filter_map(|(number, id)| {
            let voucher = vouchers.get(&number)?;
            let booking = own_booking(voucher, provider, id)?.clone();
            let client_name = names.get(&voucher.client).cloned().unwrap_or_default();
            Some(Own { booking, voucher: voucher.clone(), client_name })
        })
        .collect();
    Ok(Page { entries, next: found.next })
}

fn own_booking(voucher: &Voucher, provider: ProviderId, id: BookingId) -> Option<&Booking> {
    voucher.bookings.iter().find(|booking| booking.booking == id && booking.provider == provider)
}

async fn client_names(
    app: &App,
    actor: &Actor,
    clients: impl Iterator<Item = ClientId>,
) -> Result<HashMap<ClientId, String>, Problem> {
    let clients: BTreeSet<ClientId> = clients.collect();
    let keys: Vec<Key> = clients.into_iter().map(|c| Name::Client(c).key(&actor.organiser)).collect();
    let mut names = HashMap::new();
    for item in app.store.batch_get(&keys).await? {
        let client = Versioned::<Client>::read(&item)?.value;
        names.insert(client.client, client.name());
    }
    Ok(names)
}

impl Own {
    fn into_booking(self) -> BookingView {
        BookingView {
            booking: self.booking.booking,
            voucher: self.voucher.voucher,
            service: self.voucher.service,
            client_name: self.client_name,
            first_day: self.booking.first_day,
            last_day: self.booking.last_day,
        }
    }

    fn into_purchase(self) -> PurchaseView {
        let ordered = |granted: &domain::voucher::Grant| OrderedContent {
            code: granted.code.clone(),
            limits: granted.limits,
            price_cents: granted.price,
        };
        let contents = self.voucher.contents().iter().map(ordered).collect();
        PurchaseView {
            contents,
            voucher: self.voucher.voucher,
            service: self.voucher.service,
            client_name: self.client_name,
            state: self.voucher.state,
            first_day: self.voucher.first_day,
            last_day: self.voucher.last_day,
        }
    }
}
