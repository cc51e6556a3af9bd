//! A line of a file as an event: CSV by its columns, NDJSON as it is.

use domain::{
    event::{Reported, Sent},
    event_file::{EventFile, Format, Unreadable},
    recording::Refusal,
};
use ledger::Line;
use objects::Uploads;
use serde_json::Value;

use crate::{
    Failure,
    columns::{Cells, Columns},
    lines::{Lines, RawLine},
};

/// An id of the provider's has at most so many characters; of a longer one no more is told.
const LONGEST_ID: usize = 64;
/// Windows puts it before UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How the lines of a file are read.
pub(crate) enum Table {
    Csv(Columns),
    Ndjson,
}

impl Table {
    /// Looks at the file's first line; for CSV the events begin after it.
    pub(crate) async fn of(
        uploads: &dyn Uploads,
        key: &str,
        file: &EventFile,
    ) -> Result<Result<Self, Unreadable>, Failure> {
        if file.format == Format::Ndjson {
            return Ok(Ok(Table::Ndjson));
        }
        let first = Lines::new(uploads, key, 0).next().await?;
        let bytes = first.and_then(|line| line.bytes).unwrap_or_default();
        let text = std::str::from_utf8(without_mark(&bytes)).map_err(|_| Unreadable::ColumnsWrong);
        Ok(text.and_then(Columns::of).map(Table::Csv))
    }

    /// Whether the file's first line is not an event.
    pub(crate) fn has_head(&self) -> bool {
        matches!(self, Table::Csv(_))
    }

    /// Reads a line; one that cannot be read says what is wrong with it.
    pub(crate) fn line(&self, raw: &RawLine) -> Line {
        let unreadable = |field| Line { id: String::new(), read: Err(Refusal::MalformedEvent(field)) };
        let Some(bytes) = &raw.bytes else { return unreadable("length") };
        let Ok(text) = std::str::from_utf8(without_mark(bytes)) else { return unreadable("encoding") };
        let line = match self {
            Table::Ndjson => serde_json::from_str::<Value>(text).ok().map(Line::of),
            Table::Csv(columns) => columns.cells(text).map(|cells| of_cells(&cells)),
        };
        let Line { id, read } = line.unwrap_or_else(|| unreadable("event"));
        Line { id: id.chars().take(LONGEST_ID).collect(), read }
    }
}

/// The mark stands at the file's beginning, and nowhere else is it a word.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

fn of_cells(cells: &Cells) -> Line {
    let id = cells.get("id").unwrap_or_default().to_owned();
    Line { read: sent(cells).and_then(Reported::parse), id }
}

fn sent(cells: &Cells) -> Result<Sent, Refusal> {
    let text = |name| cells.get(name).unwrap_or_default().to_owned();
    let maybe = |name| cells.get(name).map(str::to_owned);
    let unit = serde_json::from_value(Value::String(text("unit")));
    Ok(Sent {
        id: text("id"),
        voucher: text("voucher"),
        content: text("content"),
        unit: unit.map_err(|_| Refusal::MalformedEvent("unit"))?,
        start: maybe("start"),
        end: maybe("end"),
        day: parsed(cells, "day")?,
        quantity: parsed(cells, "quantity")?,
        absence: maybe("absence"),
    })
}

fn parsed<T: std::str::FromStr>(cells: &Cells, name: &'static str) -> Result<Option<T>, Refusal> {
    let cell = cells.get(name).map(|cell| cell.parse());
    cell.transpose().map_err(|_| Refusal::MalformedEvent(name))
}
