//! Draws composed pages with krilla: text and lines, the head and foot of each page, tags, outline and metadata.

use domain::{document::Document, time};
use krilla::{
    Document as Pdf, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagTree},
};

use super::{
    Imprint, NotSet,
    code::Run,
    compose::{
        Child, Composed, Element, HEAD, Heading, Ink, LEFT, Mark, PAGE, SENDER, SENDER_WIDTH, SMALL, Style,
        WIDTH, baseline,
    },
    lines::lines,
    typeface::{Length, ratio, settable},
};

/// The bytes of the finished PDF.
pub(super) fn draw(
    document: &Document,
    imprint: &Imprint<'_>,
    composed: Composed,
) -> Result<Vec<u8>, NotSet> {
    let mut pdf = Pdf::new_with(settings()?);
    let mut told = Vec::new();
    let count = composed.pages.len();
    for (at, marks) in composed.pages.iter().enumerate() {
        let size = PageSettings::from_wh(points(PAGE.0), points(PAGE.1)).ok_or_else(|| refused("page"))?;
        let mut page = pdf.start_page_with(size);
        let mut surface = page.surface();
        for mark in around(imprint, at, count)?.iter().chain(marks) {
            draw_mark(&mut surface, mark, &mut told)?;
        }
        surface.finish();
        page.finish();
    }
    pdf.set_tag_tree(tree(document, composed.tree, &told));
    pdf.set_outline(outline(composed.headings));
    pdf.set_metadata(metadata(document, imprint)?);
    pdf.finish().map_err(|cause| NotSet::Refused(format!("{cause:?}")))
}

fn settings() -> Result<SerializeSettings, NotSet> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|cause| NotSet::Refused(format!("{cause:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// What stands on every page: the sender (told on the first page, as the document's first words), which page it is of
/// how many, and the reference.
fn around(imprint: &Imprint<'_>, at: usize, count: usize) -> Result<Vec<Mark>, NotSet> {
    let place =
        |x, top, text, style| Mark::Text { x, baseline: baseline(top, style), text, style, told: false };
    let number = format!("{} ({count})", at + 1);
    let width = SMALL.face.get()?.width(&number, SMALL.size);
    let foot = PAGE.1 - 48_000;
    let mut marks = vec![
        place(LEFT + WIDTH - width, HEAD + 2_000, number, SMALL),
        place(LEFT, foot, settable(imprint.reference)?, SMALL),
    ];
    if at > 0 {
        let sender = settable(imprint.organiser)?;
        let sender = lines(SENDER.face.get()?, SENDER.size, SENDER_WIDTH, &sender);
        let tops = (HEAD..).step_by(14_000);
        marks.extend(sender.into_iter().zip(tops).map(|(line, top)| place(LEFT, top, line, SENDER)));
    }
    marks.push(Mark::Rule { y: HEAD + 31_000, weight: 1_200, ink: Ink::Blue });
    Ok(marks)
}

fn draw_mark(surface: &mut Surface<'_>, mark: &Mark, told: &mut Vec<Identifier>) -> Result<(), NotSet> {
    match mark {
        Mark::Text { x, baseline, text, style, told: true } => {
            told.push(surface.start_tagged(ContentTag::Span(SpanTag::empty())));
            draw_text(surface, *x, *baseline, text, *style)?;
        }
        Mark::Text { x, baseline, text, style, told: false } => {
            surface.start_tagged(artifact(ArtifactType::PaginationOther));
            draw_text(surface, *x, *baseline, text, *style)?;
        }
        Mark::Code { at, module, runs, ink } => {
            told.push(surface.start_tagged(ContentTag::Other));
            draw_code(surface, *at, *module, runs, *ink);
        }
        Mark::Rule { y, weight, ink } => {
            surface.start_tagged(artifact(ArtifactType::Layout));
            draw_rule(surface, *y, *weight, *ink);
        }
    }
    surface.end_tagged();
    Ok(())
}

fn draw_text(
    surface: &mut Surface<'_>,
    x: Length,
    y: Length,
    text: &str,
    style: Style,
) -> Result<(), NotSet> {
    let face = style.face.get()?;
    surface.set_fill(Some(fill(style.ink)));
    let start = Point::from_xy(points(x), points(y));
    surface.draw_glyphs(start, &face.glyphs(text), face.font.clone(), text, points(style.size), false);
    Ok(())
}

fn draw_rule(surface: &mut Surface<'_>, y: Length, weight: Length, ink: Ink) {
    surface.set_fill(Some(fill(ink)));
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(points(LEFT), points(y), points(WIDTH), points(weight)) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn draw_code(surface: &mut Surface<'_>, at: (Length, Length), module: Length, runs: &[Run], ink: Ink) {
    surface.set_fill(Some(fill(ink)));
    let mut path = PathBuilder::new();
    for Run { row, from, count } in runs {
        let (x, y) = (at.0 + from * module, at.1 + row * module);
        if let Some(rect) = Rect::from_xywh(points(x), points(y), points(count * module), points(module)) {
            path.push_rect(rect);
        }
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn fill(ink: Ink) -> Fill {
    let colour = match ink {
        Ink::Black => rgb::Color::new(0x1a, 0x1a, 0x1a),
        Ink::Grey => rgb::Color::new(0x4a, 0x55, 0x60),
        Ink::Blue => rgb::Color::new(0x0b, 0x3c, 0x5d),
    };
    Fill { paint: colour.into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

fn tree(document: &Document, elements: Vec<Element>, told: &[Identifier]) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(document.language.tag().to_owned()));
    for element in elements {
        tree.push(group(element, told));
    }
    tree
}

fn group(element: Element, told: &[Identifier]) -> TagGroup {
    let node = |child| match child {
        Child::Element(element) => Some(Node::Group(group(element, told))),
        Child::Line(number) => told.get(number).copied().map(Node::Leaf),
    };
    let children = element.children.into_iter().filter_map(node).collect();
    TagGroup::with_children(element.tag, children)
}

fn outline(headings: Vec<Heading>) -> Outline {
    let mut nodes: Vec<OutlineNode> = Vec::new();
    for heading in headings {
        let place = XyzDestination::new(heading.page, Point::from_xy(points(LEFT), points(heading.y)));
        let node = OutlineNode::new(heading.text, place);
        match nodes.last_mut() {
            Some(above) if heading.level > 2 => above.push_child(node),
            _ => nodes.push(node),
        }
    }
    let mut outline = Outline::new();
    nodes.into_iter().for_each(|node| outline.push_child(node));
    outline
}

fn metadata(document: &Document, imprint: &Imprint<'_>) -> Result<Metadata, NotSet> {
    let clock = time::clock_of(imprint.at);
    let number = |part: i8| u8::try_from(part).unwrap_or(0);
    let date = DateTime::new(u16::try_from(clock.year()).unwrap_or(0));
    let date = date.month(number(clock.month())).day(number(clock.day()));
    let date = date.hour(number(clock.hour())).minute(number(clock.minute())).second(number(clock.second()));
    Ok(Metadata::new()
        .title(settable(&document.title)?)
        .language(document.language.tag().to_owned())
        .authors(vec![settable(imprint.organiser)?])
        .creator("Seteli".to_owned())
        .document_id(imprint.reference.to_owned())
        .creation_date(date))
}

fn points(length: Length) -> f32 {
    ratio(length, 1000)
}

fn refused(what: &str) -> NotSet {
    NotSet::Refused(what.to_owned())
}
