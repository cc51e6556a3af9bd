//! How often the hot path asks for memory: what an event's check and price allocate, counted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../benches/pricing/world.rs"]
mod world;

use allocation_counter::measure;
use domain::{event::Reported, quota::Quota, recording};

use world::{World, early_education, home_care};

/// What checking and pricing an event allocates once the time zone is known.
fn counted((world, reported): &(World, Reported)) -> u64 {
    let now = "2026-11-03T08:00:00Z".parse().unwrap();
    let check = || recording::check(world.recording(now), &Quota::default(), reported).unwrap().lines.len();
    assert_eq!(check(), 1);
    measure(|| {
        check();
    })
    .count_total
}

#[test]
fn a_visit_by_band_allocates_its_parts_its_line_and_the_two_names_on_it() {
    assert_eq!(counted(&home_care()), 4);
}

#[test]
fn a_month_of_early_education_allocates_its_line_and_the_name_on_it() {
    assert_eq!(counted(&early_education()), 2);
}
