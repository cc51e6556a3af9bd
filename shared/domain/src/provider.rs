//! A provider as a company, and its approvals: which services, on which days, at which prices.

mod approval;
mod hold;
mod offer;
mod prices;

pub use approval::{Approval, Availability, Period, Standing};
pub use hold::{Hold, HoldKind, Holds};
pub use offer::Offer;
pub use prices::{BeginningRefusal, Price, PriceFinding, PriceList, check_beginning, check_prices};

use serde::{Deserialize, Serialize};

use crate::{
    identifiers::{Bic, BusinessId, EInvoiceRoute, Iban},
    ids::ProviderId,
    language::Language,
};

/// A company or a sole trader that provides services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// As the organiser knows it.
    pub provider: ProviderId,
    /// Finnish business id.
    pub business_id: BusinessId,
    /// All that it told of itself.
    pub details: Details,
}

/// What a provider tells of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Name and address.
    pub company: Company,
    /// Where it is paid; without it settlements are set aside.
    #[serde(default)]
    pub iban: Option<Iban>,
    /// Its bank.
    #[serde(default)]
    pub bic: Option<Bic>,
    /// Where its e-invoices go; without it settlements are set aside.
    #[serde(default)]
    pub einvoice: Option<EInvoiceRoute>,
    /// Whether it is in the VAT register.
    pub vat_registered: bool,
    /// Languages that it serves in.
    pub languages: Vec<Language>,
    /// Its places of service.
    pub units: Vec<Unit>,
}

/// Name and address of a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Registered name.
    pub name: String,
    /// Street address.
    pub street: String,
    /// Finnish postal code.
    pub postal_code: String,
    /// Post office.
    pub town: String,
}

/// A place of service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Its municipality.
    pub municipality: String,
    /// Whether a wheelchair gets in and about.
    #[serde(default)]
    pub accessible: bool,
}
