//! The change feed in memory: numbered from 1 without gaps, trimmed from its front.

use std::collections::VecDeque;

use super::decide::Effect;
use crate::port::Change;

/// The changes that no relay has acknowledged yet.
#[derive(Default)]
pub(super) struct Feed {
    /// The number of the newest change that was trimmed.
    trimmed: u64,
    changes: VecDeque<Effect>,
}

impl Feed {
    /// A feed that goes on after what was trimmed.
    pub(super) fn starting_after(trimmed: u64) -> Self {
        Self { trimmed, changes: VecDeque::new() }
    }

    /// The newest change's number, also when it is trimmed; 0 before the first.
    pub(super) fn last(&self) -> u64 {
        self.trimmed + self.changes.len() as u64
    }

    /// Adds the next change.
    pub(super) fn push(&mut self, effect: Effect) {
        self.changes.push_back(effect);
    }

    /// The changes after a number, oldest first.
    pub(super) fn after(&self, number: u64, limit: usize) -> Vec<(u64, Change)> {
        let skipped = number.clamp(self.trimmed, self.last()) - self.trimmed;
        let first = usize::try_from(skipped).unwrap_or(usize::MAX);
        let numbered = (self.trimmed + skipped + 1..).zip(self.changes.iter().skip(first));
        numbered.take(limit).map(|(number, effect)| (number, effect.change())).collect()
    }

    /// Forgets the changes up to and with a number.
    pub(super) fn trim(&mut self, up_to: u64) {
        let gone = up_to.clamp(self.trimmed, self.last()) - self.trimmed;
        self.changes.drain(..usize::try_from(gone).unwrap_or(usize::MAX).min(self.changes.len()));
        self.trimmed += gone;
    }
}
