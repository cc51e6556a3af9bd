//! From the relay to the finance system: an invoice lies in the bucket.

use std::collections::BTreeMap;

use domain::{
    ids::{Organiser, ProviderId, RunId},
    invoice::Format,
    money::Cents,
};
use serde::{Deserialize, Serialize};

/// A written invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceWritten {
    /// The organiser.
    pub organiser: Organiser,
    /// The run.
    pub run: RunId,
    /// The provider.
    pub provider: ProviderId,
    /// The invoice's number.
    pub invoice_number: String,
    /// What it asks to pay, in cents.
    pub total_cents: Cents,
    /// SHA-256 of each file, hexadecimal.
    pub files: BTreeMap<Format, String>,
}
