//! No two decisions are in force on one day, whatever is approved in whatever order.

use proptest::prelude::*;

use super::super::*;
use super::world::{World, basis, day, days, family};
use crate::money::Cents;

#[test]
fn an_approved_change_takes_its_days_from_what_was_in_force_and_leaves_the_others() {
    let mut world = World::granted(&basis(vec![family(None, Some("3500"))]));
    let before = world.pays("2026-03-31");
    world.regenerate(&basis(vec![family(None, Some("3500")), family(Some("2026-04-01"), Some("3000"))]));
    world.approve(2).unwrap();
    assert_eq!(world.pays("2026-03-31"), before, "earlier days stay");
    assert!(world.pays("2026-04-01") < before);
    assert_eq!(world.decisions[0].in_force, [days("2026-01-01", "2026-03-31")]);
    assert_eq!((world.voucher.decision, world.decisions[2].number), (3, Some(3)));
    assert_eq!(world.decisions[0].state, State::Approved);
    world.approve(3).unwrap();
    assert_eq!(world.decisions[1].state, State::Superseded, "the last of its days is taken");
}

#[test]
fn a_change_for_some_days_in_the_middle_leaves_what_comes_before_and_after() {
    let all = days("2026-01-01", "2026-12-31");
    let left = |first, last| all.without(&days(first, last)).collect::<Vec<_>>();
    assert_eq!(
        left("2026-03-01", "2026-03-31"),
        [days("2026-01-01", "2026-02-28"), days("2026-04-01", "2026-12-31")]
    );
    assert_eq!(left("2025-01-01", "2026-06-30"), [days("2026-07-01", "2026-12-31")]);
    assert_eq!(left("2025-01-01", "2027-06-30"), []);
    assert_eq!(left("2027-01-01", "2027-06-30"), [all]);
}

proptest! {
    #[test]
    fn no_two_effective_decisions_overlap_and_the_voucher_grants_what_they_say(
        periods in prop::collection::vec((0..365_i64, 0..200_i64, 0..900_i64), 1..12),
    ) {
        let mut world = World::granted(&basis(vec![family(None, Some("3000"))]));
        let model = world.decisions[0].clone();
        for (n, (from, length, cents)) in periods.into_iter().enumerate() {
            let plus = |days| day("2026-01-01").checked_add(jiff::Span::new().days(days)).unwrap();
            let mut draft = Decision { state: State::Draft, number: None, detrimental: false, ..model.clone() };
            draft.decision = DecisionId(uuid::Uuid::from_u128(u128::try_from(n).unwrap()));
            draft.days = Days { first_day: plus(from), last_day: plus((from + length).min(364)) };
            draft.in_force = Vec::new();
            draft.contents[0].copayment = Some(Cents(cents));
            world.decisions.push(draft);
            world.approve(world.decisions.len() - 1).unwrap();
        }
        for on in days("2026-01-01", "2026-12-31").iter() {
            let in_force: Vec<&Decision> = world.decisions.iter().filter(|one| one.is_in_force_on(on)).collect();
            prop_assert_eq!(in_force.len(), 1, "{}", on);
            let granting: Vec<_> = world.voucher.terms.iter().filter(|terms| terms.days.has(on)).collect();
            prop_assert_eq!(granting.len(), 1, "{}", on);
            prop_assert_eq!(Some(granting[0].decision), in_force[0].number);
            prop_assert_eq!(&granting[0].contents, &in_force[0].contents);
        }
    }
}
