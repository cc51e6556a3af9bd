//! From the relay to statements: a decision stored a letter, which waits to be set and handed over.

use domain::ids::{DecisionId, Organiser};
use serde::{Deserialize, Serialize};

/// A letter that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteLetter {
    /// The organiser.
    pub organiser: Organiser,
    /// The decision that the letter tells.
    pub decision: DecisionId,
    /// The decision's version.
    pub version: u32,
}
