//! The specification as delimited text and as JSON. Where prices are net, what VAT adds to them stands last, so that
//! it comes to what is paid.

use std::io::Write;

use domain::{
    invoice::Invoice,
    money::Cents,
    specification::{Entry, Specification},
};
use serde::Serialize;

use crate::{
    delimited::{Cell, Table},
    rendering::{RenderError, kind},
};

/// The kind of the row for what VAT adds to net prices.
pub(crate) const VAT: &str = "vat";

/// As delimited text.
///
/// # Errors
///
/// Where it can't be written.
pub fn csv(invoice: &Invoice, events: &Specification, out: &mut dyn Write) -> Result<(), RenderError> {
    use Cell::{Amount, Empty, Plain, Text};
    let number = invoice.header.number.as_str();
    let mut table = Table::with(&COLUMNS, out)?;
    for entry in &events.entries {
        table.row(&[
            Text(number),
            Text(entry.voucher.as_str()),
            Plain(entry.booking.to_string()),
            Text(entry.service.as_str()),
            Text(entry.content.as_str()),
            Plain(entry.month.to_string()),
            Plain(entry.on.to_string()),
            Plain(entry.event.to_string()),
            Plain(entry.quantity.to_string()),
            Text(kind(entry.kind)),
            Amount(entry.amount_cents),
            entry.client_share_cents.map_or(Empty, Amount),
        ])?;
    }
    let vat = vat_added(invoice);
    if vat != Cents::ZERO {
        let mut cells = vec![Text(number)];
        cells.extend((1..COLUMNS.len() - 3).map(|_| Empty));
        cells.extend([Text(VAT), Amount(vat), Empty]);
        table.row(&cells)?;
    }
    Ok(())
}

const COLUMNS: [&str; 12] = [
    "invoice_number",
    "voucher",
    "booking",
    "service",
    "content",
    "month",
    "day",
    "event",
    "quantity",
    "kind",
    "amount",
    "client_share",
];

/// What VAT adds to the agreed prices: nothing to gross ones.
pub(crate) fn vat_added(invoice: &Invoice) -> Cents {
    invoice.totals.gross - invoice.rows.iter().map(|taxed| taxed.row.amount).sum()
}

/// The document that the JSON is.
#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    invoice_number: &'a str,
    /// What is paid: the entries and the VAT that comes on top.
    total_cents: Cents,
    vat_added_cents: Cents,
    entries: &'a [Entry],
}

/// As JSON.
///
/// # Errors
///
/// Where it can't be written.
pub fn json(invoice: &Invoice, events: &Specification, out: &mut dyn Write) -> Result<(), RenderError> {
    let vat_added_cents = vat_added(invoice);
    let written = Written {
        schema: "specification/2",
        invoice_number: invoice.header.number.as_str(),
        total_cents: events.total() + vat_added_cents,
        vat_added_cents,
        entries: &events.entries,
    };
    serde_json::to_writer(&mut *out, &written).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}
