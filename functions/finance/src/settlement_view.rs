//! A provider's settlement as it is answered.

use domain::{
    handover::Payment,
    ids::{ProviderId, RunId},
    invoice::Format,
    money::Cents,
    settlement::{Difference, SetAside, Settlement, State},
    time::Month,
};
use serde::Serialize;

/// A settlement.
#[derive(Serialize)]
pub(crate) struct SettlementView {
    pub(crate) run: RunId,
    pub(crate) period: Month,
    pub(crate) provider: ProviderId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) provider_name: Option<String>,
    status: &'static str,
    reason: Option<SetAside>,
    /// Accounts whose events come to something else than was taken of them: it does not close before they are mended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Difference>,
    total_cents: Option<Cents>,
    rows: Option<u64>,
    invoice_number: Option<String>,
    /// The formats in which the invoice can be fetched.
    files: Vec<Format>,
    /// What became of its payment, once the finance system has told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) payment: Option<Payment>,
    /// The later run whose invoice pays a small balance.
    #[serde(skip_serializing_if = "Option::is_none")]
    carried_into: Option<RunId>,
}

impl From<Settlement> for SettlementView {
    fn from(settlement: Settlement) -> Self {
        let total_cents = settlement.state.total();
        let (mut files, mut carried_into) = (Vec::new(), None);
        let (status, reason, rows, invoice_number) = match settlement.state {
            State::Collecting => ("collecting", None, None, None),
            State::SetAside { reason } => ("set_aside", Some(reason), None, None),
            State::Closed => ("closed", None, None, None),
            State::Empty => ("empty", None, None, None),
            State::Numbered { rows, invoice_number, .. } => {
                ("numbered", None, Some(rows), Some(invoice_number))
            }
            State::Written { rows, invoice_number, files: written, .. } => {
                files = written.into_keys().collect();
                ("written", None, Some(rows), Some(invoice_number))
            }
            State::AwaitsInvoice { rows, .. } => ("awaits_invoice", None, Some(rows), None),
            State::Matched { rows, .. } => ("matched", None, Some(rows), None),
            State::CarriedOver { rows, .. } => ("carried_over", None, Some(rows), None),
            State::CarriedInto { into_run } => {
                carried_into = Some(into_run);
                ("carried_into", None, None, None)
            }
        };
        Self {
            run: settlement.run,
            period: settlement.period,
            provider: settlement.provider,
            provider_name: None,
            status,
            reason,
            differences: settlement.differences,
            total_cents,
            rows,
            invoice_number,
            files,
            payment: None,
            carried_into,
        }
    }
}
