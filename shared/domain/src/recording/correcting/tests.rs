//! What correcting does to quota, time and money, before and after a settlement.

use super::super::tests::world::{World, granted, provider};
use super::super::*;
use super::*;
use crate::event::{ReversalReason, Side};
use crate::money::Cents;
use crate::quota::Limits;
use crate::rulebook::Unit;
use crate::voucher::Grant;

fn why() -> Reversal {
    let at = "2026-11-03T08:00:00Z".parse().unwrap();
    Reversal { by: Side::Provider, reason: ReversalReason::WrongContent, text: String::new(), at }
}

/// A voucher for three pieces, at a price of 60.00 and a value of 58.00.
fn dental() -> World {
    let limits = Limits { total: Some(3), ..Limits::default() };
    World::of("dental-care", vec![Grant { limits, ..granted("SFA10") }], &[("SFA10", None, 6000)])
}

fn correct_to(world: &mut World, event: &mut Event, id: &str, pieces: u64) -> Result<Event, Refusal> {
    let day = "2026-10-05".parse().unwrap();
    let reported = world.reported(id, "SFA10", Unit::Piece, Delivery::Pieces { day, quantity: pieces });
    world.correct(event, reported, why())
}

fn account(world: &World) -> &Account {
    world.ledger.accounts.values().next().unwrap()
}

fn settle(world: &mut World) -> Vec<(LineKind, u64, Cents, Cents)> {
    let taken = world.ledger.accounts.values_mut().next().unwrap().take();
    taken.lines.iter().map(|line| (line.kind, line.quantity, line.provider, line.client)).collect()
}

#[test]
fn before_a_settlement_a_reversal_leaves_nothing_and_frees_all() {
    let mut world = dental();
    let mut event = world.pieces("1", "SFA10", Unit::Piece, "2026-10-05", 3).unwrap();
    reverse(&mut world.ledger, &mut event, why()).unwrap();
    assert_eq!((account(&world).sequence, account(&world).is_settled()), (2, true));
    assert_eq!(reverse(&mut world.ledger, &mut event, why()), Err(NotStanding), "once");
    assert!(world.pieces("2", "SFA10", Unit::Piece, "2026-10-05", 3).is_ok(), "the quota is free");
}

#[test]
fn a_reversal_leaves_the_other_events_of_its_line() {
    let mut world = dental();
    world.pieces("1", "SFA10", Unit::Piece, "2026-10-05", 2).unwrap();
    let mut event = world.pieces("2", "SFA10", Unit::Piece, "2026-10-06", 1).unwrap();
    reverse(&mut world.ledger, &mut event, why()).unwrap();
    assert_eq!(settle(&mut world), [(LineKind::Original, 2, Cents(11_600), Cents(400))]);
}

#[test]
fn after_a_settlement_a_reversal_is_a_refund() {
    let mut world = dental();
    let mut event = world.pieces("1", "SFA10", Unit::Piece, "2026-10-05", 2).unwrap();
    settle(&mut world);
    reverse(&mut world.ledger, &mut event, why()).unwrap();
    assert_eq!(settle(&mut world), [(LineKind::Refund, 2, Cents(-11_600), Cents(-400))]);
}

#[test]
fn a_correction_is_a_refund_and_a_correction_after_a_settlement_and_an_original_before() {
    let mut world = dental();
    let mut event = world.pieces("1", "SFA10", Unit::Piece, "2026-10-05", 2).unwrap();
    let mut better = correct_to(&mut world, &mut event, "1b", 3).unwrap();
    assert_eq!(better.replaces, Some(event.event));
    assert!(matches!(event.state, State::Reversed { replaced_by: Some(id), .. } if id == better.event));
    assert_eq!(settle(&mut world), [(LineKind::Original, 3, Cents(17_400), Cents(600))]);
    let last = correct_to(&mut world, &mut better, "1c", 1).unwrap();
    assert_eq!(last.provider_cents(), Cents(5800));
    let (refund, correction) = (
        (LineKind::Refund, 3, Cents(-17_400), Cents(-600)),
        (LineKind::Correction, 1, Cents(5800), Cents(200)),
    );
    assert_eq!(settle(&mut world), [refund, correction], "the latest amount is refunded");
}

#[test]
fn correcting_back_to_what_was_paid_is_no_change() {
    let mut world = dental();
    let mut event = world.pieces("1", "SFA10", Unit::Piece, "2026-10-05", 2).unwrap();
    settle(&mut world);
    let mut other = correct_to(&mut world, &mut event, "1b", 1).unwrap();
    let mut back = correct_to(&mut world, &mut other, "1c", 2).unwrap();
    assert!(account(&world).is_settled(), "equal opposites cancel");
    reverse(&mut world.ledger, &mut back, why()).unwrap();
    assert_eq!(settle(&mut world), [(LineKind::Refund, 2, Cents(-11_600), Cents(-400))], "refunded once");
}

#[test]
fn a_refused_replacement_leaves_the_old_event_and_its_ledger() {
    let mut world = dental();
    let mut event = world.pieces("1", "SFA10", Unit::Piece, "2026-10-05", 2).unwrap();
    let before = (world.ledger.clone(), event.clone());
    assert_eq!(correct_to(&mut world, &mut event, "1b", 4), Err(Refusal::OverLimit));
    assert_eq!((world.ledger.clone(), event.clone()), before);
    assert!(correct_to(&mut world, &mut event, "1b", 3).is_ok(), "its own two are free for it");
    assert_eq!(correct_to(&mut world, &mut event, "1c", 1), Err(Refusal::EventNotStanding));
}

#[test]
fn a_correction_stays_on_its_voucher_and_a_visit_may_move_within_its_own_time() {
    let mut world = World::home_care(Limits::default());
    let mut visit = world.visit("1", "2026-10-02T10:00", "2026-10-02T11:00").unwrap();
    let (start, end) = ("2026-10-02T10:30", "2026-10-02T11:30");
    let moved = Interval { start: time::instant(start).unwrap(), end: time::instant(end).unwrap() };
    let mut reported = world.reported("2", "home-care", Unit::Hour, Delivery::Visit(moved));
    let corrected = world.correct(&mut visit, reported.clone(), why()).unwrap();
    assert_eq!((corrected.provider, world.money()), (provider(), Cents(3600)));
    reported.voucher = crate::ids::VoucherNumber::of(&"varha".parse().unwrap(), "grantor", "2");
    let mut corrected = corrected;
    assert_eq!(world.correct(&mut corrected, reported, why()), Err(Refusal::OtherVoucher));
}

#[test]
fn a_held_event_is_corrected_without_money() {
    let mut world = World::home_care(Limits { day: Some(30), ..Limits::default() });
    let mut held = world.visit("1", "2026-10-02T10:00", "2026-10-02T11:00").unwrap();
    let visit = Interval {
        start: time::instant("2026-10-02T10:00").unwrap(),
        end: time::instant("2026-10-02T10:30").unwrap(),
    };
    let reported = world.reported("2", "home-care", Unit::Hour, Delivery::Visit(visit));
    let corrected = world.correct(&mut held, reported, why()).unwrap();
    assert!(matches!(corrected.state, State::Approved { sequence: 1 }), "nothing had an entry before");
    assert!(matches!(held.state, State::Reversed { entries: None, .. }));
}
