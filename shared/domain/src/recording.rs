//! The decision on one reported event: approved, held for an approver, or refused by a rule.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::{
    account::Account,
    event::{Delivery, Event, HeldReason, Reported, State},
    ids::{BookingId, EventId, Organiser, ProviderId},
    overlap::{Interval, Visits},
    pricing::{self, PricingBasis},
    provider::Approval,
    quota::{OverLimit, Quota},
    rulebook::{self, Overrun, Rulebook},
    time::{self, Month},
    voucher::{self, Booking, Grant, Voucher},
};

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
        }
    }

    /// The field of the event that it is about.
    pub fn field(self) -> Option<&'static str> {
        match self {
            Refusal::MalformedEvent(field)
            | Refusal::MalformedTime(field)
            | Refusal::TimeRepeated(field)
            | Refusal::TimeSkipped(field) => Some(field),
            Refusal::VoucherNotFound | Refusal::VoucherNotOpen => Some("voucher"),
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

/// All that the decision depends on, beside the ledger.
#[derive(Clone, Copy, Debug)]
pub struct RecordingBasis<'a> {
    /// The organiser.
    pub organiser: &'a Organiser,
    /// Who reports.
    pub provider: ProviderId,
    /// The voucher or order.
    pub voucher: &'a Voucher,
    /// Its rulebook version.
    pub rulebook: &'a Rulebook,
    /// The provider's approval for the service.
    pub approval: Option<&'a Approval>,
    /// When.
    pub now: Timestamp,
}

/// What recording changes: loaded before, saved after, in one transaction with the events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The voucher's use.
    pub quota: Quota,
    /// Its accounts.
    pub accounts: BTreeMap<(BookingId, Month), Account>,
    /// The client's times.
    pub visits: BTreeMap<Month, Visits>,
}

/// Decides on an event, and enters it into the ledger unless it is refused; a refusal leaves the ledger as it was.
pub fn record(basis: RecordingBasis<'_>, ledger: &mut Ledger, reported: Reported) -> Result<Event, Refusal> {
    let on = reported.delivery.on();
    let booking = check_booking(&basis, on)?;
    let granted = check_content(&basis, &reported)?;
    check_time(&basis, &reported.delivery, on)?;
    check_approval(&basis, on)?;
    let pricing =
        PricingBasis { rulebook: basis.rulebook, voucher: basis.voucher, booking, approval: basis.approval };
    let lines = pricing::price(pricing, &reported)?;
    let reasons = held_reasons(&basis, ledger, granted, &reported)?;
    if let Delivery::Visit(visit) = &reported.delivery {
        reserve_time(ledger, visit)?;
    }
    let quantity = reported.delivery.quantity();
    ledger.quota.reserve(&granted.code, on, quantity, !reasons.is_empty());
    let state = if reasons.is_empty() {
        let account = ledger.accounts.entry((booking.booking, Month::of(on))).or_default();
        State::Approved { sequence: account.add(lines.clone()) }
    } else {
        State::Held { reasons }
    };
    let event = EventId::of(basis.organiser, basis.provider, &reported.id);
    Ok(Event {
        event,
        provider: basis.provider,
        booking: booking.booking,
        reported,
        at: basis.now,
        state,
        lines,
    })
}

fn check_booking<'a>(basis: &RecordingBasis<'a>, on: Date) -> Result<&'a Booking, Refusal> {
    let voucher = basis.voucher;
    if !voucher.is_known_to(basis.provider) {
        return Err(Refusal::VoucherNotFound);
    }
    if !matches!(voucher.state, voucher::State::Open | voucher::State::Confirmed) {
        return Err(Refusal::VoucherNotOpen);
    }
    if on < voucher.first_day || voucher.last_day < on {
        return Err(Refusal::OutsideValidity);
    }
    voucher.booking_of(basis.provider, on).ok_or(Refusal::BookingNotValid)
}

fn check_content<'a>(basis: &RecordingBasis<'a>, reported: &Reported) -> Result<&'a Grant, Refusal> {
    let content = basis.rulebook.content(&reported.content).ok_or(Refusal::UnknownContent)?;
    let granted =
        basis.voucher.granted(&reported.content, reported.delivery.on()).ok_or(Refusal::UnknownContent)?;
    if content.unit == reported.unit { Ok(granted) } else { Err(Refusal::WrongUnit) }
}

/// The window opens some days before the first day of the current month; a month may be recorded once it has
/// begun, a day on that day, a visit when it has ended.
fn check_time(basis: &RecordingBasis<'_>, delivery: &Delivery, on: Date) -> Result<(), Refusal> {
    let today = time::day_of(basis.now);
    let not_yet = match delivery {
        Delivery::Visit(visit) => visit.end > basis.now,
        Delivery::Pieces { .. } => on > today,
    };
    if not_yet {
        return Err(Refusal::InTheFuture);
    }
    if on < basis.rulebook.window_opens(today) { Err(Refusal::OutsideRecordingWindow) } else { Ok(()) }
}

/// A voucher needs an approval of the service that holds on the service's day, whatever became of it since; an order was made with the provider itself.
fn check_approval(basis: &RecordingBasis<'_>, on: Date) -> Result<(), Refusal> {
    let voucher = basis.rulebook.arrangement.is_chosen_by_client();
    match basis.approval {
        None if voucher => Err(Refusal::ProviderNotApproved),
        Some(approval) if voucher && !approval.holds_on(on) => Err(Refusal::ProviderNotApproved),
        _ => Ok(()),
    }
}

fn held_reasons(
    basis: &RecordingBasis<'_>,
    ledger: &Ledger,
    granted: &Grant,
    reported: &Reported,
) -> Result<Vec<HeldReason>, Refusal> {
    let recording = &basis.rulebook.recording;
    let mut reasons = Vec::new();
    let (on, quantity) = (reported.delivery.on(), reported.delivery.quantity());
    if ledger.quota.room(&granted.code, &granted.limits, on, quantity) == Err(OverLimit) {
        match recording.overrun {
            Overrun::Refused => return Err(Refusal::OverLimit),
            Overrun::Held => reasons.push(HeldReason::OverLimitHeld),
        }
    }
    if recording.approval == rulebook::Approval::Held {
        reasons.push(HeldReason::NeedsApproval);
    }
    Ok(reasons)
}

/// Takes the client's time in every month that the visit touches, or in none.
fn reserve_time(ledger: &mut Ledger, visit: &Interval) -> Result<(), Refusal> {
    let mut taken = Vec::new();
    for month in visit.months() {
        let mut visits = ledger.visits.get(&month).cloned().unwrap_or_default();
        visits.insert(month, visit).map_err(|_| Refusal::Overlap)?;
        taken.push((month, visits));
    }
    ledger.visits.extend(taken);
    Ok(())
}

/// The event does not wait for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the event does not wait for a decision")]
pub struct NotHeld;

/// An approver approves a held event: its reserved quota is used and its money enters the account.
pub fn approve_held(ledger: &mut Ledger, event: &mut Event) -> Result<(), NotHeld> {
    if !matches!(event.state, State::Held { .. }) {
        return Err(NotHeld);
    }
    let delivery = &event.reported.delivery;
    ledger.quota.approve_held(&event.reported.content, delivery.quantity());
    let account = ledger.accounts.entry((event.booking, Month::of(delivery.on()))).or_default();
    event.state = State::Approved { sequence: account.add(event.lines.clone()) };
    Ok(())
}

/// An approver rejects a held event: its quota and its time are free again.
pub fn reject_held(ledger: &mut Ledger, event: &mut Event, reason: String) -> Result<(), NotHeld> {
    if !matches!(event.state, State::Held { .. }) {
        return Err(NotHeld);
    }
    let delivery = event.reported.delivery;
    ledger.quota.release_held(&event.reported.content, delivery.on(), delivery.quantity());
    if let Delivery::Visit(visit) = delivery {
        for month in visit.months() {
            ledger.visits.entry(month).or_default().remove(month, &visit);
        }
    }
    event.state = State::Rejected { reason };
    Ok(())
}

#[cfg(test)]
mod tests;
