//! Plays the scheduler, by the machine's clock in Helsinki: monthly on the 5th at 05:00, and daily at 06:30.

use std::time::Duration;

use domain::time::{Month, day_of, instant_compatible};
use jiff::{Timestamp, ToSpan, civil::Date};

use super::invocation::Invocation;

/// The clock is looked at this often: a machine that slept must not sleep on.
const LOOK: Duration = Duration::from_secs(30);

/// The pause after a plan that failed; the same planned instant makes the same run.
const PAUSE: Duration = Duration::from_secs(60);

/// Calls a function at each instant that is planned next after another, until its task is dropped.
pub(super) async fn run(planned_for: Invocation<Timestamp>, next: fn(Timestamp) -> Timestamp) {
    loop {
        let planned = next(Timestamp::now());
        while Timestamp::now() < planned {
            tokio::time::sleep(LOOK).await;
        }
        while let Err(error) = planned_for(planned).await {
            tracing::error!(%error, "what was planned did not happen, trying again");
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// The first morning's look after an instant.
pub(super) fn daily(now: Timestamp) -> Timestamp {
    let on = |day: Date| instant_compatible(day.at(6, 30, 0, 0));
    let today = day_of(now);
    if on(today) > now { on(today) } else { on(today.saturating_add(1.day())) }
}

/// The first planned settlement after an instant.
pub(super) fn monthly(now: Timestamp) -> Timestamp {
    let this_month = Month::of(day_of(now));
    let planned = in_month(this_month);
    if planned > now { planned } else { in_month(this_month.after()) }
}

fn in_month(month: Month) -> Timestamp {
    instant_compatible(month.first_day().saturating_add(4.days()).at(5, 0, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_at_five_in_helsinki_in_summer_and_winter() {
        for (now, planned) in [
            ("2026-07-01T00:00Z", "2026-07-05T02:00Z"),
            ("2026-07-05T02:00Z", "2026-08-05T02:00Z"),
            ("2026-12-05T02:59Z", "2026-12-05T03:00Z"),
            ("2026-12-31T23:00Z", "2027-01-05T03:00Z"),
        ] {
            assert_eq!(monthly(now.parse().unwrap()), planned.parse().unwrap(), "{now}");
        }
    }

    #[test]
    fn half_past_six_each_morning_in_summer_and_winter() {
        for (now, planned) in [
            ("2026-07-01T03:29Z", "2026-07-01T03:30Z"),
            ("2026-07-01T03:30Z", "2026-07-02T03:30Z"),
            ("2026-12-31T22:30Z", "2027-01-01T04:30Z"),
        ] {
            assert_eq!(daily(now.parse().unwrap()), planned.parse().unwrap(), "{now}");
        }
    }
}
