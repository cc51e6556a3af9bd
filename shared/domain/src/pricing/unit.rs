//! The price of one unit, and what the organiser pays of it.

use super::{PricingBasis, line::Delivered};
use crate::{
    explanation::{Computed, Input, Quantity, Step, Trace},
    money::Cents,
    recording::Refusal,
    rulebook::{BelowValue, Content, ValueRule},
};

/// A unit's price, and the organiser's part of it: never more than the price.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitPrice {
    /// What the provider charges.
    pub(super) price: Cents,
    /// What the organiser pays.
    pub(super) organiser: Cents,
}

/// The rulebook's place that an amount rests on.
pub(super) fn rule_of(basis: PricingBasis<'_>, content: &Content) -> String {
    format!("{} {}, {}", basis.rulebook.service, basis.rulebook.version, content.code)
}

/// Value, co-payment and price of a unit on a day, and what follows from them.
pub(super) fn price(
    basis: PricingBasis<'_>,
    delivered: &Delivered<'_>,
    trace: &mut impl Trace,
) -> Result<UnitPrice, Refusal> {
    let Delivered { content, granted, on, .. } = delivered;
    let rule = || rule_of(basis, content);
    let mut value = value(basis, delivered, trace)?;
    if let Some(raise) = granted.raise.filter(|raise| raise.days.has(*on)) {
        let raised = value + raise.by;
        trace.tell(|| {
            let inputs = vec![(Input::Value, value.into()), (Input::Raise, raise.by.into())];
            Step::new(Computed::RaisedValue, "569/2009 § 8", inputs, raised.into())
        });
        value = raised;
    }
    let copayment = copayment(basis, delivered, trace);
    let price = charged(basis, delivered, value, trace)?;
    if granted.free_of_charge.is_some_and(|days| days.has(*on)) {
        let first = || basis.rulebook.free_of_charge.first().map(|free| free.law.clone());
        let law = || granted.free_by.clone().or_else(first).unwrap_or_else(rule);
        let inputs = || vec![(Input::Price, price.into())];
        trace.tell(|| Step::new(Computed::FreeOfCharge, &law(), inputs(), price.into()));
        return Ok(UnitPrice { price, organiser: price });
    }
    let organiser = match content.below_value {
        BelowValue::Literal => price.min(value.less(copayment)),
        BelowValue::Protected => price.min(value).less(copayment),
    };
    trace.tell(|| {
        let inputs = vec![
            (Input::Value, value.into()),
            (Input::Copayment, copayment.into()),
            (Input::Price, price.into()),
        ];
        Step::new(Computed::OrganisersUnit, &rule(), inputs, organiser.into())
    });
    Ok(UnitPrice { price, organiser })
}

fn value(
    basis: PricingBasis<'_>,
    delivered: &Delivered<'_>,
    trace: &mut impl Trace,
) -> Result<Cents, Refusal> {
    let Delivered { content, granted, band, .. } = delivered;
    let rule = || rule_of(basis, content);
    let (step, value) = match (&content.value, band) {
        (ValueRule::Flat(value), _) => (Computed::FlatValue, value.0),
        (ValueRule::Agreed, _) => (Computed::AgreedPrice, granted.price.ok_or(Refusal::NoPrice)?),
        (ValueRule::Bands(_) | ValueRule::BandMultipliers(_), Some(band)) => {
            (Computed::BandValue, content.value.in_band(band).ok_or(Refusal::NoPrice)?)
        }
        (ValueRule::Bands(_) | ValueRule::BandMultipliers(_), None) => return Err(Refusal::TimesRequired),
        _ => (Computed::StoredValue, granted.value.ok_or(Refusal::NoPrice)?),
    };
    trace.tell(|| {
        let band = band.iter().map(|band| (Input::Band, Quantity::Band((*band).clone())));
        let inputs = std::iter::once((Input::Content, Quantity::Name(content.names.clone()))).chain(band);
        Step::new(step, &rule(), inputs.collect(), value.into())
    });
    Ok(value)
}

/// What the client pays of a unit in any case: by decision for personal values, else by rulebook.
fn copayment(basis: PricingBasis<'_>, delivered: &Delivered<'_>, trace: &mut impl Trace) -> Cents {
    let Delivered { content, granted, on, .. } = delivered;
    let rule = || rule_of(basis, content);
    if let Some(early) = &basis.rulebook.early_education
        && early.fee_free_months.contains(&on.month().unsigned_abs())
    {
        let inputs = || vec![(Input::FirstDay, Quantity::Day(*on))];
        trace.tell(|| Step::new(Computed::FreeMonth, &rule(), inputs(), Cents::ZERO.into()));
        return Cents::ZERO;
    }
    if content.value.is_personal() {
        return granted.copayment.unwrap_or_default();
    }
    let Some(copayment) = content.copayment else { return Cents::ZERO };
    trace.tell(|| Step::new(Computed::FixedCopayment, &rule(), Vec::new(), copayment.0.into()));
    copayment.0
}

/// The provider's price, lowered where the rulebook caps what the client pays above the value.
fn charged(
    basis: PricingBasis<'_>,
    delivered: &Delivered<'_>,
    value: Cents,
    trace: &mut impl Trace,
) -> Result<Cents, Refusal> {
    let Delivered { content, granted, on, band, .. } = delivered;
    if content.value == ValueRule::Agreed {
        return granted.price.ok_or(Refusal::NoPrice);
    }
    let approval = basis.approval.ok_or(Refusal::ProviderNotApproved)?;
    let listed = approval.price(&content.code, band.as_ref(), *on).ok_or(Refusal::NoPrice)?;
    let Some(cap) = content.surcharge_cap.filter(|cap| listed > value + cap.0) else { return Ok(listed) };
    let price = value + cap.0;
    trace.tell(|| {
        let inputs = vec![
            (Input::Price, listed.into()),
            (Input::Value, value.into()),
            (Input::Surcharge, cap.0.into()),
        ];
        Step::new(Computed::CappedPrice, &rule_of(basis, content), inputs, price.into())
    });
    Ok(price)
}
