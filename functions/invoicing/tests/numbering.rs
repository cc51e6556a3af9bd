//! From closed settlements to numbered and written invoices, on the embedded store: credit notes, carried-over
//! balances, every format, and numbers without holes under a thousand workers at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod closed;

use std::collections::BTreeSet;

use closed::{PERIOD, World, line};
use domain::{
    account::LineKind::{Correction, Original, Refund},
    invoice::Format,
    settlement::State,
};
use serde_json::json;

#[tokio::test]
async fn a_negative_month_becomes_a_credit_note_that_names_the_invoice_it_goes_back_to() {
    let world =
        World::with(json!([{"from": "2026-01-01", "formats": ["finvoice", "peppol", "posting"]}])).await;
    let first = world.closed(1, PERIOD, 1, &[line(Original, 94_900)]).await;
    world.invoice(first).await;
    let second = world.closed(2, PERIOD, 2, &[line(Refund, -94_900), line(Correction, 33_143)]).await;
    world.invoice(second).await;
    let credit_note = world.file(second, Format::Finvoice).await;
    for said in [
        ">INV02<",
        ">261<",
        ">99900016000001</OriginalInvoiceNumber>",
        ">20261105</OriginalInvoiceDate>",
        ">-617,57</EpiInstructedAmount>",
    ] {
        assert!(credit_note.contains(said), "{said} in {credit_note}");
    }
    assert_eq!(credit_note.matches("<OriginalInvoiceNumber>").count(), 3, "the whole, and both rows");
    let peppol = world.file(second, Format::Peppol).await;
    assert!(peppol.contains("<CreditNote ") && peppol.contains(">617.57</cbc:PayableAmount>"));
}

#[tokio::test]
async fn what_is_owed_before_any_invoice_waits_for_one() {
    let world = World::with(json!([])).await;
    let owed = world.closed(1, PERIOD, 1, &[line(Refund, -1_000)]).await;
    world.invoice(owed).await;
    assert!(matches!(world.state(owed).await, State::CarriedOver { .. }));
    let paid = world.closed(2, PERIOD, 2, &[line(Original, 5_000)]).await;
    world.invoice(paid).await;
    assert_eq!(world.state(paid).await.total().unwrap().0, 4_000);
    assert_eq!(world.state(owed).await, State::CarriedInto { into_run: paid });
}

#[tokio::test]
async fn a_small_balance_is_carried_over_to_the_next_settlement_by_setting() {
    let world = World::with(json!([{"from": "2026-01-01", "carry_over_below_cents": 1_000}])).await;
    let small = world.closed(1, PERIOD, 1, &[line(Original, 999)]).await;
    world.invoice(small).await;
    assert!(matches!(world.state(small).await, State::CarriedOver { rows: 1, .. }));
    let still_small = world.closed(2, PERIOD, 2, &[line(Refund, -500)]).await;
    world.invoice(still_small).await;
    assert!(matches!(world.state(still_small).await, State::CarriedOver { .. }), "4.99 together");
    let enough = world.closed(3, PERIOD, 3, &[line(Original, 600)]).await;
    world.invoice(enough).await;
    let file = world.file(enough, Format::Finvoice).await;
    assert!(file.contains(">10,99</EpiInstructedAmount>"), "9.99 - 5.00 + 6.00");
    assert_eq!(file.matches("<InvoiceRow>").count(), 3);
    assert!(file.contains("<InvoiceNumber>99900016000001<"), "no number was lost on what waited");
    for carried in [small, still_small] {
        assert_eq!(world.state(carried).await, State::CarriedInto { into_run: enough });
        assert_eq!(world.state(carried).await.total(), None, "it counts where it is paid");
    }
}

#[tokio::test]
async fn every_format_is_written_once_and_recorded_with_its_checksum() {
    let formats: Vec<Format> = Format::ALL.to_vec();
    let world = World::with(json!([{"from": "2026-01-01", "formats": formats}])).await;
    world.delivered(PERIOD, 1, &line(Original, 94_900)).await;
    let run = world.closed(1, PERIOD, 1, &[line(Original, 94_900)]).await;
    world.invoice(run).await;
    world.invoice(run).await;
    let State::Written { files, invoice_number, .. } = world.state(run).await else { panic!() };
    assert_eq!(files.keys().copied().collect::<Vec<_>>(), formats);
    assert_eq!(invoice_number, "99900016000001");
    for format in formats {
        assert!(!world.file(run, format).await.is_empty(), "{format:?}");
    }
}

#[tokio::test]
async fn a_settlement_note_is_an_invoice_where_something_is_taxable() {
    let world = World::with(json!([{"from": "2026-01-01", "document": "settlement_note"}])).await;
    let exempt = world.closed(1, PERIOD, 1, &[line(Original, 94_900)]).await;
    world.invoice(exempt).await;
    assert!(world.file(exempt, Format::Finvoice).await.contains(">TILITYS<"));
    let taxable = domain::account::Line { vat: closed::taxed(), ..line(Original, 1_000) };
    let mixed = world.closed(2, PERIOD, 2, &[line(Original, 94_900), taxable]).await;
    world.invoice(mixed).await;
    assert!(world.file(mixed, Format::Finvoice).await.contains(">ITSELASKUTUS<"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_workers_at_once_number_without_holes_or_a_conflict_storm() {
    let world = World::with(json!([])).await;
    let mut runs = Vec::new();
    for n in 0..100 {
        runs.push(world.closed(n, PERIOD, u64::from(n) + 1, &[line(Original, 1_000)]).await);
    }
    // Ten redeliveries of each message, all at the same time.
    let workers: Vec<_> =
        (0..1_000).map(|n| tokio::spawn(world.clone().handle(runs[n % runs.len()]))).collect();
    let mut failed = 0;
    for worker in workers {
        failed += usize::from(worker.await.unwrap().is_err());
    }
    assert_eq!(failed, 0, "nobody gives up");
    let mut numbers = BTreeSet::new();
    for run in runs {
        let State::Written { invoice_number, .. } = world.state(run).await else {
            panic!("{run} is not written")
        };
        assert!(numbers.insert(invoice_number));
    }
    let expected: BTreeSet<String> = (1..=100).map(|n| format!("99900016{n:06}")).collect();
    assert_eq!(numbers, expected);
}
