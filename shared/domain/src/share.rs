//! What a later decision changes of the client's share: month by month, of what was delivered and priced before it.
//!
//! The client owes the share to the provider, not to the organiser, so both are told of it: the provider by the pairs of its
//! settlement's rows, the client by a letter.

use serde::{Deserialize, Serialize};

use crate::{account::Line, event::Event, ids::VoucherNumber, money::Cents, time::Month};

/// The months whose share a voucher's decision changed. It says nothing of whose they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewShare {
    /// The voucher.
    pub voucher: VoucherNumber,
    /// Version of the decision.
    pub decision: u32,
    /// The months, in order.
    pub months: Vec<MonthShare>,
    /// Whether the client's letter is stored, or nobody is to be written to.
    pub told: bool,
}

/// What is paid of one month's deliveries whose price changed, before and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthShare {
    /// The service month.
    pub month: Month,
    /// What the organiser paid, and takes back.
    #[serde(rename = "refund_cents")]
    pub refund: Cents,
    /// What the organiser pays in its place.
    #[serde(rename = "correction_cents")]
    pub correction: Cents,
    /// What the client was to pay.
    #[serde(rename = "before_cents")]
    pub before: Cents,
    /// What the client pays now.
    #[serde(rename = "share_cents")]
    pub share: Cents,
}

impl NewShare {
    /// Of a voucher's decision, before any event of it was seen.
    pub fn of(voucher: VoucherNumber, decision: u32) -> Self {
        Self { voucher, decision, months: Vec::new(), told: false }
    }

    /// Adds an event that has its new price. What the client was told last holds for the earlier decisions up to this one.
    pub fn add(&mut self, event: &Event, told: u32) {
        if event.entry().is_none() {
            return;
        }
        let ((refund, before), (correction, share)) = (sums(event.price_under(told)), sums(event.price()));
        if (refund, before) == (correction, share) {
            return;
        }
        let month = Month::of(event.reported.delivery.on());
        let at = self.months.partition_point(|known| known.month < month);
        if self.months.get(at).is_none_or(|known| known.month != month) {
            let nothing = Cents::ZERO;
            let new =
                MonthShare { month, refund: nothing, correction: nothing, before: nothing, share: nothing };
            self.months.insert(at, new);
        }
        let known = &mut self.months[at];
        known.refund += refund;
        known.correction += correction;
        known.before += before;
        known.share += share;
    }

    /// Only the months in which the client's share is another one; none where there is nothing to tell.
    pub fn to_tell(&self) -> Option<Self> {
        let mut told = self.clone();
        told.months.retain(|month| month.before != month.share);
        if told.months.is_empty() { None } else { Some(told) }
    }
}

/// What the organiser pays, and the client.
fn sums(lines: &[Line]) -> (Cents, Cents) {
    (lines.iter().map(|line| line.provider).sum(), lines.iter().map(|line| line.client).sum())
}
