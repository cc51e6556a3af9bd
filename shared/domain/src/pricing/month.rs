//! A month that several decisions, or only a part of the booking, cover: each decision's days by themselves.

use super::{PricingBasis, line::Delivered};
use crate::{
    account::{Line, MonthPart},
    explanation::Trace,
    recording::Refusal,
    rulebook::{Content, PartPeriod, Unit},
    time::{Days, Month},
    voucher::{Grant, Terms},
};

/// Adjacent parts under one decision are one period; under different decisions each part is rounded by itself, so
/// that their sum differs from the exact sum by at most half a cent a part. Days without an operational day pay
/// nothing.
pub(super) fn lines(
    basis: PricingBasis<'_>,
    whole: &Delivered<'_>,
    trace: &mut impl Trace,
) -> Result<Vec<Line>, Refusal> {
    if basis.rulebook.part_period == PartPeriod::WholeMonths {
        return Ok(vec![
            part_of(whole, whole.terms, (whole.content, whole.granted), None).price(basis, trace)?,
        ]);
    }
    let month = Month::of(whole.on).days();
    let of = basis.rulebook.paid_days(month);
    let booked = Days { first_day: basis.booking.first_day, last_day: basis.booking.last_day };
    let valid = Days { first_day: basis.voucher.first_day, last_day: basis.voucher.last_day };
    let covered = month.common(&booked).and_then(|days| days.common(&valid));
    let mut lines = Vec::new();
    for terms in &basis.voucher.terms {
        let Some(days) = covered.and_then(|covered| covered.common(&terms.days)) else { continue };
        let (paid, on) = (basis.rulebook.paid_days(days), days.first_day);
        if paid == 0 && terms.decision != whole.terms.decision {
            continue;
        }
        let part = (paid < of).then_some(MonthPart { days: paid, of });
        let of_terms = monthly(basis, whole, terms)?;
        lines.push(Delivered { on, ..part_of(whole, terms, of_terms, part) }.price(basis, trace)?);
    }
    // A part without a paid day stands only where there is nothing else, so that the event has a line.
    if lines.len() > 1 {
        lines.retain(|line| line.part.is_none_or(|part| part.days > 0));
    }
    Ok(lines)
}

/// The content that the other decision grants for the month: the reported one, or the only monthly one.
fn monthly<'a>(
    basis: PricingBasis<'a>,
    whole: &Delivered<'_>,
    terms: &'a Terms,
) -> Result<(&'a Content, &'a Grant), Refusal> {
    let content_of = |granted: &'a Grant| Some((basis.rulebook.content(&granted.code)?, granted));
    if let Some(found) = terms.granted(&whole.content.code).and_then(content_of) {
        return Ok(found);
    }
    let mut monthly =
        terms.contents.iter().filter_map(content_of).filter(|(content, _)| content.unit == Unit::Month);
    match (monthly.next(), monthly.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Refusal::UnknownContent),
    }
}

fn part_of<'a>(
    whole: &Delivered<'a>,
    terms: &'a Terms,
    (content, granted): (&'a Content, &'a Grant),
    part: Option<MonthPart>,
) -> Delivered<'a> {
    let Delivered { on, quantity, absence, .. } = *whole;
    Delivered { content, granted, terms, on, band: None, quantity, absence, part }
}
