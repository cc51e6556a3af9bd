//! Finvoice 3.0: the record of an invoice written as the bytes that the finance system reads.
//!
//! Source: Finance Finland, Finvoice 3.0 (schema and implementation guidelines), with the subset of EN 16931
//! that the public sector asks for. Element order is the schema's and strict.

mod characters;
mod details;
mod document;
mod lengths;
mod parties;
mod payment;
mod rows;
mod words;

use document::Document;
use domain::{invoice::Invoice, time};

/// Why a record can't be written as Finvoice. Everything here is about the data of a party, a service or a
/// posting, and is mended there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A character that neither ISO-8859-15 nor the table of replacements has.
    #[error("{element}: the character {character:?} can't be written")]
    Character {
        /// The element it would be in.
        element: &'static str,
        /// The character.
        character: char,
    },
    /// A code, a reference or an amount beyond its limit: cutting it would change what it says.
    #[error("{element}: more than {limit} characters")]
    TooLong {
        /// The element it would be in.
        element: &'static str,
        /// Characters at most.
        limit: usize,
    },
    /// A text below its least length.
    #[error("{element}: fewer than {limit} characters")]
    TooShort {
        /// The element it would be in.
        element: &'static str,
        /// Characters at least.
        limit: usize,
    },
    /// A quantity so small that it would be written as zero.
    #[error("a quantity rounds to zero")]
    NoQuantity,
    /// A defect of the writer, never of the data.
    #[error("the document could not be written: {0}")]
    Unwritten(String),
}

impl From<std::io::Error> for RenderError {
    fn from(error: std::io::Error) -> Self {
        RenderError::Unwritten(error.to_string())
    }
}

/// A step of the writing.
type Written = Result<(), RenderError>;

/// Writes a self-billed invoice (`INV07`, UN 389) as Finvoice 3.0 in ISO-8859-15. The same record gives the
/// same bytes.
///
/// # Errors
///
/// What of the record does not fit the format.
pub fn render(invoice: &Invoice) -> Result<Vec<u8>, RenderError> {
    let mut file = Document::new()?;
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
    Ok(file.finish())
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
