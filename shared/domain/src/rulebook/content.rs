//! A content of a service: a sub-service or a procedure, with its unit, value, limits and price ceiling.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BandName, Unit, ValueRule};
use crate::{euros::Euros, ids::ContentCode, language::Text, money::Cents, quota::Limits};

/// A sub-service or procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its code.
    pub code: ContentCode,
    /// Its unit.
    pub unit: Unit,
    /// Its names.
    pub names: Text,
    /// How its value is known.
    pub value: ValueRule,
    /// A fixed co-payment of one unit, where the rulebook has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copayment: Option<Euros>,
    /// Who gains when a provider's price is below the value.
    pub below_value: BelowValue,
    /// The highest price that a provider may ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Ceiling>,
    /// The client pays at most so much above the value; a higher price is lowered to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surcharge_cap: Option<Euros>,
    /// The most that may be granted, and what is granted where the decision says nothing else.
    #[serde(default)]
    pub limits: Limits,
}

/// What happens when the provider's price is below the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BelowValue {
    /// The organiser pays the value less the co-payment; the client only what then remains of the price.
    Literal,
    /// The co-payment stays the client's; the organiser pays the price less the co-payment.
    Protected,
}

/// The highest price: one, or one for each band of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ceiling {
    /// One for every unit.
    Unit(Euros),
    /// One for each band.
    Bands(BTreeMap<BandName, Euros>),
}

impl Ceiling {
    /// The highest price in a band, or without bands.
    pub fn of(&self, band: Option<&BandName>) -> Option<Cents> {
        match (self, band) {
            (Ceiling::Unit(price), _) => Some(price.0),
            (Ceiling::Bands(prices), Some(band)) => prices.get(band).map(|price| price.0),
            (Ceiling::Bands(_), None) => None,
        }
    }
}
