//! The posting file: a line for each row of the record, with account, dimensions and the VAT's posting key.

use std::io::{self, Write};

use domain::{invoice::Invoice, rulebook::Vat};

use crate::{
    delimited::{Cell, Table},
    rendering::kind,
};

/// The columns, in their order; a new one goes to the end.
pub(crate) const COLUMNS: [&str; 20] = [
    "invoice_number",
    "issued_on",
    "due_on",
    "seller_business_id",
    "seller",
    "reference",
    "row",
    "kind",
    "original_invoice",
    "service",
    "content",
    "month",
    "voucher",
    "account",
    "cost_centre",
    "service_class",
    "vat_key",
    "net",
    "vat",
    "gross",
];

/// Writes the rows as delimited text; amounts have the signs of the record, a credit note's are negative.
///
/// # Errors
///
/// Where it can't be written.
pub fn render(invoice: &Invoice, out: &mut dyn Write) -> io::Result<()> {
    use Cell::{Amount, Empty, Plain, Text};
    let header = &invoice.header;
    let mut table = Table::with(&COLUMNS, out)?;
    for (number, taxed) in (1_usize..).zip(&invoice.rows) {
        let row = &taxed.row;
        let key = posting_key(row.vat);
        table.row(&[
            Text(header.number.as_str()),
            Plain(header.issued_on.to_string()),
            Plain(invoice.due_on.to_string()),
            Text(header.seller.business_id.as_str()),
            Text(&header.seller.name),
            Text(invoice.reference.as_str()),
            Plain(number.to_string()),
            Text(kind(row.kind)),
            row.corrects.as_ref().map_or(Empty, |original| Text(original.number.as_str())),
            Text(row.service.as_str()),
            Text(row.content.as_str()),
            Plain(row.month.to_string()),
            Text(row.voucher.as_str()),
            Text(&row.posting.account),
            Text(&row.posting.cost_centre),
            Text(&row.posting.service_class),
            Text(header.vat_keys.get(&key).unwrap_or(&key)),
            Amount(taxed.net),
            Amount(taxed.tax),
            Amount(taxed.gross),
        ])?;
    }
    Ok(())
}

/// The system's key of a VAT treatment. An exempt purchase of social or health care carries the calculatory refund
/// of 5 % (act on the calculatory refund of VAT to municipalities and wellbeing regions), so it has a key of its own.
fn posting_key(vat: Vat) -> String {
    match vat {
        Vat::Rate(rate) => format!("vat_{rate}"),
        Vat::Exempt(ground) => {
            format!("exempt_refund_5_{}", ground.code().rsplit('-').next().unwrap_or_default())
        }
    }
}
