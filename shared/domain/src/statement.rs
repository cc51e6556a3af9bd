//! A settlement's statement for people: what the invoice says in plain words, and where it lies as a PDF.
//!
//! Invoicing stores the exact document beside the invoice's other files; it is set as a PDF afterwards, from nothing else.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
    ids::{Organiser, ProviderId},
    invoice::InvoiceNumber,
    time::Month,
};

/// A statement as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Always `statement/1`.
    pub schema: String,
    /// What it says.
    pub document: Document,
    /// The organiser's name, at the head of its pages.
    pub sender: String,
    /// The invoice's number, at the foot of its pages.
    pub reference: String,
    /// The first instant of the day of issue; the PDF says it of itself.
    pub written_at: Timestamp,
}

/// Where the files of an invoice lie in the bucket.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The organiser.
    pub organiser: &'a Organiser,
    /// The period of the run.
    pub period: Month,
    /// Whom it pays.
    pub provider: ProviderId,
    /// The invoice's number.
    pub number: &'a InvoiceNumber,
}

impl Place<'_> {
    /// The key of the stored document.
    pub fn document_key(&self) -> String {
        self.key("statement.json")
    }

    /// The key of its PDF.
    pub fn pdf_key(&self) -> String {
        self.key("statement.pdf")
    }

    fn key(&self, file: &str) -> String {
        let Place { organiser, period, provider, number } = self;
        format!("invoices/{organiser}/{period}/{provider}/{}/{file}", number.as_str())
    }
}
