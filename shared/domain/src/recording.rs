//! The decision on one reported event: approved, held for an approver, or refused by a rule.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::{
    account::{Account, Line, LineKind},
    event::{Delivery, Event, HeldReason, Reported, State},
    ids::{BookingId, EventId, Organiser, ProviderId},
    overlap::{Interval, Visits},
    pricing::{self, PricingBasis},
    provider::Approval,
    quota::{OverLimit, Quota},
    rulebook::{self, Overrun, Rulebook},
    time::{self, Days, Month},
    voucher::{self, Booking, Grant, Voucher},
};

mod correcting;
mod refusal;

pub use correcting::{NotStanding, correct, reverse};
pub use refusal::Refusal;

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
    record_as(basis, ledger, reported, LineKind::Original, None)
}

fn record_as(
    basis: RecordingBasis<'_>,
    ledger: &mut Ledger,
    reported: Reported,
    kind: LineKind,
    replaces: Option<EventId>,
) -> Result<Event, Refusal> {
    let Checked { on, booking, granted, mut lines, reasons } = check(basis, &ledger.quota, &reported)?;
    let kind = if booking.corrects(on) { LineKind::Correction } else { kind };
    lines.iter_mut().for_each(|line| line.kind = kind);
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
        repriced: Vec::new(),
        replaces,
    })
}

/// What an event comes to before anything is entered: all rules but the client's other visits.
#[derive(Clone, Debug)]
pub struct Checked<'a> {
    /// The Helsinki day that it belongs to.
    pub on: Date,
    /// The booking that delivers.
    pub booking: &'a Booking,
    /// What is granted of its content.
    pub granted: &'a Grant,
    /// Its money.
    pub lines: Vec<Line>,
    /// Why it would wait for an approver; nothing: it would be approved.
    pub reasons: Vec<HeldReason>,
}

/// Checks and prices an event, and changes nothing.
pub fn check<'a>(
    basis: RecordingBasis<'a>,
    quota: &Quota,
    reported: &Reported,
) -> Result<Checked<'a>, Refusal> {
    let on = reported.delivery.on();
    let booking = check_booking(&basis, on)?;
    let granted = check_content(&basis, reported, on)?;
    check_time(&basis, &reported.delivery, on)?;
    check_approval(&basis, on)?;
    let pricing =
        PricingBasis { rulebook: basis.rulebook, voucher: basis.voucher, booking, approval: basis.approval };
    let lines = pricing::price(pricing, reported)?;
    let reasons = held_reasons(&basis, quota, granted, reported)?;
    Ok(Checked { on, booking, granted, lines, reasons })
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

fn check_content<'a>(
    basis: &RecordingBasis<'a>,
    reported: &Reported,
    on: Date,
) -> Result<&'a Grant, Refusal> {
    let content = basis.rulebook.content(&reported.content).ok_or(Refusal::UnknownContent)?;
    let granted = basis.voucher.granted(&reported.content, on).ok_or(Refusal::UnknownContent)?;
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
    quota: &Quota,
    granted: &Grant,
    reported: &Reported,
) -> Result<Vec<HeldReason>, Refusal> {
    let recording = &basis.rulebook.recording;
    let mut reasons = Vec::new();
    if room(basis, quota, granted, &reported.delivery) == Err(OverLimit) {
        match recording.overrun {
            Overrun::Refused => return Err(Refusal::OverLimit),
            Overrun::Held => reasons.push(HeldReason::OverLimitHeld),
        }
    }
    if recording.approval == rulebook::Approval::Held {
        reasons.push(HeldReason::NeedsApproval);
    }
    if basis.voucher.client_died.is_some_and(|died| died < reported.delivery.on()) {
        reasons.push(HeldReason::AfterDeath);
    }
    if reasons.is_empty() && is_sampled(recording.sample_percent, reported) {
        reasons.push(HeldReason::Sampled);
    }
    Ok(reasons)
}

/// Providers that follow each other inside a month have a part of it each, and are paid for it; the month counts once.
fn room(
    basis: &RecordingBasis<'_>,
    quota: &Quota,
    granted: &Grant,
    delivery: &Delivery,
) -> Result<(), OverLimit> {
    let (Grant { code, limits, .. }, on, quantity) = (granted, delivery.on(), delivery.quantity());
    if basis.rulebook.shares_months(code) {
        let bookings = basis.voucher.bookings.iter();
        let shares = bookings.map(|b| Days { first_day: b.first_day, last_day: b.last_day });
        quota.room_in_shares(code, limits, on, quantity, shares)
    } else {
        quota.room(code, limits, on, quantity)
    }
}

/// Drawn by what is reported: sent again, under this id or another one, the same delivery is drawn alike, so that
/// nobody can try ids until one passes.
fn is_sampled(percent: u8, reported: &Reported) -> bool {
    percent > 0 && reported.fingerprint().as_u128() % 100 < u128::from(percent)
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

/// Forgets what of the quota no event of the recording window, or of a later one, can be held against.
pub fn forget_days(quota: &mut Quota, rulebook: &Rulebook, now: Timestamp) {
    let opens = rulebook.window_opens(time::day_of(now));
    quota.forget_days_before(opens, |content| rulebook.shares_months(content));
}

/// The event does not wait for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the event does not wait for a decision")]
pub struct NotHeld;

/// An approver approves a held event: its reserved quota is used and its money enters the account.
pub fn approve_held(ledger: &mut Ledger, event: &mut Event) -> Result<(), NotHeld> {
    if !event.is_held() {
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
    if !event.is_held() {
        return Err(NotHeld);
    }
    free(ledger, &event.reported, true);
    event.state = State::Rejected { reason };
    Ok(())
}

/// What an event reserved or used, quota and time, is free again.
fn free(ledger: &mut Ledger, Reported { content, delivery, .. }: &Reported, held: bool) {
    ledger.quota.release(content, delivery.on(), delivery.quantity(), held);
    if let Delivery::Visit(visit) = delivery {
        for month in visit.months() {
            ledger.visits.entry(month).or_default().remove(month, visit);
        }
    }
}

#[cfg(test)]
mod tests;
