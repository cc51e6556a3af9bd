//! The renderings of a record: each a pure function, checked against the record before it is put.

use std::io::{BufRead, Write};

use domain::{
    account::LineKind,
    invoice::{Format, Invoice},
    specification::Specification,
};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::{
    check::{self, Finding},
    finvoice, peppol, posting, specification, statement,
};

/// Why a record can't be written in a format. Everything here is about the data of a party, a service or a
/// posting, and is mended there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A character that the format can't hold and the table of replacements does not have.
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
    /// A settlement note, in a format for invoices alone; or an invoice that the provider writes itself.
    #[error("that is no invoice which we write")]
    NoInvoice,
    /// A defect of the writer, never of the data.
    #[error("the document could not be written: {0}")]
    Unwritten(String),
}

impl From<std::io::Error> for RenderError {
    fn from(error: std::io::Error) -> Self {
        RenderError::Unwritten(error.to_string())
    }
}

/// Writes a record in a format. The same record and events give the same bytes.
///
/// # Errors
///
/// What of the record does not fit the format.
pub fn render(
    format: Format,
    invoice: &Invoice,
    events: &Specification,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    match format {
        Format::Finvoice => finvoice::render(invoice, out),
        Format::FinvoiceFramed => finvoice::render_framed(invoice, out),
        Format::Peppol => peppol::render(invoice, out),
        Format::Posting => Ok(posting::render(invoice, out)?),
        Format::SpecificationCsv => specification::csv(invoice, events, out),
        Format::SpecificationJson => specification::json(invoice, events, out),
        Format::Statement => statement::render(invoice, events, out),
    }
}

/// Reads a file back and holds it against its record.
///
/// # Errors
///
/// The first thing found wrong: the file must not be put.
pub fn check(
    format: Format,
    file: &mut dyn BufRead,
    invoice: &Invoice,
    events: &Specification,
) -> Result<(), Finding> {
    match format {
        Format::Finvoice => check::check(file, invoice),
        Format::FinvoiceFramed => check::check_framed(file, invoice),
        Format::Peppol => check::check_peppol(file, invoice),
        Format::Posting => check::check_posting(file, invoice),
        Format::SpecificationCsv => check::check_specification_csv(file, invoice, events),
        Format::SpecificationJson => check::check_specification_json(file, invoice, events),
        Format::Statement => check::check_statement(file, invoice),
    }
}

/// Decimals of a written quantity: a minute is 0.0167 hours. Amounts don't depend on them.
const QUANTITY_DECIMALS: u32 = 4;

/// A quantity with a decimal point, rounded half up.
pub(crate) fn quantity(quantity: Decimal) -> Result<String, RenderError> {
    let rounded = quantity.round_dp_with_strategy(QUANTITY_DECIMALS, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() {
        return Err(RenderError::NoQuantity);
    }
    Ok(rounded.normalize().to_string())
}

/// What a row does to an earlier settlement, as machines read it.
pub(crate) fn kind(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Original => "original",
        LineKind::Refund => "refund",
        LineKind::Correction => "correction",
    }
}
