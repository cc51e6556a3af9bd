//! Puts a table on pages: columns as wide as they need, the header again on each page.

use domain::document::{Column, Table};
use krilla::tagging::{TableHeaderScope, Tag};

use super::{
    NotSet,
    compose::{Child, Composed, Element, Ink, LEFT, Mark, Style, WIDTH, baseline},
    lines::lines,
    typeface::{Face, Length, settable},
};

const CELL: Style = Style { face: Face::Regular, size: 9_000, leading: 12_500, ink: Ink::Black };
const HEAD: Style = Style { face: Face::Bold, ..CELL };
const GAP: Length = 12_000;
const PADDING: Length = 2_500;
/// A row that breaks over pages anyway does not ask for more.
const HIGHEST: Length = 300_000;

/// Where a column stands.
struct Place {
    x: Length,
    width: Length,
    amounts: bool,
}

/// A cell's lines, each with its place.
type Cell = Vec<(Length, String)>;

impl Composed {
    /// Caption, header and rows.
    pub(super) fn table(&mut self, table: &Table) -> Result<Element, NotSet> {
        let places = places(table)?;
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
        let head = cells(&places, HEAD, &titles)?;
        self.need(CELL.leading * 2 + height(&head) + CELL.leading * 2);
        let caption = Element::new(Tag::Caption, self.text(LEFT, WIDTH, HEAD, &table.caption)?);
        self.y += PADDING;
        let told = self.row(&head, HEAD, &[]);
        self.line_below(700);
        let header = Element::of(Tag::TR, headers(told, TableHeaderScope::Column));
        let mut rows = Vec::new();
        for row in &table.rows {
            let texts: Vec<&str> = (0..places.len()).map(|at| Table::cell(row, at)).collect();
            let cells = cells(&places, CELL, &texts)?;
            if self.need(height(&cells).min(HIGHEST)) {
                self.repeat(&head);
            }
            let mut told = self.row(&cells, CELL, &head).into_iter();
            self.line_below(250);
            let mut elements = headers(told.by_ref().take(1).collect(), TableHeaderScope::Row);
            elements.extend(told.map(|lines| Element::new(Tag::TD, lines)));
            rows.push(Element::of(Tag::TR, elements));
        }
        let parts = vec![caption, Element::of(Tag::THead, vec![header]), Element::of(Tag::TBody, rows)];
        Ok(Element::of(Tag::Table, parts))
    }

    /// The told lines of each cell; the header is repeated where the row itself breaks over pages.
    fn row(&mut self, cells: &[Cell], style: Style, head: &[Cell]) -> Vec<Vec<Child>> {
        self.y += PADDING;
        let mut told: Vec<Vec<Child>> = cells.iter().map(|_| Vec::new()).collect();
        for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            if self.need(style.leading) {
                self.repeat(head);
            }
            for (cell, told) in cells.iter().zip(&mut told) {
                if let Some((x, line)) = cell.get(at).filter(|(_, line)| !line.is_empty()) {
                    told.push(self.put(*x, style, line.clone()));
                }
            }
            self.y += style.leading;
        }
        self.y += PADDING;
        told
    }

    /// The header once more, for the eye alone.
    fn repeat(&mut self, head: &[Cell]) {
        self.y += PADDING;
        for at in 0..head.iter().map(Vec::len).max().unwrap_or(0) {
            for (x, text) in head.iter().filter_map(|cell| cell.get(at)) {
                let baseline = baseline(self.y, HEAD);
                self.mark(Mark::Text { x: *x, baseline, text: text.clone(), style: HEAD, told: false });
            }
            self.y += HEAD.leading;
        }
        self.y += PADDING;
        self.line_below(700);
    }

    fn line_below(&mut self, weight: Length) {
        self.mark(Mark::Rule { y: self.y, weight, ink: Ink::Grey });
    }
}

fn headers(cells: Vec<Vec<Child>>, scope: TableHeaderScope) -> Vec<Element> {
    cells.into_iter().map(|lines| Element::new(Tag::TH(scope), lines)).collect()
}

fn height(cells: &[Cell]) -> Length {
    let lines = cells.iter().map(Vec::len).max().unwrap_or(0);
    2 * PADDING + CELL.leading * Length::try_from(lines).unwrap_or(Length::MAX / CELL.leading)
}

/// Each cell broken into lines; those of amounts end at the column's right edge.
fn cells(places: &[Place], style: Style, texts: &[&str]) -> Result<Vec<Cell>, NotSet> {
    let face = style.face.get()?;
    let cell = |(place, text): (&Place, &&str)| {
        let lines = lines(face, style.size, place.width, &settable(text)?);
        let placed = lines.into_iter().map(|line| {
            let free = place.width - face.width(line.trim_end_matches(' '), style.size);
            (place.x + if place.amounts { free } else { 0 }, line)
        });
        Ok(placed.collect())
    };
    places.iter().zip(texts).map(cell).collect()
}

/// The columns' places: as wide as their longest line where all fit, else the widest ones cut to one width; what is
/// left over is given to the columns of words.
fn places(table: &Table) -> Result<Vec<Place>, NotSet> {
    let gaps = GAP * (Length::try_from(table.columns.len()).unwrap_or(1) - 1);
    let room = (WIDTH - gaps).max(0);
    let mut widths = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        widths.push(natural(table, at, column)?);
    }
    let most = cut(&widths, room);
    let cut: Vec<Length> = widths.iter().map(|width| *width.min(&most)).collect();
    let words = table.columns.iter().filter(|column| !column.amounts).count();
    let over = (room - cut.iter().sum::<Length>()).max(0) / Length::try_from(words.max(1)).unwrap_or(1);
    let mut x = LEFT;
    let place = |(width, column): (Length, &Column)| {
        let width = width + if column.amounts && words > 0 { 0 } else { over };
        let place = Place { x, width, amounts: column.amounts };
        x += width + GAP;
        place
    };
    Ok(cut.into_iter().zip(&table.columns).map(place).collect())
}

/// The width of a column's longest line.
fn natural(table: &Table, at: usize, column: &Column) -> Result<Length, NotSet> {
    let (head, cell) = (HEAD.face.get()?, CELL.face.get()?);
    let cells = table.rows.iter().flat_map(|row| Table::cell(row, at).split('\n'));
    let widest = cells.map(|line| cell.width(line, CELL.size)).max().unwrap_or(0);
    Ok(widest.max(head.width(&column.title, HEAD.size)))
}

/// The largest width to which columns can be cut so that all fit.
fn cut(widths: &[Length], room: Length) -> Length {
    let (mut fits, mut fits_not) = (0, room + 1);
    while fits_not - fits > 1 {
        let middle = (fits + fits_not) / 2;
        let sum: Length = widths.iter().map(|width| *width.min(&middle)).sum();
        if sum <= room { fits = middle } else { fits_not = middle }
    }
    fits
}
