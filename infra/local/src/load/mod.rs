//! Load: as many events as it takes, one by one, in batches and in files, settled to the cent, with what each took.

pub mod accounts;
mod lanes;
mod process;
mod report;
mod settling;
mod uploads;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use self::{lanes::Lanes, process::Server, report::Report};
use crate::regions::load::{COMPANIES, region};
use crate::simulate::Unfounded;
use crate::story::{self, StoryError, api::Api, playing::Playing};

/// What is sent, and how long.
#[derive(Clone, Debug, clap::Args)]
pub struct LoadArgs {
    /// How long events are sent one by one, and how long in batches.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Requests under way at the same time; at most one for each of 48 companies.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u8).range(1..=48))]
    at_once: u8,
    /// Events in a batch.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u16).range(1..=1000))]
    batch: u16,
    /// Lines of each of four files that are sent at the same time.
    #[arg(long, default_value_t = 50_000)]
    file_lines: usize,
    /// Events in all before they are settled: the rest is sent in batches.
    #[arg(long, default_value_t = 1_000_000)]
    events: u64,
    /// Vouchers, each of a client of its own, at the 48 companies.
    #[arg(long, default_value_t = 8000)]
    vouchers: usize,
    /// The folder in which the system keeps everything; without it everything is kept in memory.
    #[arg(long)]
    data: Option<PathBuf>,
}

/// Why a load ended early.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The machine refused something.
    #[error(transparent)]
    Machine(#[from] std::io::Error),
    /// The system did not say where it is.
    #[error("the system did not start: {0}")]
    NotStarted(String),
    /// The system answered otherwise than the load needs.
    #[error(transparent)]
    Story(#[from] StoryError),
    /// The world of generated accounts can't be founded.
    #[error(transparent)]
    Unfounded(#[from] Unfounded),
    /// The store of generated accounts.
    #[error(transparent)]
    Store(#[from] storage::port::StoreError),
    /// Something that was asked was not recorded.
    #[error("{0}")]
    Refused(String),
    /// All months are full.
    #[error("{0} vouchers have no place for so many events: name more")]
    Full(usize),
}

/// Puts a system of its own under load, and prints what it saw.
pub async fn command(args: LoadArgs) -> ExitCode {
    match load(&args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("local: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn load(args: &LoadArgs) -> Result<(), LoadError> {
    let server = Server::start(args.data.as_deref())?;
    let (region, month) = region(args.vouchers.max(COMPANIES), Timestamp::now());
    let api = Api::new(&server.base_url, &format!("{}/oidc", server.base_url), &region.organiser);
    let mut playing = Playing::new(api, &region, None, "load", false);
    story::set_up(&mut playing).await?;
    let mut lanes = Lanes::of(&playing, month);
    let at_once = usize::from(args.at_once);
    let seconds = Duration::from_secs(args.seconds);
    println!("{}", Report::HEADING);
    let begun = Report::begin(&server);
    let sent = lanes.send(1, at_once, |_, since: Instant| since.elapsed() < seconds).await?;
    println!("{}", begun.line("one by one", "request", &sent, &server));
    let begun = Report::begin(&server);
    let batch = usize::from(args.batch);
    let sent = lanes.send(batch, at_once, |_, since| since.elapsed() < seconds).await?;
    println!("{}", begun.line(&format!("batches of {batch}"), "request", &sent, &server));
    let begun = Report::begin(&server);
    let sent = lanes.upload(args.file_lines).await?;
    println!("{}", begun.line(&format!("4 files of {} lines", args.file_lines), "file", &sent, &server));
    if lanes.recorded < args.events {
        let (begun, rest) = (Report::begin(&server), args.events - lanes.recorded);
        let sent = lanes.send(batch, at_once, |events, _| events < rest).await?;
        println!("{}", begun.line(&format!("batches of {batch}, the rest"), "request", &sent, &server));
    }
    let begun = Report::begin(&server);
    let settled = settling::settle(&playing, month, lanes.cents).await?;
    println!("{}", begun.settled(lanes.recorded, &settled, &server));
    Ok(())
}
