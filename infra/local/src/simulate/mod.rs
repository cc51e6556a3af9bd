//! The deterministic simulation: the real actions over embedded ports in bad weather, against a plain reference.
//!
//! A seed makes requests, faults and interleavings, and the same seed makes them again. After each run every
//! acknowledged cent must be in exactly one closed settlement or unsettled, and no rule of the ledger broken.

mod audit;
mod calm;
mod decisions;
mod deed;
mod finance;
mod functions;
mod history;
mod model;
mod objects;
mod plant;
mod price;
mod queue;
mod run;
mod shrink;
mod store;
mod traffic;
mod weather;
pub(crate) mod world;

use std::process::ExitCode;
use std::time::{Duration, Instant};

pub use plant::Plant;
use run::{Plan, play};
use traffic::Traffic;
pub use world::Unfounded;

/// What is simulated.
#[derive(clap::Args, Clone, Debug)]
pub struct SimulateArgs {
    /// So many seeds, one after the other.
    #[arg(long, default_value_t = 1000)]
    pub seeds: u64,
    /// The first seed.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Stop after so many seconds, whatever is left.
    #[arg(long)]
    pub seconds: Option<u64>,
    /// A bug that it must find.
    #[arg(long)]
    pub plant: Option<Plant>,
    /// Leave a failing seed as long as it is.
    #[arg(long)]
    pub whole: bool,
    /// Print what happens in each run.
    #[arg(long)]
    pub trace: bool,
}

/// What was simulated.
#[derive(Default)]
pub struct Report {
    /// Seeds that were run.
    pub seeds: u64,
    /// Requests that were sent.
    pub requests: u64,
    /// Calls of ports, each a place where a run can be interrupted.
    pub calls: u64,
    /// Crash points: calls at which a fault was made to happen.
    pub blows: u64,
    /// Cents lost and doubled.
    pub cents: (i64, i64),
    /// The first seed that broke a rule, with its shortest trace.
    pub failed: Option<(u64, Vec<String>)>,
    /// How long it took.
    pub took: Duration,
}

/// Simulates, and prints what it found; a broken rule is an exit code of 1.
pub fn command(args: &SimulateArgs) -> ExitCode {
    let report = match simulate(args) {
        Ok(report) => report,
        Err(why) => {
            eprintln!("local: {why}");
            return ExitCode::from(2);
        }
    };
    println!("{report}");
    if report.failed.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Simulates seeds until one breaks a rule.
///
/// # Errors
/// When the world of the runs can't be founded: a bug of the simulation itself.
pub fn simulate(args: &SimulateArgs) -> Result<Report, Unfounded> {
    let (begun, mut report) = (Instant::now(), Report::default());
    for seed in args.seed..args.seed.saturating_add(args.seeds) {
        if args.seconds.is_some_and(|seconds| begun.elapsed().as_secs() >= seconds) {
            break;
        }
        let plan = Plan {
            seed,
            deeds: Traffic::of(seed)?,
            most_blows: u64::MAX,
            plant: args.plant,
            telling: args.trace,
        };
        let outcome = play(plan.clone())?;
        report.seeds += 1;
        report.requests += outcome.requests;
        report.calls += outcome.calls;
        report.blows += outcome.blows;
        report.cents = (report.cents.0 + outcome.lost, report.cents.1 + outcome.doubled);
        outcome.trace.iter().for_each(|line| println!("{line}"));
        if !outcome.wrong.is_empty() {
            let mut lines = outcome.wrong;
            if !args.whole {
                let (shortest, told) = shrink::shrink(plan)?;
                lines.extend(trace(&shortest, told));
            }
            report.failed = Some((seed, lines));
            break;
        }
    }
    report.took = begun.elapsed();
    Ok(report)
}

fn trace(shortest: &Plan, told: run::Outcome) -> Vec<String> {
    let mut lines = vec![format!("shortest: {} requests, {} faults", shortest.deeds.len(), told.blows)];
    lines.extend(told.trace);
    lines.extend(told.wrong);
    lines
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let millis = self.took.as_millis().max(1);
        let rate = u128::from(self.requests) * 1000 / millis;
        let (lost, doubled) = self.cents;
        if let Some((seed, lines)) = &self.failed {
            lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
            writeln!(f, "seed {seed} breaks a rule: simulate --seed {seed} --seeds 1 plays it again")?;
        }
        write!(
            f,
            "{} seeds, {} requests, {} calls of ports, {} crash points, {lost} cents lost, {doubled} doubled, \
             {} ms, {rate} requests/s",
            self.seeds, self.requests, self.calls, self.blows, millis
        )
    }
}
