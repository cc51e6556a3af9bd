//! The document while it is written: elements one after another, straight into UTF-8.

use domain::money::Cents;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use super::Written;
use crate::rendering::RenderError;

/// An attribute of an element.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// A UBL document that grows by elements; nothing of it is held but the bytes.
pub(super) struct Document {
    writer: Writer<Vec<u8>>,
    /// A credit note says what it takes back, so every amount of the record changes its sign.
    turned: bool,
}

impl Document {
    pub(super) fn new(turned: bool) -> Result<Self, RenderError> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer, turned })
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    /// An element that holds others.
    pub(super) fn parent(
        &mut self,
        element: &'static str,
        children: impl FnOnce(&mut Self) -> Written,
    ) -> Written {
        self.parent_with(element, &[], children)
    }

    /// An element with attributes that holds others.
    pub(super) fn parent_with(
        &mut self,
        element: &'static str,
        attributes: &[Attribute<'_>],
        children: impl FnOnce(&mut Self) -> Written,
    ) -> Written {
        let start = BytesStart::new(element).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Start(start))?;
        children(self)?;
        Ok(self.writer.write_event(Event::End(BytesEnd::new(element)))?)
    }

    /// A text; an empty element is forbidden (PEPPOL-EN16931-R008).
    pub(super) fn text(&mut self, element: &'static str, text: &str) -> Written {
        self.text_with(element, &[], text)
    }

    /// A text with attributes. Spaces are single, and no control character is part of an XML document.
    pub(super) fn text_with(
        &mut self,
        element: &'static str,
        attributes: &[Attribute<'_>],
        text: &str,
    ) -> Written {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(RenderError::TooShort { element, limit: 1 });
        }
        if let Some(character) = text.chars().find(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
        {
            return Err(RenderError::Character { element, character });
        }
        let start = BytesStart::new(element).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Start(start))?;
        self.writer.write_event(Event::Text(BytesText::new(&text)))?;
        Ok(self.writer.write_event(Event::End(BytesEnd::new(element)))?)
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
        if self.turned { -amount } else { amount }
    }

    /// Whether it is a credit note.
    pub(super) fn is_credit_note(&self) -> bool {
        self.turned
    }
}
