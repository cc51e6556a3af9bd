//! `local demo`: a region at real size, played in a system of its own that starts and ends with it.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use super::{StoryError, Summary, api::Api, checked, files, play, playing::Playing};
use crate::{
    regions::{self, Name, Region, SEED, Size},
    system::{Options, System},
};

/// Objects of the bucket that are listed at once.
const PAGE: usize = 1000;

/// Which region, and where its files go.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// The region.
    #[arg(long, value_enum)]
    region: Name,
    /// The folder for invoices, event files and the summary.
    #[arg(long)]
    out: PathBuf,
    /// Where chance comes from: the same seed, the same region.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
}

/// Plays a region; success only if every check holds.
pub async fn demo(DemoArgs { region, out, seed }: DemoArgs) -> ExitCode {
    let since = Instant::now();
    match play_region(region, seed, Size::REAL, &out, false).await {
        Ok(summary) => {
            println!(
                "{}\nevery check holds, {} s; files in {}",
                summary.lines(),
                since.elapsed().as_secs(),
                out.display()
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("local: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Plays a region in a new system and writes its files into a folder.
///
/// # Errors
/// When the system fails, or a check does not hold: then all that do not hold.
pub async fn play_region(
    name: Name,
    seed: u64,
    size: Size,
    out: &Path,
    silent: bool,
) -> Result<Summary, StoryError> {
    let (region, surprises) = regions::region(name, seed, size);
    files::clear(out)?;
    if let Some(surprise) = surprises.first() {
        return Err(StoryError::Region(surprise.clone()));
    }
    let system = System::start(Options { now: Some(region.now), ..Options::default() }).await?;
    let played = play_in(&system, &region, out, silent).await;
    system.stop().await;
    played
}

async fn play_in(system: &System, region: &Region, out: &Path, silent: bool) -> Result<Summary, StoryError> {
    let issuer = format!("{}/oidc", system.base_url);
    let api = Api::new(&system.base_url, &issuer, &region.organiser);
    let mut playing = Playing::new(api, region, Some(system), &region.name, silent);
    let played = play(&mut playing, Some(out)).await;
    if let Some(dead) = system.dead_letters().first() {
        return Err(StoryError::Checks(vec![format!("a dead letter: {dead}")]));
    }
    played?;
    let bucket = bucket(system).await?;
    check_bucket(&mut playing, &bucket);
    let summary = checked(&playing)?;
    files::write(out, &bucket, &summary)?;
    Ok(summary)
}

/// Every object of the bucket.
async fn bucket(system: &System) -> Result<Vec<(String, Vec<u8>)>, StoryError> {
    let mut bucket: Vec<(String, Vec<u8>)> = Vec::new();
    loop {
        let after = bucket.last().map(|(key, _)| key.as_str());
        let keys = system.objects().list("invoices/", after, PAGE).await?;
        if keys.is_empty() {
            return Ok(bucket);
        }
        for key in keys {
            let bytes = system.objects().get(&key).await?.unwrap_or_default();
            bucket.push((key, bytes));
        }
    }
}

/// The bucket has what was fetched, each under the run's month and its own number, and nothing else.
fn check_bucket(playing: &mut Playing<'_>, bucket: &[(String, Vec<u8>)]) {
    let organiser = &playing.region.organiser;
    let is_fetched = |(key, bytes): &&(String, Vec<u8>)| {
        playing.invoices.iter().any(|invoice| {
            invoice.bytes == *bytes
                && key.starts_with(&format!("invoices/{organiser}/{}/", invoice.period))
                && key.ends_with(&format!("/{}/finvoice.xml", invoice.number))
        })
    };
    let fetched = bucket.iter().filter(is_fetched).count();
    if fetched != bucket.len() || fetched != playing.invoices.len() {
        let (kept, known) = (bucket.len(), playing.invoices.len());
        playing
            .wrong
            .push(format!("{kept} objects in the bucket, {known} invoices fetched, {fetched} the same"));
    }
}
