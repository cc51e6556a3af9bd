//! An official corrects a decision: a draft with the official's own values, for the days on which it was wrong.

use super::{Act, Approval, Basis, Decision, Of, Reason, Refusal, is_detrimental};
use crate::{
    ids::{DecisionId, Organiser},
    rulebook::Rulebook,
    time::Days,
    voucher::{Grant, Terms, Voucher},
};

/// All that a correction depends on.
#[derive(Clone, Copy, Debug)]
pub struct CorrectionBasis<'a> {
    /// Whose voucher it is.
    pub organiser: &'a Organiser,
    /// What is in force.
    pub voucher: &'a Voucher,
    /// The decision that is wrong.
    pub decision: &'a Decision,
    /// Every decision on the voucher.
    pub decisions: &'a [Decision],
    /// The rules that the decision names.
    pub rulebook: &'a Rulebook,
    /// The days on which it is wrong; it must be in force on all of them.
    pub days: Days,
    /// What is right on them.
    pub contents: &'a [Grant],
    /// Who corrects, and why.
    pub by: Approval<'a>,
}

/// Prepares the correction of a factual or clerical error (434/2003 chapter 8). It is a draft like any other: an
/// official approves it, and to the client's detriment only after a hearing. Made twice the same, it is one draft.
pub fn correct(basis: CorrectionBasis<'_>) -> Result<Decision, Refusal> {
    let CorrectionBasis { voucher, decision, days, by, .. } = basis;
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
        let mut new = Self::draft(id, of, terms, Basis { ..self.basis.clone() });
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
