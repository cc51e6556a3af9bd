//! What real files of home care and dental care contain beside the ordinary: each kind of line once or more.

use jiff::civil::date;
use serde_json::json;

use super::{
    dental::NOT_OFFERED,
    home_care::{SPARE, Visited},
};
use crate::regions::{
    building::Building,
    model::{Report, VoucherRef, Way},
};

/// Plants lines about the spare clients, in the second wave.
pub fn add(building: &mut Building, visited: &[Visited]) {
    let spare: Vec<Visited> = visited[visited.len().saturating_sub(SPARE)..].to_vec();
    let [nights, overlaps, wrongs, ..] = spare[..] else { return };
    resent(building, nights.by);
    changes_of_the_clock(building, nights);
    touching(building, overlaps, wrongs);
    wrong_visits(building, wrongs, overlaps);
    moved(building, visited);
    unreadable(building, wrongs.by);
    dental(building, wrongs);
}

fn resent(building: &mut Building, by: usize) {
    let sent = building.events_of(0, by);
    for report in sent.iter().take(5) {
        building.plant(1, by, "repeated", "the file was sent twice", report.clone());
    }
    for report in sent.iter().skip(5).take(2) {
        let changed = Report { end: report.late_in_the_evening(), ..report.clone() };
        building.plant(1, by, "event_conflict", "sent again with other times", changed);
    }
    if let Some(report) = sent.first() {
        let with_offset = |time: &Option<String>| time.as_ref().map(|text| format!("{text}+03:00"));
        let same =
            Report { start: with_offset(&report.start), end: with_offset(&report.end), ..report.clone() };
        building.plant(1, by, "repeated", "the same times, now with their offset", same);
    }
}

fn changes_of_the_clock(building: &mut Building, Visited { voucher, by, .. }: Visited) {
    for (meant, why, start, end) in [
        ("approved", "over midnight", "2026-10-08T23:30", "2026-10-09T00:45"),
        ("approved", "over midnight into Saturday", "2026-10-09T23:15", "2026-10-10T01:00"),
        ("approved", "over midnight at the month's end", "2026-10-31T23:30", "2026-11-01T00:30"),
        ("approved", "over the autumn change: an hour more", "2026-10-25T02:15", "2026-10-25T04:45"),
        (
            "approved",
            "the evening before, up to the minute of the next visit",
            "2026-10-24T22:00",
            "2026-10-25T02:15",
        ),
        ("time_repeated", "a time that the clock shows twice", "2026-10-25T03:20", "2026-10-25T05:30"),
        ("time_repeated", "an end that the clock shows twice", "2026-10-25T02:50", "2026-10-25T03:10"),
        ("overlap", "inside the repeated hour, taken", "2026-10-25T03:10+02:00", "2026-10-25T03:40+02:00"),
        ("time_skipped", "a time that the clock skipped", "2026-03-29T03:30", "2026-03-29T05:00"),
        (
            "outside_recording_window",
            "over the spring change, long ago",
            "2026-03-29T02:30",
            "2026-03-29T04:30",
        ),
    ] {
        let report = building.visit(voucher, start, end);
        building.plant(1, by, meant, why, report);
    }
}

/// Overlaps of one client: the same voucher, the next voucher of another provider, and visits that only touch.
fn touching(building: &mut Building, one: Visited, other: Visited) {
    let second = next_voucher(building, one, other.by);
    for (meant, why, start, end) in [
        ("approved", "an afternoon visit", "2026-10-06T14:00", "2026-10-06T15:00"),
        ("overlap", "the same time again", "2026-10-06T14:30", "2026-10-06T15:30"),
        ("approved", "from the minute at which another ends", "2026-10-06T15:00", "2026-10-06T15:20"),
        ("approved", "over midnight, the voucher's last night", "2026-10-31T23:30", "2026-11-01T00:30"),
    ] {
        let report = building.visit(one.voucher, start, end);
        building.plant(1, one.by, meant, why, report);
    }
    for (meant, why, start, end) in [
        ("overlap", "another provider was there, on another voucher", "2026-11-01T00:15", "2026-11-01T00:45"),
        ("approved", "another provider at another time", "2026-11-01T16:00", "2026-11-01T16:45"),
    ] {
        let report = building.visit(second, start, end);
        building.plant(2, other.by, meant, why, report);
    }
}

/// The client's voucher ends with October, and another provider's follows: one decision on a service is in force on a day.
fn next_voucher(building: &mut Building, Visited { voucher, .. }: Visited, by: usize) -> usize {
    let first = &mut building.region.vouchers[voucher];
    let mut next = first.clone();
    (first.last_day, next.first_day) = (date(2026, 10, 31), date(2026, 11, 1));
    for (voucher, provider) in [(first, None), (&mut next, Some(by))] {
        let days = (voucher.first_day, voucher.last_day);
        let Way::Booked(bookings) = &mut voucher.way else { continue };
        for booking in bookings {
            (booking.first_day, booking.last_day) = days;
            booking.provider = provider.unwrap_or(booking.provider);
        }
    }
    building.granted(next)
}

fn wrong_visits(building: &mut Building, Visited { voucher, by, .. }: Visited, other: Visited) {
    for (meant, why, start, end) in [
        ("end_before_start", "start and end the wrong way round", "2026-10-07T10:00", "2026-10-07T09:00"),
        ("end_before_start", "no time at all", "2026-10-07T10:00", "2026-10-07T10:00"),
        ("visit_too_long", "a forgotten end", "2026-10-07T14:00", "2026-10-08T14:01"),
        ("in_the_future", "tomorrow's visit", "2026-11-04T10:00", "2026-11-04T10:30"),
        ("outside_recording_window", "the day before the window", "2026-09-01T14:00", "2026-09-01T15:00"),
        ("approved", "the window's first day", "2026-09-02T14:00", "2026-09-02T15:00"),
        ("malformed_time", "a day that isn't", "2026-10-32T14:00", "2026-10-32T15:00"),
        ("malformed_time", "a time as people write it", "7.10.2026 14.00", "7.10.2026 15.00"),
    ] {
        let report = building.visit(voucher, start, end);
        building.plant(1, by, meant, why, report);
    }
    let mut wrong = |meant: &str, why: &str, change: &dyn Fn(&mut Report)| {
        let mut report = building.visit(voucher, "2026-10-07T14:00", "2026-10-07T15:00");
        change(&mut report);
        building.plant(1, by, meant, why, report);
    };
    wrong("unknown_content", "a content of another service", &|r| r.content = "SAA01".to_owned());
    wrong("times_required", "hours without times", &|r| (r.start, r.end) = (None, None));
    wrong("voucher_not_found", "a number that is nobody's", &|r| {
        r.voucher = VoucherRef::Number("11111-11111-2".to_owned());
    });
    wrong("voucher_not_found", "a text that is no number", &|r| {
        r.voucher = VoucherRef::Number("Testi".to_owned())
    });
    let stranger = if other.by == by { 0 } else { other.voucher };
    wrong("voucher_not_found", "another provider's voucher", &|r| r.voucher = VoucherRef::Of(stranger));
    wrong("approved", "an id with Sami letters", &|r| r.id = "käynti-čđŋšŧž-Å-0001".to_owned());
    let mut pieces = building.pieces(voucher, "2026-10-07", 1);
    pieces.unit = "C62".to_owned();
    building.plant(1, by, "wrong_unit", "hours sent as pieces", pieces);
}

/// The old provider reports late what it did, and once too much.
fn moved(building: &mut Building, visited: &[Visited]) {
    for moved in visited.iter().filter(|v| v.by != v.later).take(3) {
        let mut visit = |meant: &str, why: &str, start: &str, end: &str| {
            let report = building.visit(moved.voucher, start, end);
            building.plant(1, moved.by, meant, why, report);
        };
        visit("approved", "the old provider reports late", "2026-10-14T14:00", "2026-10-14T14:30");
        visit("booking_not_valid", "the client has moved on", "2026-10-16T14:00", "2026-10-16T14:30");
    }
}

fn unreadable(building: &mut Building, by: usize) {
    let whole = json!({"id": "r-1", "voucher": "", "content": "home-care", "unit": "HUR", "start": "2026-10-07T14:00", "end": "2026-10-07T15:00"});
    let mut with_comment = whole.clone();
    with_comment["huomautus"] = json!("ovi oli lukossa");
    let mut unknown_unit = whole.clone();
    unknown_unit["unit"] = json!("tunti");
    let mut number_as_id = whole.clone();
    number_as_id["id"] = json!(7);
    let mut no_id = whole;
    no_id["id"] = json!("");
    for (why, raw) in [
        ("a field too many", with_comment),
        ("a unit that isn't", unknown_unit),
        ("an id that is a number", number_as_id),
        ("an empty id", no_id),
        ("a list", json!(["r-2", "home-care"])),
        ("nothing", json!(null)),
    ] {
        building.plant_raw(1, by, why, raw);
    }
}

/// Procedures: over the limit, a code that was not granted, days and quantities that can't be.
fn dental(building: &mut Building, home_care: Visited) {
    let Some(voucher) = building.region.vouchers.iter().position(|v| v.service == "dental-care") else {
        return;
    };
    let Way::Booked(bookings) = building.region.vouchers[voucher].way.clone() else { return };
    let by = bookings[0].provider;
    let mut wrong = |meant: &str, why: &str, change: &dyn Fn(&mut Report)| {
        let mut report = building.pieces(voucher, "2026-10-20", 1);
        change(&mut report);
        building.plant(1, by, meant, why, report);
    };
    wrong("over_limit", "more than was granted", &|r| r.quantity = Some(4));
    wrong("quantity_out_of_range", "none", &|r| r.quantity = Some(0));
    wrong("quantity_out_of_range", "far too many", &|r| r.quantity = Some(5000));
    wrong("malformed_event", "fewer than none", &|r| r.quantity = Some(-1));
    wrong("malformed_event", "a day that isn't", &|r| r.day = Some("2026-02-30".to_owned()));
    wrong("unknown_content", "a code that the rulebook doesn't have", &|r| r.content = "XXX99".to_owned());
    wrong("outside_validity", "before the voucher", &|r| r.day = Some("2026-08-31".to_owned()));
    wrong("in_the_future", "next week's appointment", &|r| r.day = Some("2026-11-10".to_owned()));
    wrong("outside_recording_window", "the voucher's first day, too long ago", &|r| {
        r.day = Some("2026-09-01".to_owned())
    });
    wrong("voucher_not_found", "a home-care client's voucher", &|r| {
        r.voucher = VoucherRef::Of(home_care.voucher)
    });
    unpriced(building);
    building.refused_booking(
        voucher,
        crate::regions::model::Booking { provider: home_care.by, ..bookings[0] },
        "provider_not_approved",
    );
}

/// A procedure that the client was granted and the clinic has no price for.
fn unpriced(building: &mut Building) {
    let vouchers = building.region.vouchers.iter().enumerate();
    let mut granted = vouchers.filter_map(|(n, v)| match &v.way {
        Way::Booked(bookings) if v.contents.iter().any(|c| c.code == NOT_OFFERED) => {
            Some((n, bookings[0].provider))
        }
        _ => None,
    });
    let Some((voucher, by)) = granted.find(|(_, by)| *by == 0) else { return };
    let mut report = building.pieces(voucher, "2026-10-21", 1);
    report.content = NOT_OFFERED.to_owned();
    building.plant(1, by, "no_price", "the clinic has no price for it", report);
}
