//! Reconciling: what a settlement took of an account, held against the events that the account is of.

use serde::{Deserialize, Serialize};

use super::Row;
use crate::{
    account::Line,
    event::Event,
    ids::{BookingId, VoucherNumber},
    money::Cents,
    time::Month,
};

/// What the organiser and the client pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// The organiser, to the provider.
    pub provider: Cents,
    /// The client, to the provider.
    pub client: Cents,
}

/// An account whose events come to something else than its entries: a bug, or a hand in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Whose voucher.
    pub voucher: VoucherNumber,
    /// In which booking.
    pub booking: BookingId,
    /// Of which service month.
    pub month: Month,
    /// What was taken of the account.
    pub taken: Sum,
    /// What its events come to.
    pub events: Sum,
}

impl Sum {
    /// The sum of lines.
    pub fn of(lines: &[Line]) -> Self {
        let provider = lines.iter().map(|line| line.provider).sum();
        Self { provider, client: lines.iter().map(|line| line.client).sum() }
    }

    fn less(self, other: Sum) -> Sum {
        Sum { provider: self.provider - other.provider, client: self.client - other.client }
    }

    /// Both sums together.
    #[must_use]
    pub fn and(self, other: Sum) -> Sum {
        Sum { provider: self.provider + other.provider, client: self.client + other.client }
    }
}

impl Row {
    /// What an event comes to in what the row took: by its own entries, whatever became of it later.
    pub fn part_of(&self, event: &Event) -> Sum {
        if event.booking != self.booking {
            return Sum::default();
        }
        let before = event.lines_at(self.taken.first.saturating_sub(1));
        Sum::of(event.lines_at(self.taken.last)).less(Sum::of(before))
    }

    /// The difference to what its events come to, if there is one.
    pub fn difference(&self, events: Sum) -> Option<Difference> {
        let taken = Sum::of(&self.taken.lines);
        let Row { voucher, booking, month, .. } = self.clone();
        (taken != events).then_some(Difference { voucher, booking, month, taken, events })
    }
}
