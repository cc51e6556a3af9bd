//! The price of one unit, and what the organiser pays of it.

use jiff::civil::Date;

use super::{PricingBasis, line::Delivered};
use crate::{
    explanation::{Computed, Input, Quantity, Step, Trace},
    money::Cents,
    recording::Refusal,
    rulebook::{BandName, BelowValue, Content, Rulebook, ValueRule},
    voucher::Grant,
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
pub(super) fn rule_of(rulebook: &Rulebook, content: &Content) -> String {
    format!("{} {}, {}", rulebook.service, rulebook.version, content.code)
}

/// What a unit of a content is worth to one client on a day, whoever delivers it.
#[derive(Clone, Debug)]
pub(crate) struct Worth<'a> {
    content: &'a Content,
    /// What the decision grants.
    pub(crate) granted: &'a Grant,
    /// The value, with what raises it.
    pub(crate) value: Cents,
    /// What the client pays in any case.
    pub(crate) copayment: Cents,
    /// Whether the client pays nothing, by law.
    pub(crate) free: bool,
}

impl<'a> Worth<'a> {
    /// The worth in a band, for contents with bands.
    pub(crate) fn of(
        rulebook: &Rulebook,
        (content, granted): (&'a Content, &'a Grant),
        on: Date,
        band: Option<&BandName>,
        trace: &mut impl Trace,
    ) -> Result<Self, Refusal> {
        let of = Of { rulebook, content, granted, on };
        let mut value = of.value(band, trace)?;
        if let Some(raise) = granted.raise.filter(|raise| raise.days.has(on)) {
            let raised = value + raise.by;
            trace.tell(|| {
                let inputs = vec![(Input::Value, value.into()), (Input::Raise, raise.by.into())];
                Step::new(Computed::RaisedValue, "569/2009 § 8", inputs, raised.into())
            });
            value = raised;
        }
        let copayment = of.copayment(trace);
        let free = granted.free_of_charge.is_some_and(|days| days.has(on));
        Ok(Self { content, granted, value, copayment, free })
    }

    /// The provider's price, lowered where the rulebook caps what the client pays above the value; the agreed one,
    /// where one was agreed.
    pub(crate) fn charged(&self, listed: Option<Cents>) -> Result<Cents, Refusal> {
        if self.content.value == ValueRule::Agreed {
            return self.granted.price.ok_or(Refusal::NoPrice);
        }
        let listed = listed.ok_or(Refusal::NoPrice)?;
        Ok(self.content.surcharge_cap.map_or(listed, |cap| listed.min(self.value + cap.0)))
    }

    /// What the organiser pays of a price: never more than the price.
    pub(crate) fn organiser(&self, price: Cents) -> Cents {
        match self.content.below_value {
            _ if self.free => price,
            BelowValue::Literal => price.min(self.value.less(self.copayment)),
            BelowValue::Protected => price.min(self.value).less(self.copayment),
        }
    }
}

/// Value, co-payment and price of a unit on a day, and what follows from them.
pub(super) fn price(
    basis: PricingBasis<'_>,
    delivered: &Delivered<'_>,
    trace: &mut impl Trace,
) -> Result<UnitPrice, Refusal> {
    let Delivered { content, granted, on, ref band, .. } = *delivered;
    let rule = || rule_of(basis.rulebook, content);
    let worth = Worth::of(basis.rulebook, (content, granted), on, band.as_ref(), trace)?;
    let price = charged(basis, delivered, &worth, trace)?;
    let organiser = worth.organiser(price);
    if worth.free {
        let first = || basis.rulebook.free_of_charge.first().map(|free| free.law.clone());
        let law = || granted.free_by.clone().or_else(first).unwrap_or_else(rule);
        let inputs = || vec![(Input::Price, price.into())];
        trace.tell(|| Step::new(Computed::FreeOfCharge, &law(), inputs(), price.into()));
        return Ok(UnitPrice { price, organiser });
    }
    trace.tell(|| {
        let inputs = vec![
            (Input::Value, worth.value.into()),
            (Input::Copayment, worth.copayment.into()),
            (Input::Price, price.into()),
        ];
        Step::new(Computed::OrganisersUnit, &rule(), inputs, organiser.into())
    });
    Ok(UnitPrice { price, organiser })
}

/// The provider's price of the day, as the rulebook caps it.
fn charged(
    basis: PricingBasis<'_>,
    delivered: &Delivered<'_>,
    worth: &Worth<'_>,
    trace: &mut impl Trace,
) -> Result<Cents, Refusal> {
    let Delivered { content, on, band, .. } = delivered;
    if content.value == ValueRule::Agreed {
        return worth.charged(None);
    }
    let approval = basis.approval.ok_or(Refusal::ProviderNotApproved)?;
    let listed = approval.price(&content.code, band.as_ref(), *on).ok_or(Refusal::NoPrice)?;
    let price = worth.charged(Some(listed))?;
    if let Some(cap) = content.surcharge_cap.filter(|_| price < listed) {
        trace.tell(|| {
            let inputs = vec![
                (Input::Price, listed.into()),
                (Input::Value, worth.value.into()),
                (Input::Surcharge, cap.0.into()),
            ];
            Step::new(Computed::CappedPrice, &rule_of(basis.rulebook, content), inputs, price.into())
        });
    }
    Ok(price)
}

/// A content as it is granted on a day.
struct Of<'a> {
    rulebook: &'a Rulebook,
    content: &'a Content,
    granted: &'a Grant,
    on: Date,
}

impl Of<'_> {
    fn rule(&self) -> String {
        rule_of(self.rulebook, self.content)
    }

    fn value(&self, band: Option<&BandName>, trace: &mut impl Trace) -> Result<Cents, Refusal> {
        let Of { content, granted, .. } = self;
        let (step, value) = match (&content.value, band) {
            (ValueRule::Flat(value), _) => (Computed::FlatValue, value.0),
            (ValueRule::Agreed, _) => (Computed::AgreedPrice, granted.price.ok_or(Refusal::NoPrice)?),
            (ValueRule::Bands(_) | ValueRule::BandMultipliers(_), Some(band)) => {
                (Computed::BandValue, content.value.in_band(band).ok_or(Refusal::NoPrice)?)
            }
            (ValueRule::Bands(_) | ValueRule::BandMultipliers(_), None) => {
                return Err(Refusal::TimesRequired);
            }
            _ => (Computed::StoredValue, granted.value.ok_or(Refusal::NoPrice)?),
        };
        trace.tell(|| {
            let band = band.iter().map(|band| (Input::Band, Quantity::Band((*band).clone())));
            let inputs = std::iter::once((Input::Content, Quantity::Name(content.names.clone()))).chain(band);
            Step::new(step, &self.rule(), inputs.collect(), value.into())
        });
        Ok(value)
    }

    /// What the client pays of a unit in any case: by decision for personal values, else by rulebook.
    fn copayment(&self, trace: &mut impl Trace) -> Cents {
        let Of { rulebook, content, granted, on } = self;
        if let Some(early) = &rulebook.early_education
            && early.fee_free_months.contains(&on.month().unsigned_abs())
        {
            let inputs = || vec![(Input::FirstDay, Quantity::Day(*on))];
            trace.tell(|| Step::new(Computed::FreeMonth, &self.rule(), inputs(), Cents::ZERO.into()));
            return Cents::ZERO;
        }
        if content.value.is_personal() {
            return granted.copayment.unwrap_or_default();
        }
        let Some(copayment) = content.copayment else { return Cents::ZERO };
        trace.tell(|| Step::new(Computed::FixedCopayment, &self.rule(), Vec::new(), copayment.0.into()));
        copayment.0
    }
}
