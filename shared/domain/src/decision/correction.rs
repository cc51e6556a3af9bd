//! An official corrects a decision: a draft with the official's own values, for the days on which it was wrong.

use super::{Act, Approval, Decision, Of, Reason, Refusal, is_detrimental};
use crate::{
    ids::{DecisionId, Organiser},
    rulebook::Rulebook,
    time::Days,
    voucher::{Grant, Terms, Voucher},
};

/// All that deciding anew by hand depends on: a correction, or the acceptance of a request.
#[derive(Clone, Copy, Debug)]
pub struct ByHandBasis<'a> {
    /// Whose voucher it is.
    pub organiser: &'a Organiser,
    /// What is in force.
    pub voucher: &'a Voucher,
    /// The decision in whose place another one comes.
    pub decision: &'a Decision,
    /// Every decision on the voucher.
    pub decisions: &'a [Decision],
    /// The rules that the decision names.
    pub rulebook: &'a Rulebook,
    /// The days that are decided anew; it must be in force on all of them.
    pub days: Days,
    /// What is granted on them.
    pub contents: &'a [Grant],
    /// Who decides, and why.
    pub by: Approval<'a>,
}

/// Prepares the correction of a factual or clerical error (434/2003 chapter 8). It is a draft like any other: an
/// official approves it, and to the client's detriment only after a hearing. Corrected twice, it has two drafts.
pub fn correct(basis: ByHandBasis<'_>) -> Result<Decision, Refusal> {
    let ByHandBasis { voucher, decision, days, by, .. } = basis;
    if !decision.is_in_force_on_all(days) {
        return Err(Refusal::OutsideDecision);
    }
    let made = (0..).map(|n: u32| format!("{}.corrected.{n}", voucher.decision));
    let mut ids = made.map(|name| DecisionId::on(basis.organiser, &voucher.voucher, &name));
    let is_free = |id: &DecisionId| basis.decisions.iter().all(|known| known.decision != *id);
    let id = ids.find(is_free).unwrap_or(decision.decision);
    let mut draft = decision.by_hand(id, voucher, basis.rulebook, days, basis.contents);
    draft.act(by.change(Act::Prepare, by.grounds), by.today, by.deadlines)?;
    Ok(draft)
}

impl Decision {
    /// Another decision in the place of this one, on some of its days, with an official's own values.
    pub(super) fn by_hand(
        &self,
        id: DecisionId,
        voucher: &Voucher,
        rulebook: &Rulebook,
        days: Days,
        contents: &[Grant],
    ) -> Self {
        let of = Of { client: voucher.client, voucher: &voucher.voucher, rulebook };
        let terms = Terms { decision: 0, days, contents: contents.to_vec() };
        let mut new = Self::draft(id, of, terms, self.basis.clone());
        new.own_values = true;
        new.reasons = [Reason::Correction].into();
        new.detrimental = days.iter().any(|on| is_detrimental(&new.contents, &self.contents, on));
        new
    }

    /// Whether it is in force on each of some days.
    pub(super) fn is_in_force_on_all(&self, days: Days) -> bool {
        days.first_day <= days.last_day
            && self.is_effective()
            && self.in_force.iter().any(|left| left.common(&days) == Some(days))
    }
}
