//! A statement for people against the record: number, reference, total, every row's amount, and nobody's identity code.

use std::io::BufRead;

use domain::{
    document::{Block, Table},
    identifiers::IdentityCode,
    invoice::Invoice,
    statement::Statement,
    written::amount,
};

use super::Finding;

/// Reads a statement back and compares it with its record.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_statement(file: &mut dyn BufRead, invoice: &Invoice) -> Result<(), Finding> {
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(|_| Finding::Encoding)?;
    if IdentityCode::occurs_in(&text) {
        return Err(Finding::IdentityCode("statement"));
    }
    let statement: Statement = serde_json::from_str(&text).map_err(|_| Finding::Form("statement"))?;
    let header = &invoice.header;
    if statement.reference != header.number.as_str() || statement.document.language != header.language {
        return Err(Finding::Differs("number or language"));
    }
    let blocks = &statement.document.blocks;
    let Some(Block::Facts(facts)) = blocks.first() else { return Err(Finding::Missing("facts")) };
    let total = amount(header.language, invoice.totals.gross);
    for (said, element) in [
        (header.number.as_str(), "number"),
        (invoice.reference.as_str(), "reference"),
        (header.pay_to.iban.as_str(), "account"),
        (&total, "total"),
    ] {
        if !facts.iter().any(|(_, value)| value == said) {
            return Err(Finding::Differs(element));
        }
    }
    rows(blocks, invoice)
}

/// Every row's amount stands under its voucher, once.
fn rows(blocks: &[Block], invoice: &Invoice) -> Result<(), Finding> {
    let language = invoice.header.language;
    let mut said: Vec<(String, String)> = Vec::new();
    let mut heading = "";
    for block in blocks {
        match block {
            Block::Heading(text) => heading = text,
            // The tables of rows have six columns, no other has.
            Block::Table(Table { columns, rows, .. }) if columns.len() == 6 => {
                said.extend(rows.iter().map(|row| (heading.to_owned(), Table::cell(row, 5).to_owned())));
            }
            _ => {}
        }
    }
    if said.len() != invoice.rows.len() {
        return Err(Finding::Rows(said.len()));
    }
    for (row, taxed) in (1..).zip(&invoice.rows) {
        let voucher = taxed.row.voucher.as_str();
        let gross = amount(language, taxed.gross).replace('€', "").trim().to_owned();
        let at = said.iter().position(|(heading, said)| heading.contains(voucher) && *said == gross);
        said.remove(at.ok_or(Finding::RowDiffers { row, element: "gross" })?);
    }
    Ok(())
}
