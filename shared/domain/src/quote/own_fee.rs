//! What the organiser's own comparable service would cost the same client (569/2009 section 6).

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Basket, Per};
use crate::{
    circumstances::Circumstances,
    money::{Cents, Rounding},
    quota::Limits,
    rulebook::{OwnFee, OwnFeeTable, Rulebook, Unit},
};

/// The fee of the own service, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFeeQuote {
    /// The fee; none where it depends on what is not known of the client, or the own service has no such content.
    #[serde(rename = "fee_cents")]
    pub fee: Option<Cents>,
    /// For how long: as the basket, or a month where the fee is monthly.
    pub per: Per,
}

/// The fee for the same basket; a fee by income and hours only with the client's circumstances.
pub fn own_fee(
    rulebook: &Rulebook,
    basket: &Basket<'_>,
    circumstances: Option<&Circumstances>,
) -> OwnFeeQuote {
    let counted = || basket.lines.iter().filter(|line| line.counts);
    match &rulebook.own_fee {
        OwnFee::Free => OwnFeeQuote { fee: Some(Cents::ZERO), per: basket.per },
        OwnFee::Flat(fees) => {
            let of_line = |line: &super::Wanted<'_>| {
                let fee = fees.get(&line.content.code)?.0;
                Some(if line.worth.free {
                    Cents::ZERO
                } else {
                    super::amount(line.content.unit, fee, line.quantity)
                })
            };
            OwnFeeQuote { fee: counted().map(of_line).sum(), per: basket.per }
        }
        // The own service's fee is the family's fee by the act: what the decision has as co-payment (1503/2016).
        OwnFee::EarlyEducation => {
            let of_line = |line: &super::Wanted<'_>| {
                super::amount(line.content.unit, line.worth.copayment, line.quantity)
            };
            OwnFeeQuote { fee: Some(counted().map(of_line).sum()), per: basket.per }
        }
        OwnFee::ByHours(table) => {
            let fee = circumstances.and_then(|these| by_hours(table, basket, these, basket.on));
            OwnFeeQuote { fee, per: Per::Month }
        }
    }
}

/// Percent of the income above the limit, by weekly hours and the family's size; half up to the cent, a month.
fn by_hours(
    table: &OwnFeeTable,
    basket: &Basket<'_>,
    circumstances: &Circumstances,
    on: Date,
) -> Option<Cents> {
    let household = circumstances.household.as_ref()?;
    let (size, income) = (household.size_on(on), household.income()?);
    let at = usize::try_from(size).ok()?.checked_sub(1)?;
    let hours = weekly_hours(basket)?;
    let row = table.rows.iter().find(|row| row.hours_to.is_none_or(|to| hours <= to))?;
    let percent = row.percents.get(at).or(row.percents.last())?;
    let limit = table.limits.get(at).or(table.limits.last())?.0;
    Some(Rounding::HalfUpCent.of(income.less(limit).exact() * percent / Decimal::ONE_HUNDRED))
}

/// The hours that the grants allow for a week; by the month, of which there are twelve in 52 weeks.
fn weekly_hours(basket: &Basket<'_>) -> Option<Decimal> {
    let minutes = |line: &super::Wanted<'_>| {
        let Limits { week, month, day, .. } = line.worth.granted.limits;
        let by_month = month.map(|month| Decimal::from(month * 12) / Decimal::from(52));
        week.map(Decimal::from).or(by_month).or(day.map(|day| Decimal::from(day * 7)))
    };
    let counted = basket.lines.iter().filter(|line| line.counts && line.content.unit == Unit::Hour);
    Some(counted.map(minutes).sum::<Option<Decimal>>()? / Decimal::from(60)).filter(|hours| !hours.is_zero())
}
