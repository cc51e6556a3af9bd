//! A decision is annulled from a day on: what it granted on its days from then is taken from the voucher.

use jiff::civil::Date;

use super::{Act, Approval, Decision, Refusal};
use crate::{
    time::Days,
    voucher::{Terms, Voucher},
};

/// Annuls a decision from a day on (434/2003 chapter 8): an official's act, with a reason.
///
/// Its earlier days stay in force, and so does what later decisions have taken. The voucher gets a new version, so
/// that every account that was priced with the annulled days is decided again. Whoever saves it writes the decision and
/// the voucher in one transaction, on their versions.
pub fn annul(
    voucher: &mut Voucher,
    decision: &mut Decision,
    from: Date,
    by: Approval<'_>,
) -> Result<(), Refusal> {
    let gone = Days { first_day: from, last_day: decision.days.last_day };
    let left: Vec<Days> = decision.in_force.iter().flat_map(|days| days.without(&gone)).collect();
    if decision.is_effective() && left == decision.in_force {
        return Err(Refusal::NothingToAnnul);
    }
    decision.act(by.change(Act::Annul, by.grounds), by.today, by.deadlines)?;
    decision.in_force = left;
    decision.annulled_from = Some(from);
    voucher.take_back(decision.number, &gone);
    Ok(())
}

impl Decision {
    /// Whether it decided on a day and was annulled there: nothing is drafted in its place by itself.
    pub fn is_annulled_on(&self, on: Date) -> bool {
        self.annulled_from.is_some_and(|from| from <= on) && self.days.has(on)
    }
}

impl Voucher {
    /// Takes back what one decision grants on some days.
    fn take_back(&mut self, decision: Option<u32>, gone: &Days) {
        let kept = self.terms.drain(..).flat_map(|terms| {
            let is_its = Some(terms.decision) == decision;
            let left: Vec<Days> = if is_its { terms.days.without(gone).collect() } else { vec![terms.days] };
            left.into_iter().map(move |days| Terms { days, ..terms.clone() })
        });
        self.terms = kept.collect();
        self.decision += 1;
    }
}
