//! Values by income: the formula of 569/2009 section 7, a table by income, and housing with care.

use super::{On, Refusal, Valued};
use crate::{
    explanation::{Computed, Input, Quantity, Step, Trace},
    money::{Cents, Rounding},
    rulebook::{Housing, IncomeBand, IncomeRelated, Rulebook},
};

impl On<'_> {
    /// top - max(0, income - limit) x percent / divisor, rounded by the rule and not below the floor. An income
    /// that is not told gets the floor.
    pub(super) fn income_related(
        &self,
        rule: &IncomeRelated,
        trace: &mut impl Trace,
    ) -> Result<Valued, Refusal> {
        let (size, income) = self.family(trace)?;
        let (limit, percent) = rule.limit_of(size).ok_or(Refusal::FamilyNotInTable(size))?;
        let floor = rule.floor.0;
        let value = match income {
            None => floor,
            Some(income) => {
                let lowers = income.less(limit).exact() * Rulebook::share(percent) / rule.divisor;
                let value = rule.rounding.of(rule.top.0.exact() - lowers).min(rule.top.0);
                trace.tell(|| {
                    let inputs = vec![
                        (Input::Top, rule.top.0.into()),
                        (Input::Income, income.into()),
                        (Input::Limit, limit.into()),
                        (Input::Percent, Quantity::Percent(percent)),
                        (Input::Divisor, Quantity::Number(rule.divisor)),
                    ];
                    Step::new(Computed::IncomeRelatedValue, &self.rule(), inputs, value.into())
                        .rounded(rule.rounding)
                });
                value
            }
        };
        if value < floor || income.is_none() {
            let inputs = || vec![(Input::Floor, floor.into())];
            trace.tell(|| Step::new(Computed::FloorValue, &self.rule(), inputs(), floor.into()));
        }
        Ok(Valued { value: value.max(floor), copayment: Cents::ZERO })
    }

    /// The value of the row that the income lies in. An income that is not told lies in the last row.
    pub(super) fn income_bands(
        &self,
        rows: &[IncomeBand],
        trace: &mut impl Trace,
    ) -> Result<Valued, Refusal> {
        let (_, income) = self.family(trace)?;
        let has = |row: &&IncomeBand| {
            income.is_some_and(|income| row.from.0 <= income && row.to.is_none_or(|to| income < to.0))
        };
        let row = rows.iter().find(has).or(rows.last()).ok_or(Refusal::HouseholdMissing)?;
        trace.tell(|| {
            let to = row.to.map(|to| (Input::To, Quantity::from(to.0)));
            let inputs = [
                (Input::Income, income.map_or(Quantity::Missing, Quantity::from)),
                (Input::From, row.from.0.into()),
            ];
            let inputs = inputs.into_iter().chain(to).collect();
            Step::new(Computed::IncomeBandValue, &self.rule(), inputs, row.value.0.into())
        });
        Ok(Valued { value: row.value.0, copayment: Cents::ZERO })
    }

    /// percent x (net income - rent - meals), leaving at least a set sum; by month, then by unit.
    pub(super) fn housing(&self, rule: &Housing, trace: &mut impl Trace) -> Result<Valued, Refusal> {
        let costs = self.circumstances.housing.ok_or(Refusal::HousingMissing)?;
        let left = costs.net_income.0.less(costs.rent.0).less(costs.meals.0);
        let share = Rounding::HalfUpCent.of(left.exact() * Rulebook::share(rule.percent));
        trace.tell(|| {
            let inputs = vec![
                (Input::NetIncome, costs.net_income.0.into()),
                (Input::Rent, costs.rent.0.into()),
                (Input::Meals, costs.meals.0.into()),
                (Input::Percent, Quantity::Percent(rule.percent)),
            ];
            Step::new(Computed::HousingCopayment, &self.rule(), inputs, share.into())
                .rounded(Rounding::HalfUpCent)
        });
        let most = left.less(rule.keeps.0);
        let monthly = share.min(most);
        if most < share {
            trace.tell(|| {
                let inputs = vec![(Input::Base, left.into()), (Input::Kept, rule.keeps.0.into())];
                Step::new(Computed::HousingKept, &self.rule(), inputs, monthly.into())
            });
        }
        let copayment = Rounding::HalfUpCent.of(monthly.exact() / rule.divisor);
        if rule.divisor != rust_decimal::Decimal::ONE {
            trace.tell(|| {
                let inputs = vec![
                    (Input::Copayment, monthly.into()),
                    (Input::Divisor, Quantity::Number(rule.divisor)),
                ];
                Step::new(Computed::UnitCopayment, &self.rule(), inputs, copayment.into())
                    .rounded(Rounding::HalfUpCent)
            });
        }
        Ok(Valued { value: rule.top.0, copayment: copayment.min(rule.top.0) })
    }
}
