//! Recording: any number of reported events, each answered, each recorded at most once.

use std::collections::HashMap;

use domain::{
    event::{Event, Reported},
    ids::{EventId, VoucherNumber},
    recording::{self, Refusal},
};
use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use storage::{
    keys::Name,
    port::{StoreError, Write},
    records::{Guard, HeldEvent, put_new},
};
use web::with_retries;

use crate::{
    answer::Decided,
    line::Line,
    load::{Group, Loaded, Reporter, load},
    save::Changed,
};

/// Events of one voucher in one transaction: each takes two or three writes, the ledger some more, of a hundred.
const MOST_IN_GROUP: usize = 30;
/// So many vouchers of a request are recorded at the same time.
const AT_ONCE: usize = 8;

/// Records events in the order they were reported, and answers for each.
///
/// Events of one voucher share transactions. Under `StoreError` some may have been recorded: the same request
/// again records the rest and repeats the answers.
pub async fn record(
    reporter: Reporter<'_>,
    now: Timestamp,
    reported: Vec<Reported>,
) -> Result<Vec<Decided>, StoreError> {
    let (unique, twins) = told_once(&reported);
    let queues = by_voucher(unique.iter().map(|at| reported[*at].clone()));
    let firsts: Vec<Group> = queues.iter().filter_map(|groups| groups.first().cloned()).collect();
    let loaded = load(reporter, &firsts).await?;
    let work =
        queues.into_iter().zip(loaded).map(|(groups, first)| record_in_turn(reporter, now, groups, first));
    let recorded: Vec<Vec<(EventId, Decided)>> =
        stream::iter(work).buffer_unordered(AT_ONCE).try_collect().await?;
    let by_id: HashMap<EventId, Decided> = recorded.into_iter().flatten().collect();
    let answer = |(at, told): (usize, &Reported)| {
        let id = EventId::of(reporter.organiser, reporter.provider, &told.id);
        match (twins.get(&at), by_id.get(&id)) {
            (Some(Twin::Other), _) | (_, None) => Decided::Refused(Refusal::EventConflict),
            (Some(Twin::Same), Some(Decided::Recorded { event, .. })) => {
                Decided::Recorded { event: event.clone(), repeated: true }
            }
            (_, Some(decided)) => decided.clone(),
        }
    };
    Ok(reported.iter().enumerate().map(answer).collect())
}

/// Records the lines that can be read, and answers for each of all.
pub async fn record_lines(
    reporter: Reporter<'_>,
    now: Timestamp,
    lines: &[Line],
) -> Result<Vec<Decided>, StoreError> {
    let readable = lines.iter().filter_map(|line| line.read.as_ref().ok().cloned()).collect();
    let mut decided = record(reporter, now, readable).await?.into_iter();
    let answer = |line: &Line| match line.read {
        Ok(_) => decided.next().unwrap_or(Decided::Refused(Refusal::EventConflict)),
        Err(refusal) => Decided::Refused(refusal),
    };
    Ok(lines.iter().map(answer).collect())
}

/// A line whose id came earlier in the same request.
enum Twin {
    Same,
    Other,
}

/// The lines whose id comes for the first time, and what the others are to them.
fn told_once(reported: &[Reported]) -> (Vec<usize>, HashMap<usize, Twin>) {
    let (mut unique, mut twins) = (Vec::new(), HashMap::new());
    let mut seen: HashMap<&str, uuid::Uuid> = HashMap::new();
    for (at, told) in reported.iter().enumerate() {
        let fingerprint = told.fingerprint();
        match seen.get(told.id.as_str()) {
            None => {
                seen.insert(&told.id, fingerprint);
                unique.push(at);
            }
            Some(first) => {
                twins.insert(at, if *first == fingerprint { Twin::Same } else { Twin::Other });
            }
        }
    }
    (unique, twins)
}

/// The groups of each voucher, in the order of their events.
fn by_voucher(reported: impl Iterator<Item = Reported>) -> Vec<Vec<Group>> {
    let mut places: HashMap<VoucherNumber, usize> = HashMap::new();
    let mut queues: Vec<Vec<Group>> = Vec::new();
    for told in reported {
        let place = *places.entry(told.voucher.clone()).or_insert_with(|| {
            queues.push(Vec::new());
            queues.len() - 1
        });
        match queues[place].last_mut().filter(|group| group.reported.len() < MOST_IN_GROUP) {
            Some(group) => group.reported.push(told),
            None => queues[place].push(Group { voucher: told.voucher.clone(), reported: vec![told] }),
        }
    }
    queues
}

/// The groups of one voucher one after the other; what was read for the first is used for it.
async fn record_in_turn(
    reporter: Reporter<'_>,
    now: Timestamp,
    groups: Vec<Group>,
    first: Loaded,
) -> Result<Vec<(EventId, Decided)>, StoreError> {
    let (mut prepared, mut answers) = (Some(first), Vec::new());
    for group in groups {
        let mut ready = prepared.take();
        let recorded = with_retries(reporter.clock, || {
            let (ready, group) = (ready.take(), &group);
            async move {
                let loaded = match ready {
                    Some(loaded) => loaded,
                    None => load(reporter, std::slice::from_ref(group)).await?.pop().unwrap_or_default(),
                };
                record_group(reporter, now, group, &loaded).await
            }
        })
        .await?;
        answers.extend(recorded);
    }
    Ok(answers)
}

/// Decides on the events of a group and saves them in one transaction.
async fn record_group(
    reporter: Reporter<'_>,
    now: Timestamp,
    group: &Group,
    loaded: &Loaded,
) -> Result<Vec<(EventId, Decided)>, StoreError> {
    let mut ledger = loaded.ledger.clone();
    let (mut answers, mut writes, mut checks_voucher) = (Vec::new(), Vec::new(), false);
    for told in &group.reported {
        let id = EventId::of(reporter.organiser, reporter.provider, &told.id);
        let decided = decide(reporter, now, loaded, &mut ledger, id, told);
        if let Decided::Recorded { event, repeated: false } = &decided {
            writes.extend(writes_of(reporter, loaded, event)?);
            checks_voucher |= event.is_held();
        }
        answers.push((id, decided));
    }
    if let (Some(voucher), false) = (&loaded.voucher, writes.is_empty()) {
        if let Some(rulebook) = &loaded.rulebook {
            recording::forget_days(&mut ledger.quota, rulebook, now);
        }
        let changed = Changed {
            organiser: reporter.organiser,
            voucher,
            before: &loaded.ledger,
            after: &ledger,
            versions: &loaded.versions,
            checks_voucher,
        };
        writes.extend(changed.writes()?);
        reporter.store.write(writes).await?;
    }
    Ok(answers)
}

fn decide(
    reporter: Reporter<'_>,
    now: Timestamp,
    loaded: &Loaded,
    ledger: &mut recording::Ledger,
    id: EventId,
    told: &Reported,
) -> Decided {
    if let Some((guard, event)) = loaded.recorded.get(&id) {
        return if guard.fingerprint == told.fingerprint() {
            Decided::Recorded { event: Box::new(event.clone()), repeated: true }
        } else {
            Decided::Refused(Refusal::EventConflict)
        };
    }
    let Some(basis) = loaded.basis(reporter, now) else {
        return Decided::Refused(Refusal::VoucherNotFound);
    };
    match recording::record(basis, ledger, told.clone()) {
        Ok(event) => Decided::Recorded { event: Box::new(event), repeated: false },
        Err(refusal) => Decided::Refused(refusal),
    }
}

/// The event, its guard, and its place among the held ones.
pub fn writes_of(reporter: Reporter<'_>, loaded: &Loaded, event: &Event) -> Result<Vec<Write>, StoreError> {
    let (organiser, told) = (reporter.organiser, &event.reported);
    let (voucher, on) = (told.voucher.clone(), told.delivery.on());
    let guard = Guard { voucher: voucher.clone(), on, fingerprint: told.fingerprint() };
    let mut writes = vec![
        put_new(organiser, &Name::Event(voucher.clone(), on, event.event), event)?,
        put_new(organiser, &Name::Guard(event.event), &guard)?,
    ];
    if let (true, Some(loaded)) = (event.is_held(), &loaded.voucher) {
        let name = Name::Held(loaded.value.service.clone(), event.provider, event.event);
        writes.push(put_new(organiser, &name, &HeldEvent { voucher, on })?);
    }
    Ok(writes)
}
