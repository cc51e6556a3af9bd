//! An XML document while it is written: elements one after another, straight into where it goes.

use std::io::Write;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::rendering::RenderError;

/// A step of the writing.
pub(crate) type Written = Result<(), RenderError>;

/// An attribute of an element.
pub(crate) type Attribute<'a> = (&'a str, &'a str);

/// A document that grows by elements; nothing of it is held. `K` is what a format knows beside it.
pub(crate) struct Document<'w, K> {
    writer: Writer<Box<dyn Write + 'w>>,
    pub(crate) kind: K,
}

impl<'w, K> Document<'w, K> {
    /// Begins it with its declaration; `out` takes UTF-8.
    pub(crate) fn begin(out: impl Write + 'w, encoding: &'static str, kind: K) -> Result<Self, RenderError> {
        let mut writer = Writer::new_with_indent(Box::new(out) as Box<dyn Write + 'w>, b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some(encoding), None)))?;
        Ok(Self { writer, kind })
    }

    /// Ends it with a line break.
    pub(crate) fn finish(self) -> Written {
        let mut out = self.writer.into_inner();
        out.write_all(b"\n")?;
        Ok(out.flush()?)
    }

    /// An element that holds others.
    pub(crate) fn parent(
        &mut self,
        element: &'static str,
        children: impl FnOnce(&mut Self) -> Written,
    ) -> Written {
        self.parent_with(element, &[], children)
    }

    /// An element with attributes that holds others.
    pub(crate) fn parent_with(
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

    /// An element with a text.
    pub(crate) fn leaf(&mut self, element: &str, attributes: &[Attribute<'_>], text: &str) -> Written {
        let start = BytesStart::new(element).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Start(start))?;
        self.writer.write_event(Event::Text(BytesText::new(text)))?;
        Ok(self.writer.write_event(Event::End(BytesEnd::new(element)))?)
    }
}

/// A text for UTF-8: spaces are single, it is not empty, and no control character is part of an XML document.
pub(crate) fn plain(element: &'static str, text: &str) -> Result<String, RenderError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(RenderError::TooShort { element, limit: 1 });
    }
    match text.chars().find(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')) {
        Some(character) => Err(RenderError::Character { element, character }),
        None => Ok(text),
    }
}
