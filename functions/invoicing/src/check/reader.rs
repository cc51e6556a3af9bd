//! Reads a file by the grammar: encoding, order, number, lengths and forms, section by section.

use std::io::{BufRead, BufReader, Read};

use domain::identifiers::IdentityCode;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{
    Finding,
    encoded::{Encoded, Encoding},
    figures,
    grammar::{Content, Element},
};

/// An element near the root with everything in it: one row, the seller, the payment.
pub(super) struct Section {
    pub(super) name: &'static str,
    /// In the order of the file.
    pub(super) leaves: Vec<Leaf>,
}

/// An element with a text.
pub(super) struct Leaf {
    pub(super) name: &'static str,
    /// The element around it.
    pub(super) parent: &'static str,
    /// The attributes that have a choice.
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) text: String,
}

/// What takes the sections.
pub(super) type Take<'a> = &'a mut dyn FnMut(Section) -> Result<(), Finding>;

/// How a file in ISO-8859-15 begins.
const LATIN_9: &str = r#"<?xml version="1.0" encoding="ISO-8859-15"?>"#;
/// How a file in UTF-8 begins.
const UTF_8: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

/// Reads a whole file in ISO-8859-15 and hands its sections over as they close.
pub(super) fn read_latin_9(
    file: &mut dyn BufRead,
    root: &'static Element,
    take: Take<'_>,
) -> Result<(), Finding> {
    read(Encoded::new(file, Encoding::Latin9), LATIN_9, (root, 1), take)
}

/// Reads a whole file in UTF-8 and hands its sections over as they close.
pub(super) fn read_utf_8(
    file: &mut dyn BufRead,
    root: &'static Element,
    take: Take<'_>,
) -> Result<(), Finding> {
    read_utf_8_below(file, (root, 1), take)
}

/// The same where the sections lie deeper: so many elements around each.
pub(super) fn read_utf_8_below(
    file: &mut dyn BufRead,
    root: (&'static Element, usize),
    take: Take<'_>,
) -> Result<(), Finding> {
    read(Encoded::new(file, Encoding::Utf8), UTF_8, root, take)
}

/// A wrong encoding explains whatever else is found.
fn read(
    mut file: Encoded<'_>,
    declaration: &str,
    root: (&'static Element, usize),
    take: Take<'_>,
) -> Result<(), Finding> {
    let found = read_elements(&mut file, declaration, root, take);
    if file.ends_right() { found } else { Err(Finding::Encoding) }
}

fn read_elements(
    file: &mut Encoded<'_>,
    declaration: &str,
    root: (&'static Element, usize),
    take: Take<'_>,
) -> Result<(), Finding> {
    let mut begin = vec![0; declaration.len()];
    file.read_exact(&mut begin).map_err(|_| Finding::Encoding)?;
    if begin != declaration.as_bytes() {
        return Err(Finding::Encoding);
    }
    let mut reader = Reader::from_reader(BufReader::new(file));
    let (root, depth) = root;
    let mut open =
        Open { root, depth, frames: Vec::new(), text: String::new(), leaves: Vec::new(), closed: false };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| open.broken())?;
        match event {
            Event::Start(tag) => open.start(&tag)?,
            Event::Text(text) => open.text(&text)?,
            Event::GeneralRef(entity) => open.entity(&entity)?,
            Event::End(_) => open.end()?.map_or(Ok(()), &mut *take)?,
            Event::Eof => return open.finish(),
            _ => return Err(open.broken()),
        }
    }
}

/// The elements that are open, from the document down.
struct Open {
    root: &'static Element,
    /// So many elements are around a section.
    depth: usize,
    frames: Vec<Frame>,
    text: String,
    leaves: Vec<Leaf>,
    closed: bool,
}

/// An open element, and how far its children are.
struct Frame {
    element: &'static Element,
    attributes: Vec<(&'static str, String)>,
    at: usize,
    count: usize,
}

impl Open {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Finding> {
        let name = tag.name().0;
        let element = match self.frames.last_mut() {
            Some(frame) => frame.child(name)?,
            None if name == self.root.name && !self.closed => self.root,
            None => return Err(Finding::Unexpected(name.to_owned())),
        };
        let attributes = attributes(element, tag)?;
        self.frames.push(Frame { element, attributes, at: 0, count: 0 });
        self.text.clear();
        Ok(())
    }

    /// Text stands in leaves only; between elements there is nothing but line breaks.
    fn text(&mut self, text: &str) -> Result<(), Finding> {
        match self.frames.last().map(|frame| frame.element.content) {
            Some(Content::Parents(_)) | None if text.trim().is_empty() => Ok(()),
            Some(Content::Parents(_)) | None => Err(self.broken()),
            Some(_) => {
                self.text.push_str(text);
                Ok(())
            }
        }
    }

    fn entity(&mut self, entity: &str) -> Result<(), Finding> {
        let character = quick_xml::escape::resolve_predefined_entity(entity).ok_or_else(|| self.broken())?;
        self.text(character)
    }

    /// Closes the innermost element; a section, when it was one.
    fn end(&mut self) -> Result<Option<Section>, Finding> {
        let Some(frame) = self.frames.pop() else { return Err(self.broken()) };
        let element = frame.element;
        if let Content::Parents(children) = element.content {
            frame.complete(children)?;
        } else {
            let text = std::mem::take(&mut self.text);
            holds(element.name, element.content, &text)?;
            let parent = self.frames.last().map_or("", |frame| frame.element.name);
            self.leaves.push(Leaf { name: element.name, parent, attributes: frame.attributes, text });
        }
        self.closed = self.frames.is_empty();
        let section = self.frames.len() == self.depth;
        Ok(section.then(|| Section { name: element.name, leaves: std::mem::take(&mut self.leaves) }))
    }

    fn finish(self) -> Result<(), Finding> {
        if self.closed { Ok(()) } else { Err(Finding::Missing(self.root.name)) }
    }

    fn broken(&self) -> Finding {
        Finding::Xml(self.frames.last().map_or("the document", |frame| frame.element.name).to_owned())
    }
}

impl Frame {
    /// Moves on to the next child with this name; those that are passed must have stood often enough.
    fn child(&mut self, name: &str) -> Result<&'static Element, Finding> {
        let unexpected = || Finding::Unexpected(name.to_owned());
        let Content::Parents(children) = self.element.content else { return Err(unexpected()) };
        let onwards = children.get(self.at..).unwrap_or_default();
        if !onwards.iter().any(|child| child.name == name) {
            return Err(unexpected());
        }
        loop {
            let child = children.get(self.at).ok_or_else(unexpected)?;
            if child.name == name && self.count < child.most {
                self.count += 1;
                return Ok(child);
            }
            self.pass(child)?;
        }
    }

    fn pass(&mut self, child: &'static Element) -> Result<(), Finding> {
        if self.count < child.least {
            return Err(Finding::Missing(child.name));
        }
        self.at += 1;
        self.count = 0;
        Ok(())
    }

    /// No required child is left out.
    fn complete(mut self, children: &'static [Element]) -> Result<(), Finding> {
        while let Some(child) = children.get(self.at) {
            self.pass(child)?;
        }
        Ok(())
    }
}

/// The attributes must be those of the grammar; the ones with a choice are kept.
fn attributes(
    element: &'static Element,
    tag: &BytesStart<'_>,
) -> Result<Vec<(&'static str, String)>, Finding> {
    let mut kept = Vec::new();
    let mut count = 0;
    for (name, content) in element.attributes {
        let found = tag.try_get_attribute(name).map_err(|_| Finding::Form(element.name))?;
        let Some(attribute) = found else {
            if matches!(content, Content::Perhaps(_)) {
                continue;
            }
            return Err(Finding::Missing(name));
        };
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Finding::Form(name))?;
        holds(name, *content, &value)?;
        count += 1;
        if matches!(content, Content::Text(..) | Content::Codes(..)) {
            kept.push((*name, value.into_owned()));
        }
    }
    if tag.attributes().count() == count {
        Ok(kept)
    } else {
        Err(Finding::Unexpected(element.name.to_owned()))
    }
}

/// Whether a text is what the grammar says; and wherever it stands, it is never an identity code.
fn holds(name: &'static str, content: Content, text: &str) -> Result<(), Finding> {
    if IdentityCode::occurs_in(text) {
        return Err(Finding::IdentityCode(name));
    }
    let form = |right: bool| if right { Ok(()) } else { Err(Finding::Form(name)) };
    let length = |least: usize, most: usize| {
        let right = (least..=most).contains(&text.chars().count());
        if right { Ok(()) } else { Err(Finding::Length(name)) }
    };
    match content {
        Content::Parents(_) | Content::Any => Ok(()),
        Content::Text(least, most) => length(least, most).and(form(text.trim() == text)),
        Content::Codes(least, most) => {
            length(least, most).and(form(text.bytes().all(|b| b.is_ascii_alphanumeric())))
        }
        Content::Only(value) | Content::Perhaps(value) => form(text == value),
        Content::OneOf(values) => form(values.contains(&text)),
        Content::Amount => form(figures::cents(text).is_some()),
        Content::Day => form(figures::day(text).is_some()),
        Content::Quantity => {
            length(1, 14).and(form(figures::decimal(text).is_some_and(|number| number.scale() <= 4)))
        }
        Content::Percent => form(figures::decimal(text).is_some_and(|number| number.scale() <= 3)),
        Content::Euros => form(figures::euros(text).is_some()),
        Content::IsoDay => form(figures::iso_day(text).is_some()),
        Content::Count => form(text.parse::<usize>().is_ok()),
        Content::Number => form(figures::number(text).is_some_and(|number| number.scale() <= 4)),
    }
}
