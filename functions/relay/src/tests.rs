//! What each change asks for.

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

fn moved(old: Option<State>, new: State) -> Vec<Queue> {
    let new = item(new);
    let change = Change { key: new.key.clone(), old: old.map(item), new: Some(new) };
    messages_of(&change).unwrap().into_iter().map(|(queue, _)| queue).collect()
}

#[test]
fn a_settlement_that_closes_asks_for_its_invoice_once() {
    assert_eq!(moved(Some(State::Collecting), State::Closed), [Queue::Invoicing]);
    assert_eq!(moved(Some(State::Closed), State::Closed), []);
    assert_eq!(moved(None, State::Collecting), []);
}

#[test]
fn a_settlement_that_comes_to_rest_may_complete_its_run() {
    let written = State::Written {
        rows: 1,
        total_cents: domain::money::Cents(1),
        invoice_number: "99900016000001".into(),
        files: [(Format::Finvoice, "00".into())].into(),
    };
    assert_eq!(moved(Some(State::Closed), written.clone()), [Queue::Invoicing]);
    assert_eq!(moved(Some(written.clone()), written), []);
    assert_eq!(moved(Some(State::Closed), State::Empty), [Queue::Invoicing]);
}

#[test]
fn a_written_invoice_with_a_statement_asks_for_its_pdf_once() {
    let written = State::Written {
        rows: 1,
        total_cents: domain::money::Cents(1),
        invoice_number: "99900016000001".into(),
        files: [(Format::Finvoice, "00".into()), (Format::Statement, "00".into())].into(),
    };
    assert_eq!(moved(Some(State::Closed), written.clone()), [Queue::Invoicing, Queue::Statements]);
    assert_eq!(moved(Some(written.clone()), written), []);
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
        payments: None,
    };
    let write = put_new(&varha(), &Name::Manifest(run, 1), &record).unwrap();
    let Write::Put { key, schema, body, .. } = write else { panic!() };
    let new = Item { key: key.clone(), version: 1, schema: schema.into(), body };
    let told = messages_of(&Change { key, old: None, new: Some(new) }).unwrap();
    assert_eq!(told[0].0, Queue::Finance);
}

#[test]
fn a_letter_that_becomes_due_asks_for_its_writing_and_its_deletion_for_nothing() {
    let name = Name::LetterDue(domain::ids::DecisionId(uuid::Uuid::max()), 2);
    let write = put_new(&varha(), &name, &storage::records::Listed {}).unwrap();
    let Write::Put { key, schema, body, .. } = write else { panic!() };
    let due = Item { key: key.clone(), version: 1, schema: schema.into(), body };
    let change = Change { key: key.clone(), old: None, new: Some(due.clone()) };
    let (queue, message) = messages_of(&change).unwrap().remove(0);
    let asked = message.write().unwrap();
    assert_eq!(queue, Queue::Statements);
    assert!(asked.contains("\"decision\":\"ffffffff-ffff-ffff-ffff-ffffffffffff\",\"version\":2"), "{asked}");
    let change = Change { key, old: Some(due), new: None };
    assert_eq!(messages_of(&change).unwrap(), []);
}

#[test]
fn a_new_share_is_told_once_and_not_again_when_it_was() {
    let number = domain::ids::VoucherNumber::of(&varha(), "grantor", "1");
    let share = domain::share::NewShare::of(number.clone(), 2);
    let write = put_new(&varha(), &Name::NewShare(number, 2), &share).unwrap();
    let Write::Put { key, schema, body, .. } = write else { panic!() };
    let new = Item { key: key.clone(), version: 1, schema: schema.into(), body };
    let asked = |old: Option<&Item>| {
        let change = Change { key: key.clone(), old: old.cloned(), new: Some(new.clone()) };
        messages_of(&change).unwrap().into_iter().map(|(queue, _)| queue).collect::<Vec<_>>()
    };
    assert_eq!(asked(None), [Queue::Notices]);
    assert_eq!(asked(Some(&new)), []);
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
        messages_of(&change).unwrap().first().map(|(queue, _)| *queue)
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
        match messages_of(&change).unwrap().pop() {
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
    assert_eq!(messages_of(&change).unwrap(), []);
}
