//! From the relay to statements: a written invoice has a statement for people, which waits to be set as a PDF.

use domain::{
    ids::{Organiser, ProviderId},
    invoice::InvoiceNumber,
    time::Month,
};
use serde::{Deserialize, Serialize};

/// A statement to set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteStatement {
    /// The organiser.
    pub organiser: Organiser,
    /// The period of the run.
    pub period: Month,
    /// Whom the invoice pays.
    pub provider: ProviderId,
    /// The invoice.
    pub invoice_number: InvoiceNumber,
}
