//! From the relay to invoicing: a settlement closed and waits for its invoice.

use domain::ids::{Organiser, ProviderId, RunId};
use serde::{Deserialize, Serialize};

/// A closed settlement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceSettlement {
    /// The organiser.
    pub organiser: Organiser,
    /// The run.
    pub run: RunId,
    /// The provider.
    pub provider: ProviderId,
}
