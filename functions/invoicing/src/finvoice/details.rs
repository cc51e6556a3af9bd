//! The invoice as a whole: its kind, number, days, references, sums, VAT by category and term of payment.

use std::collections::BTreeSet;

use domain::{
    invoice::{Document as Kind, Invoice, VatTotal},
    language::Language,
    money::Cents,
    rulebook::{ExemptionGround, Vat, VatRate},
};

use super::{Document, RenderError, Written};
use crate::words;

pub(super) fn details(file: &mut Document, invoice: &Invoice) -> Written {
    let header = &invoice.header;
    file.parent("InvoiceDetails", |file| {
        kind(file, invoice)?;
        file.code("InvoiceNumber", header.number.as_str(), 1..=20)?;
        file.day("InvoiceDate", header.issued_on)?;
        if let Some(original) = invoice.credits() {
            file.code("OriginalInvoiceNumber", original.number.as_str(), 1..=20)?;
            file.day("OriginalInvoiceDate", original.issued_on)?;
        }
        file.day("InvoicingPeriodStartDate", invoice.delivered_from())?;
        file.day("InvoicingPeriodEndDate", invoice.delivered_to())?;
        file.optional_code("OrderIdentifier", header.order_reference.as_deref(), 1..=70)?;
        file.optional_code("AgreementIdentifier", header.agreement.as_deref(), 1..=70)?;
        file.optional_code("BuyerReferenceIdentifier", header.buyer_reference.as_deref(), 1..=70)?;
        sums(file, invoice)?;
        vat(file, invoice)?;
        file.text("InvoiceFreeText", words::document(header.language, header.document), 1..=512)?;
        file.parent("PaymentTermsDetails", |file| {
            let term = words::term(header.language, header.term_days);
            file.text("PaymentTermsFreeText", &term, 1..=70)?;
            file.day("InvoiceDueDate", invoice.due_on)
        })
    })
}

/// Finvoice's own code, the one of UNTDID 1001 that EN 16931 has, and the words.
fn kind(file: &mut Document, invoice: &Invoice) -> Written {
    let (code, un, text) = match (invoice.header.document, invoice.credits()) {
        (Kind::SelfBilled, None) => ("INV07", "389", "ITSELASKUTUS"),
        (Kind::SelfBilled, Some(_)) => ("INV02", "261", "HYVITYSLASKU / ITSELASKUTUS"),
        (Kind::SettlementNote, None) => ("INV01", "380", "TILITYS"),
        // The provider has written that itself.
        (Kind::OwnInvoice, _) => return Err(RenderError::NoInvoice),
        (Kind::SettlementNote, Some(_)) => ("INV02", "381", "HYVITYSLASKU / TILITYS"),
    };
    file.code_with("InvoiceTypeCode", &[("CodeListAgencyIdentifier", "SPY")], code, 5..=5)?;
    file.code("InvoiceTypeCodeUN", un, 3..=3)?;
    file.code("InvoiceTypeText", text, 1..=35)?;
    file.code("OriginCode", "Original", 8..=8)
}

fn sums(file: &mut Document, invoice: &Invoice) -> Written {
    let totals = &invoice.totals;
    file.amount("RowsTotalVatExcludedAmount", totals.net)?;
    file.amount("InvoiceTotalVatExcludedAmount", totals.net)?;
    file.amount("InvoiceTotalVatAmount", totals.tax)?;
    file.amount("InvoiceTotalVatIncludedAmount", totals.gross)
}

/// EN 16931 knows one breakdown of exempt deliveries (BR-E-01): grounds that the record keeps apart are summed.
fn vat(file: &mut Document, invoice: &Invoice) -> Written {
    let (exempt, grounds) = invoice.totals.exempt();
    if !grounds.is_empty() {
        exempt_breakdown(file, invoice.header.language, exempt, &grounds)?;
    }
    invoice.totals.by_vat.iter().try_for_each(|total| match total.vat {
        Vat::Exempt(_) => Ok(()),
        Vat::Rate(rate) => taxable_breakdown(file, rate, total),
    })
}

/// The texts name every ground; the code has room for one, so it stands only where there is one.
fn exempt_breakdown(
    file: &mut Document,
    language: Language,
    base: Cents,
    grounds: &BTreeSet<ExemptionGround>,
) -> Written {
    let texts: BTreeSet<String> = grounds.iter().map(|ground| words::exempt(language, *ground)).collect();
    file.parent("VatSpecificationDetails", |file| {
        file.amount("VatBaseAmount", base)?;
        file.code("VatRatePercent", "0", 1..=1)?;
        file.code("VatCode", "E", 1..=1)?;
        file.amount("VatRateAmount", Cents::ZERO)?;
        texts.iter().try_for_each(|text| file.text("VatFreeText", text, 1..=70))?;
        let only = grounds.first().filter(|_| grounds.len() == 1);
        file.optional_code("VatExemptionReasonCode", only.map(|ground| ground.code()), 1..=20)
    })
}

fn taxable_breakdown(file: &mut Document, rate: VatRate, total: &VatTotal) -> Written {
    file.parent("VatSpecificationDetails", |file| {
        file.amount("VatBaseAmount", total.net)?;
        file.code("VatRatePercent", &percent(rate), 1..=7)?;
        file.code("VatCode", "S", 1..=1)?;
        file.amount("VatRateAmount", total.tax)
    })
}

/// A rate as Finvoice writes it: `25,5`.
pub(super) fn percent(rate: VatRate) -> String {
    rate.to_string().replace('.', ",")
}
