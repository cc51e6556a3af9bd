//! What an event costs: the organiser's part and the client's part of each line.

mod line;
mod month;
mod unit;

pub(crate) use line::amount;
pub(crate) use unit::Worth;

use crate::{
    account::Line,
    event::{Delivery, Reported},
    explanation::{Step, Trace, Untold},
    provider::Approval,
    recording::Refusal,
    rulebook::{Rulebook, Unit},
    voucher::{Booking, Voucher},
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
    /// The provider's approval with its prices by day, for vouchers.
    pub approval: Option<&'a Approval>,
}

/// The lines of an event: one; or one for each band that a visit touches; or one for each decision in a month.
///
/// Each line is rounded half up to the cent by itself: the whole price, and the organiser's part of it; the
/// client's part is the difference, so the parts always add up (569/2009: the organiser pays at most the price).
pub fn price(basis: PricingBasis<'_>, reported: &Reported) -> Result<Vec<Line>, Refusal> {
    lines(basis, reported, &mut Untold)
}

/// The same lines, with the steps that led to them.
pub fn explain(basis: PricingBasis<'_>, reported: &Reported) -> Result<(Vec<Line>, Vec<Step>), Refusal> {
    let mut steps = Vec::new();
    let lines = lines(basis, reported, &mut steps)?;
    Ok((lines, steps))
}

fn lines(basis: PricingBasis<'_>, reported: &Reported, trace: &mut impl Trace) -> Result<Vec<Line>, Refusal> {
    let content = basis.rulebook.content(&reported.content).ok_or(Refusal::UnknownContent)?;
    let absence = match &reported.absence {
        Some(code) => Some(basis.rulebook.absence(code).ok_or(Refusal::UnknownAbsence)?),
        None => None,
    };
    let on = reported.delivery.on();
    let terms = basis.voucher.terms_on(on).ok_or(Refusal::OutsideValidity)?;
    let granted = terms.granted(&reported.content).ok_or(Refusal::UnknownContent)?;
    let has_bands = content.value.is_by_band();
    let line =
        |band, quantity| line::Delivered { content, granted, terms, on, band, quantity, absence, part: None };
    match &reported.delivery {
        Delivery::Visit(visit) if content.unit == Unit::Hour && has_bands => {
            let bands = basis.rulebook.bands.as_ref().ok_or(Refusal::NoPrice)?;
            let parts = bands.split(visit.start, visit.end).into_iter();
            parts.map(|part| line(Some(part.band), part.minutes).price(basis, trace)).collect()
        }
        Delivery::Visit(visit) if content.unit == Unit::Hour => {
            Ok(vec![line(None, visit.minutes()).price(basis, trace)?])
        }
        Delivery::Pieces { .. } if has_bands => Err(Refusal::TimesRequired),
        Delivery::Pieces { quantity, .. } if content.unit == Unit::Month => {
            month::lines(basis, &line(None, *quantity), trace)
        }
        Delivery::Pieces { quantity, .. } => Ok(vec![line(None, *quantity).price(basis, trace)?]),
        Delivery::Visit(_) => Err(Refusal::WrongUnit),
    }
}

#[cfg(test)]
mod tests;
