//! Finvoice 3.0: the record of an invoice written as the bytes that the finance system reads.
//!
//! Source: Finance Finland, Finvoice 3.0 (schema and implementation guidelines), with the subset of EN 16931
//! that the public sector asks for. Element order is the schema's and strict.

mod characters;
mod details;
mod document;
mod frame;
pub(crate) mod lengths;
mod parties;
mod payment;
mod rows;

use std::io::Write;

use document::Document;
use domain::{invoice::Invoice, time};

use crate::{rendering::RenderError, xml::Written};

pub use frame::render_framed;

/// Writes an invoice (`INV07`, UN 389) or a credit note (`INV02`, UN 261) as Finvoice 3.0 in ISO-8859-15. The same record gives the
/// same bytes.
///
/// # Errors
///
/// What of the record does not fit the format.
pub fn render(invoice: &Invoice, out: &mut dyn Write) -> Result<(), RenderError> {
    let mut file = Document::new(out)?;
    let root = [
        ("Version", "3.0"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:noNamespaceSchemaLocation", "Finvoice3.0.xsd"),
    ];
    file.parent_with("Finvoice", &root, |file| {
        transmission(file, invoice)?;
        parties::seller(file, invoice)?;
        parties::buyer(file, invoice)?;
        details::details(file, invoice)?;
        rows::rows(file, invoice)?;
        payment::payment(file, invoice)
    })?;
    file.finish()
}

/// Who sends and who receives: the organiser makes the invoice and sends it to the provider that it pays.
fn transmission(file: &mut Document, invoice: &Invoice) -> Written {
    let (from, to) = (&invoice.header.buyer.einvoice, &invoice.header.seller.einvoice);
    file.parent("MessageTransmissionDetails", |file| {
        file.parent("MessageSenderDetails", |file| {
            parties::address(file, "FromIdentifier", &from.address)?;
            file.code("FromIntermediator", from.operator.as_str(), 2..=35)
        })?;
        file.parent("MessageReceiverDetails", |file| {
            parties::address(file, "ToIdentifier", &to.address)?;
            file.code("ToIntermediator", to.operator.as_str(), 2..=35)
        })?;
        file.parent("MessageDetails", |file| {
            file.code("MessageIdentifier", invoice.header.number.as_str(), 2..=48)?;
            file.code("MessageTimeStamp", &first_instant_of_issue(invoice), 25..=25)?;
            file.code("SpecificationIdentifier", "EN16931", 7..=7)
        })
    })
}

/// Helsinki's midnight at the start of the day of issue: the bytes depend on nothing but the record.
fn first_instant_of_issue(invoice: &Invoice) -> String {
    let on = invoice.header.issued_on;
    let utc_hour = time::start_of(on).as_second().rem_euclid(86_400) / 3_600;
    format!("{on}T00:00:00+{:02}:00", (24 - utc_hour) % 24)
}
