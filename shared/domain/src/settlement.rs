//! Settlement: what a run takes of the accounts, and the states of a provider's settlement.

mod reconciling;

pub use reconciling::{Difference, Sum};

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    account::Taken,
    ids::{BookingId, Organiser, ProviderId, RunId, ServiceCode, VoucherNumber},
    invoice::{Format, InvoiceHeader},
    money::Cents,
    own_invoice::OwnInvoice,
    provider::{Holds, Provider},
    time::Month,
};

/// A settlement run of an organiser: everything unsettled up to a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its id, made of the period and the planned instant or request.
    pub run: RunId,
    /// The last service month that it takes.
    pub period: Month,
    /// When it was planned.
    pub planned_at: Timestamp,
    /// How far it is.
    pub status: RunStatus,
    /// How many providers were told, once all have been: each of them gets a settlement.
    #[serde(default)]
    pub told: u64,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    /// Stored; no provider has been told.
    Planned,
    /// Each provider's message has been sent.
    Sent,
}

/// One provider's part of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The run.
    pub run: RunId,
    /// The provider.
    pub provider: ProviderId,
    /// The run's period.
    pub period: Month,
    /// Where it stands.
    #[serde(flatten)]
    pub state: State,
    /// Accounts whose events come to something else than was taken of them: as long as there are any, it does not close.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// Where a settlement stands. From Closed on its rows and total never change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum State {
    /// Accounts are being taken.
    Collecting,
    /// Nothing was taken; the cents wait for a later run.
    SetAside {
        /// Why.
        reason: SetAside,
    },
    /// Nothing more will be taken; the rows are read and summed after this, never before.
    Closed,
    /// There was nothing to take, or another run had taken everything. There is no invoice.
    Empty,
    /// The invoice has its number and its header is stored.
    Numbered {
        /// Number of rows.
        rows: u64,
        /// What the organiser pays.
        total_cents: Cents,
        /// The invoice's number.
        invoice_number: String,
    },
    /// The invoice lies in the bucket.
    Written {
        /// Number of rows.
        rows: u64,
        /// What the organiser pays.
        total_cents: Cents,
        /// The invoice's number.
        invoice_number: String,
        /// SHA-256 of each file, hexadecimal.
        files: BTreeMap<Format, String>,
    },
    /// The provider invoices itself, and its invoice has not come, or said something else than was approved.
    AwaitsInvoice {
        /// Number of rows.
        rows: u64,
        /// What the organiser pays.
        total_cents: Cents,
        /// Earlier runs whose carried-over rows it is to bill too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        carried: Vec<RunId>,
    },
    /// The provider's own invoice says to the cent what was approved. It gets its number as any other.
    Matched {
        /// Number of rows.
        rows: u64,
        /// What the organiser pays.
        total_cents: Cents,
        /// Earlier runs whose rows it bills too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        carried: Vec<RunId>,
    },
    /// Its total is a small balance that waits for the provider's next settlement. It has no invoice yet.
    CarriedOver {
        /// Number of rows.
        rows: u64,
        /// What the organiser owes, or is owed.
        total_cents: Cents,
    },
    /// Its rows are on the invoice of a later run.
    CarriedInto {
        /// That run.
        into_run: RunId,
    },
}

/// Why a provider is set aside in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetAside {
    /// There is no account, or no bank, to pay to.
    NoIban,
    /// There is no address for its e-invoices.
    NoEinvoiceAddress,
    /// The organiser may not pay it: attachment, bankruptcy.
    PaymentStop,
    /// Its business id is no longer in use.
    BusinessIdClosed,
    /// The organiser has not given its own invoicing details.
    NoOrganiserDetails,
}

/// Why a provider cannot be settled on a day, if it cannot.
pub fn obstacle(provider: &Provider, holds: &Holds, on: Date) -> Option<SetAside> {
    if let Some(held) = holds.obstacle(on) {
        return Some(held);
    }
    if provider.details.iban.is_none() || provider.details.bic.is_none() {
        return Some(SetAside::NoIban);
    }
    provider.details.einvoice.is_none().then_some(SetAside::NoEinvoiceAddress)
}

/// What a settlement took of one account. Immutable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Whose voucher.
    pub voucher: VoucherNumber,
    /// In which booking.
    pub booking: BookingId,
    /// Of which service month.
    pub month: Month,
    /// Of which service.
    pub service: ServiceCode,
    /// The lines, and the sequences that they came with.
    #[serde(flatten)]
    pub taken: Taken,
}

/// The header of an invoice, stored by the transaction that drew its number. Immutable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Number, dates, and a snapshot of the parties.
    pub header: InvoiceHeader,
    /// How many rows the settlement has.
    pub rows: u64,
    /// SHA-256 of the rows as they were read, hexadecimal.
    pub rows_sha256: String,
    /// What the organiser pays.
    pub total_cents: Cents,
    /// What is paid, with the VAT that comes on top of net prices.
    pub payable_cents: Cents,
    /// The renderings that are written of it.
    #[serde(default = "finvoice_alone")]
    pub formats: BTreeSet<Format>,
    /// Earlier runs whose carried-over rows stand before its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<RunId>,
    /// The provider's own invoice, where it is what is delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnInvoice>,
}

fn finvoice_alone() -> BTreeSet<Format> {
    BTreeSet::from([Format::Finvoice])
}

impl Row {
    /// What the organiser pays for it.
    pub fn total(&self) -> Cents {
        self.taken.lines.iter().map(|line| line.provider).sum()
    }
}

impl Settlement {
    /// Where a rendering of the invoice lies in the bucket. The finance system picks it up there.
    pub fn file_key(&self, organiser: &Organiser, number: &str, format: Format) -> String {
        format!("invoices/{organiser}/{}/{}/{number}/{}", self.period, self.provider, format.file_name())
    }
}

impl State {
    /// What the organiser pays, once it has been summed. What was carried into another settlement counts there.
    pub fn total(&self) -> Option<Cents> {
        match self {
            State::Collecting
            | State::SetAside { .. }
            | State::Closed
            | State::Empty
            | State::CarriedInto { .. } => None,
            State::Numbered { total_cents, .. }
            | State::AwaitsInvoice { total_cents, .. }
            | State::Matched { total_cents, .. }
            | State::Written { total_cents, .. }
            | State::CarriedOver { total_cents, .. } => Some(*total_cents),
        }
    }
}
