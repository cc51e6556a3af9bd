//! An event as it stands, for officials and for the provider whose it is.

use axum::extract::State;
use domain::{
    account::Line,
    event::{Event, Reported, State as Stands},
    ids::{BookingId, EventId, ProviderId},
    money::Cents,
};
use jiff::Timestamp;
use ledger::Entry;
use serde::Serialize;
use web::{Action, Actor, App, Named, Problem};

use crate::settled;

/// What was reported, how it stands and what it costs.
#[derive(Serialize)]
pub(crate) struct EventView {
    event: EventId,
    provider: ProviderId,
    booking: BookingId,
    #[serde(flatten)]
    reported: Reported,
    recorded_at: Timestamp,
    #[serde(flatten)]
    state: Stands,
    /// Whether a settlement has taken it at this price.
    settled: bool,
    /// Which, and whether its invoice is paid: derived, never written to the event.
    #[serde(skip_serializing_if = "Option::is_none")]
    settlement: Option<settled::Settled>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<EventId>,
    provider_cents: Cents,
    client_cents: Cents,
    /// Its price under the latest decision.
    lines: Vec<Line>,
}

/// `GET /v1/events/{event}`
pub(crate) async fn see(
    actor: Actor,
    State(app): State<App>,
    Named(id): Named<EventId>,
) -> Result<axum::Json<EventView>, Problem> {
    actor.may(Action::SeeEvent)?;
    let entry = Entry::load(&*app.store, &actor.organiser, id).await?;
    let entry = entry.ok_or(Problem::new("not_found"))?.known_to(&actor)?;
    let settled = entry.is_settled();
    let settlement = settled::of(&*app.store, &actor.organiser, &entry.event.value).await?;
    let (provider_cents, client_cents) =
        (entry.event.value.provider_cents(), entry.event.value.client_cents());
    let lines = entry.event.value.price().to_vec();
    let Event { event, provider, booking, reported, at, state, replaces, .. } = entry.event.value;
    Ok(axum::Json(EventView {
        event,
        provider,
        booking,
        reported,
        recorded_at: at,
        state,
        settled,
        settlement,
        replaces,
        provider_cents,
        client_cents,
        lines,
    }))
}
