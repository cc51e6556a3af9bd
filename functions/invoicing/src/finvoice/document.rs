//! The document while it is written: elements one after another, straight into ISO-8859-15.

use std::{io::Write, ops::RangeInclusive};

use domain::money::Cents;
use encoding_rs::ISO_8859_15;

use super::{RenderError, Written, characters, lengths};
use crate::xml::{self, Attribute};

/// A Finvoice document.
pub(super) type Document<'w> = xml::Document<'w, Finvoice>;

/// It knows nothing beside its elements.
pub(super) struct Finvoice;

impl<'w> Document<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Result<Self, RenderError> {
        Self::begin(Latin9(out), "ISO-8859-15", Finvoice)
    }
    /// A code: too long is an error, for a cut code is another code.
    pub(super) fn code(
        &mut self,
        element: &'static str,
        code: &str,
        limits: RangeInclusive<usize>,
    ) -> Written {
        self.code_with(element, &[], code, limits)
    }

    /// A code with attributes.
    pub(super) fn code_with(
        &mut self,
        element: &'static str,
        attributes: &[Attribute<'_>],
        code: &str,
        limits: RangeInclusive<usize>,
    ) -> Written {
        let code = characters::writable(element, code)?;
        lengths::within(element, &code, limits)?;
        self.leaf(element, attributes, &code)
    }

    /// A code that may be absent.
    pub(super) fn optional_code(
        &mut self,
        element: &'static str,
        code: Option<&str>,
        limits: RangeInclusive<usize>,
    ) -> Written {
        code.map_or(Ok(()), |code| self.code(element, code, limits))
    }

    /// A text for people: beyond its limit it is cut at a word and ends in three dots.
    pub(super) fn text(
        &mut self,
        element: &'static str,
        text: &str,
        limits: RangeInclusive<usize>,
    ) -> Written {
        let text = lengths::cut(&characters::writable(element, text)?, *limits.end());
        lengths::within(element, &text, limits)?;
        self.leaf(element, &[], &text)
    }

    /// A text that goes on in the next element of the same name, `elements` at most.
    pub(super) fn lines(
        &mut self,
        element: &'static str,
        text: &str,
        limits: RangeInclusive<usize>,
        elements: usize,
    ) -> Written {
        let limit = *limits.end();
        let lines = lengths::lines(&characters::writable(element, text)?, limit);
        if lines.len() > elements {
            return Err(RenderError::TooLong { element, limit: limit * elements });
        }
        lines.iter().try_for_each(|line| {
            lengths::within(element, line, limits.clone())?;
            self.leaf(element, &[], line)
        })
    }

    /// An amount with a decimal comma and two decimals.
    pub(super) fn amount(&mut self, element: &'static str, amount: Cents) -> Written {
        let text = amount.to_string().replace('.', ",");
        self.code_with(element, &[("AmountCurrencyIdentifier", "EUR")], &text, 4..=19)
    }

    /// A day as eight digits.
    pub(super) fn day(&mut self, element: &'static str, on: impl std::fmt::Display) -> Written {
        let digits = on.to_string().replace('-', "");
        self.code_with(element, &[("Format", "CCYYMMDD")], &digits, 8..=8)
    }
}

/// Takes UTF-8 and gives ISO-8859-15; a character that it has no byte for is an error, never a question mark.
struct Latin9<'w>(&'w mut dyn Write);

impl Write for Latin9<'_> {
    fn write(&mut self, utf8: &[u8]) -> std::io::Result<usize> {
        if utf8.is_ascii() {
            self.0.write_all(utf8)?;
            return Ok(utf8.len());
        }
        let text = std::str::from_utf8(utf8).map_err(std::io::Error::other)?;
        let (bytes, _, unmappable) = ISO_8859_15.encode(text);
        if unmappable {
            return Err(std::io::Error::other("a character outside ISO-8859-15"));
        }
        self.0.write_all(&bytes)?;
        Ok(utf8.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
