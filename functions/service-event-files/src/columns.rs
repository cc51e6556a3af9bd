//! The first line of a CSV file: which columns it has, and what stands between them.

use std::collections::BTreeSet;

use csv::{ReaderBuilder, StringRecord};
use domain::event_file::Unreadable;

/// The columns that there are, named as the fields of an event.
const COLUMNS: [&str; 9] = ["id", "voucher", "content", "unit", "start", "end", "day", "quantity", "absence"];
const NEEDED: [&str; 4] = ["id", "voucher", "content", "unit"];
const BETWEEN: [u8; 3] = [b',', b';', b'\t'];

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    delimiter: u8,
    names: Vec<&'static str>,
}

impl Columns {
    /// Reads the first line.
    pub(crate) fn of(line: &str) -> Result<Self, Unreadable> {
        let delimiter = BETWEEN.into_iter().find(|delimiter| line.as_bytes().contains(delimiter));
        let delimiter = delimiter.ok_or(Unreadable::ColumnsWrong)?;
        let record = split(line, delimiter).ok_or(Unreadable::ColumnsWrong)?;
        let known = |cell: &str| COLUMNS.into_iter().find(|name| cell.trim().eq_ignore_ascii_case(name));
        let names: Option<Vec<&str>> = record.iter().map(known).collect();
        let names = names.ok_or(Unreadable::ColumnsWrong)?;
        let distinct: BTreeSet<&str> = names.iter().copied().collect();
        if distinct.len() != names.len() || !NEEDED.iter().all(|name| distinct.contains(name)) {
            return Err(Unreadable::ColumnsWrong);
        }
        Ok(Self { delimiter, names })
    }

    /// The cells of a line by their column's name, the empty ones left out; none for a line that has more or fewer
    /// cells than the first one, or an odd quote.
    pub(crate) fn cells(&self, line: &str) -> Option<Cells> {
        let record = split(line, self.delimiter).filter(|record| record.len() == self.names.len())?;
        Some(Cells { names: self.names.clone(), record })
    }
}

/// A line that is not quoted to its end would swallow those that follow; here it spoils itself alone.
fn split(line: &str, delimiter: u8) -> Option<StringRecord> {
    if line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return None;
    }
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true).buffer_capacity(line.len().max(1));
    let mut record = StringRecord::new();
    builder.from_reader(line.as_bytes()).read_record(&mut record).ok()?.then_some(record)
}

/// The cells of a line.
pub(crate) struct Cells {
    names: Vec<&'static str>,
    record: StringRecord,
}

impl Cells {
    /// A cell with something in it. Whatever it looks like, a formula too, it is text.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let at = self.names.iter().position(|known| *known == name)?;
        self.record.get(at).map(str::trim).filter(|cell| !cell.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_in_any_order_and_case_between_commas_semicolons_or_tabs() {
        for line in [
            "id,voucher,content,unit,day,quantity",
            "Quantity;Day;UNIT;content;voucher;\"id\"",
            "id\tvoucher\tcontent\tunit",
        ] {
            assert!(Columns::of(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn a_column_that_is_unknown_missing_or_there_twice_is_refused() {
        for line in [
            "",
            "id",
            "id,voucher,content",
            "id,voucher,content,unit,colour",
            "id,id,voucher,content,unit",
            "id,voucher,content,unit,",
            "id,voucher,content,\"unit",
        ] {
            assert_eq!(Columns::of(line), Err(Unreadable::ColumnsWrong), "{line}");
        }
    }

    #[test]
    fn quotes_hold_delimiters_and_quotes_and_an_odd_one_spoils_its_line_alone() {
        let columns = Columns::of("id;voucher;content;unit").unwrap();
        let cells = columns.cells("\"a;\"\"b\"\"\";v;\"c\";=1+1").unwrap();
        assert_eq!(
            [cells.get("id"), cells.get("unit"), cells.get("day")],
            [Some("a;\"b\""), Some("=1+1"), None]
        );
        assert!(columns.cells("a;v;c;\"u").is_none());
        assert!(columns.cells("a;v;c").is_none());
        assert!(columns.cells("a;v;c;u;").is_none());
    }
}
