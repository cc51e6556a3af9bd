//! Drafts made anew from what is known now: what should be in force and is not.

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{
    Act, Basis, Change, Deadlines, Decision, Of, State, is_detrimental,
    reasons::{reasons, same_on},
};
use crate::{
    ids::{DecisionId, Organiser},
    rulebook::Rulebook,
    time::{self, Days},
    valuation::{self, Refusal},
    voucher::{Grant, Terms, Voucher},
};

/// All that drafts depend on.
#[derive(Clone, Debug)]
pub struct RegenerationBasis<'a> {
    /// Whose voucher it is.
    pub organiser: &'a Organiser,
    /// What is in force.
    pub voucher: &'a Voucher,
    /// Every decision on the voucher.
    pub decisions: &'a [Decision],
    /// The rules that the basis names.
    pub rulebook: &'a Rulebook,
    /// What is known now.
    pub basis: &'a Basis,
    /// Who made it known.
    pub actor: &'a str,
    /// When.
    pub at: Timestamp,
    /// The Helsinki day of that.
    pub today: Date,
    /// By when drafts are due.
    pub deadlines: Deadlines,
}

/// What becomes of the drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regenerated {
    /// New drafts.
    pub new: Vec<Decision>,
    /// Drafts in a hearing that nothing comes of: they are kept, since the client was told.
    pub lapsed: Vec<Decision>,
    /// Drafts that nothing comes of and nobody was told of.
    pub dropped: Vec<DecisionId>,
}

/// Computes what should be in force, and drafts it for the days on which something else is.
///
/// Safe at any time: the same basis makes the same drafts once, a draft that would change nothing disappears, and what
/// reaches too far back to the client's detriment is cut (`appeal.correction_months`). Days that an official annulled stay
/// without a decision until an official grants them anew; what an official decided by hand stays as long as its own basis
/// would still come to the same, and an official's own draft is left alone.
pub fn regenerate(basis: RegenerationBasis<'_>) -> Result<Regenerated, Refusal> {
    let should_be = valuation::terms(basis.basis.valuation(basis.rulebook), 1)?;
    let mut wanted: Vec<Decision> = Vec::new();
    for (terms, is_worse) in stretches(&basis, &should_be)? {
        let id = basis.new_id(wanted.len());
        wanted.push(basis.draft(id, terms, is_worse));
    }
    let mut done = Regenerated::default();
    let computed = |decision: &&Decision| decision.state.is_prepared() && !decision.own_values;
    for open in basis.decisions.iter().filter(computed) {
        let same = wanted.iter().position(|new| new.says_the_same(open));
        match same {
            Some(at) => drop(wanted.remove(at)),
            None if open.state == State::Draft => done.dropped.push(open.decision),
            None => done.lapsed.push(basis.lapsed(open)),
        }
    }
    done.new = wanted;
    Ok(done)
}

/// The stretches of days on which something else should be in force than is, each with whether that is worse for
/// the client. Neighbours of one period and one direction are one stretch.
fn stretches(basis: &RegenerationBasis<'_>, should_be: &[Terms]) -> Result<Vec<(Terms, bool)>, Refusal> {
    let limit = basis.earliest_detriment();
    let mut found: Vec<(Terms, bool)> = Vec::new();
    for (days, new) in pieces(basis.voucher, should_be) {
        let old = basis.voucher.terms_on(days.first_day).map(|terms| terms.contents.as_slice());
        let is_annulled = |decision: &Decision| decision.is_annulled_on(days.first_day);
        if old.is_none() && basis.decisions.iter().any(is_annulled) {
            continue;
        }
        if old.is_some_and(|old| same_on(&new.contents, old, days.first_day)) {
            continue;
        }
        if basis.is_decided_by_hand(&new.contents, days.first_day)? {
            continue;
        }
        let is_worse = old.is_some_and(|old| is_detrimental(&new.contents, old, days.first_day));
        let first_day = if is_worse { days.first_day.max(limit) } else { days.first_day };
        if days.last_day < first_day {
            continue;
        }
        match found.last_mut() {
            Some((last, worse))
                if *worse == is_worse
                    && last.contents == new.contents
                    && last.days.last_day.tomorrow().is_ok_and(|next| next == first_day) =>
            {
                last.days.last_day = days.last_day;
            }
            _ => {
                let days = Days { first_day, ..days };
                found.push((Terms { decision: 0, days, contents: new.contents.clone() }, is_worse));
            }
        }
    }
    Ok(found)
}

/// The voucher's days cut wherever what is or what should be changes.
fn pieces<'a>(voucher: &Voucher, should_be: &'a [Terms]) -> Vec<(Days, &'a Terms)> {
    let edges = voucher.terms.iter().chain(should_be).flat_map(|terms| {
        let dated = terms.contents.iter().flat_map(dated);
        dated.chain([terms.days]).flat_map(|days| [Some(days.first_day), days.last_day.tomorrow().ok()])
    });
    let mut edges: Vec<Date> = edges.flatten().collect();
    edges.sort_unstable();
    edges.dedup();
    let mut pieces = Vec::new();
    for terms in should_be {
        let inside = edges.iter().filter(|day| terms.days.has(**day));
        let starts: Vec<Date> = inside.copied().collect();
        let ends = starts.iter().skip(1).filter_map(|day| day.yesterday().ok()).chain([terms.days.last_day]);
        pieces.extend(
            starts
                .iter()
                .zip(ends)
                .map(|(first_day, last_day)| (Days { first_day: *first_day, last_day }, terms)),
        );
    }
    pieces
}

fn dated(grant: &Grant) -> impl Iterator<Item = Days> {
    grant.free_of_charge.into_iter().chain(grant.raise.map(|raise| raise.days))
}

impl RegenerationBasis<'_> {
    /// Whether an official set other values on a day, from a basis that comes to the same today.
    fn is_decided_by_hand(&self, new: &[Grant], on: Date) -> Result<bool, Refusal> {
        let in_force = self.decisions.iter().find(|known| known.own_values && known.is_in_force_on(on));
        let Some(by_hand) = in_force.filter(|known| known.basis.rulebook == self.rulebook.version) else {
            return Ok(false);
        };
        let then = valuation::terms(by_hand.basis.valuation(self.rulebook), 1)?;
        let then = then.iter().find(|terms| terms.days.has(on));
        Ok(then.is_some_and(|then| same_on(new, &then.contents, on)))
    }

    /// The first day that a change to the client's detriment may reach: counted from today, or from the day on which
    /// a draft was prepared that the client is already being heard on.
    fn earliest_detriment(&self) -> Date {
        let told = self.decisions.iter().filter(|open| matches!(open.state, State::InHearing | State::Heard));
        let prepared = told.filter_map(|open| open.history.first()).map(|change| time::day_of(change.at));
        let counted_from = prepared.min().unwrap_or(self.today);
        let months = i32::from(self.rulebook.appeal.correction_months);
        counted_from.checked_sub(months.months()).unwrap_or(Date::MIN)
    }

    /// The n-th id after this version of the voucher that no decision has: made anew the same each time.
    fn new_id(&self, n: usize) -> DecisionId {
        let id = |try_: usize| {
            DecisionId::on(
                self.organiser,
                &self.voucher.voucher,
                &format!("{}.{try_}", self.voucher.decision),
            )
        };
        let used = |candidate: &DecisionId| self.decisions.iter().any(|known| known.decision == *candidate);
        (0..).map(id).filter(|candidate| !used(candidate)).nth(n).unwrap_or(id(n))
    }

    fn draft(&self, id: DecisionId, terms: Terms, detrimental: bool) -> Decision {
        let of = Of { client: self.voucher.client, voucher: &self.voucher.voucher, rulebook: self.rulebook };
        let mut draft = Decision::draft(id, of, terms, self.basis.clone());
        draft.detrimental = detrimental;
        let first_day = draft.days.first_day;
        if let Some(in_force) = self.decisions.iter().find(|known| known.is_in_force_on(first_day)) {
            draft.reasons = reasons(&draft, in_force, self.rulebook);
        }
        let prepared = draft.act(self.change(Act::Prepare), self.today, self.deadlines);
        debug_assert_eq!(prepared, Ok(()));
        draft
    }

    fn lapsed(&self, open: &Decision) -> Decision {
        let mut lapsed = open.clone();
        let done = lapsed.act(self.change(Act::Lapse), self.today, self.deadlines);
        debug_assert_eq!(done, Ok(()));
        lapsed
    }

    fn change(&self, act: Act) -> Change {
        Change { act, actor: self.actor.to_owned(), at: self.at, reason: String::new() }
    }
}

impl Decision {
    /// Whether it decides the same on the same days from the same basis, so that the older of the two is kept.
    fn says_the_same(&self, other: &Decision) -> bool {
        self.days == other.days && self.contents == other.contents && self.basis == other.basis
    }
}
