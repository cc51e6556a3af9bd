//! The value rules that a content can have: how it is known what the organiser pays of one unit at most.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::BandName;
use crate::{
    euros::Euros,
    money::{Cents, Rounding},
};

/// How the value of one unit is known. A list of procedures is a list of contents with flat values and limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueRule {
    /// A fixed value a unit: a visit, an hour, a day, a month, a procedure.
    Flat(Euros),
    /// A value an hour for each band of the day.
    Bands(BTreeMap<BandName, Euros>),
    /// A base value an hour, multiplied in each band of the day; half up to the cent.
    BandMultipliers(BandMultipliers),
    /// top - max(0, income - limit) x percent / divisor, by family size, not below the floor.
    IncomeRelated(IncomeRelated),
    /// A table of values by half-open intervals of monthly income.
    IncomeBands(Vec<IncomeBand>),
    /// The client pays a percentage of the net income less rent and meals.
    Housing(Housing),
    /// Early childhood education: a stored value for age group and need, less the fee of the family.
    EarlyEducation(EarlyEducationPlace),
    /// The order stores the tendered or agreed price; free of charge to the client.
    Agreed,
}

/// A base and what it is multiplied by in each band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BandMultipliers {
    /// The value of an hour that the multipliers apply to.
    pub base: Euros,
    /// What it is multiplied by in each band.
    pub multipliers: BTreeMap<BandName, Decimal>,
}

/// A value that falls as income rises (569/2009 section 7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IncomeRelated {
    /// The value at no income above the limit.
    pub top: Euros,
    /// The value never falls below it.
    pub floor: Euros,
    /// Units in a month, by which the monthly part of the income is divided.
    pub divisor: Decimal,
    /// How the value is rounded.
    pub rounding: Rounding,
    /// Limit and percent for each size of family from 1 on.
    pub families: Vec<FamilyLimit>,
    /// The limit grows so much with each member beyond the last size.
    pub each_more: Euros,
}

/// Limit and percent for one size of family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilyLimit {
    /// Persons in the family.
    pub size: u32,
    /// Monthly income that lowers nothing.
    pub limit: Euros,
    /// Of the income above the limit.
    pub percent: Decimal,
}

impl IncomeRelated {
    /// Limit and percent for a family; beyond the table the last row's, with its limit raised.
    pub fn limit_of(&self, size: u32) -> Option<(Cents, Decimal)> {
        if let Some(row) = self.families.iter().find(|row| row.size == size) {
            return Some((row.limit.0, row.percent));
        }
        let last = self.families.last().filter(|last| last.size < size)?;
        let more = i64::from(size - last.size);
        Some((Cents(last.limit.0.0 + self.each_more.0.0 * more), last.percent))
    }
}

/// One row of a table by income: from an income up to, and without, another; the last row has no end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IncomeBand {
    /// The lowest monthly income.
    pub from: Euros,
    /// The first income above; the last row has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Euros>,
    /// The value of one unit.
    pub value: Euros,
}

/// The client's part of housing with care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Housing {
    /// The most that provider and client together get of one unit under the voucher.
    pub top: Euros,
    /// Of the net income less rent and meals.
    pub percent: Decimal,
    /// At least so much a month stays with the client.
    pub keeps: Euros,
    /// Units in a month, by which the monthly co-payment is divided: 1 for months, 30 for days.
    pub divisor: Decimal,
}

/// One age group and need of early childhood education.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyEducationPlace {
    /// For whom.
    pub age: AgeGroup,
    /// The coefficient of the hours needed, by which the fee is multiplied.
    pub need: Decimal,
    /// The stored value a month; it wins over base x need.
    pub value: Euros,
}

/// Under three until the first day of the month after the third birthday (born on the 1st: that very day).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgeGroup {
    /// Under three.
    UnderThree,
    /// Three and over.
    ThreeAndOver,
}

impl AgeGroup {
    /// The first day on which a child born on a day is three and over.
    pub fn changes_on(born: Date) -> Date {
        let third = born.checked_add(jiff::Span::new().years(3)).unwrap_or(Date::MAX);
        if third.day() == 1 { third } else { third.last_of_month().tomorrow().unwrap_or(Date::MAX) }
    }

    /// The group on a day.
    pub fn on(born: Date, on: Date) -> Self {
        if on < Self::changes_on(born) { AgeGroup::UnderThree } else { AgeGroup::ThreeAndOver }
    }
}

impl ValueRule {
    /// Whether the value depends on the client's circumstances, so that a decision stores it in the voucher.
    pub fn is_personal(&self) -> bool {
        match self {
            ValueRule::Flat(_) | ValueRule::Bands(_) | ValueRule::BandMultipliers(_) | ValueRule::Agreed => {
                false
            }
            ValueRule::IncomeRelated(_)
            | ValueRule::IncomeBands(_)
            | ValueRule::Housing(_)
            | ValueRule::EarlyEducation(_) => true,
        }
    }

    /// The value of an hour in a band, for rules by band; multiplied values are half up to the cent.
    pub fn in_band(&self, band: &BandName) -> Option<Cents> {
        match self {
            ValueRule::Bands(values) => values.get(band).map(|value| value.0),
            ValueRule::BandMultipliers(rule) => {
                rule.multipliers.get(band).map(|multiplier| rule.base.0.times_half_up(*multiplier))
            }
            _ => None,
        }
    }

    /// Whether it has values by band.
    pub fn is_by_band(&self) -> bool {
        match self {
            ValueRule::Bands(values) => !values.is_empty(),
            ValueRule::BandMultipliers(rule) => !rule.multipliers.is_empty(),
            _ => false,
        }
    }

    /// The bands that it has values for.
    pub fn bands(&self) -> Vec<&BandName> {
        match self {
            ValueRule::Bands(values) => values.keys().collect(),
            ValueRule::BandMultipliers(rule) => rule.multipliers.keys().collect(),
            _ => Vec::new(),
        }
    }

    /// The most that one unit can be worth, where the rulebook alone says it.
    pub fn highest(&self) -> Option<Cents> {
        match self {
            ValueRule::Flat(value) => Some(value.0),
            ValueRule::Bands(_) | ValueRule::BandMultipliers(_) => {
                self.bands().into_iter().filter_map(|band| self.in_band(band)).max()
            }
            ValueRule::IncomeRelated(rule) => Some(rule.top.0),
            ValueRule::IncomeBands(rows) => rows.iter().map(|row| row.value.0).max(),
            ValueRule::Housing(rule) => Some(rule.top.0),
            ValueRule::EarlyEducation(place) => Some(place.value.0),
            ValueRule::Agreed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_under_three_until_the_month_after_the_third_birthday() {
        let changes = |born: &str| AgeGroup::changes_on(born.parse().unwrap()).to_string();
        assert_eq!(changes("2023-09-15"), "2026-10-01");
        assert_eq!(changes("2023-09-01"), "2026-09-01", "born on the 1st: that very day");
        assert_eq!(changes("2020-02-29"), "2023-03-01", "the leap day's third birthday is the 28th");
    }

    #[test]
    fn a_family_beyond_the_table_has_its_last_row_with_a_higher_limit() {
        let row = |size, limit: &str| FamilyLimit {
            size,
            limit: limit.parse().unwrap(),
            percent: Decimal::from(35),
        };
        let rule = IncomeRelated {
            top: "25".parse().unwrap(),
            floor: "0".parse().unwrap(),
            divisor: Decimal::from(60),
            rounding: Rounding::HalfUpCent,
            families: vec![row(1, "528"), row(2, "982")],
            each_more: "300".parse().unwrap(),
        };
        assert_eq!(rule.limit_of(2), Some((Cents(98_200), Decimal::from(35))));
        assert_eq!(rule.limit_of(4), Some((Cents(158_200), Decimal::from(35))));
        assert_eq!(rule.limit_of(0), None);
    }
}
