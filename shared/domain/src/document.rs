//! A document for people (a decision letter, a rulebook's page, a settlement statement): what it says, not how it looks.
//!
//! One content, three renderings: [`text`] and [`html`] here, PDF in the function `statements`.

mod html;
mod text;

use serde::{Deserialize, Serialize};

pub use self::html::html;
pub use self::text::text;

use crate::language::Language;

/// What a document says, from its title to its end.
///
/// A line break inside a text stays one (an address, a signature); a no-break space keeps its words together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The language of every text in it.
    pub language: Language,
    /// The title, the document's only heading of the first rank.
    pub title: String,
    /// What follows, in reading order.
    pub blocks: Vec<Block>,
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading below the title.
    Heading(String),
    /// A heading below a heading.
    Subheading(String),
    /// Running text.
    Paragraph(String),
    /// Items without an order.
    List(Vec<String>),
    /// Labels, each with its value.
    Facts(Vec<(String, String)>),
    /// Rows under named columns.
    Table(Table),
    /// An address to open, also as a code that a phone reads.
    Link(Link),
}

/// An address that a document leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What one finds there.
    pub says: String,
    /// The address itself, shown as it is.
    pub address: String,
    /// What the code is, for those who do not see it.
    pub code_says: String,
}

/// A table. A row shorter than the columns ends in empty cells; cells beyond the columns are not shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for each column. The first cell names its row.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What stands at its head.
    pub title: String,
    /// Whether its cells are amounts or quantities, which stand flush right.
    pub amounts: bool,
}

impl Column {
    /// A column of words or days.
    pub fn words(title: impl Into<String>) -> Self {
        Self { title: title.into(), amounts: false }
    }

    /// A column of amounts or quantities.
    pub fn amounts(title: impl Into<String>) -> Self {
        Self { title: title.into(), amounts: true }
    }
}

impl Table {
    /// The cell in a row under the column at this place; empty where the row ends before it.
    pub fn cell(row: &[String], at: usize) -> &str {
        row.get(at).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests;
