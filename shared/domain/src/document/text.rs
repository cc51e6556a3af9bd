//! A document as plain text that reads well in a fixed-width font.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::{Block, Document, Table};

/// Characters in a line.
const WIDTH: usize = 80;
/// Spaces between the columns of a table.
const GAP: usize = 2;
/// No column is made narrower for the others' sake.
const NARROWEST: usize = 8;

/// The document as lines of at most 80 characters; tables stand in aligned columns, a table of very many columns is wider.
pub fn text(document: &Document) -> String {
    let mut parts = vec![underlined(&document.title, '=')];
    parts.extend(document.blocks.iter().map(block));
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        for line in part {
            out.push_str(line.trim_end_matches(' '));
            out.push('\n');
        }
        out.push('\n');
    }
    out.truncate(out.trim_end_matches('\n').len());
    out.push('\n');
    out
}

fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(text) => underlined(text, '-'),
        Block::Subheading(text) | Block::Paragraph(text) => wrapped(text, WIDTH),
        Block::List(items) => items.iter().flat_map(|item| hanging("- ", item)).collect(),
        Block::Facts(facts) => {
            facts.iter().flat_map(|(label, value)| hanging("  ", &format!("{label}: {value}"))).collect()
        }
        Block::Table(table) => tabled(table),
        // An address is never broken: one has to copy it.
        Block::Link(link) => {
            let mut lines = wrapped(&link.says, WIDTH);
            lines.push(link.address.clone());
            lines
        }
    }
}

fn underlined(text: &str, line: char) -> Vec<String> {
    let mut lines = wrapped(text, WIDTH);
    let width = lines.iter().map(|line| length(line)).max().unwrap_or(0);
    lines.push(line.to_string().repeat(width));
    lines
}

/// The first line after the mark, the others below the first one's text.
fn hanging(mark: &str, text: &str) -> Vec<String> {
    let lines = wrapped(text, WIDTH - mark.len());
    let marks = std::iter::once(mark.to_owned()).chain(std::iter::repeat(" ".repeat(mark.len())));
    marks.zip(lines).map(|(mark, line)| mark + &line).collect()
}

fn tabled(table: &Table) -> Vec<String> {
    let head: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    let widths = widths(table, &head);
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let mut lines = wrapped(&table.caption, WIDTH);
    lines.push(String::new());
    lines.extend(row(table, &head, &widths));
    lines.push(rule.join(&" ".repeat(GAP)));
    lines.extend(table.rows.iter().flat_map(|cells| row(table, cells, &widths)));
    lines
}

/// Each column as wide as its longest line, the widest ones made narrower until the row fits.
fn widths(table: &Table, head: &[String]) -> Vec<usize> {
    let longest = |at: usize| {
        let cells = std::iter::once(head).chain(table.rows.iter().map(Vec::as_slice));
        cells.flat_map(|row| Table::cell(row, at).split('\n')).map(length).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..table.columns.len()).map(longest).collect();
    let room = WIDTH.saturating_sub(GAP * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

/// One row of the table: as many lines as its highest cell.
fn row(table: &Table, cells: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> =
        widths.iter().enumerate().map(|(at, width)| wrapped(Table::cell(cells, at), *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let parts = cells.iter().zip(widths).zip(&table.columns).map(|((lines, width), column)| {
            let text = lines.get(at).map_or("", String::as_str);
            if column.amounts { format!("{text:>width$}") } else { format!("{text:<width$}") }
        });
        parts.collect::<Vec<_>>().join(&" ".repeat(GAP))
    };
    (0..height).map(line).collect()
}

/// Breaks at spaces alone, and inside a word only if it is longer than a line.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width.max(1))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let plain: String = text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
    textwrap::wrap(&plain, options).into_iter().map(|line| line.into_owned()).collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}
