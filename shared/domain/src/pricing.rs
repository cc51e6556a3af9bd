//! What an event costs: the organiser's part and the client's part of each line.

use rust_decimal::Decimal;

use crate::{
    account::{Line, LineKind},
    event::{Delivery, Reported},
    money::{Cents, half_up},
    provider::Approval,
    recording::Refusal,
    rulebook::{BandName, Rulebook, Unit, ValueRule},
    voucher::{Booking, Grant, Terms, Voucher},
};

/// All that the price of an event depends on.
#[derive(Clone, Copy, Debug)]
pub struct PricingBasis<'a> {
    /// The rules of the service.
    pub rulebook: &'a Rulebook,
    /// The voucher or order.
    pub voucher: &'a Voucher,
    /// The booking that delivers.
    pub booking: &'a Booking,
    /// The provider's prices, for vouchers.
    pub approval: Option<&'a Approval>,
}

/// A unit's price and who pays what of it.
struct UnitPrice {
    /// What the provider charges.
    price: Cents,
    /// The most that the organiser pays.
    value: Cents,
    /// What the client pays in any case.
    copayment: Cents,
}

/// The lines of an event: one, or one for each band that a visit touches.
///
/// Each line is rounded half up to the cent by itself: the whole price, and the organiser's part of it; the
/// client's part is the difference, so the parts always add up (569/2009: the organiser pays at most the price).
pub fn price(basis: PricingBasis<'_>, reported: &Reported) -> Result<Vec<Line>, Refusal> {
    let content = basis.rulebook.content(&reported.content).ok_or(Refusal::UnknownContent)?;
    let terms = basis.voucher.terms_on(reported.delivery.on()).ok_or(Refusal::OutsideValidity)?;
    let granted = terms.granted(&reported.content).ok_or(Refusal::UnknownContent)?;
    match (&content.value, &reported.delivery) {
        (ValueRule::Bands(values), Delivery::Visit(visit)) => {
            let bands = basis.rulebook.bands.as_ref().ok_or(Refusal::NoPrice)?;
            let parts = bands.split(visit.start, visit.end).into_iter();
            parts
                .map(|part| {
                    let value = *values.get(&part.band).ok_or(Refusal::NoPrice)?;
                    let price = listed(&basis, reported, Some(&part.band))?;
                    let unit = UnitPrice { price, value, copayment: Cents::ZERO };
                    Ok(line(&basis, terms, reported, content.unit, Some(part.band), part.minutes, unit))
                })
                .collect()
        }
        (rule, Delivery::Pieces { quantity, .. }) => {
            let unit = unit_price(&basis, granted, reported, rule)?;
            Ok(vec![line(&basis, terms, reported, content.unit, None, *quantity, unit)])
        }
        _ => Err(Refusal::WrongUnit),
    }
}

fn unit_price(
    basis: &PricingBasis<'_>,
    granted: &Grant,
    reported: &Reported,
    rule: &ValueRule,
) -> Result<UnitPrice, Refusal> {
    let copayment = Cents::ZERO;
    match rule {
        ValueRule::Fixed(value) => {
            Ok(UnitPrice { price: listed(basis, reported, None)?, value: *value, copayment })
        }
        ValueRule::Stored => Ok(UnitPrice {
            price: listed(basis, reported, None)?,
            value: granted.value.ok_or(Refusal::NoPrice)?,
            copayment: granted.copayment.unwrap_or(copayment),
        }),
        ValueRule::Agreed => {
            let price = granted.price.ok_or(Refusal::NoPrice)?;
            Ok(UnitPrice { price, value: price, copayment })
        }
        ValueRule::Bands(_) => Err(Refusal::TimesRequired),
    }
}

fn listed(basis: &PricingBasis<'_>, reported: &Reported, band: Option<&BandName>) -> Result<Cents, Refusal> {
    let approval = basis.approval.ok_or(Refusal::ProviderNotApproved)?;
    approval.price(&reported.content, band).ok_or(Refusal::NoPrice)
}

fn line(
    basis: &PricingBasis<'_>,
    terms: &Terms,
    reported: &Reported,
    unit: Unit,
    band: Option<BandName>,
    quantity: u64,
    UnitPrice { price, value, copayment }: UnitPrice,
) -> Line {
    // Below its value a price lowers the organiser's part, and the co-payment stays the client's.
    let organisers = Cents((price.min(value) - copayment).0.max(0));
    // Multiplied before it is divided: a third of an hour has no exact decimal, its price in cents often has.
    let parts = Decimal::from(if unit == Unit::Hour { 60 } else { 1 });
    let of = |amount: Cents| half_up(Decimal::from(amount.0) * Decimal::from(quantity) / parts);
    let (whole, provider) = (of(price), of(organisers));
    Line {
        kind: LineKind::Original,
        content: reported.content.clone(),
        band,
        price,
        vat: basis.rulebook.vat,
        decision: terms.decision,
        rulebook: basis.rulebook.version,
        events: 1,
        quantity,
        provider,
        client: whole - provider,
    }
}
