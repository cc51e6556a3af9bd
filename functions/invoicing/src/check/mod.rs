//! The check before the put: the bytes are read back and held against the record that they came from.
//!
//! It shares no code with the writer. What the writer gets wrong must not be explained away by the writer.

mod compare;
mod encoded;
mod figures;
mod grammar;
mod pain;
mod reader;
mod row;
mod statement;
mod tables;
mod ubl;
mod ubl_grammar;
mod ubl_line;
mod ubl_vat;
mod vat;

use std::io::{BufRead, Read};

use domain::invoice::Invoice;

pub use pain::check_transfers;
pub use statement::check_statement;
pub use tables::{check_posting, check_specification_csv, check_specification_json};
pub use ubl::check_peppol;

/// What is wrong with a file. It names elements and rows, never their content: a finding is logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// Not ISO-8859-15, or a control character inside.
    #[error("the encoding is not ISO-8859-15")]
    Encoding,
    /// Not well-formed, or something that an invoice has no use for: a comment, a document type.
    #[error("not the XML of an invoice near {0}")]
    Xml(String),
    /// An element that does not belong there, stands in the wrong order or too often.
    #[error("{0} does not belong there")]
    Unexpected(String),
    /// A required element or attribute is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// Too short or too long.
    #[error("{0} has a wrong length")]
    Length(&'static str),
    /// Not an amount, a day, a quantity, or another value than the only one allowed.
    #[error("{0} is not written as it should be")]
    Form(&'static str),
    /// An identifier whose check digits are wrong.
    #[error("{0} is not a right identifier")]
    CheckDigit(&'static str),
    /// The file says something else than the record.
    #[error("{0} differs from the record")]
    Differs(&'static str),
    /// A row says something else than the record's row; rows are counted from 1.
    #[error("{element} of row {row} differs from the record")]
    RowDiffers {
        /// Which row.
        row: usize,
        /// Which element of it.
        element: &'static str,
    },
    /// The number of rows is not the record's.
    #[error("the file has {0} rows")]
    Rows(usize),
    /// A personal identity code (invariant 8).
    #[error("{0} holds a personal identity code")]
    IdentityCode(&'static str),
}

/// Reads a Finvoice file back and compares it with its record: encoding, order and lengths of the elements,
/// check digits, number, days, parties, account, reference, sums, VAT, and every row.
///
/// # Errors
///
/// The first thing found wrong. A finding is a defect of ours: the file must not be put.
pub fn check(file: &mut dyn BufRead, invoice: &Invoice) -> Result<(), Finding> {
    let mut comparison = compare::Comparison::with(invoice);
    reader::read_latin_9(file, &grammar::FINVOICE, &mut |section| comparison.take(section))?;
    comparison.finish()
}

/// A transport frame has a dozen short lines.
const LONGEST_FRAME: u64 = 16 * 1024;

/// Reads a Finvoice file behind its transport frame: the frame must name the same parties.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_framed(file: &mut dyn BufRead, invoice: &Invoice) -> Result<(), Finding> {
    const END: &str = "</SOAP-ENV:Envelope>\n";
    let (mut frame, mut read) = (String::new(), 1);
    let mut begin = (&mut *file).take(LONGEST_FRAME);
    while read != 0 && !frame.ends_with(END) {
        read = begin.read_line(&mut frame).map_err(|_| Finding::Encoding)?;
    }
    if !frame.ends_with(END) {
        return Err(Finding::Missing("SOAP-ENV:Envelope"));
    }
    let (from, to) = (&invoice.header.buyer.einvoice, &invoice.header.seller.einvoice);
    let parties: Vec<&str> = texts(&frame, "eb:PartyId");
    let expected = [from.address.as_str(), from.operator.as_str(), to.address.as_str(), to.operator.as_str()];
    if parties != expected {
        return Err(Finding::Differs("eb:PartyId"));
    }
    if texts(&frame, "eb:Role") != ["Sender", "Intermediator", "Receiver", "Intermediator"] {
        return Err(Finding::Differs("eb:Role"));
    }
    if texts(&frame, "eb:MessageId") != [invoice.header.number.as_str()] {
        return Err(Finding::Differs("eb:MessageId"));
    }
    check(file, invoice)
}

/// What stands between the tags of one name.
fn texts<'a>(frame: &'a str, name: &str) -> Vec<&'a str> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    frame.split(&start).skip(1).filter_map(|rest| rest.split(&end).next()).collect()
}
