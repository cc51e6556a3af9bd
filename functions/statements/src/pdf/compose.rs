//! Puts a document's blocks on pages: where each line stands, and what it is to a screen reader.

use std::num::NonZeroU16;

use domain::document::{Block, Document};
use krilla::tagging::{ListNumbering, Tag, TagKind};

use super::{
    Imprint, NotSet,
    code::Run,
    lines::lines,
    typeface::{Face, Length, settable},
};

/// A4, and the margins inside which everything but the head and the foot stands.
pub(super) const PAGE: (Length, Length) = (595_276, 841_890);
pub(super) const LEFT: Length = 68_000;
pub(super) const WIDTH: Length = PAGE.0 - LEFT - 62_000;
pub(super) const TOP: Length = 104_000;
pub(super) const BOTTOM: Length = PAGE.1 - 76_000;
/// Where the sender stands on each page, in two lines if its name is long.
pub(super) const HEAD: Length = 46_000;
pub(super) const SENDER_WIDTH: Length = WIDTH * 3 / 4;

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: Length,
    pub(super) leading: Length,
    pub(super) ink: Ink,
}

/// The colours in use; each has a contrast to white of at least 7 : 1.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    Black,
    Grey,
    Blue,
}

const fn style(face: Face, size: Length, leading: Length, ink: Ink) -> Style {
    Style { face, size, leading, ink }
}
const TITLE: Style = style(Face::Bold, 17_000, 22_000, Ink::Blue);
const HEADING: Style = style(Face::Bold, 12_500, 17_000, Ink::Blue);
const SUBHEADING: Style = style(Face::Bold, 10_000, 14_500, Ink::Black);
pub(super) const BODY: Style = style(Face::Regular, 10_000, 14_500, Ink::Black);
const LABEL: Style = style(Face::Regular, 10_000, 14_500, Ink::Grey);
pub(super) const SENDER: Style = style(Face::Bold, 11_000, 14_000, Ink::Blue);
pub(super) const SMALL: Style = style(Face::Regular, 8_000, 10_000, Ink::Grey);
const INDENT: Length = 14_000;

/// What stands somewhere on a page.
pub(super) enum Mark {
    /// A line of text with the place of its baseline; one that is not told is there for the eye alone.
    Text { x: Length, baseline: Length, text: String, style: Style, told: bool },
    /// A code that a phone reads, always told: its element has its words.
    Code { at: (Length, Length), module: Length, runs: Vec<Run>, ink: Ink },
    /// A horizontal line.
    Rule { y: Length, weight: Length, ink: Ink },
}

/// A part of what a screen reader tells.
pub(super) struct Element {
    pub(super) tag: TagKind,
    pub(super) children: Vec<Child>,
}

pub(super) enum Child {
    Element(Element),
    /// The number of a told line, counted through the document.
    Line(usize),
}

impl Element {
    pub(super) fn new(tag: impl Into<TagKind>, children: Vec<Child>) -> Self {
        Self { tag: tag.into(), children }
    }

    pub(super) fn of(tag: impl Into<TagKind>, elements: Vec<Element>) -> Self {
        Self::new(tag, elements.into_iter().map(Child::Element).collect())
    }
}

/// A heading, for the document's outline.
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) level: u16,
    pub(super) page: usize,
    pub(super) y: Length,
}

/// A document on its pages.
pub(super) struct Composed {
    pub(super) pages: Vec<Vec<Mark>>,
    pub(super) tree: Vec<Element>,
    pub(super) headings: Vec<Heading>,
    /// The next line's top, from the page's top.
    pub(super) y: Length,
    told: usize,
}

/// Puts a whole document on pages.
pub(super) fn compose(document: &Document, imprint: &Imprint<'_>) -> Result<Composed, NotSet> {
    let first = vec![Vec::new()];
    let mut composed = Composed { pages: first, tree: Vec::new(), headings: Vec::new(), y: HEAD, told: 0 };
    let sender = composed.text(LEFT, SENDER_WIDTH, SENDER, imprint.organiser)?;
    composed.tree.push(Element::new(Tag::P, sender));
    composed.y = composed.y.max(TOP);
    composed.heading(1, TITLE, &document.title, (0, 10_000))?;
    for block in &document.blocks {
        composed.block(block)?;
    }
    Ok(composed)
}

impl Composed {
    fn block(&mut self, block: &Block) -> Result<(), NotSet> {
        let element = match block {
            Block::Heading(text) => return self.heading(2, HEADING, text, (13_000, 4_000)),
            Block::Subheading(text) => return self.heading(3, SUBHEADING, text, (7_000, 2_000)),
            Block::Paragraph(text) => Element::new(Tag::P, self.text(LEFT, WIDTH, BODY, text)?),
            Block::List(items) => self.list(items)?,
            Block::Facts(facts) => self.facts(facts)?,
            Block::Table(table) => self.table(table)?,
            Block::Link(link) => self.link(link)?,
        };
        self.tree.push(element);
        self.y += 7_000;
        Ok(())
    }

    fn heading(
        &mut self,
        level: u16,
        style: Style,
        text: &str,
        space: (Length, Length),
    ) -> Result<(), NotSet> {
        self.y += if self.is_at_top() { 0 } else { space.0 };
        // Never alone at a page's foot: two lines of what follows fit below it.
        self.need(style.leading + space.1 + 2 * BODY.leading);
        let (page, y) = (self.pages.len() - 1, self.y);
        let children = self.text(LEFT, WIDTH, style, text)?;
        self.y += space.1;
        let rank = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        self.tree.push(Element::new(Tag::Hn(rank, Some(settable(text)?)), children));
        self.headings.push(Heading { text: settable(text)?, level, page, y });
        Ok(())
    }

    fn list(&mut self, items: &[String]) -> Result<Element, NotSet> {
        let mut entries = Vec::new();
        for item in items {
            self.need(BODY.leading);
            let mark = self.put(LEFT + 3_000, BODY, "• ".to_owned());
            let body = self.text(LEFT + INDENT, WIDTH - INDENT, BODY, item)?;
            entries.push(entry(vec![mark], body));
            self.y += 2_000;
        }
        Ok(Element::of(Tag::L(ListNumbering::Disc), entries))
    }

    /// Labels in a column of their own, as wide as the widest and at most two fifths of the page.
    fn facts(&mut self, facts: &[(String, String)]) -> Result<Element, NotSet> {
        let face = LABEL.face.get()?;
        let widest = facts.iter().map(|(label, _)| face.width(label, LABEL.size)).max().unwrap_or(0);
        let left = widest.min(WIDTH * 2 / 5) + INDENT;
        let mut entries = Vec::new();
        for (label, value) in facts {
            let label = lines(face, LABEL.size, left - INDENT, &settable(&format!("{label} "))?);
            let value = lines(BODY.face.get()?, BODY.size, WIDTH - left, &settable(value)?);
            entries.push(self.fact([(LEFT, LABEL, label), (LEFT + left, BODY, value)]));
            self.y += 2_000;
        }
        Ok(Element::of(Tag::L(ListNumbering::None), entries))
    }

    /// A label's lines beside its value's.
    fn fact(&mut self, columns: [(Length, Style, Vec<String>); 2]) -> Element {
        let height = columns.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0);
        let mut told = [Vec::new(), Vec::new()];
        for at in 0..height {
            self.need(BODY.leading);
            for ((x, style, lines), told) in columns.iter().zip(&mut told) {
                told.extend(lines.get(at).map(|line| self.put(*x, *style, line.clone())));
            }
            self.y += BODY.leading;
        }
        let [label, value] = told;
        entry(label, value)
    }

    /// A text in lines below each other, over as many pages as it takes.
    pub(super) fn text(
        &mut self,
        x: Length,
        width: Length,
        style: Style,
        text: &str,
    ) -> Result<Vec<Child>, NotSet> {
        let mut told = Vec::new();
        for line in lines(style.face.get()?, style.size, width, &settable(text)?) {
            self.need(style.leading);
            told.push(self.put(x, style, line));
            self.y += style.leading;
        }
        Ok(told)
    }

    /// One line at the current height, told to a screen reader.
    pub(super) fn put(&mut self, x: Length, style: Style, text: String) -> Child {
        self.tell(Mark::Text { x, baseline: baseline(self.y, style), text, style, told: true })
    }

    /// What stands on the page and is told.
    pub(super) fn tell(&mut self, mark: Mark) -> Child {
        self.mark(mark);
        self.told += 1;
        Child::Line(self.told - 1)
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Turns the page unless so much fits on this one; true when it was turned.
    pub(super) fn need(&mut self, height: Length) -> bool {
        let turns = self.y + height > BOTTOM && !self.is_at_top();
        if turns {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
        turns
    }

    fn is_at_top(&self) -> bool {
        self.y <= TOP
    }
}

/// The baseline of a line whose top is here.
pub(super) fn baseline(top: Length, style: Style) -> Length {
    top + style.leading / 2 + style.size * 36 / 100
}

fn entry(label: Vec<Child>, body: Vec<Child>) -> Element {
    Element::of(Tag::LI, vec![Element::new(Tag::Lbl, label), Element::new(Tag::LBody, body)])
}
