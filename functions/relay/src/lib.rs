//! The outbox: committed changes of the tables become typed messages on the queues.
//!
//! A change may come twice and is then relayed twice; every reader of a queue expects that.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

use std::collections::BTreeMap;

use domain::{
    event_file::{self, EventFile},
    ids::{Organiser, RunId},
    settlement::{Run, RunStatus, Settlement, State},
    voucher::Voucher,
};
use messages::{
    HandOver, InvoiceSettlement, ManifestWritten, Message, PlanRun, RecordFile, RepriceVoucher, WriteLetter,
};
use queues::{Queue, QueueError, Queues};
use storage::{
    keys::Name,
    port::{Change, Item, StoreError},
    records::{HandedOver, Versioned},
};

/// Why changes were not relayed; they come again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A stored document could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The queues.
    #[error(transparent)]
    Queue(#[from] QueueError),
    /// A message could not be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// Relays changes, in their order.
pub async fn relay(queues: &dyn Queues, changes: &[Change]) -> Result<(), Failure> {
    let mut bodies: BTreeMap<Queue, Vec<String>> = BTreeMap::new();
    for change in changes {
        if let Some((queue, message)) = message_of(change)? {
            bodies.entry(queue).or_default().push(message.write()?);
        }
    }
    for (queue, bodies) in bodies {
        queues.send(queue, bodies).await?;
    }
    Ok(())
}

/// The message that a change asks for, if it does.
pub fn message_of(change: &Change) -> Result<Option<(Queue, Message)>, StoreError> {
    let Some(new) = &change.new else { return Ok(None) };
    match Name::of(&change.key) {
        Some((organiser, Name::Run(_))) => run_moved(organiser, change.old.as_ref(), new),
        Some((organiser, Name::Manifest(run, number))) if change.old.is_none() => {
            manifest_written(organiser, run, number, new)
        }
        Some((organiser, Name::LetterDue(decision, version))) if change.old.is_none() => {
            Ok(Some((Queue::Statements, Message::WriteLetter(WriteLetter { organiser, decision, version }))))
        }
        Some((organiser, Name::Voucher(_))) => voucher_decided(organiser, change.old.as_ref(), new),
        Some((organiser, Name::EventFile(..))) => file_moved(organiser, change.old.as_ref(), new),
        Some((organiser, Name::Settlement(..))) => settlement_moved(organiser, change.old.as_ref(), new),
        _ => Ok(None),
    }
}

/// A run asks for its plan when it is stored; when all providers have been told it may be complete already.
fn run_moved(
    organiser: Organiser,
    old: Option<&Item>,
    new: &Item,
) -> Result<Option<(Queue, Message)>, StoreError> {
    let Run { run, period, status, .. } = Versioned::read(new)?.value;
    Ok(match status {
        RunStatus::Planned if old.is_none() => {
            Some((Queue::Settlement, Message::PlanRun(PlanRun { organiser, run, period })))
        }
        RunStatus::Planned => None,
        RunStatus::Sent => Some((Queue::Invoicing, Message::HandOver(HandOver { organiser, run }))),
    })
}

/// A later decision changed what a voucher grants.
fn voucher_decided(
    organiser: Organiser,
    old: Option<&Item>,
    new: &Item,
) -> Result<Option<(Queue, Message)>, StoreError> {
    let Some(old) = old.map(Versioned::<Voucher>::read).transpose()? else { return Ok(None) };
    let Voucher { voucher, decision, .. } = Versioned::read(new)?.value;
    let message = Message::RepriceVoucher(RepriceVoucher { organiser, voucher, decision });
    Ok((decision > old.value.decision).then_some((Queue::Repricing, message)))
}

/// A file asks for its next part when it has arrived, and whenever a part is done.
fn file_moved(
    organiser: Organiser,
    old: Option<&Item>,
    new: &Item,
) -> Result<Option<(Queue, Message)>, StoreError> {
    let old = old.map(Versioned::<EventFile>::read).transpose()?.map(|old| old.value.state);
    let EventFile { file, provider, state, .. } = Versioned::read(new)?.value;
    let event_file::State::Recording { next } = state else { return Ok(None) };
    if old == Some(state) {
        return Ok(None);
    }
    let message = RecordFile { organiser, provider, file, part: next.part };
    Ok(Some((Queue::ServiceEventFiles, Message::RecordFile(message))))
}

fn manifest_written(
    organiser: Organiser,
    run: RunId,
    number: u32,
    new: &Item,
) -> Result<Option<(Queue, Message)>, StoreError> {
    let HandedOver { period, key, sha256, count, sum_cents, .. } = Versioned::read(new)?.value;
    let message = ManifestWritten { organiser, run, period, number, key, sha256, count, sum_cents };
    Ok(Some((Queue::Finance, Message::ManifestWritten(message))))
}

fn settlement_moved(
    organiser: Organiser,
    old: Option<&Item>,
    new: &Item,
) -> Result<Option<(Queue, Message)>, StoreError> {
    let old = old.map(Versioned::<Settlement>::read).transpose()?.map(|old| old.value.state);
    let Settlement { run, provider, state, .. } = Versioned::read(new)?.value;
    if old.as_ref() == Some(&state) {
        return Ok(None);
    }
    Ok(match state {
        State::Closed => {
            let message = InvoiceSettlement { organiser, run, provider };
            Some((Queue::Invoicing, Message::InvoiceSettlement(message)))
        }
        // It came to rest, and was perhaps the last one of its run.
        State::Written { .. } | State::SetAside { .. } | State::Empty | State::CarriedOver { .. } => {
            Some((Queue::Invoicing, Message::HandOver(HandOver { organiser, run })))
        }
        State::Collecting | State::Numbered { .. } | State::CarriedInto { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use domain::ids::ProviderId;
    use storage::port::Write;
    use storage::records::put_new;

    use super::*;

    fn varha() -> Organiser {
        "varha".parse().unwrap()
    }

    fn item(state: State) -> Item {
        let (run, provider) = (RunId::of(&varha(), "2026-10", "1"), ProviderId::of(&varha(), "9990001-6"));
        let settlement =
            Settlement { run, provider, period: "2026-10".parse().unwrap(), state, differences: Vec::new() };
        let write = put_new(&varha(), &Name::Settlement(run, provider), &settlement).unwrap();
        let Write::Put { key, schema, body, .. } = write else { panic!() };
        Item { key, version: 1, schema: schema.into(), body }
    }

    fn moved(old: Option<State>, new: State) -> Option<Queue> {
        let new = item(new);
        let change = Change { key: new.key.clone(), old: old.map(item), new: Some(new) };
        message_of(&change).unwrap().map(|(queue, _)| queue)
    }

    #[test]
    fn a_settlement_that_closes_asks_for_its_invoice_once() {
        assert_eq!(moved(Some(State::Collecting), State::Closed), Some(Queue::Invoicing));
        assert_eq!(moved(Some(State::Closed), State::Closed), None);
        assert_eq!(moved(None, State::Collecting), None);
    }

    #[test]
    fn a_settlement_that_comes_to_rest_may_complete_its_run() {
        let written = State::Written {
            rows: 1,
            total_cents: domain::money::Cents(1),
            invoice_number: "99900016000001".into(),
            files: [(domain::invoice::Format::Finvoice, "00".into())].into(),
        };
        assert_eq!(moved(Some(State::Closed), written.clone()), Some(Queue::Invoicing));
        assert_eq!(moved(Some(written.clone()), written), None);
        assert_eq!(moved(Some(State::Closed), State::Empty), Some(Queue::Invoicing));
    }

    #[test]
    fn a_manifest_is_told_to_finance() {
        let run = RunId::of(&varha(), "2026-10", "1");
        let record = HandedOver {
            period: "2026-10".parse().unwrap(),
            key: "manifests/varha/2026-10/x/0001.json".into(),
            sha256: "00".into(),
            count: 1,
            sum_cents: domain::money::Cents(1),
            providers: vec![],
        };
        let write = put_new(&varha(), &Name::Manifest(run, 1), &record).unwrap();
        let Write::Put { key, schema, body, .. } = write else { panic!() };
        let new = Item { key: key.clone(), version: 1, schema: schema.into(), body };
        let told = message_of(&Change { key, old: None, new: Some(new) }).unwrap().unwrap();
        assert_eq!(told.0, Queue::Finance);
    }

    #[test]
    fn a_letter_that_becomes_due_asks_for_its_writing_and_its_deletion_for_nothing() {
        let name = Name::LetterDue(domain::ids::DecisionId(uuid::Uuid::max()), 2);
        let write = put_new(&varha(), &name, &storage::records::Listed {}).unwrap();
        let Write::Put { key, schema, body, .. } = write else { panic!() };
        let due = Item { key: key.clone(), version: 1, schema: schema.into(), body };
        let change = Change { key: key.clone(), old: None, new: Some(due.clone()) };
        let (queue, message) = message_of(&change).unwrap().unwrap();
        let asked = message.write().unwrap();
        assert_eq!(queue, Queue::Statements);
        assert!(
            asked.contains("\"decision\":\"ffffffff-ffff-ffff-ffff-ffffffffffff\",\"version\":2"),
            "{asked}"
        );
        let change = Change { key, old: Some(due), new: None };
        assert_eq!(message_of(&change).unwrap(), None);
    }

    #[test]
    fn a_voucher_with_a_later_decision_asks_for_its_repricing_and_another_change_of_it_for_nothing() {
        let voucher = |decision: u32| {
            let number = domain::ids::VoucherNumber::of(&varha(), "grantor", "1");
            let body = serde_json::json!({
                "voucher": number, "client": uuid::Uuid::max(), "service": "home-care", "rulebook": 1,
                "decision": decision, "first_day": "2026-01-01", "last_day": "2026-12-31", "state": "open",
                "terms": [], "bookings": [],
            });
            let key = Name::Voucher(number).key(&varha());
            Item { key, version: 1, schema: "voucher/2".into(), body: body.to_string() }
        };
        let asked = |old: Option<u32>, new: u32| {
            let new = voucher(new);
            let change = Change { key: new.key.clone(), old: old.map(voucher), new: Some(new) };
            message_of(&change).unwrap().map(|(queue, _)| queue)
        };
        assert_eq!(asked(Some(1), 2), Some(Queue::Repricing));
        assert_eq!((asked(Some(2), 2), asked(None, 1)), (None, None));
    }

    #[test]
    fn a_file_asks_for_each_part_once_and_for_nothing_when_it_is_done() {
        use domain::event_file::{Counts, Format, Place, State};
        let file = |state| {
            let (provider, file) =
                (ProviderId::of(&varha(), "9990001-6"), domain::ids::FileId(uuid::Uuid::max()));
            let record = EventFile {
                file,
                provider,
                format: Format::Csv,
                bytes: 1,
                language: domain::language::Language::Fi,
                dry_run: false,
                at: "2026-11-05T10:00:00Z".parse().unwrap(),
                state,
                counts: Counts::default(),
            };
            let write = put_new(&varha(), &Name::EventFile(provider, file), &record).unwrap();
            let Write::Put { key, schema, body, .. } = write else { panic!() };
            Item { key, version: 1, schema: schema.into(), body }
        };
        let part = |part| State::Recording { next: Place { part, ..Place::START } };
        let asked = |old: Option<State>, new: State| {
            let new = file(new);
            let change = Change { key: new.key.clone(), old: old.map(file), new: Some(new) };
            match message_of(&change).unwrap() {
                Some((Queue::ServiceEventFiles, Message::RecordFile(of))) => Some(of.part),
                None => None,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(asked(None, State::Awaiting), None);
        assert_eq!(asked(Some(State::Awaiting), part(1)), Some(1));
        assert_eq!(asked(Some(part(1)), part(1)), None);
        assert_eq!(asked(Some(part(1)), part(2)), Some(2));
        assert_eq!(asked(Some(part(2)), State::Done { parts: 2 }), None);
    }

    #[test]
    fn a_deletion_and_a_foreign_item_ask_for_nothing() {
        let gone = item(State::Closed);
        let change = Change { key: gone.key.clone(), old: Some(gone), new: None };
        assert_eq!(message_of(&change).unwrap(), None);
    }
}
