//! From the settlement function to invoicing: collect and close a provider's part of a run.

use domain::{
    ids::{Organiser, ProviderId, RunId},
    time::Month,
};
use serde::{Deserialize, Serialize};

/// A provider's part of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleProvider {
    /// The organiser.
    pub organiser: Organiser,
    /// The run.
    pub run: RunId,
    /// The last service month that it takes.
    pub period: Month,
    /// The provider.
    pub provider: ProviderId,
}
