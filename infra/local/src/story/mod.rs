//! The story of a region, played through the HTTP API from applications to invoices, and checked to the cent.

pub(crate) mod api;
mod cloud;
mod counted;
mod deciding;
mod demo;
mod failure;
mod files;
mod granting;
mod invoices;
mod planned;
pub(crate) mod playing;
mod progress;
mod rosters;
mod sending;
mod setting_up;
mod settling;
mod small;
mod summary;

use std::path::Path;

pub use cloud::{CloudArgs, cloud};
pub use demo::{DemoArgs, demo, play_region};
pub use failure::StoryError;
pub use small::{demo_people, fill_demo};
pub use summary::Summary;

use self::{planned::Planned, playing::Playing};
use crate::regions::model::Step;

/// Plays everything; what went wrong before a failure is told with it.
async fn play(playing: &mut Playing<'_>, folder: Option<&Path>) -> Result<(), StoryError> {
    match play_steps(playing, folder).await {
        Err(failure) if !playing.wrong.is_empty() => {
            let mut wrong = std::mem::take(&mut playing.wrong);
            wrong.push(failure.to_string());
            Err(StoryError::Checks(wrong))
        }
        played => played,
    }
}

/// All that must be in place before anything can be recorded.
pub(crate) async fn set_up(playing: &mut Playing<'_>) -> Result<(), StoryError> {
    setting_up::introduce(playing).await?;
    setting_up::publish(playing).await?;
    setting_up::apply(playing).await?;
    setting_up::add_clients(playing).await?;
    granting::grant(playing).await?;
    granting::book(playing).await
}

/// What must be in place, then the region's steps in order.
async fn play_steps(playing: &mut Playing<'_>, folder: Option<&Path>) -> Result<(), StoryError> {
    set_up(playing).await?;
    granting::refused(playing).await?;
    let mut due = Planned::of(playing.region).due.into_iter();
    let region = playing.region;
    for step in &region.steps {
        match step {
            Step::Events { wave } => {
                let sent = sending::send(playing, *wave).await?;
                if let Some(folder) = folder {
                    files::write_events(folder, playing, &sent)?;
                }
            }
            Step::Roster { month, confirmations } => rosters::confirm(playing, month, confirmations).await?,
            Step::Decide => deciding::decide(playing).await?,
            Step::Settle { period } => {
                settling::settle(playing, period, due.next().unwrap_or_default()).await?
            }
        }
    }
    Ok(())
}

/// The figures, if every check holds.
fn checked(playing: &Playing<'_>) -> Result<Summary, StoryError> {
    let counted = counted::count(playing);
    let failed = counted::check(playing, &Planned::of(playing.region), &counted);
    if failed.is_empty() { Ok(Summary::of(playing, &counted)) } else { Err(StoryError::Checks(failed)) }
}
