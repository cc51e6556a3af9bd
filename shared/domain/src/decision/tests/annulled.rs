//! What an annulment takes back, and what it leaves.

use super::super::*;
use super::world::{World, basis, day, days, family};

fn granted() -> World {
    World::granted(&basis(vec![family(None, Some("3000"))]))
}

/// The decision that is in force on a day.
fn at(world: &World, on: &str) -> Option<usize> {
    world.decisions.iter().position(|one| one.is_in_force_on(day(on)))
}

#[test]
fn an_annulled_decision_is_in_force_until_the_day_and_not_from_it_on() {
    let rows = [
        // The day from which it is annulled; what is left of the decision on January to May.
        ("2025-06-01", vec![]),
        ("2026-01-01", vec![]),
        ("2026-03-01", vec![days("2026-01-01", "2026-02-28")]),
        ("2026-06-09", vec![days("2026-01-01", "2026-06-08")]),
    ];
    for (from, left) in rows {
        let mut world = granted();
        let last = world.decisions[0].days.last_day;
        assert!(day(from) <= last, "{from}");
        let (version, others) = (world.voucher.decision, world.decisions[1..].to_vec());
        world.annul(0, from).unwrap();
        let annulled = &world.decisions[0];
        assert_eq!((annulled.state, &annulled.in_force), (State::Annulled, &left), "{from}");
        assert_eq!(annulled.history.last().map(|change| change.act), Some(Act::Annul));
        assert_eq!(world.voucher.decision, version + 1, "accounts are decided again");
        assert_eq!(world.decisions[1..], others[..], "the other decisions stay");
        for on in world.decisions[0].days.iter() {
            let granted = world.voucher.terms_on(on).map(|terms| terms.decision);
            let counts = left.iter().any(|days| days.has(on));
            assert_eq!(granted, counts.then_some(1), "{from}: {on}");
        }
        assert!(world.voucher.terms_on(last.tomorrow().unwrap()).is_some(), "the next decision's day");
    }
}

#[test]
fn what_a_later_decision_took_is_not_taken_back_with_the_earlier_one() {
    let mut world = granted();
    world.regenerate(&basis(vec![family(None, Some("3000")), family(Some("2026-03-01"), Some("2800"))]));
    let later = world.decisions.len() - 2;
    world.approve(later).unwrap();
    world.annul(0, "2026-01-01").unwrap();
    assert_eq!((at(&world, "2026-02-28"), at(&world, "2026-03-01")), (None, Some(later)));
    assert!(world.voucher.terms_on(day("2026-02-28")).is_none());
    assert!(world.voucher.terms_on(day("2026-03-01")).is_some());
}

#[test]
fn only_what_is_in_force_can_be_annulled_and_only_once() {
    let mut world = granted();
    let after = world.decisions[0].days.last_day.tomorrow().unwrap().to_string();
    let before = world.decisions.clone();
    assert_eq!(world.annul(0, &after), Err(Refusal::NothingToAnnul));
    assert_eq!(world.decisions, before, "a refusal changes nothing");
    world.annul(0, "2026-02-01").unwrap();
    assert_eq!(world.annul(0, "2026-01-15"), Err(Refusal::Impossible(State::Annulled)));
    world.regenerate(&basis(vec![family(None, Some("3500"))]));
    let draft = world.decisions.len() - 1;
    assert_eq!(world.annul(draft, "2026-01-01"), Err(Refusal::Impossible(State::Draft)));
}

#[test]
fn annulled_days_are_not_drafted_again_by_themselves_and_no_version_is_used_twice() {
    let mut world = granted();
    let (first, voucher) = (world.decisions[0].clone(), world.voucher.clone());
    for at in 0..world.decisions.len() {
        world.annul(at, "2026-01-01").unwrap();
    }
    assert!(world.voucher.terms.is_empty());
    let done = world.regenerate(&basis(vec![family(None, Some("2500"))]));
    assert_eq!(done, Regenerated::default());
    let anew = Decision {
        decision: crate::ids::DecisionId(uuid::Uuid::from_u128(1)),
        state: State::Draft,
        number: None,
        in_force: Vec::new(),
        ..first
    };
    world.decisions.push(anew);
    world.approve(world.decisions.len() - 1).unwrap();
    let annulments = u32::try_from(world.decisions.len() - 1).unwrap();
    assert_eq!(world.voucher.decision, voucher.decision + annulments + 1);
}
