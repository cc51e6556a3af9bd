//! The simulation in short: some hundred seeds break no rule, and every planted bug is found.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use local::simulate::{Plant, Report, SimulateArgs, simulate};

fn seeds(seeds: u64, plant: Option<Plant>) -> Report {
    simulate(&SimulateArgs { seeds, seed: 1, seconds: None, plant, trace: false }).unwrap()
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
        let (seed, trace) = report.failed.expect("the bug is found");
        println!(
            "{plant:?}: seed {seed}, {}",
            trace.iter().find(|line| line.starts_with("shortest")).unwrap()
        );
    }
}
