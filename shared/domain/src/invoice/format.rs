//! The renderings of an invoice's record, and the files that they become.

use serde::{Deserialize, Serialize};

/// A rendering of an invoice's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Finvoice 3.0.
    Finvoice,
    /// Finvoice 3.0 behind its transport frame, as bank connections carry it.
    FinvoiceFramed,
    /// Peppol BIS Self-Billing 3.0 (UBL 2.1).
    Peppol,
    /// Rows for the bookkeeping, CSV.
    Posting,
    /// Every event with its amount, CSV.
    SpecificationCsv,
    /// Every event with its amount, JSON.
    SpecificationJson,
    /// What it says for people; set as a PDF beside it, which no manifest names.
    Statement,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 7] = [
        Format::Finvoice,
        Format::FinvoiceFramed,
        Format::Peppol,
        Format::Posting,
        Format::SpecificationCsv,
        Format::SpecificationJson,
        Format::Statement,
    ];

    /// The last part of the file's key.
    pub fn file_name(self) -> &'static str {
        match self {
            Format::Finvoice => "finvoice.xml",
            Format::FinvoiceFramed => "finvoice-framed.xml",
            Format::Peppol => "peppol.xml",
            Format::Posting => "posting.csv",
            Format::SpecificationCsv => "specification.csv",
            Format::SpecificationJson => "specification.json",
            Format::Statement => "statement.json",
        }
    }

    /// The media type of the file.
    pub fn content_type(self) -> &'static str {
        match self {
            // Two XML documents after one another are none.
            Format::FinvoiceFramed => "application/octet-stream",
            Format::Finvoice | Format::Peppol => "application/xml",
            Format::Posting | Format::SpecificationCsv => "text/csv; charset=utf-8",
            Format::SpecificationJson | Format::Statement => "application/json",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_format_has_a_file_of_its_own() {
        let names: BTreeSet<&str> = Format::ALL.into_iter().map(Format::file_name).collect();
        assert_eq!(names.len(), Format::ALL.len());
    }
}
