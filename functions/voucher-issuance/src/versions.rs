//! What is published in numbered versions: none ever changes, and they are published in their order.

use axum::http::StatusCode;
use domain::rulebook;
use jiff::civil::Date;
use storage::{
    keys::Name,
    port::StoreError,
    records::{Record, load, put_new},
};
use web::{Actor, App, Found, Problem};

/// Of what a version is a version of: its number and its first day in force.
pub(crate) type Place<T> = fn(&T) -> (u32, Date);

/// Publishes a version beside those that are published. The same again is answered the same, another one under its
/// number is refused.
pub(crate) async fn publish<T: Record + PartialEq>(
    (app, actor): (&App, &Actor),
    name: &Name,
    published: &[T],
    (new, place): (&T, Place<T>),
) -> Result<StatusCode, Problem> {
    let (number, _) = place(new);
    if let Some(published) = published.iter().find(|published| place(published).0 == number) {
        return same_again(published, new);
    }
    follows(published.iter().map(place).max(), place(new))?;
    save((app, actor), name, new).await
}

/// Everything that is wrong in a file, each with its line.
pub(crate) fn invalid(found: Vec<rulebook::Problem>) -> Problem {
    let told =
        |found: rulebook::Problem| Found { line: found.line, code: found.code.name(), reason: found.reason };
    Problem::new("rulebook_invalid").with_found(found.into_iter().map(told).collect())
}

fn same_again<T: PartialEq>(published: &T, new: &T) -> Result<StatusCode, Problem> {
    if published == new {
        Ok(StatusCode::OK)
    } else {
        Err(Problem::new("rulebook_version_exists").at_field("version"))
    }
}

/// A version numbered out of turn, or in force no later than the one before, would never be in force or would
/// take the place of a newer one.
fn follows(before: Option<(u32, Date)>, (number, first_day): (u32, Date)) -> Result<(), Problem> {
    if number != before.map_or(1, |(before, _)| before.saturating_add(1)) {
        return Err(Problem::new("rulebook_version_out_of_order").at_field("version"));
    }
    if before.is_some_and(|(_, before)| first_day <= before) {
        return Err(Problem::new("rulebook_first_day_not_later").at_field("first_day"));
    }
    Ok(())
}

/// Of two publications of one version at once, the version's key lets one through.
async fn save<T: Record + PartialEq>(
    (app, actor): (&App, &Actor),
    name: &Name,
    new: &T,
) -> Result<StatusCode, Problem> {
    match app.store.write(vec![put_new(&actor.organiser, name, new)?]).await {
        Ok(()) => Ok(StatusCode::CREATED),
        Err(StoreError::ConditionFailed { .. }) => {
            let other = load::<T>(&*app.store, &actor.organiser, name).await?;
            let other = other.ok_or_else(|| Problem::new("try_again"))?;
            same_again(&other.value, new)
        }
        Err(error) => Err(error.into()),
    }
}
