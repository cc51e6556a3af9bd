//! A region as pure data: who takes part, what is granted, what is reported, and what must come of each line.

mod events;
mod vouchers;

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

pub use events::{Amounts, Body, Confirmation, EventFile, Expected, Line, Report, VoucherRef};
pub use vouchers::{Booking, Granted, Limits, Money, RefusedBooking, Voucher, Way};

/// A region and all that happens in it, in the order of `steps`. Others are named by their index in its lists.
#[derive(Clone, Debug, Serialize)]
pub struct Region {
    /// As on the command line: `kajaani`, `turku`, `kainuu`.
    pub name: String,
    /// The organiser's code.
    pub organiser: String,
    /// The organiser's name and business id, as the buyer of every invoice.
    pub buyer: (String, String),
    /// From when approvals of providers are valid.
    pub approved_from: Date,
    /// Where the chance came from: the same seed, the same region.
    pub seed: u64,
    /// The simulated instant at which everything is recorded and settled.
    pub now: Timestamp,
    /// Codes of the services in use.
    pub services: Vec<String>,
    /// Companies that apply.
    pub providers: Vec<Provider>,
    /// People with vouchers.
    pub clients: Vec<Client>,
    /// Vouchers and client purchases.
    pub vouchers: Vec<Voucher>,
    /// What providers send.
    pub files: Vec<EventFile>,
    /// Bookings that must be refused.
    pub refused_bookings: Vec<RefusedBooking>,
    /// What happens after applications, clients, vouchers and bookings are in place.
    pub steps: Vec<Step>,
}

/// One thing that happens.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The files of a wave are sent; those of different providers at the same time.
    Events {
        /// The wave.
        wave: usize,
    },
    /// Each provider confirms its roster of a month.
    Roster {
        /// The month, `2026-10`.
        month: String,
        /// What each provider confirms.
        confirmations: Vec<Confirmation>,
    },
    /// The approver decides those held events that have a decision.
    Decide,
    /// A month is settled.
    Settle {
        /// The month, `2026-10`.
        period: String,
    },
}

/// A company that applies.
#[derive(Clone, Debug, Serialize)]
pub struct Provider {
    /// Artificial, with a valid check digit.
    pub business_id: String,
    /// Name.
    pub name: String,
    /// Street address.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub town: String,
    /// Account; without one the provider is set aside at settlement.
    pub iban: Option<String>,
    /// Electronic invoice address; without one the provider is set aside at settlement.
    pub einvoice: Option<String>,
    /// Whether the provider is in the VAT register.
    pub vat_registered: bool,
    /// Languages of service.
    pub languages: Vec<String>,
    /// Names and municipalities of the places.
    pub units: Vec<(String, String)>,
    /// What it offers, at which prices.
    pub offers: Vec<Offer>,
    /// What the organiser decides of the application.
    pub application: Decision,
}

/// Prices for a service.
#[derive(Clone, Debug, Serialize)]
pub struct Offer {
    /// Code of the service.
    pub service: String,
    /// Cents by content and band.
    pub prices: Vec<Price>,
}

/// A provider's price.
#[derive(Clone, Debug, Serialize)]
pub struct Price {
    /// The content.
    pub content: String,
    /// The band of the day, for services with bands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// Cents a unit.
    pub price_cents: i64,
}

/// What an official decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Yes.
    Approve,
    /// No.
    Reject,
    /// Not yet.
    Wait,
}

/// A client.
#[derive(Clone, Debug, Serialize)]
pub struct Client {
    /// Artificial; a newborn may have none.
    pub identity_code: Option<String>,
    /// First names.
    pub first_names: String,
    /// Last name.
    pub last_name: String,
    /// Birth day.
    pub born: Date,
    /// `fi` or `sv`.
    pub language: String,
    /// Home municipality.
    pub municipality: String,
}
