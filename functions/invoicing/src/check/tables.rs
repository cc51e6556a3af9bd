//! Delimited and JSON files against the record: every row, every amount, the sum, and nobody's identity code.

use std::io::BufRead;

use domain::{
    identifiers::IdentityCode,
    invoice::Invoice,
    money::Cents,
    specification::{Entry, Specification},
};
use serde::Deserialize;

use super::{Finding, figures};
use crate::{
    delimited::MARK,
    specification::{VAT, vat_added},
};

/// Reads a posting file back and compares it with its record.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_posting(file: &mut dyn BufRead, invoice: &Invoice) -> Result<(), Finding> {
    let mut table = Table::open(file)?;
    let header = &invoice.header;
    let mut rows = 0;
    while let Some(cells) = table.next()? {
        rows += 1;
        let taxed = invoice.rows.get(rows - 1).ok_or(Finding::Rows(rows))?;
        let says = |column: &'static str, text: &str| {
            let agrees = table.cell(&cells, column) == Some(text);
            if agrees { Ok(()) } else { Err(Finding::RowDiffers { row: rows, element: column }) }
        };
        says("invoice_number", header.number.as_str())?;
        says("due_on", &invoice.due_on.to_string())?;
        says("row", &rows.to_string())?;
        says("voucher", taxed.row.voucher.as_str())?;
        says("month", &taxed.row.month.to_string())?;
        for (column, text) in [
            ("account", &taxed.row.posting.account),
            ("cost_centre", &taxed.row.posting.cost_centre),
            ("service_class", &taxed.row.posting.service_class),
        ] {
            let cell = table.cell(&cells, column).map(|cell| cell.strip_prefix('\'').unwrap_or(cell));
            if cell != Some(text.trim()) {
                return Err(Finding::RowDiffers { row: rows, element: column });
            }
        }
        for (column, amount) in [("net", taxed.net), ("vat", taxed.tax), ("gross", taxed.gross)] {
            if table.cell(&cells, column).and_then(figures::cents) != Some(amount) {
                return Err(Finding::RowDiffers { row: rows, element: column });
            }
        }
    }
    if rows == invoice.rows.len() { Ok(()) } else { Err(Finding::Rows(rows)) }
}

/// Reads a specification back and compares it with the events and with what is paid.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_specification_csv(
    file: &mut dyn BufRead,
    invoice: &Invoice,
    events: &Specification,
) -> Result<(), Finding> {
    agrees(invoice, events)?;
    let mut table = Table::open(file)?;
    let (mut row, mut sum) = (0, Cents::ZERO);
    while let Some(cells) = table.next()? {
        row += 1;
        let entry = events.entries.get(row - 1);
        let event = entry.map(|entry| entry.event.to_string()).unwrap_or_default();
        let amount = entry.map_or_else(|| vat_added(invoice), |entry| entry.amount_cents);
        let voucher = entry.map_or("", |entry| entry.voucher.as_str());
        let number = invoice.header.number.as_str();
        for (element, text) in [("invoice_number", number), ("voucher", voucher), ("event", &event)] {
            if table.cell(&cells, element) != Some(text) {
                return Err(Finding::RowDiffers { row, element });
            }
        }
        if entry.is_none() != (table.cell(&cells, "kind") == Some(VAT)) {
            return Err(Finding::RowDiffers { row, element: "kind" });
        }
        if table.cell(&cells, "amount").and_then(figures::cents) != Some(amount) {
            return Err(Finding::RowDiffers { row, element: "amount" });
        }
        sum += amount;
    }
    let vat = usize::from(vat_added(invoice) != Cents::ZERO);
    if row != events.entries.len() + vat {
        return Err(Finding::Rows(row));
    }
    if sum == invoice.totals.gross { Ok(()) } else { Err(Finding::Differs("the sum of the rows")) }
}

/// The document that the JSON is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: String,
    invoice_number: String,
    total_cents: Cents,
    vat_added_cents: Cents,
    entries: Vec<Entry>,
}

/// Reads a specification back and compares it with the events and with what is paid.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_specification_json(
    file: &mut dyn BufRead,
    invoice: &Invoice,
    events: &Specification,
) -> Result<(), Finding> {
    agrees(invoice, events)?;
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(|_| Finding::Encoding)?;
    if IdentityCode::occurs_in(&text) {
        return Err(Finding::IdentityCode("specification"));
    }
    let read: Written = serde_json::from_str(&text).map_err(|_| Finding::Form("specification"))?;
    if read.schema != "specification/2" {
        return Err(Finding::Differs("schema"));
    }
    if read.invoice_number != invoice.header.number.as_str() {
        return Err(Finding::Differs("invoice_number"));
    }
    let entries: Cents = read.entries.iter().map(|entry| entry.amount_cents).sum();
    let paid = (read.total_cents, entries + read.vat_added_cents);
    if read.entries != events.entries || paid != (invoice.totals.gross, invoice.totals.gross) {
        return Err(Finding::Differs("entries"));
    }
    Ok(())
}

/// The events are what the rows sum up.
fn agrees(invoice: &Invoice, events: &Specification) -> Result<(), Finding> {
    let rows: Cents = invoice.rows.iter().map(|taxed| taxed.row.amount).sum();
    if rows == events.total() { Ok(()) } else { Err(Finding::Differs("the sum of the events")) }
}

/// A delimited file, row by row.
struct Table<'r> {
    file: &'r mut dyn BufRead,
    columns: Vec<String>,
}

impl<'r> Table<'r> {
    fn open(file: &'r mut dyn BufRead) -> Result<Self, Finding> {
        let mut mark = [0; MARK.len()];
        file.read_exact(&mut mark).map_err(|_| Finding::Encoding)?;
        if mark != *MARK.as_bytes() {
            return Err(Finding::Encoding);
        }
        let mut table = Self { file, columns: Vec::new() };
        table.columns = table.line()?.ok_or(Finding::Missing("columns"))?;
        Ok(table)
    }

    fn cell<'a>(&self, cells: &'a [String], column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|name| name == column)?;
        cells.get(at).map(String::as_str)
    }

    /// The next row; as many cells as columns, and none that a spreadsheet would take for a formula.
    fn next(&mut self) -> Result<Option<Vec<String>>, Finding> {
        let Some(cells) = self.line()? else { return Ok(None) };
        let formula = |cell: &String| {
            cell.starts_with(['=', '+', '@']) || cell.starts_with('-') && figures::cents(cell).is_none()
        };
        if cells.len() != self.columns.len() || cells.iter().any(formula) {
            return Err(Finding::Form("a cell"));
        }
        Ok(Some(cells))
    }

    fn line(&mut self) -> Result<Option<Vec<String>>, Finding> {
        let mut line = String::new();
        if self.file.read_line(&mut line).map_err(|_| Finding::Encoding)? == 0 {
            return Ok(None);
        }
        if IdentityCode::occurs_in(&line) {
            return Err(Finding::IdentityCode("a cell"));
        }
        let line = line.strip_suffix("\r\n").ok_or(Finding::Form("a line"))?;
        Ok(Some(cells(line)))
    }
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
