//! A link in a letter: whoever holds it may compare providers for one voucher, and choose, without signing in.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{ProviderId, VoucherNumber},
    money::Cents,
    voucher::{State, Voucher},
};

/// What a link is for, as it is stored under the hash of its token. It says nothing of whom the letter went to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// For this voucher alone.
    pub voucher: VoucherNumber,
    /// The last day on which it may be used.
    pub last_day: Date,
    /// From where distances are told: the client's municipality, unless the address is protected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The own service's fee a month, where the client's income decides it: it was computed with the decision.
    #[serde(default, rename = "own_fee_cents", skip_serializing_if = "Option::is_none")]
    pub own_fee: Option<Cents>,
    /// Whom this link chose. Another link to the voucher never tells it: the other guardian may have that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chose: Option<ProviderId>,
}

/// Why a link is not for use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its last day is over.
    Expired,
    /// The voucher is over, was never one, or its client has died.
    VoucherNotOpen,
}

impl Link {
    /// The first day that may be chosen for, on a day on which the link and its voucher are good.
    ///
    /// # Errors
    /// When the link has expired, or the voucher can't be booked any more.
    pub fn chooses_from(&self, voucher: &Voucher, today: Date) -> Result<Date, Refusal> {
        if self.last_day < today {
            return Err(Refusal::Expired);
        }
        let is_open = matches!(voucher.state(), State::Granted | State::Open) && today <= voucher.last_day;
        if is_open { Ok(today.max(voucher.first_day)) } else { Err(Refusal::VoucherNotOpen) }
    }
}
