//! What real files of early education contain beside the ordinary.

use jiff::civil::date;
use serde_json::json;

use super::{
    SEPTEMBER,
    places::{Course, Place},
};
use crate::regions::{
    building::Building,
    model::{Booking, Report, VoucherRef},
};

/// What real files contain beside the ordinary, from a centre and a childminder.
pub fn add(building: &mut Building, places: &[Place]) {
    let centre = places.iter().rposition(|p| p.course == Course::Ordinary).unwrap_or(0);
    let (by, mine) = (places[centre].september_by, places[centre].voucher);
    repeats(building, by);
    let mut wrong = |meant: &str, why: &str, change: &dyn Fn(&mut Report)| {
        let mut report = building.pieces(mine, SEPTEMBER, 1);
        change(&mut report);
        building.plant(1, by, meant, why, report);
    };
    wrong("over_limit", "the month a second time, under a new id", &|_| ());
    wrong("over_limit", "a new id with Sami letters", &|r| r.id = "čđŋšŧž-0001".to_owned());
    wrong("unknown_content", "a content that the voucher doesn't have", &|r| {
        r.content = "over4-full".to_owned()
    });
    wrong("wrong_unit", "pieces instead of months", &|r| r.unit = "C62".to_owned());
    wrong("times_not_allowed", "a month with times", &|r| {
        (r.day, r.quantity) = (None, None);
        (r.start, r.end) = (Some("2026-09-07T08:00".to_owned()), Some("2026-09-07T16:00".to_owned()));
    });
    wrong("outside_recording_window", "before the window", &|r| r.day = Some("2026-08-31".to_owned()));
    wrong("in_the_future", "a month ahead", &|r| r.day = Some("2026-12-01".to_owned()));
    wrong("quantity_out_of_range", "more months than anyone lives", &|r| r.quantity = Some(1001));
    wrong("quantity_out_of_range", "no month at all", &|r| r.quantity = Some(0));
    wrong("voucher_not_found", "a number that is nobody's", &|r| {
        r.voucher = VoucherRef::Number("00000-00000-1".to_owned());
    });
    wrong("voucher_not_found", "another provider's voucher", &|r| {
        r.voucher = VoucherRef::Of(places[0].voucher)
    });
    outside(building, places);
    for (why, raw) in [
        ("a text", json!("käynti 5.9.")),
        ("an empty object", json!({})),
        (
            "an unknown field",
            json!({"id": "x-1", "voucher": "", "content": "", "unit": "MON", "day": SEPTEMBER, "quantity": 1, "hinta": 5}),
        ),
        (
            "a quantity in words",
            json!({"id": "x-2", "voucher": "", "content": "", "unit": "MON", "day": SEPTEMBER, "quantity": "yksi"}),
        ),
    ] {
        building.plant_raw(1, by, why, raw);
    }
}

/// The first lines of a provider again: the same and with changed content.
fn repeats(building: &mut Building, by: usize) {
    let sent = building.events_of(0, by);
    for report in sent.iter().take(3) {
        building.plant(1, by, "repeated", "the file was sent twice", report.clone());
    }
    if let Some(report) = sent.first() {
        let changed = Report { day: Some("2026-09-29".to_owned()), ..report.clone() };
        building.plant(1, by, "event_conflict", "the same id with another day", changed);
    }
}

/// Days outside the validity and outside the booking.
fn outside(building: &mut Building, places: &[Place]) {
    let with = |course| places.iter().find(|p| p.course == course);
    if let Some(place) = with(Course::Leaves) {
        let report = building.pieces(place.voucher, "2026-10-01", 1);
        building.plant(1, place.september_by, "outside_validity", "the place has ended", report);
    }
    if let Some(place) = with(Course::Moves) {
        let report = building.pieces(place.voucher, "2026-10-02", 1);
        building.plant(1, place.september_by, "booking_not_valid", "the child has moved on", report);
    }
    let taken = Booking { provider: 0, first_day: date(2026, 9, 1), last_day: date(2026, 9, 30) };
    building.refused_booking(places[places.len() - 1].voucher, taken, "booking_overlaps");
}
