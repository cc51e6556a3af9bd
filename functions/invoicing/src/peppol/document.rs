//! The document while it is written: elements one after another, straight into UTF-8.

use std::io::Write;

use domain::money::Cents;

use super::Written;
use crate::{
    rendering::RenderError,
    xml::{self, Attribute, plain},
};

/// A UBL document.
pub(super) type Document<'w> = xml::Document<'w, Ubl>;

/// What a UBL document knows of itself.
pub(super) struct Ubl {
    /// A credit note says what it takes back, so every amount of the record changes its sign.
    turned: bool,
}

impl<'w> Document<'w> {
    pub(super) fn new(out: &'w mut dyn Write, turned: bool) -> Result<Self, RenderError> {
        Self::begin(out, "UTF-8", Ubl { turned })
    }

    /// A text; an empty element is forbidden (PEPPOL-EN16931-R008).
    pub(super) fn text(&mut self, element: &'static str, text: &str) -> Written {
        self.text_with(element, &[], text)
    }

    /// A text with attributes.
    pub(super) fn text_with(
        &mut self,
        element: &'static str,
        attributes: &[Attribute<'_>],
        text: &str,
    ) -> Written {
        self.leaf(element, attributes, &plain(element, text)?)
    }

    /// A text that may be absent.
    pub(super) fn optional(&mut self, element: &'static str, text: Option<&str>) -> Written {
        text.map_or(Ok(()), |text| self.text(element, text))
    }

    /// An amount of the record, as this document states it.
    pub(super) fn amount(&mut self, element: &'static str, amount: Cents) -> Written {
        let stated = self.stated(amount).to_string();
        self.text_with(element, &[("currencyID", "EUR")], &stated)
    }

    /// An amount of the record with the sign that it has in this document.
    pub(super) fn stated(&self, amount: Cents) -> Cents {
        if self.kind.turned { -amount } else { amount }
    }

    /// Whether it is a credit note.
    pub(super) fn is_credit_note(&self) -> bool {
        self.kind.turned
    }
}
