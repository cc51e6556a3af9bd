//! The rows of a statement, by voucher or order: what is paid, why, and for which events.

use std::collections::BTreeMap;

use domain::{
    account::LineKind,
    document::{Block, Column, Table},
    ids::VoucherNumber,
    invoice::{Invoice, InvoiceRow, TaxedRow},
    language::Language,
    money::Cents,
    rulebook::{PriceBasis, Unit},
    specification::{Entry, Specification},
    written::{amount, day, month},
};

use super::{treatment, words::words};
use crate::words::{article, unit};

/// What there is of one voucher.
type OfVoucher<'a> = (Vec<&'a TaxedRow>, Vec<&'a Entry>);

/// A part for each voucher or order, in the order of the rows.
pub(super) fn groups(invoice: &Invoice, events: &Specification) -> Vec<Block> {
    let (mut order, mut of): (Vec<&VoucherNumber>, BTreeMap<&str, OfVoucher<'_>>) = Default::default();
    for taxed in &invoice.rows {
        let voucher = &taxed.row.voucher;
        let known = of.entry(voucher.as_str()).or_insert_with(|| {
            order.push(voucher);
            Default::default()
        });
        known.0.push(taxed);
    }
    for entry in &events.entries {
        if let Some(known) = of.get_mut(entry.voucher.as_str()) {
            known.1.push(entry);
        }
    }
    let language = invoice.header.language;
    let parts = order.into_iter().filter_map(|voucher| Some((voucher, of.get(voucher.as_str())?)));
    parts.flat_map(|(voucher, (rows, entries))| group(language, voucher, rows, entries)).collect()
}

fn group(language: Language, voucher: &VoucherNumber, rows: &[&TaxedRow], entries: &[&Entry]) -> Vec<Block> {
    let words = words(language);
    let sum: Cents = rows.iter().map(|taxed| taxed.gross).sum();
    let mut blocks = vec![
        Block::Heading(format!("{} {voucher}: {}", words.voucher, amount(language, sum))),
        Block::Table(paid(rows, language)),
        Block::List(rows.iter().map(|taxed| explained(taxed, language)).collect()),
    ];
    if !entries.is_empty() {
        blocks.push(Block::Table(delivered(entries, rows, language)));
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

/// The events behind the rows. Where a later decision changed some, what the client owes for them from now on stands
/// beside what is taken back and paid anew.
fn delivered(entries: &[&Entry], rows: &[&TaxedRow], language: Language) -> Table {
    let words = words(language);
    let shares = entries.iter().any(|entry| entry.client_share_cents.is_some());
    let cells = |entry: &&Entry| {
        let row = rows.iter().find(|taxed| taxed.row.content == entry.content).map(|taxed| &taxed.row);
        let mut cells = vec![
            day(language, entry.on),
            row.map_or_else(|| entry.content.to_string(), article),
            measured(entry.quantity, row, language),
            plain(language, entry.amount_cents),
        ];
        if shares {
            cells.push(entry.client_share_cents.map_or_else(String::new, |share| plain(language, share)));
        }
        cells
    };
    let mut columns = vec![
        Column::words(words.day),
        Column::words(words.event),
        Column::amounts(words.quantity),
        Column::amounts(words.agreed),
    ];
    if shares {
        columns.push(Column::amounts(words.client_share));
    }
    Table { caption: words.events.to_owned(), columns, rows: entries.iter().map(cells).collect() }
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
