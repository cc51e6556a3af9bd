//! Reads amounts as people write them: `1 234,50` euros, `1,5` or `1:30` hours, whole pieces.

/// Euros and cents with a comma or a point, in cents.
pub(crate) fn cents(text: &str) -> Option<i64> {
    hundredths(text.trim().trim_end_matches('€'))
}

/// Hours with a comma or a point, or hours and minutes with a colon, in minutes.
pub(crate) fn minutes(text: &str) -> Option<i64> {
    if let Some((hours, minutes)) = text.trim().split_once(':') {
        let minutes = whole(minutes).filter(|minutes| *minutes < 60)?;
        return whole(hours)?.checked_mul(60)?.checked_add(minutes);
    }
    let sixtieths = hundredths(text)?.checked_mul(60)?;
    (sixtieths % 100 == 0).then_some(sixtieths / 100)
}

/// A whole number, not negative.
pub(crate) fn whole(text: &str) -> Option<i64> {
    let digits = packed(text);
    let is_number =
        !digits.is_empty() && digits.len() <= 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

/// Cents as they stand in a field.
pub(crate) fn euros_text(cents: i64) -> String {
    format!("{},{:02}", cents / 100, cents % 100)
}

fn hundredths(text: &str) -> Option<i64> {
    let text = packed(text).replace(',', ".");
    let (units, part) = text.split_once('.').unwrap_or((&text, "0"));
    let part = match part.len() {
        1 => whole(part)? * 10,
        2 => whole(part)?,
        _ => return None,
    };
    whole(units)?.checked_mul(100)?.checked_add(part)
}

/// Without the spaces that group thousands.
fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euros_are_read_with_comma_point_spaces_and_sign() {
        for (text, expected) in
            [("45,50", 4550), ("1 234.5", 123_450), ("7", 700), ("1\u{a0}000,00 €", 100_000)]
        {
            assert_eq!(cents(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_not_guessed() {
        for text in ["", "-5", "4,505", "1.234,50", "viisi", "5,", ",5", "99999999999"] {
            assert_eq!(cents(text), None, "{text}");
        }
    }

    #[test]
    fn hours_are_read_as_decimals_or_with_minutes() {
        for (text, expected) in [("1,5", 90), ("1:30", 90), ("40", 2400), ("0,25", 15), ("0:05", 5)] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in ["1:60", "0,33", "1:", "-1", ""] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_field_shows_is_read_back_the_same() {
        assert_eq!(cents(&euros_text(5)), Some(5));
    }
}
