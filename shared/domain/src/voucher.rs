//! A voucher or an order for one client, what it grants, and who delivers it on which days.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{BookingId, ClientId, ContentCode, ProviderId, ServiceCode, VoucherNumber},
    money::Cents,
    quota::Limits,
    rulebook::{Arrangement, Rulebook, ValueRule},
};

/// A client's right to a service: a voucher, or an order of a purchased service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voucher {
    /// Its number.
    pub voucher: VoucherNumber,
    /// Whose it is.
    pub client: ClientId,
    /// Of which service.
    pub service: ServiceCode,
    /// Version of the rulebook it was granted under.
    pub rulebook: u32,
    /// Version of the decision in force; 1 at first.
    pub decision: u32,
    /// First day of validity.
    pub first_day: Date,
    /// Last day of validity.
    pub last_day: Date,
    /// Where it stands.
    pub state: State,
    /// What it grants.
    pub contents: Vec<Grant>,
    /// Who delivers it on which days; no two on one day.
    pub bookings: Vec<Booking>,
}

/// Where a voucher or an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A voucher that nobody has booked.
    Granted,
    /// A voucher with a booking.
    Open,
    /// An order that waits for its provider.
    Ordered,
    /// An order that its provider has confirmed.
    Confirmed,
    /// An order that its provider has declined.
    Declined,
}

/// One granted content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// Which content of the service.
    pub code: ContentCode,
    /// How much of it.
    #[serde(default)]
    pub limits: Limits,
    /// The stored value of one unit, for contents whose rulebook says so.
    #[serde(default, rename = "value_cents", skip_serializing_if = "Option::is_none")]
    pub value: Option<Cents>,
    /// The client's stored co-payment of one unit, with a stored value.
    #[serde(default, rename = "copayment_cents", skip_serializing_if = "Option::is_none")]
    pub copayment: Option<Cents>,
    /// The agreed price of one unit, for orders.
    #[serde(default, rename = "price_cents", skip_serializing_if = "Option::is_none")]
    pub price: Option<Cents>,
}

/// A provider's days in a voucher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// Its id.
    pub booking: BookingId,
    /// Who delivers.
    pub provider: ProviderId,
    /// First day.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
}

/// Why a grant, an order or a booking is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The last day is before the first.
    #[error("last day before first day")]
    LastDayBeforeFirst,
    /// The rulebook is not in force on the first day.
    #[error("rulebook not in force")]
    RulebookNotInForce,
    /// A voucher of a purchased service, or an order of a voucher service.
    #[error("wrong arrangement")]
    WrongArrangement,
    /// Nothing is granted, or a content is unknown or there twice.
    #[error("unknown content")]
    UnknownContent,
    /// The value, co-payment or price is missing, is there in vain, or is out of range.
    #[error("wrong value")]
    WrongValue,
    /// A monthly content covers whole calendar months.
    #[error("not whole months")]
    NotWholeMonths,
    /// The days are not inside the voucher's validity.
    #[error("outside validity")]
    OutsideValidity,
    /// Somebody delivers on one of these days already.
    #[error("booking overlaps")]
    BookingOverlaps,
    /// The order has been confirmed or declined otherwise.
    #[error("already decided")]
    AlreadyDecided,
}

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
        .map(|(provider, booking)| Booking { booking, provider, first_day, last_day })
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
        contents,
        bookings,
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
    if (rulebook.arrangement == Arrangement::Purchased) != basis.ordered_from.is_some() {
        return Err(Refusal::WrongArrangement);
    }
    if contents.is_empty() {
        return Err(Refusal::UnknownContent);
    }
    for (at, granted) in contents.iter().enumerate() {
        if contents[..at].iter().any(|earlier| earlier.code == granted.code) {
            return Err(Refusal::UnknownContent);
        }
        let value = &rulebook.content(&granted.code).ok_or(Refusal::UnknownContent)?.value;
        check_value(value, granted)?;
        if *value == ValueRule::Stored && !whole_months(*first_day, *last_day) {
            return Err(Refusal::NotWholeMonths);
        }
    }
    Ok(())
}

/// Months are paid whole: a validity that begins or ends inside one would need a part-period rule.
fn whole_months(first_day: Date, last_day: Date) -> bool {
    first_day == first_day.first_of_month() && last_day == last_day.last_of_month()
}

fn check_value(rule: &ValueRule, granted: &Grant) -> Result<(), Refusal> {
    let in_range = |amount: &Cents| (Cents::ZERO..=crate::money::LARGEST).contains(amount);
    let right = match (rule, &granted.value, &granted.copayment, &granted.price) {
        (ValueRule::Stored, Some(value), Some(copayment), None) => {
            in_range(value) && in_range(copayment) && copayment <= value
        }
        (ValueRule::Agreed, None, None, Some(price)) => in_range(price),
        (ValueRule::Fixed(_) | ValueRule::Bands(_), None, None, None) => true,
        _ => false,
    };
    if right { Ok(()) } else { Err(Refusal::WrongValue) }
}

impl Voucher {
    /// Books a provider for some days of a voucher.
    pub fn book(&mut self, booking: Booking) -> Result<(), Refusal> {
        if !matches!(self.state, State::Granted | State::Open) {
            return Err(Refusal::WrongArrangement);
        }
        if booking.last_day < booking.first_day {
            return Err(Refusal::LastDayBeforeFirst);
        }
        if booking.first_day < self.first_day || booking.last_day > self.last_day {
            return Err(Refusal::OutsideValidity);
        }
        if self.bookings.iter().any(|b| booking.first_day <= b.last_day && b.first_day <= booking.last_day) {
            return Err(Refusal::BookingOverlaps);
        }
        self.bookings.push(booking);
        self.state = State::Open;
        Ok(())
    }

    /// A provider's answer to an order.
    pub fn answer(&mut self, confirms: bool) -> Result<(), Refusal> {
        if self.state != State::Ordered {
            return Err(Refusal::AlreadyDecided);
        }
        self.state = if confirms { State::Confirmed } else { State::Declined };
        Ok(())
    }

    /// The provider's booking on a day.
    pub fn booking_of(&self, provider: ProviderId, on: Date) -> Option<&Booking> {
        self.bookings.iter().find(|b| b.provider == provider && b.first_day <= on && on <= b.last_day)
    }

    /// Whether a provider has, or had, anything to do with it.
    pub fn is_known_to(&self, provider: ProviderId) -> bool {
        self.bookings.iter().any(|booking| booking.provider == provider)
    }

    /// What it grants of a content.
    pub fn granted(&self, content: &ContentCode) -> Option<&Grant> {
        self.contents.iter().find(|granted| granted.code == *content)
    }
}
