//! Granting a voucher, or ordering a purchased service: what is checked before anything is promised.

use jiff::civil::Date;

use super::{Booking, Grant, Refusal, State, Terms, Voucher};
use crate::{
    ids::{BookingId, ClientId, ProviderId, VoucherNumber},
    money::Cents,
    rulebook::{Arrangement, Content, PartPeriod, Rulebook, Unit, ValueRule},
    time::Days,
};

/// What a grantor asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantBasis<'a> {
    /// The number that the voucher will have.
    pub voucher: VoucherNumber,
    /// For whom.
    pub client: ClientId,
    /// Under which rules.
    pub rulebook: &'a Rulebook,
    /// First day of validity.
    pub first_day: Date,
    /// Last day of validity.
    pub last_day: Date,
    /// What is granted.
    pub contents: Vec<Grant>,
    /// For an order: its provider and the booking that will be there.
    pub ordered_from: Option<(ProviderId, BookingId)>,
}

/// Grants a voucher, or orders a purchased service from a provider.
pub fn grant(basis: GrantBasis<'_>) -> Result<Voucher, Refusal> {
    check_grant(&basis)?;
    let GrantBasis { voucher, client, rulebook, first_day, last_day, contents, ordered_from } = basis;
    let state = if ordered_from.is_some() { State::Ordered } else { State::Granted };
    let bookings = ordered_from
        .map(|(provider, booking)| Booking { booking, provider, first_day, last_day, corrects_until: None })
        .into_iter()
        .collect();
    let (service, rulebook) = (rulebook.service.clone(), rulebook.version);
    Ok(Voucher {
        voucher,
        client,
        service,
        rulebook,
        decision: 1,
        first_day,
        last_day,
        state,
        terms: vec![Terms { decision: 1, days: Days { first_day, last_day }, contents }],
        bookings,
        client_died: None,
    })
}

fn check_grant(basis: &GrantBasis<'_>) -> Result<(), Refusal> {
    let GrantBasis { rulebook, first_day, last_day, contents, .. } = basis;
    if last_day < first_day {
        return Err(Refusal::LastDayBeforeFirst);
    }
    if *first_day < rulebook.first_day {
        return Err(Refusal::RulebookNotInForce);
    }
    let is_order = basis.ordered_from.is_some();
    let is_right = match rulebook.arrangement {
        Arrangement::Purchased => is_order,
        Arrangement::Voucher | Arrangement::Permit => !is_order,
        Arrangement::Own => return Err(Refusal::OwnProduction),
    };
    if !is_right {
        return Err(Refusal::WrongArrangement);
    }
    if contents.is_empty() {
        return Err(Refusal::UnknownContent);
    }
    for (at, granted) in contents.iter().enumerate() {
        if contents[..at].iter().any(|earlier| earlier.code == granted.code) {
            return Err(Refusal::UnknownContent);
        }
        let content = rulebook.content(&granted.code).ok_or(Refusal::UnknownContent)?;
        check_value(&content.value, granted)?;
        if is_whole_months(rulebook, content) && !whole_months(*first_day, *last_day) {
            return Err(Refusal::NotWholeMonths);
        }
    }
    Ok(())
}

/// Months are paid whole: a validity that begins or ends inside one would need a part-period rule.
fn whole_months(first_day: Date, last_day: Date) -> bool {
    first_day == first_day.first_of_month() && last_day == last_day.last_of_month()
}

fn is_whole_months(rulebook: &Rulebook, content: &Content) -> bool {
    content.unit == Unit::Month && rulebook.part_period == PartPeriod::WholeMonths
}

fn check_value(rule: &ValueRule, granted: &Grant) -> Result<(), Refusal> {
    let in_range = |amount: &Cents| (Cents::ZERO..=crate::money::LARGEST).contains(amount);
    let right = match (rule, &granted.value, &granted.copayment, &granted.price) {
        (ValueRule::Agreed, None, None, Some(price)) => in_range(price),
        (rule, Some(value), Some(copayment), None) if rule.is_personal() => {
            in_range(value) && in_range(copayment) && copayment <= value
        }
        (rule, None, None, None) => !rule.is_personal() && *rule != ValueRule::Agreed,
        _ => false,
    };
    if right { Ok(()) } else { Err(Refusal::WrongValue) }
}
