//! What a value depends on of the client's circumstances: age, status, household, incomes, housing costs.
//!
//! These are secret (569/2009 section 7, 1503/2016): they stay with the decision in the Clients table.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{euros::Euros, money::Cents};

/// A client's circumstances from a day on, until the next ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Circumstances {
    /// The first day on which they hold; without it they hold from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Statuses that a rulebook knows, as `veteran`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<String>,
    /// The household at the client's registered address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<Household>,
    /// What the client's housing costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub housing: Option<HousingCosts>,
}

/// Head, partner, and their minor children at one address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Household {
    /// One or two adults; the client among them, where the client is an adult.
    pub adults: Vec<Adult>,
    /// Minor children. Of the same day of birth, the first one listed counts as the younger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Child>,
    /// Which of the children is the client, counted from 0; without it the client is an adult.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<usize>,
}

/// An adult of the household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adult {
    /// Gross income a month; none: not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income: Option<Euros>,
}

/// A child of the household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// Day of birth.
    pub born: Date,
    /// Whether the child is in early education that is paid for; only these count in the order of siblings.
    #[serde(default)]
    pub paid_care: bool,
    /// The child's own income a month; it counts for that child only.
    #[serde(default)]
    pub income: Euros,
}

/// Amounts a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HousingCosts {
    /// Net income.
    pub net_income: Euros,
    /// Rent.
    pub rent: Euros,
    /// Meals.
    pub meals: Euros,
}

/// All that was told of one client's circumstances, in the order in which it was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// What was told; nothing is ever taken away.
    pub told: Vec<Told>,
}

/// Circumstances as they were told once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// What was told.
    pub circumstances: Circumstances,
    /// Who told it, or where it was seen: a guardian, the incomes register.
    pub source: String,
    /// Who recorded it: the opaque id of a person.
    pub actor: String,
    /// When.
    pub at: jiff::Timestamp,
}

impl Known {
    /// What holds, by first day: of the same first day what was told last.
    pub fn in_order(&self) -> Vec<Circumstances> {
        let told = self.told.iter().map(|told| (told.circumstances.from, &told.circumstances));
        let last_told: std::collections::BTreeMap<Option<Date>, &Circumstances> = told.collect();
        last_told.into_values().cloned().collect()
    }
}

/// Those of the circumstances that hold on a day: the last ones that have begun.
pub fn circumstances_on(circumstances: &[Circumstances], on: Date) -> Option<&Circumstances> {
    let begun = circumstances.iter().filter(|these| these.from.is_none_or(|from| from <= on));
    begun.max_by_key(|these| these.from)
}

/// A child counts as one until this birthday.
const MAJORITY: i64 = 18;

impl Household {
    /// The members on a day: the adults, and the children who are minors then.
    pub fn size_on(&self, on: Date) -> u32 {
        let minors = self.children.iter().filter(|child| child.born <= on && is_minor(child.born, on));
        u32::try_from(self.adults.len() + minors.count()).unwrap_or(u32::MAX)
    }

    /// The income that counts for the client: the adults' and a client child's own; none if any is missing.
    pub fn income(&self) -> Option<Cents> {
        let adults: Option<Cents> = self.adults.iter().map(|adult| adult.income.map(|euros| euros.0)).sum();
        let own = self.client_child().map_or(Cents::ZERO, |child| child.income.0);
        adults.map(|adults| adults + own)
    }

    /// The child that is the client.
    pub fn client_child(&self) -> Option<&Child> {
        self.children.get(self.child?)
    }

    /// The client's place among the children in paid care on a day, the youngest being 1.
    pub fn place_on(&self, on: Date) -> Option<u32> {
        let at = self.child?;
        let client = self.children.get(at)?;
        let younger = |(other_at, other): (usize, &Child)| {
            other.paid_care
                && other.born <= on
                && (other.born > client.born || (other.born == client.born && other_at < at))
        };
        let before = self.children.iter().enumerate().filter(|child| younger(*child)).count();
        u32::try_from(before).ok()?.checked_add(1)
    }

    /// Days after a first one on which the household changes by itself: a birth, or a child coming of age.
    pub fn changes(&self) -> impl Iterator<Item = Date> {
        let births = self.children.iter().map(|child| child.born);
        births.clone().chain(births.filter_map(comes_of_age))
    }
}

fn comes_of_age(born: Date) -> Option<Date> {
    born.checked_add(jiff::Span::new().years(MAJORITY)).ok()
}

fn is_minor(born: Date, on: Date) -> bool {
    comes_of_age(born).is_none_or(|day| on < day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn household(born: &[&str], child: usize) -> Household {
        let children = born
            .iter()
            .map(|born| Child { born: born.parse().unwrap(), paid_care: true, income: Euros::default() })
            .collect();
        Household { adults: vec![Adult { income: None }], children, child: Some(child) }
    }

    #[test]
    fn the_youngest_in_paid_care_comes_first_and_twins_in_the_order_listed() {
        let born = ["2020-01-01", "2022-05-05", "2022-05-05"];
        let on = "2026-01-01".parse().unwrap();
        let places: Vec<_> = (0..3).map(|child| household(&born, child).place_on(on).unwrap()).collect();
        assert_eq!(places, [3, 1, 2]);
        let mut without = household(&born, 0);
        without.children[1].paid_care = false;
        assert_eq!(without.place_on(on), Some(2), "a child at home does not count");
    }

    #[test]
    fn a_child_counts_in_the_family_from_birth_to_the_eighteenth_birthday() {
        let family = household(&["2008-06-15", "2026-03-01"], 1);
        let size = |on: &str| family.size_on(on.parse().unwrap());
        assert_eq!(
            [size("2026-02-28"), size("2026-03-01"), size("2026-06-14"), size("2026-06-15")],
            [2, 3, 3, 2]
        );
    }

    #[test]
    fn what_was_told_last_of_a_first_day_holds_and_the_rest_is_kept() {
        let told = |from: Option<&str>, status: &str| Told {
            circumstances: Circumstances {
                from: from.map(|day| day.parse().unwrap()),
                statuses: vec![status.to_owned()],
                ..Circumstances::default()
            },
            source: "guardian".into(),
            actor: "grantor".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        let mut known = Known::default();
        known.told.extend([told(Some("2026-03-01"), "b"), told(None, "a"), told(Some("2026-03-01"), "c")]);
        let statuses: Vec<String> = known.in_order().into_iter().flat_map(|these| these.statuses).collect();
        assert_eq!(statuses, ["a", "c"]);
        assert_eq!(known.told.len(), 3);
    }

    #[test]
    fn a_missing_income_of_one_adult_is_a_missing_income_and_a_childs_own_counts_for_it_only() {
        let mut family = household(&["2022-01-01", "2020-01-01"], 0);
        assert_eq!(family.income(), None);
        family.adults[0].income = Some("1000".parse().unwrap());
        family.children[0].income = "50".parse().unwrap();
        assert_eq!(family.income(), Some(Cents(105_000)));
        family.child = Some(1);
        assert_eq!(family.income(), Some(Cents(100_000)));
    }
}
