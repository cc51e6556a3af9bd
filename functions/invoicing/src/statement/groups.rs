//! The rows of a statement, by voucher or order: what is paid, why, and for which events.

use domain::{
    account::LineKind,
    document::{Block, Column, Table},
    ids::VoucherNumber,
    invoice::{Invoice, InvoiceRow, TaxedRow},
    language::Language,
    money::Cents,
    rulebook::{PriceBasis, Unit},
    written::{amount, day, month},
};

use super::{
    treatment,
    words::{Words, words},
};
use crate::{
    specification::{Entry, Specification},
    words::{article, unit},
};

/// A part for each voucher or order, in the order of the rows.
pub(super) fn groups(invoice: &Invoice, events: &Specification) -> Vec<Block> {
    let mut vouchers: Vec<&VoucherNumber> = Vec::new();
    for taxed in &invoice.rows {
        if vouchers.last() != Some(&&taxed.row.voucher) && !vouchers.contains(&&taxed.row.voucher) {
            vouchers.push(&taxed.row.voucher);
        }
    }
    vouchers.into_iter().flat_map(|voucher| group(invoice, events, voucher)).collect()
}

fn group(invoice: &Invoice, events: &Specification, voucher: &VoucherNumber) -> Vec<Block> {
    let language = invoice.header.language;
    let words = words(language);
    let rows: Vec<&TaxedRow> = invoice.rows.iter().filter(|taxed| taxed.row.voucher == *voucher).collect();
    let entries: Vec<&Entry> = events.entries.iter().filter(|entry| entry.voucher == *voucher).collect();
    let sum: Cents = rows.iter().map(|taxed| taxed.gross).sum();
    let mut blocks = vec![
        Block::Heading(format!("{} {voucher}: {}", words.voucher, amount(language, sum))),
        Block::Table(paid(&rows, language)),
        Block::List(rows.iter().map(|taxed| explained(taxed, language)).collect()),
    ];
    if !entries.is_empty() {
        blocks.push(Block::Table(delivered(&entries, &rows, language)));
    }
    blocks
}

fn paid(rows: &[&TaxedRow], language: Language) -> Table {
    let words = words(language);
    let row = |taxed: &&TaxedRow| {
        let sums = [taxed.net, taxed.tax, taxed.gross].map(|sum| plain(language, sum));
        let mut cells =
            vec![article(&taxed.row), month(language, taxed.row.month), counted(&taxed.row, language)];
        cells.extend(sums);
        cells
    };
    let columns = vec![
        Column::words(words.service),
        Column::words(words.month),
        Column::amounts(words.quantity),
        Column::amounts(words.net),
        Column::amounts(words.tax),
        Column::amounts(words.gross),
    ];
    Table { caption: words.paid.to_owned(), columns, rows: rows.iter().map(row).collect() }
}

/// Why a row is paid or taken back, and what its amount holds.
fn explained(taxed: &TaxedRow, language: Language) -> String {
    let (row, words) = (&taxed.row, words(language));
    let why = match (row.kind, &row.corrects) {
        (LineKind::Original, _) => words.why_original.to_owned(),
        (LineKind::Refund, None) => words.why_refund.to_owned(),
        (LineKind::Correction, None) => words.why_correction.to_owned(),
        (kind, Some(original)) => {
            let why = if kind == LineKind::Refund { words.why_refund_of } else { words.why_correction_of };
            why.replace("{invoice}", original.number.as_str())
                .replace("{day}", &day(language, original.issued_on))
        }
    };
    let basis = match row.basis {
        _ if taxed.tax == Cents::ZERO => "",
        PriceBasis::Gross => words.gross_basis,
        PriceBasis::Net => words.net_basis,
    };
    let what = format!("{}, {}", article(row), month(language, row.month));
    let tax = treatment(language, row.vat);
    [&format!("{what}: {why}"), &format!("{tax}."), basis]
        .into_iter()
        .map(|part: &str| part.trim())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The events behind the rows, with what a later decision changed at their end.
fn delivered(entries: &[&Entry], rows: &[&TaxedRow], language: Language) -> Table {
    let words = words(language);
    let cells = |entry: &&Entry| {
        let of = |taxed: &&&TaxedRow| Some(&taxed.row.content) == entry.content.as_ref();
        let row = rows.iter().find(of).map(|taxed| &taxed.row);
        let content = row.map(article).or_else(|| entry.content.as_ref().map(|content| content.to_string()));
        vec![
            entry.on.map_or_else(|| month(language, entry.month), |on| day(language, on)),
            content.unwrap_or_else(|| changed(entry, words).to_owned()),
            entry.quantity.map_or_else(String::new, |quantity| measured(quantity, row, language)),
            plain(language, entry.amount_cents),
        ]
    };
    let columns = vec![
        Column::words(words.day),
        Column::words(words.event),
        Column::amounts(words.quantity),
        Column::amounts(words.agreed),
    ];
    Table { caption: words.events.to_owned(), columns, rows: entries.iter().map(cells).collect() }
}

fn changed(entry: &Entry, words: &'static Words) -> &'static str {
    if entry.kind == LineKind::Refund { words.decision_refund } else { words.decision_correction }
}

/// `2,5 h`, rounded to two decimals: a row's amount does not depend on it.
fn counted(row: &InvoiceRow, language: Language) -> String {
    let quantity = row.quantity.round_dp(2).normalize().to_string();
    format!("{}\u{a0}{}", decimal(language, &quantity), unit(language, row.unit))
}

/// Minutes as hours and minutes, pieces as they are.
fn measured(quantity: u64, row: Option<&InvoiceRow>, language: Language) -> String {
    match row.map_or(Unit::Piece, |row| row.unit) {
        Unit::Hour => format!("{}\u{a0}h {:02}\u{a0}min", quantity / 60, quantity % 60),
        other => format!("{quantity}\u{a0}{}", unit(language, other)),
    }
}

/// Euros under a column that says so.
pub(super) fn plain(language: Language, cents: Cents) -> String {
    amount(language, cents).replace('€', "").trim().to_owned()
}

/// A decimal point as the language writes it.
pub(super) fn decimal(language: Language, number: &str) -> String {
    match language {
        Language::En => number.to_owned(),
        Language::Fi | Language::Sv => number.replace('.', ","),
    }
}
