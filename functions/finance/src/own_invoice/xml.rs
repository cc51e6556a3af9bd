//! XML from outside, read so that it can do no harm: no document type, no entities but the five of XML itself, nothing
//! that is fetched, and limits to its depth and to how many elements, attributes and characters it has.

use quick_xml::{
    NsReader, XmlVersion,
    events::{BytesStart, Event},
    name::ResolveResult,
};

/// Elements inside one another.
const DEEPEST: usize = 24;
/// Elements in all: five thousand rows of a long invoice have fewer.
const MOST_ELEMENTS: usize = 250_000;
/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 16;
/// Characters of a name, and of one text.
const LONGEST_NAME: usize = 100;
const LONGEST_TEXT: usize = 10_000;

/// An element with all in it. Names are without their prefix.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) namespace: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Node>,
}

/// Why a file is not read: a code of the catalogue.
pub(super) type Refusal = &'static str;

/// Reads the bytes of one document.
pub(super) fn read(bytes: &[u8]) -> Result<Node, Refusal> {
    let text = decoded(bytes)?;
    let mut reader = NsReader::from_str(&text);
    reader.config_mut().check_comments = true;
    let mut open: Vec<Node> = Vec::new();
    let (mut whole, mut elements) = (None, 0);
    loop {
        let event = reader.read_event().map_err(|_| "xml_malformed")?;
        match event {
            Event::Start(tag) | Event::Empty(tag)
                if whole.is_some() || too_much(&mut elements, open.len(), &tag) =>
            {
                return Err(if whole.is_some() { "xml_malformed" } else { "xml_unsafe" });
            }
            Event::Start(tag) => open.push(node(&reader, &tag)?),
            Event::Empty(tag) => {
                let node = node(&reader, &tag)?;
                close(&mut open, &mut whole, node);
            }
            Event::End(_) => {
                let node = open.pop().ok_or("xml_malformed")?;
                close(&mut open, &mut whole, node);
            }
            Event::Text(text) => add(&mut open, &text)?,
            Event::GeneralRef(entity) => {
                let character = match entity.resolve_char_ref().map_err(|_| "xml_unsafe")? {
                    Some(character) => character.to_string(),
                    None => {
                        quick_xml::escape::resolve_predefined_entity(&entity).ok_or("xml_unsafe")?.to_owned()
                    }
                };
                if character.chars().any(char::is_control) {
                    return Err("xml_unsafe");
                }
                add(&mut open, &character)?;
            }
            Event::Decl(_) => {}
            // A comment inside a text: some would read what stands before it, some all.
            Event::PI(_) | Event::Comment(_)
                if open.last().is_some_and(|node| !node.text.trim().is_empty()) =>
            {
                return Err("xml_unsafe");
            }
            Event::PI(_) | Event::Comment(_) => {}
            Event::CData(_) | Event::DocType(_) => return Err("xml_unsafe"),
            Event::Eof => return whole.filter(|_| open.is_empty()).ok_or("xml_malformed"),
        }
    }
}

fn too_much(elements: &mut usize, depth: usize, tag: &BytesStart<'_>) -> bool {
    *elements += 1;
    *elements > MOST_ELEMENTS || depth >= DEEPEST || tag.name().0.len() > LONGEST_NAME
}

fn node(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Result<Node, Refusal> {
    let (namespace, name) = reader.resolver().resolve_element(tag.name());
    let namespace = match namespace {
        ResolveResult::Bound(namespace) => namespace.0.to_owned(),
        ResolveResult::Unbound => String::new(),
        ResolveResult::Unknown(_) => return Err("xml_malformed"),
    };
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| "xml_malformed")?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| "xml_unsafe")?;
        if attributes.len() == MOST_ATTRIBUTES || value.chars().count() > LONGEST_TEXT {
            return Err("xml_unsafe");
        }
        attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    let name = name.into_inner().to_owned();
    Ok(Node { name, namespace, attributes, ..Node::default() })
}

fn close(open: &mut [Node], whole: &mut Option<Node>, node: Node) {
    match open.last_mut() {
        Some(parent) => parent.children.push(node),
        None => *whole = Some(node),
    }
}

fn add(open: &mut [Node], text: &str) -> Result<(), Refusal> {
    match open.last_mut() {
        Some(node) if node.text.len() + text.len() <= LONGEST_TEXT => {
            node.text.push_str(text);
            Ok(())
        }
        Some(_) => Err("xml_unsafe"),
        None if text.trim().is_empty() => Ok(()),
        None => Err("xml_malformed"),
    }
}

/// The text in the encoding that the file declares, UTF-8 where it declares none. Others are not used for invoices, and
/// a file in two encodings is read by nobody alike.
fn decoded(bytes: &[u8]) -> Result<String, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let declaration = bytes.split(|byte| *byte == b'>').next().unwrap_or_default();
    let declaration = String::from_utf8_lossy(declaration).to_ascii_uppercase();
    let declared = declaration.strip_prefix("<?XML").and_then(|rest| rest.split("ENCODING").nth(1));
    let name = declared.and_then(|rest| rest.split(['"', '\'']).nth(1)).unwrap_or("UTF-8");
    let text = match name {
        "UTF-8" => std::str::from_utf8(bytes).map_err(|_| "xml_encoding")?.to_owned(),
        "ISO-8859-15" => encoding_rs::ISO_8859_15.decode_without_bom_handling(bytes).0.into_owned(),
        "ISO-8859-1" => bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => return Err("xml_encoding"),
    };
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(control) { Err("xml_encoding") } else { Ok(text) }
}

impl Node {
    /// The elements at a path of names, `InvoiceDetails/InvoiceNumber`.
    pub(super) fn all<'a>(&'a self, path: &str) -> Vec<&'a Node> {
        path.split('/').fold(vec![self], |nodes, name| {
            nodes.into_iter().flat_map(|node| &node.children).filter(|child| child.name == name).collect()
        })
    }

    /// The trimmed text at a path, where there is exactly one element and it is not empty: of two, others may read the
    /// other one.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        match self.all(path)[..] {
            [node] => Some(node.text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// Whether it and all in it have one of these namespaces.
    pub(super) fn is_of(&self, namespaces: &[&str]) -> bool {
        namespaces.contains(&self.namespace.as_str()) && self.children.iter().all(|it| it.is_of(namespaces))
    }

    /// Whether something holds of any text or attribute.
    pub(super) fn any(&self, holds: &dyn Fn(&str) -> bool) -> bool {
        let attributes = self.attributes.iter().any(|(_, value)| holds(value));
        attributes || holds(&self.text) || self.children.iter().any(|child| child.any(holds))
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests;
