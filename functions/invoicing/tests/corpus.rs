//! The corpus: hundreds of made-up settlements in every format, each passing the check before the put, with one
//! total in all. `EINVOICE_CORPUS` names a folder that the XML files go to, for the official schemas and rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use domain::{
    identifiers::IdentityCode,
    invoice::{Document, Format, Invoice},
    money::Cents,
    rulebook::Vat,
};
use sample::{
    corpus::corpus,
    written::{check_as, render_as},
};

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("EINVOICE_CORPUS")?);
    std::fs::create_dir_all(&folder).unwrap();
    Some(folder)
}

/// The formats that a record has.
fn formats(invoice: &Invoice) -> impl Iterator<Item = Format> {
    let note = invoice.header.document == Document::SettlementNote;
    Format::ALL.into_iter().filter(move |format| !note || *format != Format::Peppol)
}

#[test]
fn every_settlement_passes_the_check_in_every_format_with_one_total_and_nobodys_identity_code() {
    let folder = folder();
    let mut counts: BTreeMap<Format, usize> = BTreeMap::new();
    for (name, invoice) in corpus() {
        let events = sample::events(&invoice);
        for format in formats(&invoice) {
            let bytes =
                render_as(format, &invoice, &events).unwrap_or_else(|e| panic!("{name} {format:?}: {e}"));
            assert_eq!(check_as(format, &bytes, &invoice, &events), Ok(()), "{name} {format:?}");
            let text = text(format, &bytes);
            assert!(!IdentityCode::occurs_in(&text), "{name} {format:?}");
            assert_eq!(total(format, &text), invoice.totals.gross.0, "{name} {format:?}");
            *counts.entry(format).or_default() += 1;
            if let Some(folder) = folder.as_ref().filter(|_| format.file_name().ends_with(".xml")) {
                std::fs::write(folder.join(format!("{name}-{}", format.file_name())), &bytes).unwrap();
            }
        }
    }
    println!("{counts:?}");
    assert!(counts.values().all(|count| *count >= 300), "{counts:?}");
}

#[test]
fn the_corpus_has_every_kind_of_settlement() {
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    for (_, invoice) in corpus() {
        let kind = match (invoice.credits().is_some(), invoice.header.document, invoice.totals.gross) {
            (_, _, Cents::ZERO) => "of nothing",
            (true, Document::SelfBilled, _) => "credit note",
            (true, Document::SettlementNote, _) => "negative settlement note",
            (false, Document::SelfBilled, _) => "invoice",
            (false, Document::SettlementNote, _) => "settlement note",
            (_, Document::OwnInvoice, _) => "an invoice that we don't write",
        };
        kinds.insert(kind.to_owned());
        kinds.insert(format!("{} breakdowns", invoice.totals.by_vat.len()));
        kinds.insert(format!("registered {}", invoice.header.seller.vat_registered));
        for taxed in &invoice.rows {
            let vat = match taxed.row.vat {
                Vat::Exempt(ground) => ground.code().to_owned(),
                Vat::Rate(rate) => rate.to_string(),
            };
            kinds.insert(format!("{vat} {:?}", taxed.row.basis));
        }
    }
    for kind in [
        "of nothing",
        "credit note",
        "invoice",
        "settlement note",
        "1 breakdowns",
        "5 breakdowns",
        "registered false",
        "25.5 Gross",
        "25.5 Net",
        "13.5 Gross",
        "13.5 Net",
        "10 Gross",
        "10 Net",
        "VATEX-EU-132-1G Gross",
        "VATEX-EU-132-1B Net",
        "VATEX-EU-132-1C Gross",
        "VATEX-EU-132-1H Net",
    ] {
        assert!(kinds.contains(kind), "{kind} is missing: {kinds:?}");
    }
}

fn text(format: Format, bytes: &[u8]) -> String {
    match format {
        Format::Finvoice | Format::FinvoiceFramed => encoding_rs::ISO_8859_15.decode(bytes).0.into_owned(),
        _ => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

/// What a file says is to be paid, found by its words alone.
fn total(format: Format, text: &str) -> i64 {
    let element = |name: &str| {
        let from = text.find(&format!("<{name} ")).unwrap();
        let text = &text[from..];
        text[text.find('>').unwrap() + 1..text.find("</").unwrap()].to_owned()
    };
    // Amounts stand in the columns from the end, behind which nothing is quoted.
    let column = |name: &str| -> i64 {
        let from_end = text.lines().next().unwrap().rsplit(';').position(|column| column == name).unwrap();
        text.lines().skip(1).map(|line| cents(line.rsplit(';').nth(from_end).unwrap())).sum()
    };
    match format {
        Format::Finvoice | Format::FinvoiceFramed => cents(&element("EpiInstructedAmount")),
        Format::Peppol if text.contains("<CreditNote ") => -cents(&element("cbc:PayableAmount")),
        Format::Peppol => cents(&element("cbc:PayableAmount")),
        Format::Posting => column("gross"),
        Format::SpecificationCsv => column("amount"),
        Format::Statement => rows_of_a_statement(text),
        Format::SpecificationJson => {
            let document: serde_json::Value = serde_json::from_str(text).unwrap();
            let entries = document["entries"].as_array().unwrap();
            let of_events: i64 = entries.iter().map(|entry| entry["amount_cents"].as_i64().unwrap()).sum();
            of_events + document["vat_added_cents"].as_i64().unwrap()
        }
    }
}

/// The last column of the tables that have six.
fn rows_of_a_statement(text: &str) -> i64 {
    let statement: serde_json::Value = serde_json::from_str(text).unwrap();
    let blocks = statement["document"]["blocks"].as_array().unwrap();
    let tables = blocks.iter().filter_map(|block| block.get("table"));
    let rows = tables
        .filter(|table| table["columns"].as_array().unwrap().len() == 6)
        .flat_map(|table| table["rows"].as_array().unwrap());
    let amounts = rows.map(|row| row[5].as_str().unwrap().replace('\u{2212}', "-"));
    amounts.map(|amount| cents(&amount.replace(['\u{a0}', '€'], ""))).sum()
}

fn cents(text: &str) -> i64 {
    text.replace([',', '.'], "").parse().unwrap()
}
