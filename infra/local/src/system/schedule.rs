//! Plays the scheduler: monthly, on the 5th at 05:00 in Helsinki, by the machine's clock.

use std::time::Duration;

use domain::time::{Month, day_of, instant_compatible};
use jiff::{Timestamp, ToSpan};

use super::invocation::Invocation;

/// The clock is looked at this often: a machine that slept must not sleep on.
const LOOK: Duration = Duration::from_secs(30);

/// The pause after a plan that failed; the same planned instant makes the same run.
const PAUSE: Duration = Duration::from_secs(60);

/// Runs until its task is dropped.
pub(super) async fn run(planner: Invocation<Timestamp>) {
    loop {
        let planned = after(Timestamp::now());
        while Timestamp::now() < planned {
            tokio::time::sleep(LOOK).await;
        }
        while let Err(error) = planner(planned).await {
            tracing::error!(%error, "settlement not planned, trying again");
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// The first planned instant after this one.
fn after(now: Timestamp) -> Timestamp {
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
            assert_eq!(after(now.parse().unwrap()), planned.parse().unwrap(), "{now}");
        }
    }
}
