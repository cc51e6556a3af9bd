//! The known answers of retroactive decisions, each case named as the rules of settlement name it.

mod world;

use world::{World, booking, company, day, days, row};

use super::*;
use crate::{
    account::MonthPart,
    event::{Reversal, ReversalReason, Side},
    recording,
};
use LineKind::{Correction, Original, Refund};

#[test]
fn a_decision_after_the_freeze_appears_next_month_as_a_correction_and_frozen_rows_stay() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    assert_eq!(world.settle(0), [row("2020-01", Original, 87_000, 0)]);
    world.decide(days("2020-01-15", "2020-05-31"), Some(10_000));
    world.record(0, "2020-02-29");
    assert_eq!(world.reprice(), 1);
    assert_eq!(
        world.settle(0),
        [
            row("2020-01", Refund, -87_000, 0),
            row("2020-01", Correction, 33_143, 0),
            row("2020-01", Correction, 47_667, 6_190),
            row("2020-02", Original, 77_000, 10_000),
        ]
    );
    let parts = world.events[0].price().iter().map(|line| line.part);
    assert!(parts.eq([Some(MonthPart { days: 8, of: 21 }), Some(MonthPart { days: 13, of: 21 })]));
    assert_eq!(world.settle(0), []);
}

#[test]
fn what_is_not_settled_is_simply_priced_anew() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.decide(days("2020-01-01", "2020-05-31"), Some(10_000));
    assert_eq!((world.reprice(), world.reprice()), (1, 0), "once");
    assert_eq!(world.settle(0), [row("2020-01", Original, 77_000, 10_000)]);
}

#[test]
fn a_correction_of_a_correction_refunds_the_latest_amount() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.settle(0);
    world.decide(days("2020-01-01", "2020-05-31"), Some(10_000));
    world.reprice();
    let corrected = [row("2020-01", Refund, -87_000, 0), row("2020-01", Correction, 77_000, 10_000)];
    assert_eq!(world.settle(0), corrected);
    world.decide(days("2020-01-01", "2020-05-31"), Some(20_000));
    world.reprice();
    let again = [row("2020-01", Refund, -77_000, -10_000), row("2020-01", Correction, 67_000, 20_000)];
    assert_eq!(world.settle(0), again);
}

#[test]
fn of_two_decisions_between_two_settlements_the_latest_is_settled() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.settle(0);
    for copayment in [10_000, 20_000] {
        world.decide(days("2020-01-01", "2020-05-31"), Some(copayment));
        world.reprice();
    }
    let rows = [row("2020-01", Refund, -87_000, 0), row("2020-01", Correction, 67_000, 20_000)];
    assert_eq!(world.settle(0), rows);
}

#[test]
fn deciding_back_to_what_was_paid_cancels() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.settle(0);
    for copayment in [10_000, 0] {
        world.decide(days("2020-01-01", "2020-05-31"), Some(copayment));
        assert_eq!(world.reprice(), 1);
    }
    assert_eq!(world.settle(0), [], "equal opposites cancel");
}

#[test]
fn several_months_at_once_and_months_without_a_real_change_cause_no_rows() {
    let mut world = World::granted();
    for on in ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30"] {
        world.record(0, on);
    }
    world.settle(0);
    world.decide(days("2020-02-01", "2020-03-31"), Some(10_000));
    assert_eq!(world.reprice(), 2);
    assert_eq!(
        world.settle(0),
        [
            row("2020-02", Refund, -87_000, 0),
            row("2020-02", Correction, 77_000, 10_000),
            row("2020-03", Refund, -87_000, 0),
            row("2020-03", Correction, 77_000, 10_000),
        ]
    );
}

#[test]
fn a_decision_that_grants_the_same_splits_no_month() {
    let mut world = World::granted();
    // Half of an odd number of cents, twice half up, would be a cent more than the whole.
    world.voucher.terms[0].contents[0].value = Some(Cents(86_999));
    world.rulebook.holidays.insert(day("2020-01-02"));
    world.record(0, "2020-01-31");
    world.settle(0);
    let contents = world.voucher.terms[0].contents.clone();
    let decision = world.voucher.decision + 1;
    world.voucher.decide(Terms { decision, days: days("2020-01-17", "2020-05-31"), contents });
    assert_eq!(world.reprice(), 0);
    assert_eq!(world.settle(0), []);
}

#[test]
fn an_annulled_decision_is_refunded_once() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.settle(0);
    world.decide(days("2020-01-01", "2020-05-31"), None);
    assert_eq!((world.reprice(), world.reprice()), (1, 0));
    assert_eq!(world.settle(0), [row("2020-01", Refund, -87_000, 0)]);
    world.reprice();
    assert_eq!(world.settle(0), []);
}

#[test]
fn ended_early_and_continued_later_pays_what_is_granted() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.settle(0);
    world.decide(days("2020-01-15", "2020-05-31"), None);
    world.reprice();
    let ended = [row("2020-01", Refund, -87_000, 0), row("2020-01", Correction, 33_143, 0)];
    assert_eq!(world.settle(0), ended, "also where the reported day is not granted any more");
    world.decide(days("2020-01-27", "2020-05-31"), Some(0));
    world.reprice();
    let continued = [
        row("2020-01", Refund, -33_143, 0),
        row("2020-01", Correction, 33_143, 0),
        row("2020-01", Correction, 20_714, 0),
    ];
    let rows = world.settle(0);
    assert_eq!(rows.iter().map(|row| row.2).sum::<i64>(), 20_714, "five of 21 days more");
    assert!(rows == continued || rows == continued[2..], "{rows:?}");
}

#[test]
fn continued_before_the_refund_was_settled_is_no_change() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.settle(0);
    world.decide(days("2020-01-01", "2020-05-31"), None);
    world.reprice();
    world.decide(days("2020-01-01", "2020-05-31"), Some(0));
    world.reprice();
    assert_eq!(world.settle(0), []);
}

#[test]
fn an_overlap_of_only_a_weekend_pays_nothing() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.record(0, "2020-02-29");
    world.settle(0);
    // 1 and 2 February 2020 are a weekend.
    world.decide(days("2020-02-01", "2020-02-02"), Some(10_000));
    assert_eq!(world.reprice(), 0);
    world.decide(days("2020-02-03", "2020-05-31"), None);
    world.reprice();
    assert_eq!(
        world.settle(0),
        [row("2020-02", Refund, -87_000, 0)],
        "the weekend that is left pays nothing"
    );
}

#[test]
fn a_move_to_another_provider_refunds_in_the_old_and_corrects_in_the_new() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.settle(0);
    world.voucher.move_to(company(1), booking(1), day("2020-01-15"), day("2020-04-30")).unwrap();
    world.reprice();
    world.record(1, "2020-01-31");
    let old = [row("2020-01", Refund, -87_000, 0), row("2020-01", Correction, 33_143, 0)];
    assert_eq!(world.settle(0), old);
    assert_eq!(world.settle(1), [row("2020-01", Correction, 53_857, 0)]);
}

#[test]
fn a_reversal_after_a_repricing_takes_the_latest_price_back() {
    let mut world = World::granted();
    world.record(0, "2020-01-31");
    world.settle(0);
    world.decide(days("2020-01-01", "2020-05-31"), Some(10_000));
    world.reprice();
    let reversal = Reversal {
        by: Side::Organiser,
        reason: ReversalReason::NotDelivered,
        text: "x".to_owned(),
        at: "2020-04-30T12:00:00Z".parse().unwrap(),
    };
    recording::reverse(&mut world.ledger, &mut world.events[0], reversal).unwrap();
    world.explained();
    assert_eq!(world.settle(0), [row("2020-01", Refund, -87_000, 0)], "what was settled, and no more");
    world.decide(days("2020-01-01", "2020-05-31"), Some(20_000));
    assert_eq!(world.reprice(), 0, "what was taken back has no price");
}

#[test]
fn a_held_event_gets_the_price_alone() {
    let mut world = World::granted();
    world.rulebook.recording.approval = crate::rulebook::Approval::Held;
    world.record(0, "2020-01-31");
    world.decide(days("2020-01-01", "2020-05-31"), Some(10_000));
    assert_eq!(world.reprice(), 1);
    assert_eq!((world.events[0].provider_cents(), world.settle(0)), (Cents(77_000), vec![]));
    recording::approve_held(&mut world.ledger, &mut world.events[0]).unwrap();
    assert_eq!(world.settle(0), [row("2020-01", Original, 77_000, 10_000)]);
}
