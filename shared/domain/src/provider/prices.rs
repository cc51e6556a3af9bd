//! Price lists, and what can be wrong in one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ids::ContentCode,
    money::Cents,
    rulebook::{BandName, PriceChanges, Rulebook, ValueRule},
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
    /// A price is above the rulebook's ceiling.
    AboveCeiling(ContentCode),
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
        if ceiling(rulebook, price).is_some_and(|ceiling| price.price > ceiling) {
            findings.push(PriceFinding::AboveCeiling(price.content.clone()));
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

fn ceiling(rulebook: &Rulebook, price: &Price) -> Option<Cents> {
    rulebook.content(&price.content)?.ceiling.as_ref()?.of(price.band.as_ref())
}

/// Why prices cannot begin on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeginningRefusal {
    /// The day has come: what was delivered keeps its price.
    Retroactive,
    /// The rulebook's notice is longer.
    NoticeTooShort {
        /// The first day that keeps the notice; the days of change may be fewer.
        earliest: Date,
    },
    /// The rulebook lets prices begin on other days of the year.
    NotADayOfChange,
}

/// Whether prices announced today can begin on a day: notice and days of change are the rulebook's.
pub fn check_beginning(rules: &PriceChanges, today: Date, first_day: Date) -> Result<(), BeginningRefusal> {
    if first_day <= today {
        return Err(BeginningRefusal::Retroactive);
    }
    let notice = jiff::Span::new().days(i64::from(rules.notice_days));
    let earliest = today.checked_add(notice).unwrap_or(Date::MAX);
    if first_day < earliest {
        return Err(BeginningRefusal::NoticeTooShort { earliest });
    }
    let day = format!("{:02}-{:02}", first_day.month(), first_day.day());
    if rules.begin_on.is_empty() || rules.begin_on.contains(&day) {
        Ok(())
    } else {
        Err(BeginningRefusal::NotADayOfChange)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn rules(notice_days: u16, begin_on: &[&str]) -> PriceChanges {
        PriceChanges { notice_days, begin_on: begin_on.iter().map(|day| (*day).to_owned()).collect() }
    }

    #[test]
    fn prices_never_begin_on_a_day_that_has_come() {
        let (none, today) = (rules(0, &[]), date(2026, 11, 5));
        assert_eq!(check_beginning(&none, today, date(2026, 11, 4)), Err(BeginningRefusal::Retroactive));
        assert_eq!(check_beginning(&none, today, today), Err(BeginningRefusal::Retroactive));
        assert_eq!(check_beginning(&none, today, date(2026, 11, 6)), Ok(()));
    }

    #[test]
    fn the_notice_is_kept_to_the_day() {
        let (rules, first) = (rules(60, &[]), date(2027, 1, 1));
        assert_eq!(check_beginning(&rules, date(2026, 11, 2), first), Ok(()), "60 days before");
        let late = BeginningRefusal::NoticeTooShort { earliest: date(2027, 1, 2) };
        assert_eq!(check_beginning(&rules, date(2026, 11, 3), first), Err(late));
    }

    #[test]
    fn prices_begin_on_the_rulebooks_days_of_change_only() {
        let (rules, today) = (rules(60, &["01-01", "08-01"]), date(2026, 10, 1));
        assert_eq!(check_beginning(&rules, today, date(2027, 1, 1)), Ok(()));
        assert_eq!(check_beginning(&rules, today, date(2027, 8, 1)), Ok(()));
        assert_eq!(check_beginning(&rules, today, date(2027, 2, 1)), Err(BeginningRefusal::NotADayOfChange));
    }
}
