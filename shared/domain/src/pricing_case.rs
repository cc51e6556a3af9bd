//! A case: a client's circumstances, what is asked for, a provider's prices and what was delivered; and its answer.
//!
//! Cases are how a rulebook is tried out, how its worked examples are written, and how computations are kept for ever.

mod compute;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use compute::{Failed, compute, computes_as_said};

use crate::{
    circumstances::Circumstances, euros::Euros, explanation::Step, ids::ContentCode, money::Cents,
    rulebook::BandName, time::Days, valuation::Asked,
};

/// A case to be priced under a rulebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// First day of the voucher or order.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
    /// The client's day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// The client's circumstances, each from its day on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub circumstances: Vec<Circumstances>,
    /// What is asked for.
    pub contents: Vec<Asked>,
    /// The days of the provider's booking; without it, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked: Option<Days>,
    /// The provider's prices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<CasePrice>,
    /// What was delivered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deliveries: Vec<CaseDelivery>,
}

/// A provider's price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CasePrice {
    /// Of which content.
    pub content: ContentCode,
    /// In which band of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<BandName>,
    /// Of one unit.
    pub price: Euros,
}

/// A delivery: start and end for hours, day and quantity for everything else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseDelivery {
    /// Of which content.
    pub content: ContentCode,
    /// When it started, by the Helsinki clock or with an offset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// On which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u64>,
    /// The absence that was recorded instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence: Option<String>,
}

/// A worked example in a rulebook: a case, and what it must come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Where the numbers come from.
    pub source: String,
    /// The case.
    pub case: Case,
    /// What it must come to.
    pub expect: Expected,
}

/// What an example must come to; what is not named is not compared, but something must be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The values that decisions store, by days and contents in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Euros>,
    /// The co-payments that decisions store, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copayments: Vec<Euros>,
    /// What the organiser pays for all deliveries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organiser: Option<Euros>,
    /// What the client pays for all deliveries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Euros>,
    /// The code of the refusal, where the case must be refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// What a case comes to. Amounts are integer cents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What is granted on which days.
    pub terms: Vec<TermsAnswer>,
    /// Each delivery.
    pub deliveries: Vec<DeliveryAnswer>,
    /// What all deliveries cost.
    #[serde(rename = "price_cents")]
    pub price: Cents,
    /// What the organiser pays for them.
    #[serde(rename = "organiser_cents")]
    pub organiser: Cents,
    /// What the client pays for them.
    #[serde(rename = "client_cents")]
    pub client: Cents,
}

/// What one decision grants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsAnswer {
    /// Its days.
    #[serde(flatten)]
    pub days: Days,
    /// Its contents.
    pub contents: Vec<ContentAnswer>,
    /// How the values came about.
    pub steps: Vec<Step>,
}

/// One granted content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentAnswer {
    /// Its code.
    pub code: ContentCode,
    /// The value that the decision stores.
    #[serde(default, rename = "value_cents", skip_serializing_if = "Option::is_none")]
    pub value: Option<Cents>,
    /// The co-payment that the decision stores.
    #[serde(default, rename = "copayment_cents", skip_serializing_if = "Option::is_none")]
    pub copayment: Option<Cents>,
    /// The days on which the client pays nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_of_charge: Option<Days>,
}

/// One delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryAnswer {
    /// Its lines.
    pub lines: Vec<LineAnswer>,
    /// How they came about.
    pub steps: Vec<Step>,
}

/// One line of a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAnswer {
    /// What was delivered.
    pub content: ContentCode,
    /// In which band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<BandName>,
    /// Minutes or pieces.
    pub quantity: u64,
    /// The price of a unit.
    #[serde(rename = "price_cents")]
    pub price: Cents,
    /// What the organiser pays.
    #[serde(rename = "organiser_cents")]
    pub organiser: Cents,
    /// What the client pays.
    #[serde(rename = "client_cents")]
    pub client: Cents,
}
