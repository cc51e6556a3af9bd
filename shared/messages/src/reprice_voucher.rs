//! From the relay to re-pricing: a decision changed a voucher's terms.

use domain::ids::{Organiser, VoucherNumber};
use serde::{Deserialize, Serialize};

/// A voucher whose terms changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepriceVoucher {
    /// The organiser.
    pub organiser: Organiser,
    /// The voucher.
    pub voucher: VoucherNumber,
    /// The version of the decision that changed it; a later one may be in force when this is read.
    pub decision: u32,
}
