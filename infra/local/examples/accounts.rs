//! Settles events that are generated straight into a store, ten million unless told otherwise, and prints what it took:
//! `cargo run --release -p local --example accounts -- 10000000`. Its allocator counts, which costs it some time.

use std::process::ExitCode;

use local::load::accounts::{InUse, settle_generated};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let events = std::env::args().nth(1).map_or(Ok(10_000_000), |events| events.parse());
    let Ok(events) = events else {
        eprintln!("accounts: name how many events");
        return ExitCode::from(2);
    };
    let in_use = InUse {
        now: || ALLOCATOR.current_usage(),
        most: || ALLOCATOR.peak_usage(),
        forget: || ALLOCATOR.reset_peak_usage(),
    };
    match settle_generated(events, &in_use).await {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("accounts: {why}");
            ExitCode::FAILURE
        }
    }
}
