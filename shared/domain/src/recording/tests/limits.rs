//! Limits and times of a voucher that several providers deliver, and of a client with several vouchers.

use super::{
    world::{World, date, granted, organiser},
    *,
};
use crate::{money::Cents, quota::Limits, rulebook::Unit};

fn successor() -> ProviderId {
    ProviderId::of(&organiser(), "9990017-1")
}

impl World {
    /// The voucher's first provider up to a day, and a successor from the next one.
    fn changing_after(mut self, last_day: &str) -> Self {
        let whole = self.voucher.bookings[0].clone();
        self.voucher.bookings[0].last_day = date(last_day);
        let first_day = date(last_day).tomorrow().unwrap();
        let booking = BookingId::of(&organiser(), "recorder", "2");
        self.voucher.book(Booking { booking, provider: successor(), first_day, ..whole }).unwrap();
        self
    }

    fn by_successor(&mut self) -> &mut Self {
        self.provider = successor();
        self
    }

    fn hour(&mut self, id: &str, day: &str) -> Result<Event, Refusal> {
        self.visit(id, &format!("{day}T10:00"), &format!("{day}T11:00"))
    }

    fn month(&mut self, id: &str, day: &str) -> Result<Event, Refusal> {
        self.pieces(id, "under3-full", Unit::Month, day, 1)
    }
}

fn refusing(limits: Limits) -> World {
    let mut world = World::home_care(limits);
    world.rulebook.recording.overrun = Overrun::Refused;
    world
}

fn early_education(limits: Limits) -> World {
    let (value, copayment) = (Some(Cents(90_000)), Some(Cents(10_000)));
    let grant = Grant { limits, value, copayment, ..granted("under3-full") };
    World::of("early-education", vec![grant], &[("under3-full", None, 100_000)])
}

#[test]
fn a_week_counts_over_the_months_turn_and_the_change_of_provider() {
    // Monday 26.10. to Sunday 1.11.
    let week = || refusing(Limits { week: Some(120), ..Limits::default() }).changing_after("2026-10-31");
    let mut world = week();
    world.hour("1", "2026-10-26").unwrap();
    world.hour("2", "2026-10-31").unwrap();
    world.by_successor().refuses(Refusal::OverLimit, |w| w.hour("3", "2026-11-01"));
    assert!(world.hour("3", "2026-11-02").is_ok(), "a new week");
}

#[test]
fn a_month_and_the_validity_count_what_every_provider_delivered() {
    let month = Limits { month: Some(120), ..Limits::default() };
    let mut world = refusing(month).changing_after("2026-10-15");
    world.hour("1", "2026-10-15").unwrap();
    world.by_successor().hour("2", "2026-10-16").unwrap();
    world.refuses(Refusal::OverLimit, |w| w.hour("3", "2026-10-17"));
    assert!(world.hour("3", "2026-11-01").is_ok(), "a new month");

    let validity = Limits { total: Some(120), ..Limits::default() };
    let mut world = refusing(validity).changing_after("2026-10-31");
    world.hour("1", "2026-10-15").unwrap();
    world.by_successor().hour("2", "2026-11-01").unwrap();
    world.refuses(Refusal::OverLimit, |w| w.hour("3", "2026-11-02"));
}

#[test]
fn a_booking_is_valid_by_the_service_day_whoever_reports_late() {
    let mut world = World::home_care(Limits::default()).changing_after("2026-10-15");
    world.refuses(Refusal::BookingNotValid, |w| w.hour("1", "2026-10-16"));
    world.by_successor().hour("2", "2026-10-16").unwrap();
    world.refuses(Refusal::BookingNotValid, |w| w.hour("3", "2026-10-15"));
    world.provider = world::provider();
    assert!(world.hour("3", "2026-10-15").is_ok(), "the first provider still reports its own days");
}

#[test]
fn a_client_has_no_two_visits_at_a_time_on_any_voucher_of_any_provider() {
    let mut world = World::home_care(Limits::default());
    world.hour("1", "2026-10-05").unwrap();
    let mut other = World::home_care(Limits::default()).changing_after("2026-10-04");
    other.ledger.visits = world.ledger.visits;
    other.by_successor().refuses(Refusal::Overlap, |w| w.hour("1", "2026-10-05"));
    assert!(other.visit("1", "2026-10-05T11:00", "2026-10-05T12:00").is_ok(), "one after the other");
}

#[test]
fn a_month_that_two_providers_share_counts_once_and_each_is_paid_its_part() {
    let limits = Limits { month: Some(1), total: Some(2), ..Limits::default() };
    let mut world = early_education(limits).changing_after("2026-10-15");
    let first = world.month("1", "2026-10-01").unwrap();
    world.refuses(Refusal::OverLimit, |w| w.month("2", "2026-10-15"));
    let second = world.by_successor().month("2", "2026-10-16").unwrap();
    world.refuses(Refusal::OverLimit, |w| w.month("3", "2026-10-31"));
    assert!(first.lines[0].part.is_some() && second.lines[0].part.is_some());
    // 1 000.00, of which the organiser pays 800.00: 11 of October's 22 operational days each.
    let sums = [&first, &second].map(|event| (event.provider_cents(), event.client_cents()));
    assert_eq!(sums[0].0 + sums[1].0, Cents(80_000));
    assert!(world.month("3", "2026-11-01").is_ok(), "the validity has counted one month");
    world.refuses(Refusal::OverLimit, |w| w.month("4", "2026-11-02"));
}

#[test]
fn a_shared_month_is_free_again_part_by_part() {
    let limits = Limits { month: Some(1), ..Limits::default() };
    let mut world = early_education(limits).changing_after("2026-10-15");
    let mut first = world.month("1", "2026-10-01").unwrap();
    world.by_successor().month("2", "2026-10-16").unwrap();
    let why = crate::event::Reversal {
        by: crate::event::Side::Provider,
        reason: crate::event::ReversalReason::NotDelivered,
        text: String::new(),
        at: world.now,
    };
    reverse(&mut world.ledger, &mut first, why).unwrap();
    world.refuses(Refusal::OverLimit, |w| w.month("3", "2026-10-20"));
    world.provider = world::provider();
    assert!(world.month("3", "2026-10-02").is_ok());
}

#[test]
fn a_shared_month_long_ago_still_counts_once_in_the_validity() {
    let limits = Limits { total: Some(2), ..Limits::default() };
    let mut world = early_education(limits).changing_after("2026-10-15");
    world.month("1", "2026-10-01").unwrap();
    world.by_successor().month("2", "2026-10-16").unwrap();
    forget_days(&mut world.ledger.quota, &world.rulebook, "2027-06-01T08:00:00Z".parse().unwrap());
    assert!(world.month("3", "2026-11-01").is_ok());
}

#[test]
fn where_whole_months_are_paid_a_month_is_not_shared() {
    let limits = Limits { month: Some(1), ..Limits::default() };
    let mut world = early_education(limits).changing_after("2026-10-15");
    world.rulebook.part_period = crate::rulebook::PartPeriod::WholeMonths;
    world.month("1", "2026-10-01").unwrap();
    world.by_successor().refuses(Refusal::OverLimit, |w| w.month("2", "2026-10-16"));
}
