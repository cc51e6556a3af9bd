//! Every run of the corpus comes to one total in all of its renderings, each read back by its words alone: Finvoice, its
//! framed form, Peppol, posting file, specifications, the statement's PDF, and the credit transfers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../../functions/invoicing/tests/sample/mod.rs"]
mod sample;

use std::collections::BTreeMap;

use domain::{
    invoice::{Document, Format, Invoice},
    language::Language,
    statement::Statement,
};
use statements::pdf::{Imprint, pdf};

/// So many providers a run has.
const PROVIDERS: usize = 19;

#[test]
fn every_run_has_one_total_in_every_rendering() {
    let corpus: Vec<Invoice> = sample::corpus::corpus().map(|(_, invoice)| invoice).collect();
    let mut runs = 0;
    for run in corpus.chunks(PROVIDERS) {
        runs += 1;
        let expected: i64 = run.iter().map(|invoice| invoice.totals.gross.0).sum();
        let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
        for invoice in run {
            for (rendering, cents) in told(invoice) {
                *sums.entry(rendering).or_default() += cents;
            }
        }
        // What the transfers leave out, and what Peppol has no document for, is added by its own name.
        *sums.entry("credit transfers").or_default() += transferred(run);
        assert_eq!(sums.len(), 10, "{sums:?}");
        for (rendering, sum) in sums {
            assert_eq!(sum, expected, "{rendering} of run {runs}");
        }
    }
    assert!(runs > 15, "{runs}");
}

/// What each rendering of an invoice comes to.
fn told(invoice: &Invoice) -> Vec<(&'static str, i64)> {
    let events = sample::events(invoice);
    let text = |format| {
        let bytes = sample::written::render_as(format, invoice, &events).unwrap();
        match format {
            Format::Finvoice | Format::FinvoiceFramed => {
                encoding_rs::ISO_8859_15.decode(&bytes).0.into_owned()
            }
            _ => String::from_utf8(bytes).unwrap(),
        }
    };
    let json: serde_json::Value = serde_json::from_str(&text(Format::SpecificationJson)).unwrap();
    let entries = json["entries"].as_array().unwrap().iter();
    let of_events: i64 = entries.map(|entry| entry["amount_cents"].as_i64().unwrap()).sum();
    let (facts, headings) = statement(&text(Format::Statement));
    let left_out = if invoice.totals.gross.0 > 0 { 0 } else { invoice.totals.gross.0 };
    vec![
        ("finvoice", element(&text(Format::Finvoice), "EpiInstructedAmount")),
        ("framed finvoice", element(&text(Format::FinvoiceFramed), "InvoiceTotalVatIncludedAmount")),
        ("peppol", peppol(invoice, text)),
        ("posting", column(&text(Format::Posting), "gross")),
        ("specification, csv", column(&text(Format::SpecificationCsv), "amount")),
        ("specification, json", of_events + json["vat_added_cents"].as_i64().unwrap()),
        ("specification, its own total", json["total_cents"].as_i64().unwrap()),
        ("statement, its total", facts),
        ("statement, its vouchers", headings),
        ("credit transfers", left_out),
    ]
}

/// A settlement note has no document in Peppol.
fn peppol(invoice: &Invoice, text: impl Fn(Format) -> String) -> i64 {
    if invoice.header.document == Document::SettlementNote {
        return invoice.totals.gross.0;
    }
    let text = text(Format::Peppol);
    let sign = if text.contains("<CreditNote ") { -1 } else { 1 };
    sign * element(&text, "cbc:PayableAmount")
}

/// The control sum, and the payments one by one, which must be the same.
fn transferred(run: &[Invoice]) -> i64 {
    let Some(transfers) = sample::run::transfers(run) else { return 0 };
    let mut bytes = Vec::new();
    invoicing::pain::render(&transfers, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let payments = text.split("<InstdAmt Ccy=\"EUR\">").skip(1);
    let payments: i64 = payments.map(|rest| cents(rest.split('<').next().unwrap())).sum();
    let control = text.split("<CtrlSum>").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(cents(control), payments);
    payments
}

/// What an element with attributes says.
fn element(text: &str, name: &str) -> i64 {
    let rest = text.split(&format!("<{name} ")).nth(1).unwrap();
    cents(rest.split_once('>').unwrap().1.split('<').next().unwrap())
}

/// The sum of a column, counted from the end, behind which nothing is quoted.
fn column(text: &str, name: &str) -> i64 {
    let from_end = text.lines().next().unwrap().rsplit(';').position(|column| column == name).unwrap();
    text.lines().skip(1).map(|line| cents(line.rsplit(';').nth(from_end).unwrap())).sum()
}

/// A PDF of hundreds of pages takes long to read; of the few longest statements the text that it is set from is read.
const MOST_BLOCKS: usize = 1_500;

/// What a statement's PDF says is to be paid or credited, and the sum of its vouchers' headings.
fn statement(stored: &str) -> (i64, i64) {
    let statement: Statement = serde_json::from_str(stored).unwrap();
    let text = if statement.document.blocks.len() > MOST_BLOCKS {
        domain::document::text(&statement.document)
    } else {
        let (organiser, reference) = (&statement.sender, &statement.reference);
        let imprint = Imprint { organiser, reference, at: statement.written_at };
        let read = lopdf::Document::load_mem(&pdf(&statement.document, &imprint).unwrap()).unwrap();
        let pages: Vec<u32> = read.get_pages().into_keys().collect();
        read.extract_text(&pages).unwrap()
    };
    let text: String = text.split_whitespace().collect();
    let (labels, voucher) = match statement.document.language {
        Language::Fi => (["Maksetaan", "Hyvitetään"], "Palvelusetelitaitilaus"),
        Language::Sv => (["Betalas", "Krediteras"], "Servicesedelellerbeställning"),
        Language::En => (["Tobepaid", "Credited"], "Voucherororder"),
    };
    let total = labels.iter().find_map(|label| text.split_once(label)).unwrap().1;
    let headings = text.split(voucher).skip(1).map(|rest| amount(rest.split_once(':').unwrap().1));
    (amount(total.trim_start_matches(':')), headings.sum())
}

/// The amount that a text begins with, `−1234,50€` or `€1,234.50`.
fn amount(text: &str) -> i64 {
    let written: String =
        text.chars().take_while(|c| c.is_ascii_digit() || ['.', ',', '€', '\u{2212}'].contains(c)).collect();
    let sign = if written.starts_with('\u{2212}') { -1 } else { 1 };
    let digits: String = match written.split_once('€') {
        // In Finnish and Swedish whatever follows the sign is not of the amount.
        Some((before, _)) if before.contains(|c: char| c.is_ascii_digit()) => before.to_owned(),
        _ => written.split_once('.').map(|(euros, part)| format!("{euros}{}", &part[..2])).unwrap(),
    };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    sign * digits.parse::<i64>().unwrap()
}

fn cents(text: &str) -> i64 {
    text.replace([',', '.'], "").parse().unwrap()
}
