//! From the relay to the finance system: a manifest lies in the bucket.

use domain::{
    ids::{Organiser, RunId},
    money::Cents,
    time::Month,
};
use serde::{Deserialize, Serialize};

/// A written manifest; the finance system reads what it names, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestWritten {
    /// The organiser.
    pub organiser: Organiser,
    /// The run.
    pub run: RunId,
    /// The run's period.
    pub period: Month,
    /// The manifest's number within the run.
    pub number: u32,
    /// Its key in the bucket.
    pub key: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// How many invoices it names.
    pub count: u64,
    /// What they ask to pay together, in cents.
    pub sum_cents: Cents,
}
