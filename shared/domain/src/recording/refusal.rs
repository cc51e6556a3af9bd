//! Why an event is refused, as data: a stable code, and the field that it is about.

/// Why an event is refused: a rule, as data. Nothing is stored, and its id stays free to be sent again, mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A field of the event cannot be read.
    MalformedEvent(&'static str),
    /// No such voucher, or nothing of the provider's: which of them is not told.
    VoucherNotFound,
    /// An order that is not confirmed, or was declined.
    VoucherNotOpen,
    /// The provider is not approved for the service on the day.
    ProviderNotApproved,
    /// The provider's booking does not hold on the day.
    BookingNotValid,
    /// The day is not in the voucher's validity.
    OutsideValidity,
    /// The day is before the recording window.
    OutsideRecordingWindow,
    /// The day or time has not come yet.
    InTheFuture,
    /// The service or the voucher has no such content.
    UnknownContent,
    /// The content is counted in another unit.
    WrongUnit,
    /// Hours need start and end, and nothing else.
    TimesRequired,
    /// The content has no times of day.
    TimesNotAllowed,
    /// A time cannot be read, or has seconds.
    MalformedTime(&'static str),
    /// The clock showed this time twice.
    TimeRepeated(&'static str),
    /// The clock skipped this time.
    TimeSkipped(&'static str),
    /// The visit ends before, or when, it starts.
    EndBeforeStart,
    /// The visit is longer than 24 hours.
    VisitTooLong,
    /// The client has another visit at the time; whose is not told.
    Overlap,
    /// The rulebook has no such absence.
    UnknownAbsence,
    /// More than a limit of the voucher.
    OverLimit,
    /// The provider has no price for the content.
    NoPrice,
    /// No pieces, or more than a thousand.
    QuantityOutOfRange,
    /// The id is in use for another content.
    EventConflict,
    /// The event that it would correct was taken back, or rejected.
    EventNotStanding,
    /// A correction stays on its voucher.
    OtherVoucher,
}

impl Refusal {
    /// The stable code that machines read.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::MalformedEvent(_) => "malformed_event",
            Refusal::VoucherNotFound => "voucher_not_found",
            Refusal::VoucherNotOpen => "voucher_not_open",
            Refusal::ProviderNotApproved => "provider_not_approved",
            Refusal::BookingNotValid => "booking_not_valid",
            Refusal::OutsideValidity => "outside_validity",
            Refusal::OutsideRecordingWindow => "outside_recording_window",
            Refusal::InTheFuture => "in_the_future",
            Refusal::UnknownContent => "unknown_content",
            Refusal::WrongUnit => "wrong_unit",
            Refusal::TimesRequired => "times_required",
            Refusal::TimesNotAllowed => "times_not_allowed",
            Refusal::MalformedTime(_) => "malformed_time",
            Refusal::TimeRepeated(_) => "time_repeated",
            Refusal::TimeSkipped(_) => "time_skipped",
            Refusal::EndBeforeStart => "end_before_start",
            Refusal::VisitTooLong => "visit_too_long",
            Refusal::Overlap => "overlap",
            Refusal::UnknownAbsence => "unknown_absence",
            Refusal::OverLimit => "over_limit",
            Refusal::NoPrice => "no_price",
            Refusal::QuantityOutOfRange => "quantity_out_of_range",
            Refusal::EventConflict => "event_conflict",
            Refusal::EventNotStanding => "event_not_standing",
            Refusal::OtherVoucher => "other_voucher",
        }
    }

    /// The field of the event that it is about.
    pub fn field(self) -> Option<&'static str> {
        match self {
            Refusal::MalformedEvent(field)
            | Refusal::MalformedTime(field)
            | Refusal::TimeRepeated(field)
            | Refusal::TimeSkipped(field) => Some(field),
            Refusal::VoucherNotFound | Refusal::VoucherNotOpen | Refusal::OtherVoucher => Some("voucher"),
            Refusal::UnknownContent | Refusal::NoPrice => Some("content"),
            Refusal::WrongUnit => Some("unit"),
            Refusal::EndBeforeStart | Refusal::VisitTooLong => Some("end"),
            Refusal::QuantityOutOfRange => Some("quantity"),
            Refusal::EventConflict => Some("id"),
            Refusal::UnknownAbsence => Some("absence"),
            _ => None,
        }
    }
}
