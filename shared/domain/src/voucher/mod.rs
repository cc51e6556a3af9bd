//! A voucher or an order for one client, what it grants, and who delivers it on which days.

mod beside;
mod grant;
mod moving;

pub use grant::{GrantBasis, grant};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{BookingId, ClientId, ContentCode, ProviderId, ServiceCode, VoucherNumber},
    money::Cents,
    quota::Limits,
    time::Days,
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
    /// Version of the latest decision; 1 at first, and one more with each decision that changes the terms.
    pub decision: u32,
    /// First day of validity.
    pub first_day: Date,
    /// Last day of validity.
    pub last_day: Date,
    /// Where it stands.
    pub state: State,
    /// What it grants, by the days on which each decision is in force: in order, without a day twice.
    pub terms: Vec<Terms>,
    /// Who delivers it on which days; no two on one day.
    pub bookings: Vec<Booking>,
    /// The day on which the client died: nothing is booked any more, and what is delivered later waits for an approver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_died: Option<Date>,
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
    /// Over before its last day: what was delivered on its days is still taken. Told from the rest, never stored.
    Closed,
}

/// What one decision grants on the days on which it is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Version of the decision.
    pub decision: u32,
    /// The days.
    #[serde(flatten)]
    pub days: Days,
    /// What it grants.
    pub contents: Vec<Grant>,
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
    /// Days on which the client pays nothing, by law (as dental care under 18).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_of_charge: Option<Days>,
    /// By which act and section, as the rulebook says it; not known of rulebooks of format 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_by: Option<String>,
    /// The value raised for this client (569/2009 section 8), by decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raise: Option<Raise>,
}

/// A value raised for one client on some days, over any value rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raise {
    /// So much more a unit.
    #[serde(rename = "by_cents")]
    pub by: Cents,
    /// On these days.
    pub days: Days,
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
    /// Last day; before the first one, where all of its days went to another provider.
    pub last_day: Date,
    /// Up to this day another provider was in charge before: what is paid for these days is a Correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects_until: Option<Date>,
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
    /// The organiser's own production: its rulebook is there to compare with, and nothing of it is granted.
    #[error("own production")]
    OwnProduction,
    /// Nothing is granted, or a content is unknown or there twice.
    #[error("unknown content")]
    UnknownContent,
    /// The value, co-payment or price is missing, is there in vain, or is out of range.
    #[error("wrong value")]
    WrongValue,
    /// A monthly content covers whole calendar months.
    #[error("not whole months")]
    NotWholeMonths,
    /// The client has died.
    #[error("the client has died")]
    ClientDied,
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

impl Voucher {
    /// Books a provider for some days of a voucher.
    pub fn book(&mut self, booking: Booking) -> Result<(), Refusal> {
        if !matches!(self.state, State::Granted | State::Open) {
            return Err(Refusal::WrongArrangement);
        }
        if self.client_died.is_some() {
            return Err(Refusal::ClientDied);
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

    /// Where it stands, a client's death considered.
    pub fn state(&self) -> State {
        match self.state {
            State::Granted | State::Open | State::Confirmed if self.client_died.is_some() => State::Closed,
            state => state,
        }
    }

    /// A provider's answer to an order.
    pub fn answer(&mut self, confirms: bool) -> Result<(), Refusal> {
        if self.state != State::Ordered {
            return Err(Refusal::AlreadyDecided);
        }
        if self.client_died.is_some() && confirms {
            return Err(Refusal::ClientDied);
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

    /// What it grants of a content on a day.
    pub fn granted(&self, content: &ContentCode, on: Date) -> Option<&Grant> {
        self.terms_on(on)?.granted(content)
    }

    /// What is in force on a day.
    pub fn terms_on(&self, on: Date) -> Option<&Terms> {
        self.terms.iter().find(|terms| terms.days.has(on))
    }

    /// What the last of its days grant: what a person thinks of as the voucher's contents.
    pub fn contents(&self) -> &[Grant] {
        self.terms.last().map_or(&[], |terms| &terms.contents)
    }
}

impl Terms {
    /// What they grant of a content.
    pub fn granted(&self, content: &ContentCode) -> Option<&Grant> {
        self.contents.iter().find(|granted| granted.code == *content)
    }
}
