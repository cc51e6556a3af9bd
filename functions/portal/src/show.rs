//! How money, days, months and quantities are written in each language.

use crate::texts;
use domain::language::Language;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

const NBSP: char = '\u{a0}';

/// `1 234,50 €`; in English `€1,234.50`.
pub(crate) fn money(language: Language, cents: i64) -> String {
    let sign = if cents < 0 { "\u{2212}" } else { "" };
    let (units, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    match language {
        Language::En => format!("{sign}€{}.{part:02}", grouped(units, ',')),
        _ => format!("{sign}{},{part:02}{NBSP}€", grouped(units, NBSP)),
    }
}

/// `5.10.2026`; in English `5 October 2026`. What is no day is shown as it came.
pub(crate) fn day(language: Language, text: &str) -> String {
    let Ok(on) = text.parse::<Date>() else { return text.to_owned() };
    match language {
        Language::En => format!("{} {}", on.day(), month_words(language, on)),
        _ => format!("{}.{}.{}", on.day(), on.month(), on.year()),
    }
}

/// `lokakuu 2026`. What is no month is shown as it came.
pub(crate) fn month(language: Language, text: &str) -> String {
    format!("{text}-01").parse().map_or_else(|_| text.to_owned(), |on| month_words(language, on))
}

/// An instant by the Helsinki clock: `5.10.2026 klo 8.30`.
pub(crate) fn moment(language: Language, text: &str) -> String {
    let Ok(at) = text.parse::<Timestamp>() else { return text.to_owned() };
    let clock: DateTime = domain::time::clock_of(at);
    let day = day(language, &clock.date().to_string());
    match language {
        Language::Fi => format!("{day} klo {}.{:02}", clock.hour(), clock.minute()),
        Language::Sv => format!("{day} kl. {}.{:02}", clock.hour(), clock.minute()),
        Language::En => format!("{day} at {}:{:02}", clock.hour(), clock.minute()),
    }
}

/// A quantity in a unit's smallest part: minutes for hours, pieces for the rest.
pub(crate) fn quantity(language: Language, unit: &str, amount: i64) -> String {
    let (hours, minutes) = (amount / 60, amount % 60);
    match (unit, minutes) {
        ("HUR", 0) => format!("{hours}{NBSP}{}", texts::text(language, "unit-hours")),
        ("HUR", _) => {
            let (h, min) = (texts::text(language, "unit-hours"), texts::text(language, "unit-minutes"));
            format!("{hours}{NBSP}{h} {minutes}{NBSP}{min}")
        }
        _ => {
            let key = match unit {
                "DAY" => "unit-days",
                "MON" => "unit-months",
                _ => "unit-pieces",
            };
            texts::text_with(language, key, &[("count", amount.into())])
        }
    }
}

fn month_words(language: Language, on: Date) -> String {
    format!("{} {}", texts::text(language, &format!("month-{:02}", on.month())), on.year())
}

fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_each_language_does() {
        assert_eq!(money(Language::Fi, 123_450), "1\u{a0}234,50\u{a0}€");
        assert_eq!(money(Language::En, 123_456_789), "€1,234,567.89");
        assert_eq!(money(Language::Sv, -5), "\u{2212}0,05\u{a0}€");
    }

    #[test]
    fn days_and_months_are_written_as_each_language_does() {
        assert_eq!(day(Language::Fi, "2026-10-05"), "5.10.2026");
        assert_eq!(day(Language::En, "2026-10-05"), "5 October 2026");
        assert_eq!(month(Language::Sv, "2026-10"), "oktober 2026");
        assert_eq!(day(Language::Fi, "soon"), "soon");
    }

    #[test]
    fn an_instant_is_shown_by_the_helsinki_clock() {
        assert_eq!(moment(Language::Fi, "2026-10-05T22:30:00Z"), "6.10.2026 klo 1.30");
    }

    #[test]
    fn hours_are_kept_in_minutes_and_shown_as_hours() {
        assert_eq!(quantity(Language::Fi, "HUR", 90), "1\u{a0}h 30\u{a0}min");
        assert_eq!(quantity(Language::En, "DAY", 1), "1 day");
        assert_eq!(quantity(Language::En, "DAY", 2), "2 days");
    }
}
