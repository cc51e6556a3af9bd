//! Peppol BIS Self-Billing 3.0: the record of an invoice written as UBL 2.1, invoice or credit note.
//!
//! Source: OpenPeppol, BIS Self-Billing 3.0, with EN 16931 and its UBL syntax binding (CEN/TS 16931-3-2). Element
//! order is the schema's and strict.

mod document;
mod lines;
mod parties;
mod totals;

use std::io::Write;

use document::Document;
use domain::{
    identifiers::RfReference,
    invoice::{Document as Kind, Invoice},
};

use crate::{
    rendering::RenderError,
    words::{self, words},
    xml::Written,
};

const CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0";
const PROFILE: &str = "urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0";
const INVOICE: &str = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
const CREDIT_NOTE: &str = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
const AGGREGATES: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
const BASICS: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

/// Writes a self-billed invoice (389) or credit note (261) in UTF-8. The same record gives the same bytes.
///
/// # Errors
///
/// What of the record does not fit the format; a settlement note is no invoice and never does.
pub fn render(invoice: &Invoice, out: &mut dyn Write) -> Result<(), RenderError> {
    if invoice.header.document != Kind::SelfBilled {
        return Err(RenderError::NoInvoice);
    }
    let credit_note = invoice.credits().is_some();
    let (root, namespace) = if credit_note { ("CreditNote", CREDIT_NOTE) } else { ("Invoice", INVOICE) };
    let mut file = Document::new(out, credit_note)?;
    let names = [("xmlns", namespace), ("xmlns:cac", AGGREGATES), ("xmlns:cbc", BASICS)];
    file.parent_with(root, &names, |file| {
        kind(file, invoice)?;
        references(file, invoice)?;
        parties::supplier(file, invoice)?;
        parties::customer(file, invoice)?;
        payment(file, invoice)?;
        totals::totals(file, invoice)?;
        lines::lines(file, invoice)
    })?;
    file.finish()
}

/// A credit note has no due date of its own: it stands with the means of payment.
fn kind(file: &mut Document, invoice: &Invoice) -> Written {
    let header = &invoice.header;
    file.text("cbc:CustomizationID", CUSTOMIZATION)?;
    file.text("cbc:ProfileID", PROFILE)?;
    file.text("cbc:ID", header.number.as_str())?;
    file.text("cbc:IssueDate", &header.issued_on.to_string())?;
    if file.is_credit_note() {
        file.text("cbc:CreditNoteTypeCode", "261")?;
    } else {
        file.text("cbc:DueDate", &invoice.due_on.to_string())?;
        file.text("cbc:InvoiceTypeCode", "389")?;
    }
    file.text("cbc:Note", words::document(header.language, header.document))?;
    file.text("cbc:DocumentCurrencyCode", "EUR")
}

/// Peppol asks for a buyer's reference or an order number (R003): the period where the organiser gave neither.
fn references(file: &mut Document, invoice: &Invoice) -> Written {
    let header = &invoice.header;
    let period = header.period.to_string();
    let needed = header.order_reference.is_none().then_some(period.as_str());
    file.optional("cbc:BuyerReference", header.buyer_reference.as_deref().or(needed))?;
    file.parent("cac:InvoicePeriod", |file| {
        file.text("cbc:StartDate", &invoice.delivered_from().to_string())?;
        file.text("cbc:EndDate", &invoice.delivered_to().to_string())
    })?;
    if let Some(order) = &header.order_reference {
        file.parent("cac:OrderReference", |file| file.text("cbc:ID", order))?;
    }
    if let Some(original) = invoice.credits() {
        file.parent("cac:BillingReference", |file| {
            file.parent("cac:InvoiceDocumentReference", |file| {
                file.text("cbc:ID", original.number.as_str())?;
                file.text("cbc:IssueDate", &original.issued_on.to_string())
            })
        })?;
    }
    if let Some(agreement) = &header.agreement {
        file.parent("cac:ContractDocumentReference", |file| file.text("cbc:ID", agreement))?;
    }
    Ok(())
}

/// A SEPA credit transfer (58) with the reference number in its international form.
fn payment(file: &mut Document, invoice: &Invoice) -> Written {
    let header = &invoice.header;
    file.parent("cac:PaymentMeans", |file| {
        file.text("cbc:PaymentMeansCode", "58")?;
        if file.is_credit_note() {
            file.text("cbc:PaymentDueDate", &invoice.due_on.to_string())?;
        }
        file.text("cbc:PaymentID", RfReference::from(&invoice.reference).as_str())?;
        file.parent("cac:PayeeFinancialAccount", |file| {
            file.text("cbc:ID", header.pay_to.iban.as_str())?;
            file.text("cbc:Name", &header.seller.name)?;
            file.parent("cac:FinancialInstitutionBranch", |file| {
                file.text("cbc:ID", header.pay_to.bic.as_str())
            })
        })
    })?;
    let term = words::term(header.language, header.term_days);
    file.parent("cac:PaymentTerms", |file| file.text("cbc:Note", &term))
}

/// The word for a property of a line, in the invoice's language.
fn named(invoice: &Invoice) -> &'static words::Words {
    words(invoice.header.language)
}
