//! What providers send, understood or refused.

use super::*;

fn sent(unit: Unit) -> Sent {
    Sent {
        id: "a-1".into(),
        voucher: VoucherNumber::of(&"varha".parse().unwrap(), "anna", "1").into(),
        content: "home-care".into(),
        unit,
        start: None,
        end: None,
        day: None,
        quantity: None,
        absence: None,
    }
}

fn times(start: &str, end: &str) -> Sent {
    Sent { start: Some(start.into()), end: Some(end.into()), ..sent(Unit::Hour) }
}

#[test]
fn hours_need_both_times_and_only_them() {
    let day = Some("2026-10-05".parse().unwrap());
    assert_eq!(
        Reported::parse(Sent { day, quantity: Some(1), ..sent(Unit::Hour) }),
        Err(Refusal::TimesRequired)
    );
    let start_only = Sent { start: Some("2026-10-05T10:00".into()), ..sent(Unit::Hour) };
    assert_eq!(Reported::parse(start_only), Err(Refusal::TimesRequired));
    let visit = times("2026-10-05T10:00", "2026-10-05T11:00");
    assert_eq!(Reported::parse(Sent { unit: Unit::Day, ..visit }), Err(Refusal::TimesNotAllowed));
}

#[test]
fn a_visit_ends_after_it_starts_and_within_a_day() {
    let refused = |start, end| Reported::parse(times(start, end)).unwrap_err();
    assert_eq!(refused("2026-10-05T11:00", "2026-10-05T10:00"), Refusal::EndBeforeStart);
    assert_eq!(refused("2026-10-05T11:00", "2026-10-05T11:00"), Refusal::EndBeforeStart);
    assert_eq!(refused("2026-10-05T11:00", "2026-10-06T11:01"), Refusal::VisitTooLong);
    assert_eq!(refused("2026-10-05T11:00:30", "2026-10-05T12:00"), Refusal::MalformedTime("start"));
    assert_eq!(refused("2026-10-25T02:00", "2026-10-25T03:30"), Refusal::TimeRepeated("end"));
    assert_eq!(refused("2026-03-29T03:30", "2026-03-29T05:00"), Refusal::TimeSkipped("start"));
}

#[test]
fn a_visit_belongs_to_the_day_on_which_it_starts() {
    let night = Reported::parse(times("2026-10-05T23:30", "2026-10-06T00:30")).unwrap();
    assert_eq!(night.delivery.on(), "2026-10-05".parse().unwrap());
    assert_eq!(night.delivery.quantity(), 60);
}

#[test]
fn the_same_instant_written_otherwise_is_the_same_content() {
    let wall = Reported::parse(times("2026-10-05T10:00", "2026-10-05T11:00")).unwrap();
    let offset = Reported::parse(times("2026-10-05T07:00Z", "2026-10-05T11:00+03:00")).unwrap();
    assert_eq!(wall.fingerprint(), offset.fingerprint());
    let longer = Reported::parse(times("2026-10-05T10:00", "2026-10-05T11:01")).unwrap();
    assert_ne!(wall.fingerprint(), longer.fingerprint());
}

#[test]
fn pieces_are_counted_within_reason() {
    let day = Some("2026-10-05".parse().unwrap());
    for quantity in [0, 1001] {
        let pieces = Sent { day, quantity: Some(quantity), ..sent(Unit::Piece) };
        assert_eq!(Reported::parse(pieces), Err(Refusal::QuantityOutOfRange));
    }
    assert_eq!(Reported::parse(Sent { day, ..sent(Unit::Piece) }), Err(Refusal::MalformedEvent("quantity")));
}

#[test]
fn a_recorded_event_survives_its_json() {
    let reported = Reported::parse(times("2026-10-05T23:30", "2026-10-06T00:30")).unwrap();
    let at = Timestamp::UNIX_EPOCH;
    let reversal =
        Reversal { by: Side::Organiser, reason: ReversalReason::NotDelivered, text: "no".into(), at };
    let entries = Some(TakenBack { entered: 1, reversed: 2 });
    for state in [
        State::Held { reasons: vec![HeldReason::NeedsApproval] },
        State::Reversed { entries, reversal, replaced_by: Some(EventId(Uuid::nil())) },
    ] {
        let event = Event {
            event: EventId(Uuid::nil()),
            provider: ProviderId(Uuid::nil()),
            booking: BookingId(Uuid::nil()),
            reported: reported.clone(),
            at,
            state,
            lines: Vec::new(),
            repriced: Vec::new(),
            replaces: Some(EventId(Uuid::nil())),
        };
        let json = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event, "{json}");
    }
}
