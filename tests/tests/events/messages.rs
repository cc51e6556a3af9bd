//! Samples of the queues and the change stream: parsed by `aws_lambda_events`, handed to the handlers.

use std::sync::Arc;

use aws_lambda_events::event::{dynamodb, sqs::SqsEvent};
use domain::{
    account::{Account, LineKind},
    decision::Decision,
    document::Document,
    ids::{ClientId, DecisionId},
    language::Language,
    letter::{About, Channel, Letter, Recipient, pdf_key},
    money::Cents,
    time::Days,
    voucher::{Terms, Voucher},
};
use messages::{Message, RepriceVoucher, WriteLetter};
use objects::Objects;
use queues::Queue;
use serde_json::{Value, json};
use service_event_files::Files;
use storage::{
    dynamodb::{TableNames, changes_from_stream},
    embedded::{Fault, Faulty},
    keys::{List, Name},
    port::Store,
    records::{Identity, Listed, load, page, put_new},
};
use web::{Clock, Role};

use crate::bench::{Bench, now};
use crate::http;
use crate::sample;

/// The messages of a batch.
fn batch(payload: &str) -> Vec<Message> {
    let event: SqsEvent = serde_json::from_str(payload).unwrap();
    event.records.into_iter().map(|record| Message::read(&record.body.unwrap()).unwrap()).collect()
}

async fn to_settlement(bench: &Bench, payload: &str) {
    for message in batch(payload) {
        bench.settlement.handle(message).await.unwrap();
    }
}

async fn to_invoicing(bench: &Bench, payload: &str) {
    for message in batch(payload) {
        bench.invoicing.handle(message, now()).await.unwrap();
    }
}

async fn runs(bench: &Bench) -> Vec<Value> {
    let finance = bench.official(Role::Finance);
    bench.get("finance", "/v1/settlement-runs", &finance).await["items"].as_array().unwrap().clone()
}

/// What the provider sees of its settlements.
async fn settlements(bench: &Bench) -> Vec<Value> {
    let provider = bench.provider(Role::ServiceManager);
    bench.get("finance", "/v1/settlements", &provider).await["items"].as_array().unwrap().clone()
}

/// Plays the samples that come before: the event, and the run that is to take it.
async fn recorded_and_scheduled(bench: &Bench) {
    http::event(bench, &sample("service-event-intake")).await;
    to_settlement(bench, &sample("settlement-schedule-run")).await;
}

pub async fn schedule(bench: &Bench, payload: &str) {
    for _ in 0..2 {
        to_settlement(bench, payload).await;
        let runs = runs(bench).await;
        assert_eq!(
            (runs.len(), &runs[0]["period"], &runs[0]["status"]),
            (1, &json!("2026-10"), &json!("planned"))
        );
    }
    // A schedule of twice a month plans another run of the month gone by.
    for _ in 0..2 {
        to_settlement(bench, &payload.replace("2026-11-05T03:00", "2026-11-20T03:00")).await;
        let runs = runs(bench).await;
        let periods: Vec<&Value> = runs.iter().map(|run| &run["period"]).collect();
        assert_eq!(periods, [&json!("2026-10"), &json!("2026-10")]);
    }
}

pub async fn plan(bench: &Bench, payload: &str) {
    recorded_and_scheduled(bench).await;
    to_settlement(bench, payload).await;
    assert_eq!(bench.waiting(Queue::Invoicing).await, batch(&sample("invoicing-settle-provider")));
    assert_eq!(runs(bench).await[0]["status"], json!("sent"));
    to_settlement(bench, payload).await;
    assert_eq!(bench.waiting(Queue::Invoicing).await, [], "delivered again, it asks for nothing more");
}

pub async fn settle(bench: &Bench, payload: &str) {
    recorded_and_scheduled(bench).await;
    for _ in 0..2 {
        to_invoicing(bench, payload).await;
        let settlements = settlements(bench).await;
        assert_eq!((settlements.len(), &settlements[0]["status"]), (1, &json!("closed")));
    }
}

pub async fn invoice(bench: &Bench, payload: &str) {
    recorded_and_scheduled(bench).await;
    to_invoicing(bench, &sample("invoicing-settle-provider")).await;
    for _ in 0..2 {
        to_invoicing(bench, payload).await;
        let settlements = settlements(bench).await;
        assert_eq!(
            (&settlements[0]["status"], &settlements[0]["total_cents"]),
            (&json!("written"), &json!(88300))
        );
        assert_eq!(bench.objects.list("invoices/testila/2026-10/", None, 10).await.unwrap().len(), 1);
    }
}

/// What the sample's decision stored: the letter, and that it is due.
async fn decided(bench: &Bench, letter: &WriteLetter) -> Name {
    let (name, due) =
        (Name::Letter(letter.decision, letter.version), Name::LetterDue(letter.decision, letter.version));
    let stored = Letter {
        document: Document { language: Language::Sv, title: "Beslut".into(), blocks: Vec::new() },
        sender: "Testilä".into(),
        reference: letter.decision.to_string(),
        written_at: now(),
        channel: Channel::Post,
        about: About::Decision,
        recipient: Recipient::Client,
    };
    let stored = put_new(&letter.organiser, &name, &stored).unwrap();
    let writes = vec![stored, put_new(&letter.organiser, &due, &Listed {}).unwrap()];
    bench.store.write(writes).await.unwrap();
    due
}

pub async fn letter(bench: &Bench, payload: &str) {
    let [Message::WriteLetter(letter)] = &batch(payload)[..] else { panic!() };
    let due = decided(bench, letter).await;
    for _ in 0..2 {
        bench.statements.handle(Message::WriteLetter(letter.clone())).await.unwrap();
        let pdf = bench.objects.get(&pdf_key(&letter.organiser, letter.decision, letter.version)).await;
        assert!(pdf.unwrap().unwrap().starts_with(b"%PDF-1.7"));
        assert_eq!(bench.objects.list("letters/testila/", None, 10).await.unwrap().len(), 2);
        assert_eq!(bench.store.get(&due.key(&letter.organiser)).await.unwrap(), None);
    }
}

/// What the sample's decision stored: a voucher that grants a lower co-payment since October.
async fn rectified(bench: &Bench, of: &RepriceVoucher) {
    let name = Name::Voucher(of.voucher.clone());
    let mut voucher = load::<Voucher>(&*bench.store, &of.organiser, &name).await.unwrap().unwrap();
    let days = Days { first_day: "2026-10-01".parse().unwrap(), last_day: voucher.value.last_day };
    let mut contents = voucher.value.contents().to_vec();
    contents.iter_mut().for_each(|granted| granted.copayment = Some(Cents(3000)));
    voucher.value.decide(Terms { decision: of.decision, days, contents });
    bench.store.write(vec![voucher.put(&of.organiser, &name).unwrap()]).await.unwrap();
}

pub async fn reprice(bench: &Bench, payload: &str) {
    let [Message::RepriceVoucher(of)] = &batch(payload)[..] else { panic!() };
    recorded_and_scheduled(bench).await;
    to_invoicing(bench, &sample("invoicing-settle-provider")).await;
    rectified(bench, of).await;
    let mut stored = Vec::new();
    for _ in 0..2 {
        bench.repricing.handle(Message::RepriceVoucher(of.clone()), now()).await.unwrap();
        stored.push(*bench.store.newest_change().borrow());
    }
    assert_eq!(stored[0], stored[1], "delivered again, it changes nothing");
    let list = List::AccountsOf(of.voucher.clone());
    let accounts = page::<Account>(&*bench.store, &of.organiser, &list, None, 10).await.unwrap().records;
    let lines: Vec<(LineKind, Cents)> =
        accounts.iter().flat_map(|(_, a)| &a.lines).map(|line| (line.kind, line.provider)).collect();
    assert_eq!(lines, [(LineKind::Refund, Cents(-88_300)), (LineKind::Correction, Cents(91_900))]);
}

pub async fn share(bench: &Bench, payload: &str) {
    reprice(bench, &sample("repricing-reprice-voucher")).await;
    let [Message::TellShare(of)] = &batch(payload)[..] else { panic!() };
    let mut stored = Vec::new();
    for _ in 0..2 {
        bench.notices.handle(Message::TellShare(of.clone()), now()).await.unwrap();
        stored.push(*bench.store.newest_change().borrow());
    }
    assert_eq!(stored[0], stored[1], "delivered again, it changes nothing");
    let name = Name::Voucher(of.voucher.clone());
    let voucher = load::<Voucher>(&*bench.store, &of.organiser, &name).await.unwrap().unwrap();
    let list = List::DecisionsOf(voucher.value.client);
    let decisions = page::<Decision>(&*bench.store, &of.organiser, &list, None, 10).await.unwrap().records;
    let decision = &decisions[0].1;
    assert_eq!(decision.letters.last().map(|sent| sent.about), Some(About::Share));
    let name = Name::Letter(decision.decision, 2);
    let letter = load::<Letter>(&*bench.store, &of.organiser, &name).await.unwrap().unwrap().value;
    let text = domain::document::text(&letter.document);
    for part in ["lokakuu 2026", "883,00", "919,00", "217,00", "181,00"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

/// What the sample's provider uploads: a month of care, and a line that says nothing.
const FILE: &str =
    "id;voucher;content;unit;day;quantity\nhoito-1;4XJCS-GPX9T-V;over3-full;MON;2026-10-01;1\n;;;;;\n";

pub async fn file(bench: &Bench, payload: &str) {
    let recorder = bench.provider(Role::Recorder);
    http::file(bench, &sample("service-event-files-ask")).await;
    let [Message::RecordFile(of)] = &batch(payload)[..] else { panic!() };
    let key = format!("uploads/testila/{}/{}", of.provider, of.file);
    bench.objects.put_if_absent(&key, FILE.into(), "text/csv").await.unwrap();
    bench.post("service-event-files", &format!("/v1/event-files/{}/arrival", of.file), &recorder).await;
    // The first time the answer to what was recorded gets lost: all comes again, and is recorded once.
    let store = Arc::new(Faulty::over(bench.store.clone()));
    store.expect([Fault::LostAnswer]);
    let files = Files::new(store, bench.objects.clone(), Clock::new(now));
    let message = Message::RecordFile(of.clone());
    assert!(files.handle(message.clone(), now()).await.is_err());
    for _ in 0..2 {
        files.handle(message.clone(), now()).await.unwrap();
        let path = format!("/v1/event-files/{}", of.file);
        let seen = bench.get("service-event-files", &path, &recorder).await;
        assert_eq!(
            (&seen["state"], &seen["repeated"], &seen["refused"]),
            (&json!("done"), &json!(1), &json!(1))
        );
        let roster = bench.get("service-event-intake", "/v1/roster/2026-10", &recorder).await;
        assert_eq!(roster["lines"][0]["recorded"], json!(true));
    }
}

pub async fn relay(bench: &Bench, payload: &str) {
    let event: dynamodb::Event = serde_json::from_str(payload).unwrap();
    let records = changes_from_stream(event, &TableNames::with_prefix("seteli-"));
    assert_eq!(records.len(), 6);
    for record in records {
        ::relay::relay(&*bench.queues, &[record.change.unwrap()]).await.unwrap();
    }
    assert_eq!(bench.waiting(Queue::Settlement).await, batch(&sample("settlement-plan-run")));
    let (complete, asked): (Vec<_>, Vec<_>) = bench
        .waiting(Queue::Invoicing)
        .await
        .into_iter()
        .partition(|message| matches!(message, Message::HandOver(_)));
    assert_eq!(asked, batch(&sample("invoicing-invoice-settlement")));
    assert_eq!(complete.len(), 2, "when all providers were told, and when an invoice was written");
    assert_eq!(bench.waiting(Queue::Finance).await, [], "finance is told of manifests alone");
}

pub async fn late(bench: &Bench, payload: &str) {
    let [Message::LookForLate(look)] = &batch(payload)[..] else { panic!() };
    let before = *bench.store.newest_change().borrow();
    let nobody: ClientId = "00000000-0000-4000-8000-000000000000".parse().unwrap();
    let waiting = |on: &str| {
        let client = Identity { client: nobody };
        let name = Name::Work(on.parse().unwrap(), DecisionId(nobody.0));
        put_new(&scenarios::ORGANISER.parse().unwrap(), &name, &client).unwrap()
    };
    bench.store.write(vec![waiting("2026-11-04"), waiting("2026-11-05")]).await.unwrap();
    for _ in 0..2 {
        let late = bench.notices.look(look).await.unwrap();
        assert_eq!((late.decisions, late.oldest_due), (1, Some("2026-11-04".parse().unwrap())));
    }
    assert_eq!(*bench.store.newest_change().borrow(), before + 2, "it only looks");
}
