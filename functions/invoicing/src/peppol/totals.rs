//! VAT by category, and what is to be paid in all.

use domain::{
    invoice::Invoice,
    money::Cents,
    rulebook::{ExemptionGround, Vat},
};

use super::{Document, Written};
use crate::words;

pub(super) fn totals(file: &mut Document, invoice: &Invoice) -> Written {
    let totals = &invoice.totals;
    file.parent("cac:TaxTotal", |file| {
        file.amount("cbc:TaxAmount", totals.tax)?;
        exempt(file, invoice)?;
        totals.by_vat.iter().try_for_each(|total| match total.vat {
            Vat::Exempt(_) => Ok(()),
            Vat::Rate(_) => subtotal(file, (total.net, total.tax), |file| {
                category(file, "cac:TaxCategory", total.vat, None)
            }),
        })
    })?;
    file.parent("cac:LegalMonetaryTotal", |file| {
        file.amount("cbc:LineExtensionAmount", totals.net)?;
        file.amount("cbc:TaxExclusiveAmount", totals.net)?;
        file.amount("cbc:TaxInclusiveAmount", totals.gross)?;
        file.amount("cbc:PayableAmount", totals.gross)
    })
}

/// One breakdown of all that is exempt (BR-E-01): the text names every ground, the code has room for one.
fn exempt(file: &mut Document, invoice: &Invoice) -> Written {
    let (exempt, grounds) = invoice.totals.exempt();
    let Some(first) = grounds.first().copied() else { return Ok(()) };
    let mut texts: Vec<String> =
        grounds.iter().map(|ground| words::exempt(invoice.header.language, *ground)).collect();
    texts.dedup();
    let reason = Reason { code: Some(first).filter(|_| grounds.len() == 1), text: texts.join("; ") };
    subtotal(file, (exempt, Cents::ZERO), |file| {
        category(file, "cac:TaxCategory", Vat::Exempt(first), Some(&reason))
    })
}

fn subtotal(
    file: &mut Document,
    (base, tax): (Cents, Cents),
    category: impl FnOnce(&mut Document) -> Written,
) -> Written {
    file.parent("cac:TaxSubtotal", |file| {
        file.amount("cbc:TaxableAmount", base)?;
        file.amount("cbc:TaxAmount", tax)?;
        category(file)
    })
}

/// Why a breakdown is exempt.
pub(super) struct Reason {
    code: Option<ExemptionGround>,
    text: String,
}

/// A category of VAT, of a breakdown or of a line.
pub(super) fn category(
    file: &mut Document,
    element: &'static str,
    vat: Vat,
    reason: Option<&Reason>,
) -> Written {
    let (id, percent) = match vat {
        Vat::Exempt(_) => ("E", "0".to_owned()),
        Vat::Rate(rate) => ("S", rate.to_string()),
    };
    file.parent(element, |file| {
        file.text("cbc:ID", id)?;
        file.text("cbc:Percent", &percent)?;
        if let Some(reason) = reason {
            file.optional("cbc:TaxExemptionReasonCode", reason.code.map(ExemptionGround::code))?;
            file.text("cbc:TaxExemptionReason", &reason.text)?;
        }
        file.parent("cac:TaxScheme", |file| file.text("cbc:ID", "VAT"))
    })
}
