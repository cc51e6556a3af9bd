//! One line: a quantity of one content at one price, under one decision.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{PricingBasis, unit};
use crate::{
    account::{Line, LineKind, MonthPart},
    explanation::{Computed, Input, Quantity, Step, Trace},
    money::{Cents, Rounding},
    recording::Refusal,
    rulebook::{Absence, BandName, Content, Unit},
    voucher::{Grant, Terms},
};

/// What was delivered of one content.
pub(super) struct Delivered<'a> {
    pub(super) content: &'a Content,
    pub(super) granted: &'a Grant,
    pub(super) terms: &'a Terms,
    pub(super) on: Date,
    pub(super) band: Option<BandName>,
    /// In the content's smallest unit: minutes or pieces.
    pub(super) quantity: u64,
    pub(super) absence: Option<&'a Absence>,
    /// The part of a month, where it is not a whole one.
    pub(super) part: Option<MonthPart>,
}

/// So much a unit for a quantity in the smallest unit, as what is to be divided by what: a third of an hour has no
/// exact decimal, its price in cents often has.
fn of_quantity(unit: Unit, of_unit: Cents, quantity: u64) -> (Decimal, Decimal) {
    let below = if unit == Unit::Hour { Decimal::from(60) } else { Decimal::ONE };
    (of_unit.exact() * Decimal::from(quantity), below)
}

/// Half up to the cent.
fn rounded((above, below): (Decimal, Decimal)) -> Cents {
    Rounding::HalfUpCent.of(if below == Decimal::ONE { above } else { above / below })
}

/// What a whole line comes to: so much a unit, for a quantity in the smallest unit (minutes or pieces).
pub(crate) fn amount(unit: Unit, of_unit: Cents, quantity: u64) -> Cents {
    rounded(of_quantity(unit, of_unit, quantity))
}

impl Delivered<'_> {
    /// Prices the line and tells its steps.
    pub(super) fn price(self, basis: PricingBasis<'_>, trace: &mut impl Trace) -> Result<Line, Refusal> {
        let unit = unit::price(basis, &self, trace)?;
        let whole = self.amount(unit.price);
        let bears_all = self.absence.is_some_and(|absence| !absence.client_pays);
        let provider = if bears_all { whole } else { self.amount(unit.organiser) };
        self.tell(basis, trace, unit, (whole, provider));
        Ok(Line {
            kind: LineKind::Original,
            content: self.content.code.clone(),
            band: self.band,
            part: self.part,
            absence: self.absence.map(|absence| absence.code.clone()),
            price: unit.price,
            vat: basis.rulebook.vat,
            decision: self.terms.decision,
            rulebook: basis.rulebook.version,
            events: 1,
            quantity: self.quantity,
            provider,
            client: whole - provider,
        })
    }

    /// So much a unit, for all of the line.
    fn amount(&self, of_unit: Cents) -> Cents {
        let (mut above, mut below) = of_quantity(self.content.unit, of_unit, self.quantity);
        if let Some(part) = self.part {
            above *= Decimal::from(part.days);
            below *= Decimal::from(part.of.max(1));
        }
        if let Some(absence) = self.absence {
            above *= absence.percent;
            below *= Decimal::ONE_HUNDRED;
        }
        rounded((above, below))
    }

    fn tell(
        &self,
        basis: PricingBasis<'_>,
        trace: &mut impl Trace,
        unit: unit::UnitPrice,
        (whole, provider): (Cents, Cents),
    ) {
        let rule = || unit::rule_of(basis.rulebook, self.content);
        let quantity = if self.content.unit == Unit::Hour {
            Quantity::Minutes(self.quantity)
        } else {
            Quantity::Number(Decimal::from(self.quantity))
        };
        if let Some(part) = self.part {
            trace.tell(|| {
                let days = |days: u32| Quantity::Number(Decimal::from(days));
                let inputs = vec![(Input::Days, days(part.days)), (Input::OfDays, days(part.of))];
                let share = Decimal::from(part.days) / Decimal::from(part.of.max(1));
                Step::new(Computed::PartOfMonth, &rule(), inputs, Quantity::Number(share.round_dp(6)))
            });
        }
        if let Some(absence) = self.absence {
            trace.tell(|| {
                let inputs = vec![(Input::Content, Quantity::Name(absence.names.clone()))];
                Step::new(Computed::Absence, &rule(), inputs, Quantity::Percent(absence.percent))
            });
        }
        trace.tell(|| {
            let inputs = vec![(Input::Price, unit.price.into()), (Input::Quantity, quantity.clone())];
            Step::new(Computed::WholePrice, &rule(), inputs, whole.into()).rounded(Rounding::HalfUpCent)
        });
        trace.tell(|| {
            let inputs = vec![(Input::Organiser, unit.organiser.into()), (Input::Quantity, quantity.clone())];
            Step::new(Computed::OrganisersPart, &rule(), inputs, provider.into())
                .rounded(Rounding::HalfUpCent)
        });
        trace.tell(|| {
            let inputs = vec![(Input::Price, whole.into()), (Input::Organiser, provider.into())];
            Step::new(Computed::ClientsPart, &rule(), inputs, (whole - provider).into())
        });
    }
}
