//! What becomes of a request that a decision be rectified.

use super::super::*;
use super::world::{World, basis, day, days, family, organiser};
use crate::money::Cents;

/// All of 2026 granted and told.
fn told() -> World {
    let mut world = World::granted(&basis(vec![family(None, Some("3500"))]));
    for at in 0..world.decisions.len() {
        world.act(at, Act::Send).unwrap();
    }
    world.today = day("2026-02-02");
    world
}

fn by(world: &World, grounds: &'static str) -> Approval<'static> {
    let (at, deadlines) = (crate::time::start_of(world.today), Deadlines::default());
    Approval { actor: "grantor", at, today: world.today, grounds, deadlines }
}

fn take_in(world: &mut World, at: usize, received: &str) -> Result<(), Refusal> {
    let by = by(world, "Tulot on laskettu väärin.");
    let rulebook = world.rulebook.clone();
    world.decisions[at].take_in_request(day(received), &rulebook, by)
}

/// Accepts the request on the first decision, with a co-payment on some days.
fn accept_with(world: &World, cents: i64, days: Days) -> Result<Accepted, Refusal> {
    let mut contents = world.decisions[0].contents.clone();
    contents[0].copayment = Some(Cents(cents));
    accept(ByHandBasis {
        organiser: &organiser(),
        voucher: &world.voucher,
        decision: &world.decisions[0],
        decisions: &world.decisions,
        rulebook: &world.rulebook,
        days,
        contents: &contents,
        by: by(world, "Tulot korjattu."),
    })
}

#[test]
fn a_request_is_due_in_a_month_from_its_day_until_it_is_decided() {
    let mut world = told();
    take_in(&mut world, 0, "2026-01-30").unwrap();
    assert_eq!((world.decisions[0].state, world.decisions[0].due), (State::Sent, Some(day("2026-03-01"))));
    assert_eq!(take_in(&mut world, 0, "2026-01-31"), Err(Refusal::RequestOpen));
    world.annul(0, "2026-03-01").unwrap();
    assert_eq!(world.decisions[0].due, Some(day("2026-03-01")), "it waits whatever else happens");
    let by = by(&world, "Tulot ovat oikein.");
    world.decisions[0].reject_request(by).unwrap();
    assert_eq!((world.decisions[0].due, world.decisions[0].open_request()), (None, None));
    let said: Vec<(Act, &str)> =
        world.decisions[0].history.iter().rev().take(3).map(|one| (one.act, one.reason.as_str())).collect();
    let expected = [
        (Act::RejectRequest, "Tulot ovat oikein."),
        (Act::Annul, "Myönnetty erehdyksessä."),
        (Act::TakeInRequest, "Tulot on laskettu väärin."),
    ];
    assert_eq!(said, expected);
    assert_eq!(world.decisions[0].reject_request(by), Err(Refusal::NoRequest), "it was decided");
    assert_eq!(take_in(&mut world, 0, "2026-02-02"), Ok(()), "another may come");
}

#[test]
fn only_what_the_client_was_told_can_be_asked_to_be_rectified_and_not_on_a_day_to_come() {
    let mut world = told();
    assert_eq!(take_in(&mut world, 0, "2026-02-03"), Err(Refusal::NotYetReceived));
    let mut untold = World::granted(&basis(vec![family(None, Some("3500"))]));
    let before = untold.decisions.clone();
    let refused = Err(Refusal::Impossible(State::Approved));
    assert_eq!(take_in(&mut untold, 0, "2026-01-01"), refused);
    assert_eq!(untold.decisions, before, "a refusal changes nothing");
}

#[test]
fn an_accepted_request_is_a_new_decision_in_the_place_of_the_old_one_on_its_days() {
    let mut world = told();
    take_in(&mut world, 0, "2026-02-01").unwrap();
    let all = world.decisions[0].days;
    let rows = [
        (days("2026-03-01", "2026-03-31"), State::Sent),
        (Days { first_day: day("2026-03-01"), ..all }, State::Sent),
        (all, State::Superseded),
    ];
    for (these, state) in rows {
        let Accepted { voucher, new, changed } = accept_with(&world, 100, these).unwrap();
        assert_eq!((new.state, &new.in_force), (State::Approved, &vec![these]));
        assert_eq!((new.number, voucher.decision), (Some(3), 3), "the voucher has a new version");
        assert_eq!(new.reasons, [Reason::Correction].into());
        let [old] = &changed[..] else { panic!("the other decision's days stay") };
        assert_eq!(old.decision, world.decisions[0].decision);
        assert_eq!((old.state, old.due), (state, None), "{these:?}");
        assert_eq!(old.request.as_ref().unwrap().outcome, Some(Outcome::Accepted(new.decision)));
        for on in all.iter() {
            let pays = voucher.terms_on(on).unwrap().contents[0].copayment;
            assert_eq!(pays == Some(Cents(100)), these.has(on), "{on}");
        }
    }
}

#[test]
fn a_request_cannot_be_accepted_twice_outside_its_decision_or_to_the_clients_detriment() {
    let mut world = told();
    let days = days("2026-03-01", "2026-03-31");
    assert_eq!(accept_with(&world, 100, days), Err(Refusal::NoRequest));
    take_in(&mut world, 0, "2026-02-01").unwrap();
    let wrong = [("2025-12-31", "2026-01-31"), ("2026-03-01", "2026-12-31"), ("2026-03-02", "2026-03-01")];
    for (first, last) in wrong {
        let outside = super::world::days(first, last);
        assert_eq!(accept_with(&world, 100, outside), Err(Refusal::OutsideDecision), "{first} {last}");
    }
    assert_eq!(accept_with(&world, 90_000, days), Err(Refusal::HearingNeeded));
}

#[test]
fn a_request_after_its_term_is_noted_as_late_and_dismissed() {
    let mut world = told();
    // Sent on 2.1.2026: 7 days of presumed service and 30 more end on Sunday 8.2., so on Monday.
    for (received, in_time) in [("2026-02-09", true), ("2026-02-10", false)] {
        world.today = day(received);
        take_in(&mut world, 0, received).unwrap();
        assert_eq!(world.decisions[0].open_request().unwrap().in_time, in_time, "{received}");
        let by = by(&world, "Ei muutu.");
        world.decisions[0].reject_request(by).unwrap();
    }
}
