//! From the scheduler to notices: it is time to look for what waits too long.

use domain::ids::Organiser;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The schedule fired. However often it comes, it only looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookForLate {
    /// The organiser.
    pub organiser: Organiser,
    /// The instant that the schedule planned: what was due before its Helsinki day is late.
    pub scheduled_at: Timestamp,
}
