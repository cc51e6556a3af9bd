//! An approver sees the events of a service that wait.

use axum::extract::{Query, State, rejection::QueryRejection};
use domain::{
    event::{Event, HeldReason, State as Stands},
    ids::{ContentCode, EventId, ProviderId, ServiceCode, VoucherNumber},
    money::Cents,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use storage::{
    keys::{List, Name},
    port::Key,
    records::{HeldEvent, Versioned, page},
};
use web::{Action, Actor, App, Listing, Paging, Problem};

#[derive(Deserialize)]
pub(crate) struct Of {
    service: ServiceCode,
}

/// A held event.
#[derive(Serialize)]
pub(crate) struct HeldView {
    event: EventId,
    voucher: VoucherNumber,
    provider: ProviderId,
    service: ServiceCode,
    content: ContentCode,
    day: Date,
    quantity: u64,
    reasons: Vec<HeldReason>,
    provider_cents: Cents,
}

/// `GET /v1/held?service=CODE`: a page.
pub(crate) async fn list(
    actor: Actor,
    State(app): State<App>,
    of: Result<Query<Of>, QueryRejection>,
    paging: Paging,
) -> Result<axum::Json<Listing<HeldView>>, Problem> {
    actor.may(Action::Approve)?;
    let Query(Of { service }) = of.map_err(|_| Problem::new("bad_parameter").at_field("service"))?;
    let organiser = &actor.organiser;
    let list = List::HeldOf(service.clone());
    let found = page::<HeldEvent>(&*app.store, organiser, &list, paging.after, paging.limit).await?;
    let keys: Vec<Key> = found
        .records
        .into_iter()
        .filter_map(|(name, held)| match name {
            Name::Held(_, _, event) => Some(Name::Event(held.voucher, held.on, event).key(organiser)),
            _ => None,
        })
        .collect();
    let mut items = Vec::with_capacity(keys.len());
    for item in app.store.batch_get(&keys).await? {
        items.extend(view(&service, Versioned::<Event>::read(&item)?.value));
    }
    items.sort_by_key(|held| (held.day, held.event));
    Ok(axum::Json(Listing::new(items, found.next)))
}

/// None when it was decided between the two reads.
fn view(service: &ServiceCode, event: Event) -> Option<HeldView> {
    let provider_cents = event.provider_cents();
    let Stands::Held { reasons } = event.state else { return None };
    Some(HeldView {
        event: event.event,
        voucher: event.reported.voucher,
        provider: event.provider,
        service: service.clone(),
        content: event.reported.content,
        day: event.reported.delivery.on(),
        quantity: event.reported.delivery.quantity(),
        reasons,
        provider_cents,
    })
}
