//! Decisions as they lie in the Clients table: each with a pointer from its id, and with its place in the work queue.

use domain::{
    circumstances::Known,
    client::Client,
    decision::{self, Approval, Deadlines, Decision},
    ids::{ClientId, DecisionId},
    rulebook::{Arrangement, Rulebook},
    time::{self, Days},
    voucher::{self, Grant, GrantBasis, Voucher},
};
use jiff::{Timestamp, civil::Date};
use storage::{
    keys::{List, Name},
    port::{Condition, StoreError, Write},
    records::{Identity, Versioned, load, put_new},
};
use web::{Actor, App, Problem};

use crate::refusal::problem;

/// Every decision on a client, with its version.
pub(crate) async fn all_of(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Vec<Versioned<Decision>>, StoreError> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let query = List::DecisionsOf(client).page(&actor.organiser, after, 200);
        let page = app.store.query(&query).await?;
        for item in &page.items {
            all.push(Versioned::read(item)?);
        }
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// The decision with an id, or not found.
pub(crate) async fn found(
    app: &App,
    actor: &Actor,
    decision: DecisionId,
) -> Result<Versioned<Decision>, Problem> {
    let organiser = &actor.organiser;
    let whose = load::<Identity>(&*app.store, organiser, &Name::DecisionsClient(decision)).await?;
    let client = whose.ok_or(Problem::new("not_found"))?.value.client;
    let found = load::<Decision>(&*app.store, organiser, &Name::Decision(client, decision)).await?;
    found.ok_or(Problem::new("not_found"))
}

/// The client, or the refusal that the organiser has none, or keeps another record of the person.
pub(crate) async fn client_of(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Versioned<Client>, Problem> {
    let found = load::<Client>(&*app.store, &actor.organiser, &Name::Client(client)).await?;
    let found = found.ok_or(Problem::new("client_not_found").at_field("client"))?;
    if found.value.merged.is_some() {
        Err(Problem::new("client_merged").at_field("client"))
    } else {
        Ok(found)
    }
}

/// The same with its version, of who has not died: nothing more is granted to the others.
pub(crate) async fn living_client_of(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Versioned<Client>, Problem> {
    let found = client_of(app, actor, client).await?;
    if found.value.died.is_some() { Err(Problem::new("client_died")) } else { Ok(found) }
}

/// What is known of a client's circumstances; version 0 where nothing is.
pub(crate) async fn known_of(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Versioned<Known>, StoreError> {
    let found = load::<Known>(&*app.store, &actor.organiser, &Name::Circumstances(client)).await?;
    Ok(found.unwrap_or_default())
}

/// The writes that store a new decision.
pub(crate) fn put_first(actor: &Actor, new: &Decision) -> Result<Vec<Write>, StoreError> {
    let organiser = &actor.organiser;
    let mut writes = vec![
        put_new(organiser, &Name::Decision(new.client, new.decision), new)?,
        put_new(organiser, &Name::DecisionsClient(new.decision), &Identity { client: new.client })?,
    ];
    writes.extend(moved(actor, new.decision, None, new.due, new.client)?);
    Ok(writes)
}

/// The writes that store a changed decision, if nobody has changed it meanwhile.
pub(crate) fn put_changed(
    actor: &Actor,
    before: &Versioned<Decision>,
    after: Decision,
) -> Result<Vec<Write>, StoreError> {
    let (client, decision, due) = (after.client, after.decision, after.due);
    let changed = Versioned { value: after, version: before.version };
    let mut writes = vec![changed.put(&actor.organiser, &Name::Decision(client, decision))?];
    writes.extend(moved(actor, decision, before.value.due, due, client)?);
    Ok(writes)
}

/// The writes that remove a draft that nobody was told of.
pub(crate) fn drop_draft(actor: &Actor, draft: &Versioned<Decision>) -> Result<Vec<Write>, StoreError> {
    let Decision { client, decision, due, .. } = draft.value;
    let delete = |name: Name, condition| Write::Delete { key: name.key(&actor.organiser), condition };
    let mut writes = vec![
        delete(Name::Decision(client, decision), Condition::Version(draft.version)),
        delete(Name::DecisionsClient(decision), Condition::Exists),
    ];
    writes.extend(moved(actor, decision, due, None, client)?);
    Ok(writes)
}

/// Moves a decision in the work queue from one due day to another.
fn moved(
    actor: &Actor,
    decision: DecisionId,
    from: Option<Date>,
    to: Option<Date>,
    client: ClientId,
) -> Result<Vec<Write>, StoreError> {
    if from == to {
        return Ok(Vec::new());
    }
    let gone = from.map(|due| Write::Delete {
        key: Name::Work(due, decision).key(&actor.organiser),
        condition: Condition::Exists,
    });
    let put = to
        .map(|due| put_new(&actor.organiser, &Name::Work(due, decision), &Identity { client }))
        .transpose()?;
    Ok(gone.into_iter().chain(put).collect())
}

/// So many writes leave room in a transaction for the command itself.
const MOST_WRITES: usize = 95;

/// Refuses what is more than one transaction can do.
pub(crate) fn must_fit(writes: &[Write]) -> Result<(), Problem> {
    if writes.len() > MOST_WRITES { Err(Problem::new("too_many_decisions")) } else { Ok(()) }
}

/// A check that a record still has the version that was read.
pub(crate) fn unchanged<T>(actor: &Actor, name: &Name, read: &Versioned<T>) -> Write {
    let condition = if read.version == 0 { Condition::Absent } else { Condition::Version(read.version) };
    Write::Check { key: name.key(&actor.organiser), condition }
}

/// The problem of an act that is refused.
pub(crate) fn refused(refusal: decision::Refusal) -> Problem {
    match refusal {
        decision::Refusal::Impossible(_) => Problem::new("decision_state"),
        decision::Refusal::HearingNeeded => Problem::new("hearing_needed"),
        decision::Refusal::NothingToAnnul => Problem::new("nothing_to_annul").at_field("from"),
        decision::Refusal::RequestOpen => Problem::new("request_open"),
        decision::Refusal::NoRequest => Problem::new("no_request"),
        decision::Refusal::NotYetReceived => Problem::new("not_yet_received").at_field("received"),
        decision::Refusal::OutsideDecision => Problem::new("outside_decision").at_field("first_day"),
        decision::Refusal::HearingOpen(_) => Problem::new("hearing_open"),
    }
}

/// The problem of a value that can't be computed.
pub(crate) fn uncomputable(refusal: domain::valuation::Refusal) -> Problem {
    use domain::valuation::Refusal;
    let field = match refusal {
        Refusal::HouseholdMissing | Refusal::FamilyNotInTable(_) | Refusal::HousingMissing => "client",
        Refusal::NoDays => "last_day",
        Refusal::ParametersIncomplete { .. } => "first_day",
        Refusal::UnknownContent(_) | Refusal::UnknownRelief(_) | Refusal::WrongPrice => "asked",
    };
    Problem::new(refusal.code()).at_field(field)
}

/// Refuses what the rules do not let anybody grant.
pub(crate) fn may_be_granted(
    voucher: &Voucher,
    rulebook: &Rulebook,
    Days { first_day, last_day }: Days,
    contents: &[Grant],
) -> Result<(), Problem> {
    let booking = voucher.bookings.first().map(|booking| (booking.provider, booking.booking));
    let basis = GrantBasis {
        voucher: voucher.voucher.clone(),
        client: voucher.client,
        rulebook,
        first_day,
        last_day,
        contents: contents.to_vec(),
        ordered_from: booking.filter(|_| rulebook.arrangement == Arrangement::Purchased),
    };
    voucher::grant(basis).map(|_| ()).map_err(problem)
}

/// What an official says, which may not be nothing.
pub(crate) fn given(reason: &str) -> Result<&str, Problem> {
    let reason = reason.trim();
    if reason.is_empty() { Err(Problem::new("reason_required").at_field("reason")) } else { Ok(reason) }
}

/// An official's approval at an instant, on some grounds.
pub(crate) fn approval<'a>(actor: &'a Actor, at: Timestamp, grounds: &'a str) -> Approval<'a> {
    let deadlines = Deadlines::default();
    Approval { actor: &actor.id, at, today: time::day_of(at), grounds, deadlines }
}
