//! The simulation in short: some hundred seeds break no rule, and every planted bug is found.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use local::simulate::{Plant, Report, SimulateArgs, simulate};

fn seeds(seeds: u64, plant: Option<Plant>) -> Report {
    simulate(&SimulateArgs { seeds, seed: 1, seconds: None, plant, whole: true, trace: false }).unwrap()
}

#[test]
fn no_seed_loses_or_doubles_a_cent() {
    let report = seeds(200, None);
    assert!(report.failed.is_none(), "{report}");
    assert!(report.requests >= 50 * report.seeds, "{report}");
    assert!(report.blows > report.seeds, "{report}");
    println!("{report}");
}

#[test]
fn the_same_seed_plays_the_same_run() {
    let (once, again) = (seeds(10, None), seeds(10, None));
    assert_eq!((once.requests, once.calls, once.blows), (again.requests, again.calls, again.blows));
}

#[test]
fn every_planted_bug_is_found() {
    for plant in [
        Plant::MissingCondition,
        Plant::MissingGuard,
        Plant::MessageBeforeCommit,
        Plant::RowAfterClose,
        Plant::RowsBeforeClose,
        Plant::WrongSequence,
        Plant::ForgottenCommand,
        Plant::HalfCorrection,
        Plant::HalfRepricing,
    ] {
        let report = seeds(1000, Some(plant));
        let (seed, wrong) = report.failed.expect("the bug is found");
        println!("{plant:?}: seed {seed}, {}", wrong[0]);
    }
}

#[test]
fn a_seed_that_breaks_a_rule_is_made_short() {
    let plant = Some(Plant::MissingGuard);
    let found =
        simulate(&SimulateArgs { seeds: 1000, seed: 1, seconds: None, plant, whole: false, trace: false });
    let (seed, trace) = found.unwrap().failed.expect("the bug is found");
    let shortest = trace.iter().find_map(|line| line.strip_prefix("shortest: ")).unwrap();
    println!("seed {seed}, {shortest}");
    let requests: usize = shortest.split_once(' ').unwrap().0.parse().unwrap();
    assert!(requests < 20, "{shortest}");
}
