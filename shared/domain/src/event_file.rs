//! A file of service events that a provider uploads: what it is, and how far its recording has come.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{FileId, Organiser, ProviderId},
    language::Language,
};

/// The largest file, in bytes: 200 000 lines of more than 300 bytes each.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The most lines with an event.
pub const MOST_LINES: u64 = 200_000;
/// The most lines of a file that is only tried: its lines are answered by what is stored and by each other, all in one
/// message.
pub const MOST_LINES_TRIED: u64 = 20_000;

/// A file of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFile {
    /// Its id.
    pub file: FileId,
    /// Who reports.
    pub provider: ProviderId,
    /// How its lines are written.
    pub format: Format,
    /// Its size, as announced.
    pub bytes: u64,
    /// The language of the answers.
    pub language: Language,
    /// Nothing is recorded: the answers say what would be.
    pub dry_run: bool,
    /// When it was announced.
    pub at: Timestamp,
    /// Where it stands.
    #[serde(flatten)]
    pub state: State,
    /// What its lines came to so far.
    pub counts: Counts,
}

/// How lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A line of names and lines of values, between commas, semicolons or tabs.
    Csv,
    /// A JSON object a line.
    Ndjson,
}

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Its bytes are awaited.
    Awaiting,
    /// It is recorded part by part.
    Recording {
        /// The part that is next.
        next: Place,
    },
    /// Every line is answered.
    Done {
        /// In so many parts.
        parts: u32,
    },
    /// It can't be read as a whole; no line of it was recorded.
    Refused {
        /// Why.
        reason: Unreadable,
    },
}

/// Where a part begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its number, from 1.
    pub part: u32,
    /// Its first byte.
    pub byte: u64,
    /// Lines before it.
    pub line: u64,
}

impl Place {
    /// The beginning of a file.
    pub const START: Place = Place { part: 1, byte: 0, line: 0 };
}

/// Why a file can't be read as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// It is no text: packed, or a spreadsheet's own format.
    NotText,
    /// It is text in UTF-16.
    NotUtf8,
    /// It has no line with an event.
    FileEmpty,
    /// It has more lines than it may.
    TooManyLines,
    /// The first line of CSV names a column that there is not, one twice, or not all that are needed.
    ColumnsWrong,
}

impl Unreadable {
    /// The stable code that machines read.
    pub fn code(self) -> &'static str {
        match self {
            Unreadable::NotText => "not_text",
            Unreadable::NotUtf8 => "not_utf8",
            Unreadable::FileEmpty => "file_empty",
            Unreadable::TooManyLines => "too_many_lines",
            Unreadable::ColumnsWrong => "columns_wrong",
        }
    }
}

/// What lines came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Lines with an event, in the whole file.
    pub lines: u64,
    /// Recorded, approved.
    pub approved: u64,
    /// Recorded, held.
    pub held: u64,
    /// Recorded before, whatever became of them.
    pub repeated: u64,
    /// Refused.
    pub refused: u64,
}

impl Counts {
    /// How many lines are answered.
    pub fn answered(&self) -> u64 {
        self.approved + self.held + self.repeated + self.refused
    }
}

impl EventFile {
    /// Where its bytes lie.
    pub fn upload_key(&self, organiser: &Organiser) -> String {
        format!("uploads/{organiser}/{}/{}", self.provider, self.file)
    }

    /// Where the answers to a part lie.
    pub fn results_key(&self, organiser: &Organiser, part: u32) -> String {
        format!("results/{organiser}/{}/{}/{part:04}.ndjson", self.provider, self.file)
    }

    /// How many parts are answered.
    pub fn parts(&self) -> u32 {
        match self.state {
            State::Awaiting | State::Refused { .. } => 0,
            State::Recording { next } => next.part - 1,
            State::Done { parts } => parts,
        }
    }
}
