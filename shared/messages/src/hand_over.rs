//! From the relay to invoicing: a settlement of a run came to rest, and the run may be complete.

use domain::ids::{Organiser, RunId};
use serde::{Deserialize, Serialize};

/// A run to hand over to the finance system, as far as it is complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The organiser.
    pub organiser: Organiser,
    /// The run.
    pub run: RunId,
}
