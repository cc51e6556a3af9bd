//! The local system is killed without warning at random moments under load: what it had acknowledged is there once.
//!
//! `KILL_ROUNDS` (20) says how often, `KILL_SEED` repeats the moments and the load of a run that failed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod acknowledged;
mod api;
mod load;
mod process;
mod setting;

use std::time::Duration;

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use acknowledged::Acknowledged;
use process::Local;
use setting::Setting;

/// The longest time under load in a round.
const LONGEST_MS: u64 = 700;

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_before_a_kill_is_there_exactly_once() {
    let rounds = from_environment("KILL_ROUNDS").unwrap_or(20);
    let seed = from_environment("KILL_SEED").unwrap_or_else(|| rand::rng().next_u64());
    println!("KILL_SEED={seed}, {rounds} rounds");
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let folder = tempfile::tempdir().unwrap();
    let mut local = Local::start(folder.path(), None);
    let setting = Setting::make(&local).await;
    let mut acknowledged = Acknowledged::default();
    for round in 0..rounds {
        let under_load = Duration::from_millis(chance.random_range(0..=LONGEST_MS));
        let load = load::start(&local, &setting, round, chance.random()).await;
        tokio::time::sleep(under_load).await;
        local.kill();
        acknowledged.take(load.ended().await);
        local = Local::start(folder.path(), Some(local.port));
        acknowledged.check(&local, &setting).await;
    }
    println!("{}", acknowledged.summary());
    assert!(acknowledged.is_telling(rounds), "too little happened for this test to tell anything");
}
