//! Drafts come when something else should be in force, say why, and go when nothing should.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::*;
use super::world::{World, asked, basis, day, days, family};
use crate::circumstances::{Adult, Household};

fn low() -> Circumstances {
    family(None, Some("3000"))
}

fn high(from: &str) -> Circumstances {
    family(Some(from), Some("3500"))
}

#[test]
fn granting_makes_a_decision_for_each_period_in_which_nothing_changes() {
    let world = World::granted(&basis(vec![low()]));
    let periods: Vec<Days> = world.decisions.iter().map(|decision| decision.days).collect();
    // The child turns three on 10.6.2026; the value of that age begins with the next month.
    assert_eq!(periods, [days("2026-01-01", "2026-06-30"), days("2026-07-01", "2026-12-31")]);
    assert_eq!(world.voucher.terms.iter().map(|terms| terms.decision).collect::<Vec<_>>(), [1, 2]);
    assert!(world.regenerated(&basis(vec![low()])).unwrap() == Regenerated::default(), "nothing differs");
}

#[test]
fn a_new_income_makes_drafts_from_its_day_on_that_say_why() {
    let mut world = World::granted(&basis(vec![low()]));
    world.regenerate(&basis(vec![low(), high("2026-04-01")]));
    let open = world.open();
    let periods: Vec<Days> = open.iter().map(|draft| draft.days).collect();
    assert_eq!(periods, [days("2026-04-01", "2026-06-30"), days("2026-07-01", "2026-12-31")]);
    assert!(open.iter().all(|draft| draft.reasons == BTreeSet::from([Reason::Income]) && draft.detrimental));
    assert!(open.iter().all(|draft| !draft.is_effective()), "nothing changes before an official decides");
}

#[test]
fn each_cause_has_its_reason() {
    let before = basis(vec![low()]);
    let with = |change: &dyn Fn(&mut Basis)| {
        let mut after = before.clone();
        change(&mut after);
        World::granted(&before).regenerated(&after).unwrap().new
    };
    let of = |drafts: Vec<Decision>| drafts[0].reasons.clone();
    let family_grows = |after: &mut Basis| {
        let household = after.circumstances[0].household.as_mut().unwrap();
        household
            .children
            .push(crate::circumstances::Child { born: day("2020-01-01"), ..household.children[0].clone() });
    };
    assert_eq!(of(with(&family_grows)), BTreeSet::from([Reason::Family]));
    let part = |after: &mut Basis| after.asked[0].code = "under3-part".parse().unwrap();
    assert_eq!(of(with(&part)), BTreeSet::from([Reason::Need]));
    let support = |after: &mut Basis| after.asked[0].support = Some("1.5".parse().unwrap());
    assert_eq!(of(with(&support)), BTreeSet::from([Reason::Support]));
    let relief = |after: &mut Basis| after.asked[0].reliefs = vec!["half".to_owned()];
    assert_eq!(of(with(&relief)), BTreeSet::from([Reason::Relief]));
    let raise = |after: &mut Basis| {
        after.asked[0].raise = Some(crate::valuation::RaiseAsked {
            by: "10".parse().unwrap(),
            first_day: day("2026-03-01"),
            last_day: day("2026-03-31"),
            reason: "Erityinen tarve.".into(),
        });
    };
    let raised = with(&raise);
    assert_eq!(raised.iter().map(|draft| draft.days).collect::<Vec<_>>(), [days("2026-03-01", "2026-03-31")]);
    assert_eq!(of(raised), BTreeSet::from([Reason::Raise]));
    let alone = |after: &mut Basis| {
        let household = after.circumstances[0].household.as_mut().unwrap();
        *household =
            Household { adults: vec![Adult { income: Some("6000".parse().unwrap()) }], ..household.clone() };
    };
    assert_eq!(of(with(&alone)), BTreeSet::from([Reason::Family]), "the same income, a smaller family");
}

#[test]
fn what_is_in_force_and_should_not_be_with_the_same_basis_is_a_correction() {
    let mut world = World::granted(&basis(vec![low()]));
    world.voucher.terms[0].contents[0].copayment = Some(crate::money::Cents(1));
    let drafts = world.regenerate(&basis(vec![low()])).new;
    assert_eq!(drafts[0].reasons, BTreeSet::from([Reason::Correction]));
}

#[test]
fn a_draft_that_would_change_nothing_disappears_and_one_in_a_hearing_is_kept_as_lapsed() {
    let mut world = World::granted(&basis(vec![low()]));
    world.regenerate(&basis(vec![low(), high("2026-04-01")]));
    world.act(2, Act::AskToBeHeard).unwrap();
    let (heard, draft) = (world.decisions[2].decision, world.decisions[3].decision);
    let done = world.regenerate(&basis(vec![low()]));
    assert_eq!((done.new.len(), done.dropped), (0, vec![draft]));
    assert_eq!((done.lapsed[0].decision, done.lapsed[0].state), (heard, State::Lapsed));
    assert_eq!(world.open().len(), 0);
}

#[test]
fn a_draft_in_a_hearing_that_still_says_the_same_goes_on() {
    let mut world = World::granted(&basis(vec![low()]));
    let risen = basis(vec![low(), high("2026-04-01")]);
    world.regenerate(&risen);
    world.act(2, Act::AskToBeHeard).unwrap();
    world.today = day("2026-01-09");
    assert_eq!(world.regenerate(&risen), Regenerated::default());
    assert_eq!(world.decisions[2].state, State::InHearing);
}

#[test]
fn a_higher_fee_reaches_at_most_twelve_months_back_and_a_lower_one_as_far_as_it_should() {
    let early =
        |income| Basis { days: days("2024-08-01", "2026-12-31"), ..basis(vec![family(None, Some(income))]) };
    let first = |world: &World, basis: &Basis| world.regenerated(basis).unwrap().new[0].days.first_day;
    let mut world = World::granted(&early("3000"));
    world.today = day("2026-11-05");
    assert_eq!(first(&world, &early("3500")), day("2025-11-05"));
    assert_eq!(first(&world, &early("2900")), day("2024-08-01"));
}

#[test]
fn a_larger_share_a_lower_value_or_a_lower_limit_is_to_the_clients_detriment() {
    let grants = World::granted(&basis(vec![low()])).voucher.terms[0].contents.clone();
    let on = day("2026-03-01");
    let worse = |change: &dyn Fn(&mut crate::voucher::Grant)| {
        let mut new = grants.clone();
        change(&mut new[0]);
        (is_detrimental(&new, &grants, on), is_detrimental(&grants, &new, on))
    };
    let more = |cents: i64| {
        move |grant: &mut crate::voucher::Grant| grant.copayment = Some(crate::money::Cents(cents))
    };
    assert_eq!(worse(&more(99_900)), (true, false));
    assert_eq!(worse(&|grant| grant.value = Some(crate::money::Cents(1))), (true, false));
    assert_eq!(worse(&|grant| grant.limits.month = Some(0)), (true, false));
    assert_eq!(worse(&|grant| grant.free_of_charge = Some(days("2026-03-01", "2026-03-01"))), (false, true));
    assert_eq!(worse(&|_| ()), (false, false));
    assert!(is_detrimental(&[], &grants, on), "what was granted is gone");
}

proptest! {
    #[test]
    fn regenerating_twice_is_regenerating_once(
        incomes in prop::collection::vec((1000..9000_u32, 0..12_i8), 1..4), need in any::<bool>(),
    ) {
        let mut world = World::granted(&basis(vec![low()]));
        let mut known = vec![low()];
        for (income, month) in incomes {
            let from = day("2026-01-01").checked_add(jiff::Span::new().months(month)).unwrap();
            known.push(family(Some(&from.to_string()), Some(&income.to_string())));
            known.sort_by_key(|these| these.from);
            known.dedup_by_key(|these| these.from);
            let code = if need { "under3-part" } else { "under3-full" };
            let now = Basis { asked: vec![crate::valuation::Asked { code: code.parse().unwrap(), ..asked() }], ..basis(known.clone()) };
            world.regenerate(&now);
            let before = world.decisions.clone();
            prop_assert_eq!(world.regenerate(&now), Regenerated::default());
            prop_assert_eq!(&world.decisions, &before);
        }
    }
}
