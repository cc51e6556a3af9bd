//! A decision comes into force: its days are taken from the voucher's earlier terms and from the earlier decisions.

use jiff::{Timestamp, civil::Date};

use super::{Act, Change, Deadlines, Decision, Refusal};
use crate::{
    time::Days,
    voucher::{Terms, Voucher},
};

/// Approves a prepared decision and brings it into force: it becomes the voucher's newest, and takes its days from the
/// earlier ones. There is no other way for a decision to become effective, so no two ever are on one day.
///
/// Answers with the earlier ones that changed. Whoever saves them writes all in one transaction, on their versions.
pub fn approve(
    voucher: &mut Voucher,
    decision: &mut Decision,
    earlier: &[Decision],
    by: Approval<'_>,
) -> Result<Vec<Decision>, Refusal> {
    decision.act(by.change(Act::Approve, by.grounds), by.today, by.deadlines)?;
    decision.grounds = by.grounds.to_owned();
    let is_first = voucher.terms.is_empty() && earlier.iter().all(|before| before.number.is_none());
    let number = voucher.decision + u32::from(!is_first);
    voucher.decide(Terms { decision: number, days: decision.days, contents: decision.contents.clone() });
    decision.number = Some(number);
    decision.in_force = vec![decision.days];
    let mut changed = Vec::new();
    for before in earlier.iter().filter(|before| before.is_effective()) {
        let left: Vec<Days> = before.in_force.iter().flat_map(|days| days.without(&decision.days)).collect();
        if left != before.in_force {
            let mut after = Decision { in_force: left, ..before.clone() };
            if after.in_force.is_empty() {
                after.act(by.change(Act::Supersede, ""), by.today, by.deadlines)?;
            }
            changed.push(after);
        }
    }
    Ok(changed)
}

/// An official's approval.
#[derive(Clone, Copy, Debug)]
pub struct Approval<'a> {
    /// Who: the opaque id of a person. There is no approval by a machine.
    pub actor: &'a str,
    /// When.
    pub at: Timestamp,
    /// The Helsinki day of that.
    pub today: Date,
    /// The official's grounds.
    pub grounds: &'a str,
    /// By when the client must be told.
    pub deadlines: Deadlines,
}

impl Approval<'_> {
    pub(super) fn change(&self, act: Act, reason: &str) -> Change {
        Change { act, actor: self.actor.to_owned(), at: self.at, reason: reason.to_owned() }
    }
}

impl Voucher {
    /// Grants what a new decision grants on its days, in the place of what was granted on them. Other days stay.
    pub fn decide(&mut self, new: Terms) {
        self.decision = new.decision;
        let kept = self.terms.drain(..).flat_map(|terms| {
            let left = terms.days.without(&new.days);
            left.map(move |days| Terms { days, ..terms.clone() })
        });
        let mut terms: Vec<Terms> = kept.collect();
        terms.push(new);
        terms.sort_unstable_by_key(|terms| terms.days.first_day);
        self.terms = terms;
    }
}

impl Days {
    /// What is left of them without others: none, one or two stretches.
    pub fn without(&self, taken: &Days) -> impl Iterator<Item = Days> + use<> {
        let Days { first_day, last_day } = *self;
        let (before, after) = match self.common(taken) {
            None => (Some(*self), None),
            Some(common) => (
                common.first_day.yesterday().ok().map(|last_day| Days { first_day, last_day }),
                common.last_day.tomorrow().ok().map(|first_day| Days { first_day, last_day }),
            ),
        };
        before.into_iter().chain(after).filter(|days| days.first_day <= days.last_day)
    }
}
