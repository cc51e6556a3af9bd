//! From the relay to notices: a decision changed what a client owes the provider of months gone by.

use domain::ids::{Organiser, VoucherNumber};
use serde::{Deserialize, Serialize};

/// A voucher whose client has a letter to get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellShare {
    /// The organiser.
    pub organiser: Organiser,
    /// The voucher.
    pub voucher: VoucherNumber,
    /// The version of the decision that changed the share.
    pub decision: u32,
}
