//! Delimited and JSON files against the record: every row, every amount, the sum, and nobody's identity code.

use domain::{identifiers::IdentityCode, invoice::Invoice, money::Cents};

use super::{Finding, figures};
use crate::{
    delimited::MARK,
    specification::{Entry, Specification},
};

/// Reads a posting file back and compares it with its record.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_posting(bytes: &[u8], invoice: &Invoice) -> Result<(), Finding> {
    let table = table(bytes)?;
    if table.rows.len() != invoice.rows.len() {
        return Err(Finding::Rows(table.rows.len()));
    }
    let header = &invoice.header;
    for (number, (cells, taxed)) in (1..).zip(table.rows.iter().zip(&invoice.rows)) {
        let says = |column: &'static str, text: &str| {
            let agrees = table.cell(cells, column) == Some(text);
            if agrees { Ok(()) } else { Err(Finding::RowDiffers { row: number, element: column }) }
        };
        says("invoice_number", header.number.as_str())?;
        says("due_on", &invoice.due_on.to_string())?;
        says("row", &number.to_string())?;
        says("voucher", taxed.row.voucher.as_str())?;
        says("month", &taxed.row.month.to_string())?;
        for (column, text) in [
            ("account", &taxed.row.posting.account),
            ("cost_centre", &taxed.row.posting.cost_centre),
            ("service_class", &taxed.row.posting.service_class),
        ] {
            let cell = table.cell(cells, column).map(|cell| cell.strip_prefix('\'').unwrap_or(cell));
            if cell != Some(text.trim()) {
                return Err(Finding::RowDiffers { row: number, element: column });
            }
        }
        for (column, amount) in [("net", taxed.net), ("vat", taxed.tax), ("gross", taxed.gross)] {
            if table.cell(cells, column).and_then(figures::cents) != Some(amount) {
                return Err(Finding::RowDiffers { row: number, element: column });
            }
        }
    }
    Ok(())
}

/// Reads a specification back and compares it with the events.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_specification_csv(
    bytes: &[u8],
    invoice: &Invoice,
    events: &Specification,
) -> Result<(), Finding> {
    agrees(invoice, events)?;
    let table = table(bytes)?;
    if table.rows.len() != events.entries.len() {
        return Err(Finding::Rows(table.rows.len()));
    }
    for (row, (cells, entry)) in (1..).zip(table.rows.iter().zip(&events.entries)) {
        let event = entry.event.map(|event| event.to_string()).unwrap_or_default();
        for (element, text) in [
            ("invoice_number", invoice.header.number.as_str()),
            ("voucher", entry.voucher.as_str()),
            ("event", &event),
        ] {
            if table.cell(cells, element) != Some(text) {
                return Err(Finding::RowDiffers { row, element });
            }
        }
        if table.cell(cells, "amount").and_then(figures::cents) != Some(entry.amount_cents) {
            return Err(Finding::RowDiffers { row, element: "amount" });
        }
    }
    Ok(())
}

/// Reads a specification back and compares it with the events.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_specification_json(
    bytes: &[u8],
    invoice: &Invoice,
    events: &Specification,
) -> Result<(), Finding> {
    agrees(invoice, events)?;
    let text = std::str::from_utf8(bytes).map_err(|_| Finding::Encoding)?;
    if IdentityCode::occurs_in(text) {
        return Err(Finding::IdentityCode("specification"));
    }
    let document: serde_json::Value =
        serde_json::from_str(text).map_err(|_| Finding::Form("specification"))?;
    if document["invoice_number"].as_str() != Some(invoice.header.number.as_str()) {
        return Err(Finding::Differs("invoice_number"));
    }
    let entries: Vec<Entry> =
        serde_json::from_value(document["entries"].clone()).map_err(|_| Finding::Form("entries"))?;
    let total = document["total_cents"].as_i64().map(Cents);
    if entries != events.entries || total != Some(events.total()) {
        return Err(Finding::Differs("entries"));
    }
    Ok(())
}

/// The events are what the rows sum up.
fn agrees(invoice: &Invoice, events: &Specification) -> Result<(), Finding> {
    let rows: Cents = invoice.rows.iter().map(|taxed| taxed.row.amount).sum();
    if rows == events.total() { Ok(()) } else { Err(Finding::Differs("the sum of the events")) }
}

struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn cell<'a>(&self, cells: &'a [String], column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|name| name == column)?;
        cells.get(at).map(String::as_str)
    }
}

fn table(bytes: &[u8]) -> Result<Table, Finding> {
    let text = std::str::from_utf8(bytes).map_err(|_| Finding::Encoding)?;
    let text = text.strip_prefix(MARK).ok_or(Finding::Encoding)?;
    if IdentityCode::occurs_in(text) {
        return Err(Finding::IdentityCode("a cell"));
    }
    let mut lines = text.split_terminator("\r\n").map(cells);
    let columns = lines.next().ok_or(Finding::Missing("columns"))?;
    let rows: Vec<Vec<String>> = lines.collect();
    let even = rows.iter().all(|row| row.len() == columns.len());
    let formula = |cell: &String| {
        cell.starts_with(['=', '+', '@']) || cell.starts_with('-') && figures::cents(cell).is_none()
    };
    if !even || rows.iter().flatten().any(formula) {
        return Err(Finding::Form("a cell"));
    }
    Ok(Table { columns, rows })
}

/// The cells of a line; a quoted one may hold the delimiter.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ';' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}
