//! What an event costs: as it was recorded, and since later decisions; each price is an entry of its account.

use serde::{Deserialize, Serialize};

use super::{Event, State};
use crate::{account::Line, money::Cents};

/// The price of an event under a later decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repriced {
    /// The voucher's decision that it comes from.
    pub decision: u32,
    /// The account's sequence of the entry that put it in the earlier price's place.
    pub sequence: u64,
    /// The money; nothing where the decision grants nothing of it.
    pub lines: Vec<Line>,
}

impl Event {
    /// Whether it waits for an approver.
    pub fn is_held(&self) -> bool {
        matches!(self.state, State::Held { .. })
    }

    /// What it costs under the latest decision that was applied to it.
    pub fn price(&self) -> &[Line] {
        self.repriced.last().map_or(&self.lines, |latest| &latest.lines)
    }

    /// What it cost under the decisions up to one.
    pub fn price_under(&self, decision: u32) -> &[Line] {
        let latest = self.repriced.iter().rev().find(|repriced| repriced.decision <= decision);
        latest.map_or(&self.lines, |latest| &latest.lines)
    }

    /// What the organiser pays.
    pub fn provider_cents(&self) -> Cents {
        self.price().iter().map(|line| line.provider).sum()
    }

    /// What the client pays.
    pub fn client_cents(&self) -> Cents {
        self.price().iter().map(|line| line.client).sum()
    }

    /// The sequence of the entry that its price stands in; none where it has no money in an account.
    pub fn entry(&self) -> Option<u64> {
        let State::Approved { sequence } = self.state else { return None };
        Some(self.repriced.last().map_or(sequence, |latest| latest.sequence))
    }

    /// What its account held of it after an entry: nothing before its first one, and nothing from the one that took
    /// it back.
    pub fn lines_at(&self, sequence: u64) -> &[Line] {
        let (entered, gone) = match &self.state {
            State::Approved { sequence } => (*sequence, u64::MAX),
            State::Reversed { entries: Some(entries), .. } => (entries.entered, entries.reversed),
            _ => return &[],
        };
        if sequence < entered || gone <= sequence {
            return &[];
        }
        let latest = self.repriced.iter().rev().find(|repriced| repriced.sequence <= sequence);
        latest.map_or(&self.lines, |latest| &latest.lines)
    }
}
