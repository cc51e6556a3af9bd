//! Why a draft differs from what is in force, and whether it is to the client's detriment.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Basis, Decision};
use crate::{
    circumstances::{Circumstances, Household, circumstances_on},
    money::Cents,
    rulebook::Rulebook,
    valuation::{Asked, asked_on},
    voucher::Grant,
};

/// One way in which a draft's basis differs from that of what is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The family's income.
    Income,
    /// Who belongs to the family, or is in paid care.
    Family,
    /// What the client's housing costs.
    Housing,
    /// The client's statuses.
    Status,
    /// The need: other contents, or other limits.
    Need,
    /// The client's day of birth, and with it the age group.
    AgeGroup,
    /// The coefficient of support.
    Support,
    /// The reliefs.
    Relief,
    /// The raise of the value.
    Raise,
    /// The agreed price.
    Price,
    /// The dated numbers of the fee.
    Parameters,
    /// The rulebook's version.
    Rulebook,
    /// The days of the voucher.
    Period,
    /// An error that is corrected.
    Correction,
}

/// How a draft differs from the decision that is in force on its first day. Where nothing of the basis differs, what
/// is in force is not what it should have been: a correction.
pub fn reasons(draft: &Decision, in_force: &Decision, rulebook: &Rulebook) -> BTreeSet<Reason> {
    let on = draft.days.first_day;
    let (new, old) = (&draft.basis, &in_force.basis);
    let mut reasons = BTreeSet::new();
    let mut add = |reason, differs: bool| {
        if differs {
            reasons.insert(reason);
        }
    };
    circumstances_differ(new, old, on, &mut add);
    asked_differ(new, old, on, &mut add);
    add(Reason::AgeGroup, new.born != old.born);
    add(Reason::Rulebook, new.rulebook != old.rulebook);
    add(Reason::Period, new.days != old.days);
    let numbers =
        |on| rulebook.early_education.as_ref().and_then(|early| early.fees_on(on)).map(|set| set.in_force);
    add(Reason::Parameters, numbers(on) != numbers(in_force.days.first_day));
    if reasons.is_empty() {
        reasons.insert(Reason::Correction);
    }
    reasons
}

fn circumstances_differ(new: &Basis, old: &Basis, on: Date, add: &mut impl FnMut(Reason, bool)) {
    let none = Circumstances::default();
    let new = circumstances_on(&new.circumstances, on).unwrap_or(&none);
    let old = circumstances_on(&old.circumstances, on).unwrap_or(&none);
    add(Reason::Income, incomes(new) != incomes(old));
    add(Reason::Family, members(new, on) != members(old, on));
    add(Reason::Housing, new.housing != old.housing);
    add(Reason::Status, new.statuses != old.statuses);
}

fn incomes(these: &Circumstances) -> Option<Option<Cents>> {
    these.household.as_ref().map(Household::income)
}

fn members(these: &Circumstances, on: Date) -> Option<(u32, Option<u32>)> {
    these.household.as_ref().map(|household| (household.size_on(on), household.place_on(on)))
}

fn asked_differ(new: &Basis, old: &Basis, on: Date, add: &mut impl FnMut(Reason, bool)) {
    let new: Vec<&Asked> = asked_on(&new.asked, on).collect();
    let old: Vec<&Asked> = asked_on(&old.asked, on).collect();
    let differs = |part: fn(&Asked, &Asked) -> bool| new.iter().zip(&old).any(|(new, old)| part(new, old));
    let need = |new: &Asked, old: &Asked| (&new.code, new.limits) != (&old.code, old.limits);
    add(Reason::Need, new.len() != old.len() || differs(need));
    add(Reason::Support, differs(|new, old| new.support != old.support));
    add(Reason::Relief, differs(|new, old| new.reliefs != old.reliefs));
    add(Reason::Raise, differs(|new, old| new.raise != old.raise));
    add(Reason::Price, differs(|new, old| new.price != old.price));
}

/// Whether the client pays more or gets less by new grants than by old ones on a day.
///
/// A content is compared with the one of its code, or, where the codes differ (an age group), with the one in its place.
pub fn is_detrimental(new: &[Grant], old: &[Grant], on: Date) -> bool {
    let has = |grants: &[Grant], grant: &Grant| grants.iter().any(|other| other.code == grant.code);
    let counterpart = |at: usize, before: &Grant| {
        let of_its_code = new.iter().find(|now| now.code == before.code);
        of_its_code.or(new.get(at).filter(|now| !has(old, now)))
    };
    old.iter()
        .enumerate()
        .any(|(at, before)| counterpart(at, before).is_none_or(|now| is_worse(now, before, on)))
}

fn is_worse(new: &Grant, old: &Grant, on: Date) -> bool {
    let pays = |grant: &Grant| if is_free(grant, on) { None } else { grant.copayment };
    let raised = |grant: &Grant| grant.raise.filter(|raise| raise.days.has(on)).map(|raise| raise.by);
    let less = |new: Option<u64>, old: Option<u64>| match (new, old) {
        (Some(new), Some(old)) => new < old,
        (new, old) => new.is_some() && old.is_none(),
    };
    (is_free(old, on) && !is_free(new, on))
        || pays(new) > pays(old)
        || new.value < old.value
        || raised(new) < raised(old)
        || less(new.limits.day, old.limits.day)
        || less(new.limits.week, old.limits.week)
        || less(new.limits.month, old.limits.month)
        || less(new.limits.total, old.limits.total)
}

/// Whether the client pays nothing of a grant on a day.
fn is_free(grant: &Grant, on: Date) -> bool {
    grant.free_of_charge.is_some_and(|days| days.has(on))
}

/// Whether two grants come to the same on a day, however their periods are cut.
pub(super) fn same_on(one: &[Grant], other: &[Grant], on: Date) -> bool {
    let on_the_day = |grant: &Grant| Grant {
        free_of_charge: None,
        free_by: None,
        raise: grant.raise.filter(|raise| raise.days.has(on)),
        ..grant.clone()
    };
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            is_free(one, on) == is_free(other, on) && on_the_day(one) == on_the_day(other)
        })
}
