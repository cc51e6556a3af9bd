//! An event as it stands, for officials and for the provider whose it is.

use std::sync::Arc;

use axum::extract::State;
use domain::{
    account::Line,
    event::{Event, Reported, State as Stands},
    explanation::{Step, for_provider, sentence},
    ids::{BookingId, EventId, ProviderId},
    money::Cents,
    provider::Approval,
    repricing::{self, RepricingBasis},
    rulebook::Rulebook,
    voucher::Voucher,
};
use jiff::Timestamp;
use ledger::Entry;
use serde::Serialize;
use storage::{keys::Name, records::load, rulebooks::Rulebooks};
use web::{Accepted, Action, Actor, App, Named, Problem};

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
    /// The steps that led to it; none while a later decision's price is still to be entered.
    steps: Vec<Step>,
    /// The same as sentences in the language that is asked for.
    explanation: Vec<String>,
}

/// `GET /v1/events/{event}`: what an event costs, and why.
pub(crate) async fn see(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Accepted(language): Accepted,
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
    let rulebook = rules_of(&app, &actor, &rulebooks, &entry).await?;
    let steps = steps(&app, &actor, &rulebook, &entry).await?;
    let explanation = steps.iter().map(|step| sentence(step, &rulebook, language)).collect();
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
        steps,
        explanation,
    }))
}

async fn rules_of(
    app: &App,
    actor: &Actor,
    rulebooks: &Rulebooks,
    entry: &Entry,
) -> Result<Arc<Rulebook>, Problem> {
    let Voucher { service, rulebook, .. } = &entry.voucher.value;
    let found = rulebooks.version(&*app.store, &actor.organiser, service, *rulebook).await?;
    found.ok_or(Problem::new("internal_error"))
}

/// The steps from the terms in force to the price. What tells of the client's circumstances is shown to those alone who
/// may see decisions.
async fn steps(app: &App, actor: &Actor, rulebook: &Rulebook, entry: &Entry) -> Result<Vec<Step>, Problem> {
    let (event, voucher) = (&entry.event.value, &entry.voucher.value);
    let name = Name::Approval(event.provider, voucher.service.clone());
    let approval = load::<Approval>(&*app.store, &actor.organiser, &name).await?.map(|found| found.value);
    let basis = RepricingBasis { rulebook, voucher, approval: approval.as_ref() };
    let steps = repricing::explain(basis, event).ok().flatten().unwrap_or_default();
    Ok(if actor.may(Action::SeeDecisions).is_ok() { steps } else { for_provider(&steps) })
}
