//! From the scheduler to the settlement function: it is time for a settlement run.

use domain::ids::Organiser;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The schedule fired. The same planned instant makes the same run, however often it fires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleRun {
    /// The organiser.
    pub organiser: Organiser,
    /// The instant that the schedule planned; the run takes the month before it.
    pub scheduled_at: Timestamp,
}
