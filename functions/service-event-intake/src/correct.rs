//! A provider corrects an event: the old one is taken back and another one recorded, in one transaction.

use axum::{extract::State, response::Response};
use domain::{
    event::{Reported, Reversal, ReversalReason, Sent, Side},
    ids::EventId,
    recording::{self, Refusal},
};
use jiff::Timestamp;
use ledger::{Decided, Entry, Group, Loaded, Reporter, load, writes_of};
use storage::{port::StoreError, rulebooks::Rulebooks};
use web::{Accepted, Action, Actor, App, DryRun, Json, Named, Problem, with_retries};

use crate::answer::{answered, problem};

/// `POST /v1/events/{event}/correction`: the body is the event that is right, under an id of its own, on the same
/// voucher. The same correction again gets the same answer.
pub(crate) async fn correct(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Accepted(language): Accepted,
    dry: DryRun,
    Named(id): Named<EventId>,
    Json(sent): Json<Sent>,
) -> Result<Response, Problem> {
    actor.may(Action::Record)?;
    let store = dry.store(&app.store);
    let reporter = Reporter::of(&*store, &app, &rulebooks, &actor)?;
    let reported = Reported::parse(sent).map_err(problem)?;
    let now = app.now();
    let decided = with_retries(&app.clock, || async {
        let Some(entry) = Entry::load(reporter.store, reporter.organiser, id).await? else {
            return Ok(Err(Problem::new("not_found")));
        };
        match entry.known_to(&actor) {
            Ok(entry) => replace(reporter, now, entry, reported.clone()).await.map(Ok),
            Err(foreign) => Ok(Err(foreign)),
        }
    })
    .await??;
    answered(reported.id, &decided, language, dry)
}

async fn replace(
    reporter: Reporter<'_>,
    now: Timestamp,
    mut entry: Entry,
    reported: Reported,
) -> Result<Decided, StoreError> {
    let group = Group { voucher: reported.voucher.clone(), reported: vec![reported.clone()] };
    let loaded = load(reporter, std::slice::from_ref(&group)).await?.pop().unwrap_or_default();
    let old = entry.event.value.event;
    let new = EventId::of(reporter.organiser, reporter.provider, &reported.id);
    if let Some((guard, event)) = loaded.recorded.get(&new) {
        let same = guard.fingerprint == reported.fingerprint() && event.replaces == Some(old);
        return Ok(if same {
            Decided::Recorded { event: Box::new(event.clone()), repeated: true }
        } else {
            Decided::Refused(Refusal::EventConflict)
        });
    }
    entry.join(&loaded.ledger, &loaded.versions);
    let before = entry.ledger.clone();
    let event = match decide(reporter, now, &mut entry, &loaded, reported) {
        Ok(event) => event,
        Err(refusal) => return Ok(Decided::Refused(refusal)),
    };
    if let Some(rulebook) = &loaded.rulebook {
        recording::forget_days(&mut entry.ledger.quota, rulebook, now);
    }
    let mut writes = entry.writes_with(reporter.organiser, &before, event.is_held())?;
    writes.extend(writes_of(reporter, &loaded, &event)?);
    reporter.store.write(writes).await?;
    Ok(Decided::Recorded { event: Box::new(event), repeated: false })
}

fn decide(
    reporter: Reporter<'_>,
    now: Timestamp,
    entry: &mut Entry,
    loaded: &Loaded,
    reported: Reported,
) -> Result<domain::event::Event, Refusal> {
    let basis = loaded.basis(reporter, now).ok_or(Refusal::VoucherNotFound)?;
    let (by, reason) = (Side::Provider, ReversalReason::WrongContent);
    let reversal = Reversal { by, reason, text: String::new(), at: now };
    recording::correct(basis, &mut entry.ledger, &mut entry.event.value, reported, reversal)
}
