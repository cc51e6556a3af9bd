//! The fee of early childhood education as the co-payment (1503/2016 sections 5 and 8), and the value beside it.
//!
//! Rounding is nested: the base fee, the sibling's share and the need are each rounded to a whole euro.

use rust_decimal::Decimal;

use super::{On, Refusal, Valued};
use crate::{
    explanation::{Computed, Input, Quantity, Step, Trace},
    money::{Cents, Rounding},
    rulebook::{EarlyEducation, EarlyEducationPlace, FeeTable, Rulebook},
};

/// The sections that the fee rests on.
const MONTHLY_FEE: &str = "1503/2016 § 5";
const SIBLINGS: &str = "1503/2016 § 8";

impl On<'_> {
    pub(super) fn early_education(
        &self,
        place: &EarlyEducationPlace,
        trace: &mut impl Trace,
    ) -> Result<Valued, Refusal> {
        let incomplete =
            |missing: &str| Refusal::ParametersIncomplete { on: self.on, missing: missing.into() };
        let early = self.rulebook.early_education.as_ref().ok_or_else(|| incomplete("early_education"))?;
        let fees = early.fees_on(self.on).ok_or_else(|| incomplete("fees"))?;
        let table = fees.complete().map_err(|missing| incomplete(&missing.join(", ")))?;
        let fee = self.fee(&table, place, trace)?;
        let copayment = self.relieved(early, fee, trace)?;
        let value = self.supported(place.value.0, trace);
        Ok(Valued { value, copayment: copayment.min(value) })
    }

    /// The fee before reliefs.
    fn fee(
        &self,
        table: &FeeTable<'_>,
        place: &EarlyEducationPlace,
        trace: &mut impl Trace,
    ) -> Result<Cents, Refusal> {
        let base = self.base_fee(table, trace)?;
        let household = self.circumstances.household.as_ref().ok_or(Refusal::HouseholdMissing)?;
        let nth = household.place_on(self.on).ok_or(Refusal::HouseholdMissing)?;
        let share = table.share(nth);
        let of_child = self.rounded_euro(
            (Computed::SiblingFee, Some(SIBLINGS)),
            (Input::Base, base),
            (Input::Share, share),
            Some((Input::Place, Quantity::Number(Decimal::from(nth)))),
            trace,
        );
        let fee = self.rounded_euro(
            (Computed::NeedFee, Some(MONTHLY_FEE)),
            (Input::Fee, of_child),
            (Input::Need, place.need),
            None,
            trace,
        );
        if fee >= table.minimum {
            return Ok(fee);
        }
        let inputs = || vec![(Input::Fee, fee.into()), (Input::Minimum, table.minimum.into())];
        trace.tell(|| Step::new(Computed::NoFee, MONTHLY_FEE, inputs(), Cents::ZERO.into()));
        Ok(Cents::ZERO)
    }

    /// The percentage of the income above the limit, a whole euro; the highest fee where an income is missing.
    fn base_fee(&self, table: &FeeTable<'_>, trace: &mut impl Trace) -> Result<Cents, Refusal> {
        let (size, income) = self.family(trace)?;
        let maximum = table.maximum;
        let Some(income) = income else {
            let inputs = || vec![(Input::Maximum, maximum.into())];
            trace.tell(|| Step::new(Computed::MaximumFee, MONTHLY_FEE, inputs(), maximum.into()));
            return Ok(maximum);
        };
        let limit = table.limit(size);
        let exact = income.less(limit).exact() * Rulebook::share(table.percent);
        let base = Rounding::HalfUpEuro.of(exact).min(maximum);
        trace.tell(|| {
            let inputs = vec![
                (Input::Income, income.into()),
                (Input::Limit, limit.into()),
                (Input::Percent, Quantity::Percent(table.percent)),
                (Input::Maximum, maximum.into()),
            ];
            Step::new(Computed::BaseFee, MONTHLY_FEE, inputs, base.into()).rounded(Rounding::HalfUpEuro)
        });
        Ok(base)
    }

    fn rounded_euro(
        &self,
        (step, rule): (Computed, Option<&str>),
        (of, amount): (Input, Cents),
        (by, factor): (Input, Decimal),
        also: Option<(Input, Quantity)>,
        trace: &mut impl Trace,
    ) -> Cents {
        let result = Rounding::HalfUpEuro.of(amount.exact() * factor);
        trace.tell(|| {
            let inputs = [(of, amount.into()), (by, Quantity::Number(factor))].into_iter().chain(also);
            let rule = rule.map_or_else(|| self.rule(), str::to_owned);
            Step::new(step, &rule, inputs.collect(), result.into()).rounded(Rounding::HalfUpEuro)
        });
        result
    }

    /// The reliefs in their order: each a percentage, half up to the cent, never below nothing.
    fn relieved(&self, early: &EarlyEducation, fee: Cents, trace: &mut impl Trace) -> Result<Cents, Refusal> {
        let mut copayment = fee;
        for code in &self.asked.reliefs {
            let relief = early.relief(code).ok_or_else(|| Refusal::UnknownRelief(code.clone()))?;
            let off = Rounding::HalfUpCent.of(copayment.exact() * Rulebook::share(relief.percent));
            let left = copayment.less(off);
            trace.tell(|| {
                let inputs = vec![
                    (Input::Content, Quantity::Name(relief.names.clone())),
                    (Input::Copayment, copayment.into()),
                    (Input::Percent, Quantity::Percent(relief.percent)),
                ];
                Step::new(Computed::Relief, &self.rule(), inputs, left.into()).rounded(Rounding::HalfUpCent)
            });
            copayment = left;
        }
        Ok(copayment)
    }

    /// The stored value, by the coefficient of the support that the child needs; a whole euro.
    fn supported(&self, stored: Cents, trace: &mut impl Trace) -> Cents {
        let Some(coefficient) = self.asked.support else { return Rounding::HalfUpEuro.of(stored.exact()) };
        let step = (Computed::SupportedValue, None);
        self.rounded_euro(step, (Input::Value, stored), (Input::Coefficient, coefficient), None, trace)
    }
}
