//! From the relay to the settlement function: a run waits for its plan.

use domain::{
    ids::{Organiser, RunId},
    time::Month,
};
use serde::{Deserialize, Serialize};

/// A run was stored: send one message for each provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRun {
    /// The organiser.
    pub organiser: Organiser,
    /// The run.
    pub run: RunId,
    /// The last service month that it takes.
    pub period: Month,
}
