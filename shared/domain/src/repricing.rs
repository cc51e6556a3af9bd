//! Re-pricing: a decision changed a voucher's terms, and what was priced before is priced anew, event by event.

use std::collections::BTreeMap;

use crate::{
    account::{Account, Line, LineKind},
    event::{Delivery, Event, Reported, Repriced, State},
    explanation::Step,
    ids::ContentCode,
    money::Cents,
    pricing::{self, PricingBasis},
    provider::Approval,
    recording::Refusal,
    rulebook::{BandName, Rulebook, Unit},
    time::{Days, Month},
    voucher::{Booking, Terms, Voucher},
};

/// All that the new price of an event depends on.
#[derive(Clone, Copy, Debug)]
pub struct RepricingBasis<'a> {
    /// The rules of the service.
    pub rulebook: &'a Rulebook,
    /// The voucher with the terms now in force.
    pub voucher: &'a Voucher,
    /// The approval of the provider who delivered.
    pub approval: Option<&'a Approval>,
}

/// Prices an event under the terms now in force, and tells whether anything changed.
///
/// What no settlement has taken is simply priced anew. What one has taken gets a Refund of the latest amount and a
/// Correction with the new one; equal opposites cancel. What nothing is granted for any more costs nothing. A held
/// event has no money yet and gets the new price alone. Without a real change of money nothing is entered, whatever
/// decision is in force.
///
/// # Errors
/// When what is granted has no price: the provider's price list lacks it, for example.
pub fn reprice(basis: RepricingBasis<'_>, account: &mut Account, event: &mut Event) -> Result<bool, Refusal> {
    if !matches!(event.state, State::Held { .. } | State::Approved { .. }) {
        return Ok(false);
    }
    let mut new = price(basis, event)?;
    let joined = joined(basis.voucher);
    let as_one = price(RepricingBasis { voucher: &joined, ..basis }, event)?;
    if is_same(&new, event.price()) || is_same(&as_one, event.price()) {
        return Ok(false);
    }
    let Some(entry) = event.entry() else {
        event.lines = new;
        return Ok(true);
    };
    if event.was_paid(account.taken) {
        new.iter_mut().for_each(|line| line.kind = LineKind::Correction);
    }
    let sequence = account.replace(entry, event.price(), new.clone());
    event.repriced.push(Repriced { decision: basis.voucher.decision, sequence, lines: new });
    Ok(true)
}

/// Whether none of the days of an event is its booking's any more, since an official moved the client: the one who has
/// these days now can report them only if the event is taken back, with its time and its quota.
pub fn is_moved(voucher: &Voucher, event: &Event) -> bool {
    let stands = matches!(event.state, State::Held { .. } | State::Approved { .. });
    let booking = voucher.bookings.iter().find(|booking| booking.booking == event.booking);
    let booked = booking.map(|booking| Days { first_day: booking.first_day, last_day: booking.last_day });
    let on = event.reported.delivery.on();
    let days = match event.reported.unit {
        Unit::Month => Month::of(on).days(),
        _ => Days { first_day: on, last_day: on },
    };
    stands && booked.is_some_and(|booked| days.common(&booked).is_none())
}

/// Why an event costs what it does: the steps that lead to its price under the terms now in force. None where they lead to
/// another one, which is not entered yet; nothing where they grant nothing of it.
///
/// # Errors
/// When what is granted has no price.
pub fn explain(basis: RepricingBasis<'_>, event: &Event) -> Result<Option<Vec<Step>>, Refusal> {
    for voucher in [basis.voucher, &joined(basis.voucher)] {
        let (mut lines, steps) = read(RepricingBasis { voucher, ..basis }, event, pricing::explain)?;
        lines.retain(pays);
        if is_same(&lines, event.price()) {
            return Ok(Some(steps));
        }
    }
    Ok(None)
}

/// The price under the terms now in force; nothing where they grant nothing of it.
fn price(basis: RepricingBasis<'_>, event: &Event) -> Result<Vec<Line>, Refusal> {
    let mut lines = read(basis, event, pricing::price)?;
    lines.retain(pays);
    Ok(lines)
}

fn pays(line: &Line) -> bool {
    line.part.is_none_or(|part| part.days > 0)
}

/// What a reading of the event comes to: the first that the terms grant something of.
fn read<T: Default>(
    basis: RepricingBasis<'_>,
    event: &Event,
    price: impl Fn(PricingBasis<'_>, &Reported) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let RepricingBasis { rulebook, voucher, approval } = basis;
    let booking = voucher.bookings.iter().find(|booking| booking.booking == event.booking);
    let Some(booking) = booking else { return Ok(T::default()) };
    for reported in readings(basis, booking, &event.reported) {
        match price(PricingBasis { rulebook, voucher, booking, approval }, &reported) {
            Err(Refusal::OutsideValidity | Refusal::UnknownContent) => {}
            priced => return priced,
        }
    }
    Ok(T::default())
}

/// A decision that grants the same as its neighbour splits a month that was priced as one: rounding each part by
/// itself must not make a cent of difference where nothing changed.
fn joined(voucher: &Voucher) -> Voucher {
    let mut joined = voucher.clone();
    joined.terms.dedup_by(|later, earlier| {
        let is_next = earlier.days.last_day.tomorrow().ok() == Some(later.days.first_day);
        let same = is_next && earlier.contents == later.contents;
        if same {
            earlier.days.last_day = later.days.last_day;
        }
        same
    });
    joined
}

/// What was reported, as the terms may have it: a month is of whatever is granted on some of its days, also where
/// the reported day or content is not granted any more.
fn readings(basis: RepricingBasis<'_>, booking: &Booking, reported: &Reported) -> Vec<Reported> {
    let booked = Days { first_day: booking.first_day, last_day: booking.last_day };
    if reported.unit != Unit::Month {
        let delivers = booked.has(reported.delivery.on());
        return delivers.then(|| reported.clone()).into_iter().collect();
    }
    let month = Month::of(reported.delivery.on()).days();
    let granted = basis.voucher.terms.iter().filter_map(|terms| {
        let days = month.common(&booked)?.common(&terms.days)?;
        let content = monthly(basis.rulebook, terms, &reported.content)?;
        let Delivery::Pieces { quantity, .. } = reported.delivery else { return None };
        let delivery = Delivery::Pieces { day: days.first_day, quantity };
        Some(Reported { content, delivery, ..reported.clone() })
    });
    std::iter::once(reported.clone()).chain(granted).collect()
}

/// The reported content where it is granted, else the only monthly one.
fn monthly(rulebook: &Rulebook, terms: &Terms, reported: &ContentCode) -> Option<ContentCode> {
    if terms.granted(reported).is_some() {
        return Some(reported.clone());
    }
    let is_monthly = |code: &&ContentCode| rulebook.content(code).is_some_and(|c| c.unit == Unit::Month);
    let mut monthly = terms.contents.iter().map(|granted| &granted.code).filter(is_monthly);
    let only = monthly.next().filter(|_| monthly.next().is_none());
    only.cloned()
}

/// Whether two prices are the same money for the same things.
fn is_same(new: &[Line], old: &[Line]) -> bool {
    type Money = BTreeMap<(ContentCode, Option<BandName>), (Cents, Cents)>;
    let money = |lines: &[Line]| {
        let mut sums = Money::new();
        for line in lines.iter().filter(|line| (line.provider, line.client) != (Cents::ZERO, Cents::ZERO)) {
            let sum = sums.entry((line.content.clone(), line.band.clone())).or_default();
            *sum = (sum.0 + line.provider, sum.1 + line.client);
        }
        sums
    };
    money(new) == money(old)
}

#[cfg(test)]
mod tests;
