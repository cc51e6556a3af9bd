//! What Kainuu's files contain beside the ordinary; above all the night of the spring change.

use serde_json::json;

use super::purchased::Purchase;
use crate::regions::{
    building::Building,
    model::{Report, VoucherRef},
};

/// Visits of the client without a limit.
pub fn visits(building: &mut Building, visited: &[(usize, usize)]) {
    let Some((voucher, by)) = visited.last().copied() else { return };
    for (meant, why, start, end) in [
        ("approved", "over midnight", "2026-03-05T23:15", "2026-03-06T00:30"),
        ("approved", "over the spring change: an hour less", "2026-03-29T02:15", "2026-03-29T05:00"),
        ("approved", "to the minute at which the clock jumped", "2026-03-29T05:00", "2026-03-29T05:40"),
        ("time_skipped", "a start that the clock skipped", "2026-03-29T03:30", "2026-03-29T05:00"),
        ("time_skipped", "an end that the clock skipped", "2026-03-29T02:30", "2026-03-29T03:15"),
        ("overlap", "the night of the change again", "2026-03-29T02:59", "2026-03-29T04:01"),
        ("time_repeated", "a time that the clock will show twice", "2026-10-25T03:30", "2026-10-25T05:00"),
        ("in_the_future", "over the autumn change to come", "2026-10-25T02:30", "2026-10-25T05:00"),
        ("outside_validity", "before the voucher", "2026-01-31T10:00", "2026-01-31T11:00"),
        ("approved", "the first day that may be reported", "2026-02-01T10:00", "2026-02-01T11:00"),
        ("end_before_start", "start and end the wrong way round", "2026-03-10T11:00", "2026-03-10T10:00"),
        ("approved", "Maundy Thursday, for the next run", "2026-04-02T14:00", "2026-04-02T15:00"),
    ] {
        let report = building.visit(voucher, start, end);
        building.plant(1, by, meant, why, report);
    }
    let sent = building.events_of(0, by);
    for report in sent.iter().take(4) {
        building.plant(1, by, "repeated", "the file was sent twice", report.clone());
    }
    for report in sent.iter().skip(4).take(1) {
        let changed = Report { end: report.late_in_the_evening(), ..report.clone() };
        building.plant(1, by, "event_conflict", "sent again with another end", changed);
    }
    building.plant_raw(1, by, "a field of another system", json!({"tapahtuma": 1, "asiakas": "Testi"}));
}

/// Days of purchases: one not confirmed, one declined, too many days, another's order.
pub fn purchases(building: &mut Building, places: &[Purchase], days: &[Purchase]) {
    let [.., open, declined, waiting] = places else { return };
    for (purchase, why) in
        [(declined, "the order was declined"), (waiting, "the order has not been confirmed")]
    {
        let report = building.pieces(purchase.0, "2026-03-10", 1);
        building.plant(1, purchase.1, "voucher_not_open", why, report);
    }
    let report = building.pieces(open.0, "2026-03-31", 31);
    building.plant(1, open.1, "over_limit", "more days than the month has left", report);
    let report = building.pieces(open.0, "2026-03-31", 0);
    building.plant(1, open.1, "quantity_out_of_range", "no day", report);
    let mut timed = building.visit(open.0, "2026-03-31T08:00", "2026-03-31T16:00");
    timed.unit = "DAY".to_owned();
    building.plant(1, open.1, "times_not_allowed", "a day with times", timed);
    let mut foreign = building.pieces(open.0, "2026-03-31", 1);
    foreign.voucher = VoucherRef::Of(days[0].0);
    foreign.content = "attendance-day".to_owned();
    building.plant(1, open.1, "voucher_not_found", "another provider's order", foreign);
    for (purchase, by) in days.iter().take(5) {
        // A fourth and a fifth day in a week: each is held.
        for day in ["2026-03-13", "2026-03-14"] {
            let mut report = building.pieces(*purchase, day, 1);
            report.id = format!("läsnä-ž-{}", report.id);
            let meant = if *purchase == days[1].0 || *purchase == days[4].0 { None } else { Some("held") };
            match meant {
                Some(meant) => building.plant(1, *by, meant, "a day over the week's limit", report),
                None => drop(building.send(1, *by, report)),
            }
        }
    }
}
