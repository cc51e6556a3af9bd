//! The invoice as a whole: its kind, number, days, references, sums, VAT by category and term of payment.

use std::collections::BTreeSet;

use domain::{
    invoice::{Invoice, VatTotal},
    language::Language,
    money::Cents,
    rulebook::{ExemptionGround, Vat, VatRate},
};

use super::{Document, Written, words};

pub(super) fn details(file: &mut Document, invoice: &Invoice) -> Written {
    let header = &invoice.header;
    file.parent("InvoiceDetails", |file| {
        kind(file)?;
        file.code("InvoiceNumber", header.number.as_str(), 1..=20)?;
        file.day("InvoiceDate", header.issued_on)?;
        file.day("InvoicingPeriodStartDate", invoice.delivered_from())?;
        file.day("InvoicingPeriodEndDate", invoice.delivered_to())?;
        file.optional_code("OrderIdentifier", header.order_reference.as_deref(), 1..=70)?;
        file.optional_code("AgreementIdentifier", header.agreement.as_deref(), 1..=70)?;
        file.optional_code("BuyerReferenceIdentifier", header.buyer_reference.as_deref(), 1..=70)?;
        sums(file, invoice)?;
        vat(file, invoice)?;
        file.text("InvoiceFreeText", words::words(header.language).self_billed, 1..=512)?;
        file.parent("PaymentTermsDetails", |file| {
            let term = words::term(header.language, header.term_days);
            file.text("PaymentTermsFreeText", &term, 1..=70)?;
            file.day("InvoiceDueDate", invoice.due_on)
        })
    })
}

fn kind(file: &mut Document) -> Written {
    file.code_with("InvoiceTypeCode", &[("CodeListAgencyIdentifier", "SPY")], "INV07", 5..=5)?;
    file.code("InvoiceTypeCodeUN", "389", 3..=3)?;
    file.code("InvoiceTypeText", "ITSELASKUTUS", 1..=35)?;
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
    let mut exempt = Cents::ZERO;
    let mut grounds = BTreeSet::new();
    for total in &invoice.totals.by_vat {
        if let Vat::Exempt(ground) = total.vat {
            exempt += total.net;
            grounds.insert(ground);
        }
    }
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
