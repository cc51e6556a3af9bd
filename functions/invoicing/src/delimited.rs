//! Delimited text as bookkeepers open it: semicolons, decimal commas, UTF-8 with its mark, nothing that a
//! spreadsheet would take for a formula.

use std::io::{self, Write};

use domain::money::Cents;

/// The mark by which spreadsheets know UTF-8.
pub(crate) const MARK: &str = "\u{feff}";

/// A table that grows by rows; nothing of it is held.
pub(crate) struct Table<'w>(&'w mut dyn Write);

impl<'w> Table<'w> {
    /// With the names of its columns.
    pub(crate) fn with(columns: &[&str], out: &'w mut dyn Write) -> io::Result<Self> {
        write!(out, "{MARK}{}\r\n", columns.join(";"))?;
        Ok(Self(out))
    }

    /// One more row.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let cells: Vec<String> = cells.iter().map(Cell::written).collect();
        write!(self.0, "{}\r\n", cells.join(";"))
    }
}

/// What a cell holds.
pub(crate) enum Cell<'a> {
    /// A text or a code.
    Text(&'a str),
    /// Euros.
    Amount(Cents),
    /// A number or a day that the system wrote itself.
    Plain(String),
    /// Nothing.
    Empty,
}

impl Cell<'_> {
    fn written(&self) -> String {
        match self {
            Cell::Text(text) => quoted(text),
            Cell::Amount(amount) => amount.to_string().replace('.', ","),
            Cell::Plain(text) => text.clone(),
            Cell::Empty => String::new(),
        }
    }
}

/// A text that begins like a formula gets an apostrophe, which spreadsheets hide; one with a delimiter is quoted.
fn quoted(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.trim();
    let formula = text.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', '"', ',']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("+358", "'+358"),
            ("\t=1", "'=1"),
            ("\n@x", "'@x"),
            ("＝1", "'＝1"),
            ("Hoiva = hyvä", "Hoiva = hyvä"),
        ] {
            assert_eq!(quoted(text), written, "{text:?}");
        }
        assert_eq!(Cell::Amount(Cents(-1250)).written(), "-12,50", "an amount stays a number");
    }

    #[test]
    fn a_delimiter_or_a_quote_stays_inside_its_cell() {
        assert_eq!(quoted("a;b"), "\"a;b\"");
        assert_eq!(quoted("\"Koti\" Oy"), "\"\"\"Koti\"\" Oy\"");
        assert_eq!(quoted("a\r\nb"), "a  b");
    }
}
