//! Early childhood education in a rulebook: base values, reliefs, and the dated parameter sets of the fee.

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    euros::Euros,
    language::Text,
    money::{Cents, half_up},
};

/// What only early childhood education needs (1503/2016, 1048/2025).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyEducation {
    /// Full-time value of a child under three, from which stored values are checked.
    pub base_under_three: Euros,
    /// Full-time value of a child of three and over.
    pub base_three_and_over: Euros,
    /// Months without a co-payment (1 to 12), as July where eleven months are charged.
    pub fee_free_months: Vec<u8>,
    /// Reliefs that a decision can give, by code.
    pub reliefs: Vec<Relief>,
    /// The fee's numbers, each set from a day on. A set with a number missing can be stored, but not used.
    pub fees: Vec<FeeParameters>,
}

/// A relief of the co-payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relief {
    /// Its code in decisions.
    pub code: String,
    /// Taken off the co-payment; half up to the cent.
    pub percent: Decimal,
    /// Its names.
    pub names: Text,
}

/// The numbers of the fee from a day on, euros a month (1503/2016 sections 5 and 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeParameters {
    /// First day in force.
    pub in_force: Date,
    /// Income limits of families of 2, 3, 4, 5 and 6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<[Euros; 5]>,
    /// The limit of a larger family grows so much with each further child.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each_more: Option<Euros>,
    /// Of the income above the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Decimal>,
    /// Highest fee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Euros>,
    /// A lower fee is not charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Euros>,
    /// Shares of the base fee: of the youngest child, the second, the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sibling_shares: Option<[Decimal; 3]>,
}

/// A complete set of numbers.
#[derive(Clone, Copy, Debug)]
pub struct FeeTable<'a> {
    limits: &'a [Euros; 5],
    each_more: Cents,
    /// Of the income above the limit.
    pub percent: Decimal,
    /// Highest fee.
    pub maximum: Cents,
    /// A lower fee is not charged.
    pub minimum: Cents,
    shares: &'a [Decimal; 3],
}

impl FeeParameters {
    /// The set as a table, or the names of the numbers that are missing.
    pub fn complete(&self) -> Result<FeeTable<'_>, Vec<&'static str>> {
        if let (Some(limits), Some(each_more), Some(percent), Some(maximum), Some(minimum), Some(shares)) =
            (&self.limits, self.each_more, self.percent, self.maximum, self.minimum, &self.sibling_shares)
        {
            let (each_more, maximum, minimum) = (each_more.0, maximum.0, minimum.0);
            return Ok(FeeTable { limits, each_more, percent, maximum, minimum, shares });
        }
        let missing = [
            ("limits", self.limits.is_none()),
            ("each_more", self.each_more.is_none()),
            ("percent", self.percent.is_none()),
            ("maximum", self.maximum.is_none()),
            ("minimum", self.minimum.is_none()),
            ("sibling_shares", self.sibling_shares.is_none()),
        ];
        Err(missing.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).collect())
    }
}

impl FeeTable<'_> {
    /// The income limit of a family; of two at least, since a child's family has an adult.
    pub fn limit(&self, size: u32) -> Cents {
        let at = usize::try_from(size.saturating_sub(2)).unwrap_or(usize::MAX);
        match self.limits.get(at) {
            Some(limit) => limit.0,
            None => Cents(self.limits[4].0.0 + self.each_more.0 * i64::from(size - 6)),
        }
    }

    /// The share of the base fee by the child's place among the children in paid care, the youngest being 1.
    pub fn share(&self, place: u32) -> Decimal {
        let at = usize::try_from(place.saturating_sub(1)).unwrap_or(usize::MAX).min(2);
        self.shares[at]
    }
}

impl EarlyEducation {
    /// The set of numbers in force on a day.
    pub fn fees_on(&self, on: Date) -> Option<&FeeParameters> {
        self.fees.iter().filter(|set| set.in_force <= on).max_by_key(|set| set.in_force)
    }

    /// The relief with a code.
    pub fn relief(&self, code: &str) -> Option<&Relief> {
        self.reliefs.iter().find(|relief| relief.code == code)
    }

    /// Base x need, half up to a whole euro: what a stored value is expected to be.
    pub fn expected_value(&self, age: super::AgeGroup, need: Decimal) -> Cents {
        let base = match age {
            super::AgeGroup::UnderThree => self.base_under_three,
            super::AgeGroup::ThreeAndOver => self.base_three_and_over,
        };
        Cents(half_up(base.0.exact() * need / Decimal::ONE_HUNDRED).0 * 100)
    }
}
