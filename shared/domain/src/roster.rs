//! A provider's month at a glance: what is expected of each monthly voucher, from its grant and last month.

use crate::{
    ids::ContentCode,
    quota::Quota,
    rulebook::{Rulebook, Unit},
    time::{Days, Month},
    voucher::{Booking, Terms, Voucher},
};

/// One voucher in the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected<'a> {
    /// The booking that delivers.
    pub booking: &'a Booking,
    /// What is expected: last month's content, else the first granted one.
    pub content: ContentCode,
    /// What was recorded last month, in months.
    pub last_month: Option<u64>,
    /// Whether the month is recorded already.
    pub recorded: bool,
}

/// What a provider's booking is expected to deliver in a month; nothing for services not counted by the month.
pub fn expected<'a>(
    rulebook: &Rulebook,
    voucher: &'a Voucher,
    booking: &'a Booking,
    quota: &Quota,
    month: Month,
) -> Option<Expected<'a>> {
    if booking.last_day < month.first_day() || month.last_day() < booking.first_day {
        return None;
    }
    let is_monthly = |code: &ContentCode| rulebook.content(code).is_some_and(|c| c.unit == Unit::Month);
    let touches = |terms: &&Terms| terms.days.common(&month.days()).is_some();
    let granted = voucher.terms.iter().filter(touches).flat_map(|terms| &terms.contents);
    let monthly: Vec<&ContentCode> =
        granted.map(|granted| &granted.code).filter(|code| is_monthly(code)).collect();
    let in_month = |month| monthly.iter().copied().find(|code| quota.in_month(code, month) > 0);
    let (before, now) = (in_month(month.before()), in_month(month));
    let recorded = monthly.iter().any(|code| is_recorded(rulebook, booking, quota, code, month));
    let content = now.or(before).or(monthly.first().copied())?.clone();
    let last_month = before.map(|code| quota.in_month(code, month.before()));
    Some(Expected { booking, content, last_month, recorded })
}

/// Where a month may be shared, by an event on the booking's own days.
fn is_recorded(
    rulebook: &Rulebook,
    booking: &Booking,
    quota: &Quota,
    code: &ContentCode,
    month: Month,
) -> bool {
    let booked = Days { first_day: booking.first_day, last_day: booking.last_day };
    match booked.common(&month.days()).filter(|_| rulebook.shares_months(code)) {
        Some(own) => quota.on_days(code, own) > 0,
        None => quota.in_month(code, month) > 0,
    }
}

/// The external id of a roster's line: one for each voucher, booking and month, so that a second confirmation
/// of the same roster records nothing twice.
pub fn external_id(month: Month, booking: &Booking) -> String {
    format!("roster-{month}-{}", booking.booking)
}
