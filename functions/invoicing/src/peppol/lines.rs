//! The lines, one for each row of the record, written one after another.

use domain::{
    account::LineKind,
    invoice::{Invoice, InvoiceRow, TaxedRow},
    money::Cents,
    rulebook::{Posting, Vat},
};

use super::{Document, Written, named, totals};
use crate::{rendering, words};

pub(super) fn lines(file: &mut Document, invoice: &Invoice) -> Written {
    let (element, quantity) = if file.is_credit_note() {
        ("cac:CreditNoteLine", "cbc:CreditedQuantity")
    } else {
        ("cac:InvoiceLine", "cbc:InvoicedQuantity")
    };
    (1_usize..).zip(&invoice.rows).try_for_each(|(number, taxed)| {
        file.parent(element, |file| {
            file.text("cbc:ID", &number.to_string())?;
            line(file, quantity, invoice, taxed)
        })
    })
}

/// The price is stated for the line's whole quantity, so that it is exact; the sign of what is taken back is on
/// the quantity, for a price is never negative (BR-27).
fn line(file: &mut Document, element: &'static str, invoice: &Invoice, taxed: &TaxedRow) -> Written {
    let row = &taxed.row;
    let unit = [("unitCode", row.unit.un_code())];
    let quantity = rendering::quantity(row.quantity)?;
    let net = file.stated(taxed.net);
    let sign = if net < Cents::ZERO { "-" } else { "" };
    file.text_with(element, &unit, &format!("{sign}{quantity}"))?;
    file.amount("cbc:LineExtensionAmount", taxed.net)?;
    file.optional("cbc:AccountingCost", posting(&row.posting).as_deref())?;
    file.parent("cac:InvoicePeriod", |file| {
        file.text("cbc:StartDate", &row.month.first_day().to_string())?;
        file.text("cbc:EndDate", &row.month.last_day().to_string())
    })?;
    file.parent("cac:Item", |file| item(file, invoice, row))?;
    file.parent("cac:Price", |file| {
        let price = Cents(net.0.saturating_abs()).to_string();
        file.text_with("cbc:PriceAmount", &[("currencyID", "EUR")], &price)?;
        file.text_with("cbc:BaseQuantity", &unit, &quantity)
    })
}

fn item(file: &mut Document, invoice: &Invoice, row: &InvoiceRow) -> Written {
    file.text("cbc:Name", &words::article(row))?;
    file.parent("cac:SellersItemIdentification", |file| file.text("cbc:ID", row.content.as_str()))?;
    totals::category(file, "cac:ClassifiedTaxCategory", row.vat, None)?;
    let words = named(invoice);
    property(file, words.voucher, row.voucher.as_str())?;
    property(file, words.service, row.service.as_str())?;
    if let Vat::Exempt(ground) = row.vat {
        property(file, words.exemption, ground.code())?;
    }
    if row.kind != LineKind::Original {
        property(file, words.row_kind, words::kind(invoice.header.language, row.kind))?;
    }
    row.corrects.as_ref().map_or(Ok(()), |original| {
        property(file, words.original, &format!("{} {}", original.number, original.issued_on))
    })
}

fn property(file: &mut Document, name: &'static str, value: &str) -> Written {
    file.parent("cac:AdditionalItemProperty", |file| {
        file.text("cbc:Name", name)?;
        file.text("cbc:Value", value)
    })
}

/// Account, cost centre and service class, as far as the organiser uses them.
fn posting(posting: &Posting) -> Option<String> {
    let parts = [&posting.account, &posting.cost_centre, &posting.service_class];
    let used: Vec<&str> = parts.map(|part| part.trim()).into_iter().filter(|part| !part.is_empty()).collect();
    Some(used.join(";")).filter(|text| !text.is_empty())
}
