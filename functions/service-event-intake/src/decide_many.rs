//! An approver approves or rejects many held events at once: those of one voucher in one transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use axum::{extract::State, http::StatusCode};
use domain::{
    ids::{EventId, VoucherNumber},
    language::Language,
    recording,
};
use futures::{StreamExt, TryStreamExt, future::try_join_all, stream};
use ledger::{Changed, Entry};
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::{
    keys::Name,
    port::{Key, Table},
    records::{Guard, Versioned},
};
use web::{Accepted, Action, Actor, App, Command, Outcome, Problem, carry_out, sentence};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    events: Vec<EventId>,
    approve: bool,
    reason: String,
}

/// What became of an event: approved, rejected, or refused with a code.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Decided {
    event: EventId,
    status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// The answer: one result for each event, in their order.
#[derive(Serialize)]
pub(crate) struct Results {
    results: Vec<Decided>,
}

const MOST_EVENTS: usize = 100;
/// Each event takes two writes, their accounts and times some more, of a transaction's hundred.
const MOST_IN_TRANSACTION: usize = 30;
/// So many transactions are under way at the same time.
const AT_ONCE: usize = 8;

/// `POST /v1/held/decisions`: one decision on 1 to 100 events, each with its own answer. One that does not wait, or is
/// not there, keeps none of the others from being decided.
pub(crate) async fn decide(
    actor: Actor,
    State(app): State<App>,
    Accepted(language): Accepted,
    command: Command<Decision>,
) -> Result<axum::Json<Results>, Problem> {
    actor.may(Action::Approve)?;
    let Decision { events, approve, reason } = &command.body;
    if events.is_empty() || events.len() > MOST_EVENTS {
        return Err(Problem::new("too_many_held").at_field("events"));
    }
    if !approve && reason.trim().is_empty() {
        return Err(Problem::new("reason_required").at_field("reason"));
    }
    // The key is kept first, so that it can't be used for another decision while parts of this one are missing.
    carry_out(&app, &actor, Table::Vouchers, &command, || async {
        Ok(Outcome { status: StatusCode::OK, answer: json!(null), writes: Vec::new() })
    })
    .await?;
    let parts = parts(&app, &actor, events).await?;
    let parts = parts.into_iter().map(|part| decide_part(&app, &actor, &command, part));
    let decided: Vec<Vec<Decided>> = stream::iter(parts).buffer_unordered(AT_ONCE).try_collect().await?;
    let by_id: HashMap<EventId, Decided> =
        decided.into_iter().flatten().map(|decided| (decided.event, decided)).collect();
    let answer = |event: &EventId| {
        let found = by_id.get(event).cloned().unwrap_or_else(|| Decided::refused(*event, "not_found"));
        found.in_language(language)
    };
    Ok(axum::Json(Results { results: events.iter().map(answer).collect() }))
}

impl Decided {
    fn refused(event: EventId, code: &str) -> Self {
        Self { event, status: "refused".to_owned(), code: Some(code.to_owned()), detail: None }
    }

    fn in_language(self, language: Language) -> Self {
        let detail = self.code.as_deref().map(|code| sentence(code, language).to_owned());
        Self { detail, ..self }
    }
}

/// Events that are decided in one transaction.
struct Part {
    name: String,
    events: Vec<EventId>,
}

/// The events that are there, by voucher: the same for the same request, whenever it comes.
async fn parts(app: &App, actor: &Actor, events: &[EventId]) -> Result<Vec<Part>, Problem> {
    let distinct: BTreeSet<EventId> = events.iter().copied().collect();
    let keys: Vec<Key> = distinct.iter().map(|event| Name::Guard(*event).key(&actor.organiser)).collect();
    let mut by_voucher: BTreeMap<VoucherNumber, BTreeSet<EventId>> = BTreeMap::new();
    for item in app.store.batch_get(&keys).await? {
        let voucher = Versioned::<Guard>::read(&item)?.value.voucher;
        if let Some((_, Name::Guard(event))) = Name::of(&item.key) {
            by_voucher.entry(voucher).or_default().insert(event);
        }
    }
    let of_voucher = |(voucher, events): (VoucherNumber, BTreeSet<EventId>)| {
        let events: Vec<EventId> = events.into_iter().collect();
        let chunks = events.chunks(MOST_IN_TRANSACTION).enumerate();
        let part = |(at, chunk): (usize, &[EventId])| Part {
            name: format!("{voucher}-{at}"),
            events: chunk.to_vec(),
        };
        chunks.map(part).collect::<Vec<_>>()
    };
    Ok(by_voucher.into_iter().flat_map(of_voucher).collect())
}

async fn decide_part(
    app: &App,
    actor: &Actor,
    command: &Command<Decision>,
    part: Part,
) -> Result<Vec<Decided>, Problem> {
    let once = command.part(&part.name);
    let (_, answer) = carry_out(app, actor, Table::Vouchers, &once, || async {
        let loads = part.events.iter().map(|event| Entry::load(&*app.store, &actor.organiser, *event));
        let entries = try_join_all(loads).await?.into_iter().flatten().collect();
        decide_together(actor, &command.body, entries)
    })
    .await?;
    serde_json::from_value(answer).map_err(|_| Problem::new("internal_error"))
}

/// All of one voucher, over one ledger.
fn decide_together(actor: &Actor, body: &Decision, mut entries: Vec<Entry>) -> Result<Outcome, Problem> {
    let Some((first, rest)) = entries.split_first_mut() else { return Err(Problem::new("not_found")) };
    rest.iter().for_each(|other| first.join(&other.ledger, &other.versions));
    let (before, versions, voucher) = (first.ledger.clone(), first.versions.clone(), first.voucher.clone());
    let (mut after, mut decided, mut writes) = (before.clone(), Vec::new(), Vec::new());
    for entry in &mut entries {
        let event = &mut entry.event.value;
        let (id, status) = (event.event, if body.approve { "approved" } else { "rejected" });
        let done = if body.approve {
            recording::approve_held(&mut after, event)
        } else {
            recording::reject_held(&mut after, event, body.reason.clone())
        };
        match done {
            Ok(()) => {
                writes.extend(entry.writes_of_event(&actor.organiser)?);
                decided.push(Decided { event: id, status: status.to_owned(), code: None, detail: None });
            }
            Err(recording::NotHeld) => decided.push(Decided::refused(id, "not_held")),
        }
    }
    let changed = Changed {
        organiser: &actor.organiser,
        voucher: &voucher,
        before: &before,
        after: &after,
        versions: &versions,
        checks_voucher: false,
    };
    writes.extend(changed.writes()?);
    Ok(Outcome { status: StatusCode::OK, answer: json!(decided), writes })
}
