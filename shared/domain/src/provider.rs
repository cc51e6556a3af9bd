//! A provider as a company, and its approvals: which services, in which state, at which prices.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    identifiers::{Bic, BusinessId, EInvoiceRoute, Iban},
    ids::{ContentCode, ProviderId, ServiceCode},
    language::Language,
    money::Cents,
    rulebook::{BandName, Rulebook, ValueRule},
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
}

/// A provider's approval for one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Whose.
    pub provider: ProviderId,
    /// For what.
    pub service: ServiceCode,
    /// First day on which it may deliver.
    pub from: Date,
    /// What it charges.
    pub prices: Vec<Price>,
}

/// A provider's price of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Of which content.
    pub content: ContentCode,
    /// In which band, for contents with bands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<BandName>,
    /// In cents, gross or net by the rulebook.
    #[serde(rename = "price_cents")]
    pub price: Cents,
}

impl Approval {
    /// The price of a content in a band.
    pub fn price(&self, content: &ContentCode, band: Option<&BandName>) -> Option<Cents> {
        let asked = |p: &&Price| p.content == *content && p.band.as_ref() == band;
        self.prices.iter().find(asked).map(|p| p.price)
    }
}

/// What is wrong in a price list, by content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PriceFinding {
    /// The service has no such content or band, or has it twice.
    Unknown(ContentCode),
    /// A content has prices for some of its bands only.
    BandMissing(ContentCode),
    /// A price is below zero or above ten million euros.
    OutOfRange(ContentCode),
    /// Nothing is priced, in a service that is chosen by price.
    Nothing,
}

/// Checks a price list against the service's contents. A provider need not offer every content.
pub fn check_prices(rulebook: &Rulebook, prices: &[Price]) -> Vec<PriceFinding> {
    let mut findings = Vec::new();
    for (at, price) in prices.iter().enumerate() {
        let twice = prices[..at].iter().any(|p| p.content == price.content && p.band == price.band);
        if twice || !is_priced_so(rulebook, price) {
            findings.push(PriceFinding::Unknown(price.content.clone()));
        }
        if !(Cents::ZERO..=crate::money::LARGEST).contains(&price.price) {
            findings.push(PriceFinding::OutOfRange(price.content.clone()));
        }
    }
    for content in &rulebook.contents {
        let priced = prices.iter().filter(|p| p.content == content.code).count();
        if (1..content.value.bands().len()).contains(&priced) {
            findings.push(PriceFinding::BandMissing(content.code.clone()));
        }
    }
    let agreed = rulebook.contents.iter().all(|content| content.value == ValueRule::Agreed);
    if prices.is_empty() && !agreed {
        findings.push(PriceFinding::Nothing);
    }
    findings
}

fn is_priced_so(rulebook: &Rulebook, price: &Price) -> bool {
    match (rulebook.content(&price.content).map(|content| &content.value), &price.band) {
        (Some(ValueRule::Agreed) | None, _) => false,
        (Some(rule), Some(band)) => rule.in_band(band).is_some(),
        (Some(rule), None) => rule.bands().is_empty(),
    }
}
