//! The rules of recording, one test for each.

mod limits;
mod samples;
pub(super) mod world;

use super::*;
use crate::{money::Cents, quota::Limits, rulebook::Unit};
use world::{World, date, granted, organiser};

#[test]
fn a_visit_over_the_bands_edge_is_priced_by_band() {
    let mut world = World::home_care(Limits::default());
    let event = world.visit("1", "2026-10-02T17:30", "2026-10-02T18:30").unwrap();
    assert_eq!(
        event.provider_cents(),
        Cents(1800 + 2000),
        "value 36.00 by day; price 40.00 below 41.40 by evening"
    );
    assert_eq!(event.client_cents(), Cents(200));
    assert_eq!(event.state, State::Approved { sequence: 1 });
    assert_eq!(world.money(), Cents(3800));
}

#[test]
fn an_hour_and_three_quarters_at_27_50_is_48_13() {
    let mut world = World::home_care(Limits::default());
    for price in &mut world.approval.as_mut().unwrap().price_lists[0].prices {
        price.price = Cents(2750);
    }
    let event = world.visit("1", "2026-10-02T10:00", "2026-10-02T11:45").unwrap();
    assert_eq!((event.provider_cents(), event.client_cents()), (Cents(4813), Cents(0)));
}

#[test]
fn half_a_cent_of_minutes_rounds_up() {
    let mut world = World::home_care(Limits::default());
    for price in &mut world.approval.as_mut().unwrap().price_lists[0].prices {
        price.price = Cents(3690);
    }
    let event = world.visit("1", "2026-10-02T10:00", "2026-10-02T10:35").unwrap();
    assert_eq!(event.provider_cents() + event.client_cents(), Cents(2153), "35 minutes at 36.90 are 21.525");
    assert_eq!(event.provider_cents(), Cents(2100), "35 minutes at 36.00");
}

#[test]
fn the_client_pays_the_price_above_the_value() {
    let mut world = World::of("dental-care", vec![granted("SFA10")], &[("SFA10", None, 7150)]);
    let event = world.pieces("1", "SFA10", Unit::Piece, "2026-10-05", 2).unwrap();
    assert_eq!((event.provider_cents(), event.client_cents()), (Cents(11600), Cents(2700)));
}

#[test]
fn a_stored_value_pays_the_price_at_most_less_the_copayment() {
    let stored = |value, copayment| Grant {
        value: Some(Cents(value)),
        copayment: Some(Cents(copayment)),
        ..granted("under3-full")
    };
    for (value, copayment, price, provider, client) in [
        (151_900, 16_500, 155_000, 135_400, 19_600),
        (94_900, 6_600, 90_000, 83_400, 6_600),
        (10_000, 10_000, 5_000, 0, 5_000),
    ] {
        let mut world =
            World::of("early-education", vec![stored(value, copayment)], &[("under3-full", None, price)]);
        let event = world.pieces("1", "under3-full", Unit::Month, "2026-10-31", 1).unwrap();
        assert_eq!((event.provider_cents(), event.client_cents()), (Cents(provider), Cents(client)));
    }
}

#[test]
fn an_order_pays_its_agreed_price_and_the_client_nothing() {
    let order = Grant { price: Some(Cents(14_250)), ..granted("care-day") };
    let mut world = World::of("assisted-living", vec![order], &[]);
    world.approval = None;
    world.refuses(Refusal::VoucherNotOpen, |w| w.pieces("1", "care-day", Unit::Day, "2026-10-05", 1));
    world.voucher.answer(true).unwrap();
    let event = world.pieces("1", "care-day", Unit::Day, "2026-10-05", 3).unwrap();
    assert_eq!((event.provider_cents(), event.client_cents()), (Cents(42_750), Cents(0)));
}

#[test]
fn a_voucher_of_others_is_not_found() {
    let mut world = World::home_care(Limits::default());
    world.voucher.bookings[0].provider = ProviderId::of(&organiser(), "9990017-1");
    world.refuses(Refusal::VoucherNotFound, |w| w.visit("1", "2026-10-02T10:00", "2026-10-02T11:00"));
}

#[test]
fn a_day_outside_validity_or_booking_is_refused() {
    let mut world = World::home_care(Limits::default());
    world.refuses(Refusal::OutsideValidity, |w| w.visit("1", "2026-09-30T10:00", "2026-09-30T11:00"));
    world.voucher.bookings[0].last_day = date("2026-10-10");
    world.refuses(Refusal::BookingNotValid, |w| w.visit("1", "2026-10-11T10:00", "2026-10-11T11:00"));
    assert!(world.visit("1", "2026-10-10T23:30", "2026-10-11T00:30").is_ok(), "it starts on the last day");
}

#[test]
fn the_window_opens_sixty_days_before_the_month_and_closes_now() {
    let mut world = World::home_care(Limits::default());
    world.voucher.first_day = date("2026-01-01");
    world.voucher.terms[0].days.first_day = date("2026-01-01");
    world.voucher.bookings[0].first_day = date("2026-01-01");
    world.refuses(Refusal::OutsideRecordingWindow, |w| w.visit("1", "2026-09-01T10:00", "2026-09-01T11:00"));
    assert!(world.visit("1", "2026-09-02T10:00", "2026-09-02T11:00").is_ok());
    world.refuses(Refusal::InTheFuture, |w| w.visit("2", "2026-11-03T09:30", "2026-11-03T10:01"));
    assert!(world.visit("2", "2026-11-03T09:30", "2026-11-03T10:00").is_ok());
}

#[test]
fn an_unapproved_provider_or_an_unpriced_content_is_refused() {
    let mut world = World::home_care(Limits::default());
    world.approval.as_mut().unwrap().periods[0].first_day = date("2026-10-03");
    world.refuses(Refusal::ProviderNotApproved, |w| w.visit("1", "2026-10-02T10:00", "2026-10-02T11:00"));
    world.approval.as_mut().unwrap().price_lists.clear();
    world.refuses(Refusal::NoPrice, |w| w.visit("1", "2026-10-03T10:00", "2026-10-03T11:00"));
    world.approval = None;
    world.refuses(Refusal::ProviderNotApproved, |w| w.visit("1", "2026-10-03T10:00", "2026-10-03T11:00"));
}

#[test]
fn a_content_that_is_not_granted_or_another_unit_is_refused() {
    let mut world = World::of("dental-care", vec![granted("SFA10")], &[("SFA10", None, 100)]);
    world.refuses(Refusal::UnknownContent, |w| w.pieces("1", "SFA20", Unit::Piece, "2026-10-05", 1));
    world.refuses(Refusal::UnknownContent, |w| w.pieces("1", "XYZ99", Unit::Piece, "2026-10-05", 1));
    world.refuses(Refusal::WrongUnit, |w| w.pieces("1", "SFA10", Unit::Day, "2026-10-05", 1));
}

#[test]
fn over_the_limit_is_refused_or_held_by_rulebook() {
    let limits = Limits { total: Some(1), ..Limits::default() };
    let mut dental =
        World::of("dental-care", vec![Grant { limits, ..granted("SFA10") }], &[("SFA10", None, 100)]);
    dental.pieces("1", "SFA10", Unit::Piece, "2026-10-05", 1).unwrap();
    dental.refuses(Refusal::OverLimit, |w| w.pieces("2", "SFA10", Unit::Piece, "2026-10-06", 1));

    let mut care = World::home_care(Limits { day: Some(60), ..Limits::default() });
    care.visit("1", "2026-10-02T10:00", "2026-10-02T11:00").unwrap();
    let held = care.visit("2", "2026-10-02T12:00", "2026-10-02T13:00").unwrap();
    assert_eq!(held.state, State::Held { reasons: vec![HeldReason::OverLimitHeld] });
    assert_eq!(care.money(), Cents(3600), "held reserves no money");
}

#[test]
fn visits_of_a_client_do_not_overlap_even_when_one_is_held() {
    let mut world = World::home_care(Limits { day: Some(30), ..Limits::default() });
    assert!(matches!(
        world.visit("1", "2026-10-02T10:00", "2026-10-02T11:00").unwrap().state,
        State::Held { .. }
    ));
    world.refuses(Refusal::Overlap, |w| w.visit("2", "2026-10-02T10:30", "2026-10-02T11:30"));
}

#[test]
fn an_approver_approves_into_the_account_or_rejects_and_frees() {
    let mut world = World::home_care(Limits { day: Some(30), ..Limits::default() });
    let mut held = world.visit("1", "2026-10-02T10:00", "2026-10-02T11:00").unwrap();
    let mut rejected = (world.ledger.clone(), held.clone());
    approve_held(&mut world.ledger, &mut held).unwrap();
    assert_eq!((world.money(), held.state.clone()), (Cents(3600), State::Approved { sequence: 1 }));
    assert_eq!(approve_held(&mut world.ledger, &mut held), Err(NotHeld), "once");

    reject_held(&mut rejected.0, &mut rejected.1, "too long".into()).unwrap();
    world.ledger = rejected.0;
    assert_eq!(world.money(), Cents::ZERO);
    assert!(
        world.visit("2", "2026-10-02T10:00", "2026-10-02T10:30").is_ok(),
        "time and quota are free again"
    );
}

#[test]
fn a_settlement_takes_an_account_once_with_its_sequences() {
    let mut world = World::home_care(Limits::default());
    world.visit("1", "2026-10-02T10:00", "2026-10-02T11:00").unwrap();
    world.visit("2", "2026-10-03T10:00", "2026-10-03T11:00").unwrap();
    let account = world.ledger.accounts.values_mut().next().unwrap();
    let taken = account.take();
    assert_eq!((taken.first, taken.last, taken.lines.len()), (1, 2, 2));
    assert!(account.is_settled());
    world.visit("3", "2026-10-04T10:00", "2026-10-04T11:00").unwrap();
    let taken = world.ledger.accounts.values_mut().next().unwrap().take();
    assert_eq!((taken.first, taken.last), (3, 3));
}

#[test]
fn a_visit_has_the_price_of_its_day_whatever_is_announced_or_recorded_when() {
    let mut world = World::home_care(Limits::default());
    let approval = world.approval.as_mut().unwrap();
    let mut dearer = approval.price_lists[0].clone();
    dearer.first_day = date("2026-10-15");
    dearer.prices.iter_mut().for_each(|price| price.price = Cents(5000));
    approval.announce(dearer);
    let cost = |event: Event| (event.provider_cents() + event.client_cents()).0;
    let after = world.visit("1", "2026-10-15T10:00", "2026-10-15T11:00").unwrap();
    let before = world.visit("2", "2026-10-14T10:00", "2026-10-14T11:00").unwrap();
    assert_eq!((cost(before), cost(after)), (4000, 5000));
}

#[test]
fn a_delivery_in_a_suspension_is_refused_and_those_around_it_are_paid() {
    let mut world = World::home_care(Limits::default());
    let approval = world.approval.as_mut().unwrap();
    approval.stop(crate::provider::Standing::Suspended, date("2026-10-10"));
    approval.resume(crate::provider::Period { first_day: date("2026-10-20"), last_day: None });
    assert!(world.visit("1", "2026-10-09T10:00", "2026-10-09T11:00").is_ok());
    world.refuses(Refusal::ProviderNotApproved, |w| w.visit("2", "2026-10-10T10:00", "2026-10-10T11:00"));
    world.refuses(Refusal::ProviderNotApproved, |w| w.visit("2", "2026-10-19T10:00", "2026-10-19T11:00"));
    assert!(world.visit("2", "2026-10-20T10:00", "2026-10-20T11:00").is_ok());
}
