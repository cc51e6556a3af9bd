//! Sets a document as a PDF: A4, tagged, for archives (PDF/A-2a) and for screen readers (PDF/UA-1).
//!
//! Lengths are whole thousandths of a point, so that a document breaks into the same lines and pages everywhere. The
//! bytes are a function of document and imprint alone.

mod code;
mod compose;
mod draw;
mod lines;
mod table;
mod typeface;

use domain::document::Document;
use jiff::Timestamp;

/// What a PDF says besides its document.
pub struct Imprint<'a> {
    /// The sender: at the head of every page.
    pub organiser: &'a str,
    /// What an answer should name: at the foot of every page, and the PDF's own id.
    pub reference: &'a str,
    /// When the document was made; the PDF says it of itself.
    pub at: Timestamp,
}

/// Why a document can't be set.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSet {
    /// The font has no such character, or it is of a script that needs more than one glyph after the other.
    #[error("the font has no character {0:?} (U+{code:04X})", code = u32::from(*.0))]
    MissingCharacter(char),
    /// The typesetter refused: a fault of ours.
    #[error("the typesetter refused: {0}")]
    Refused(String),
}

/// The bytes of a document's PDF.
///
/// # Errors
/// When a character can't be set; no letter goes out with a box in its place.
pub fn pdf(document: &Document, imprint: &Imprint<'_>) -> Result<Vec<u8>, NotSet> {
    let composed = compose::compose(document, imprint)?;
    draw::draw(document, imprint, composed)
}
