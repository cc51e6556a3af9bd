//! Price lists, and what can be wrong in one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ids::ContentCode,
    money::Cents,
    rulebook::{BandName, Rulebook, ValueRule},
};

/// The prices of a service from a day on, until the next list begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceList {
    /// First day of service at these prices.
    pub first_day: Date,
    /// The prices.
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
