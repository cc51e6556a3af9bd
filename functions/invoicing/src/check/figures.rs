//! Figures as Finvoice writes them, read strictly: decimal comma, no spaces, no exponent.

use domain::money::Cents;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// An amount with exactly two decimals: `-1234,50`.
pub(super) fn cents(text: &str) -> Option<Cents> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (euros, cents) = digits.split_once(',')?;
    if cents.len() != 2 || !are_digits(euros) || !are_digits(cents) {
        return None;
    }
    let whole: i64 = format!("{euros}{cents}").parse().ok()?;
    Some(Cents(sign * whole))
}

/// A quantity or a percentage: digits, and decimals after a comma where there are any.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once(',').unwrap_or((digits, "0"));
    if !are_digits(whole) || !are_digits(decimals) {
        return None;
    }
    Decimal::from_str_exact(&text.replace(',', ".")).ok()
}

/// A day of the calendar as eight digits, `20261005`.
pub(super) fn day(text: &str) -> Option<Date> {
    if text.len() != 8 || !are_digits(text) {
        return None;
    }
    format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).parse().ok()
}

/// An amount of UBL, with exactly two decimals: `-1234.50`.
pub(super) fn euros(text: &str) -> Option<Cents> {
    if text.contains(',') { None } else { cents(&text.replace('.', ",")) }
}

/// A quantity or a percentage of UBL.
pub(super) fn number(text: &str) -> Option<Decimal> {
    if text.contains(',') { None } else { decimal(&text.replace('.', ",")) }
}

/// A day of the calendar as ISO 8601 has it.
pub(super) fn iso_day(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_decimals_after_a_comma_are_an_amount() {
        assert_eq!(cents("-1234,50"), Some(Cents(-123_450)));
        assert_eq!(cents("0,00"), Some(Cents(0)));
        for wrong in
            ["1234.50", "1234,5", "1234", "1 234,50", ",50", "--1,00", "+1,00", "99999999999999999999,00", ""]
        {
            assert_eq!(cents(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_is_in_the_calendar() {
        assert_eq!(day("20261005"), "2026-10-05".parse().ok());
        for wrong in ["20260229", "2026-10-05", "2026105", "202610050", "2026100ä"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_quantity_has_a_comma_or_none() {
        assert_eq!(decimal("-12,5"), Some(Decimal::new(-125, 1)));
        assert_eq!(decimal("3"), Some(Decimal::from(3)));
        for wrong in ["12.5", "1e3", "", "-", ",5", "5,", " 5"] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
    }
}
