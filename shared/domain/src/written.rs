//! How amounts, days, months and instants are written for people, in each language.

use jiff::{Timestamp, civil::Date};

use crate::{
    language::Language,
    money::Cents,
    time::{Month, clock_of},
};

const NBSP: char = '\u{a0}';

/// `1 234,50 €`; in English `€1,234.50`. The spaces in it do not break.
pub fn amount(language: Language, cents: Cents) -> String {
    let sign = if cents < Cents::ZERO { "\u{2212}" } else { "" };
    let (euros, part) = (cents.0.unsigned_abs() / 100, cents.0.unsigned_abs() % 100);
    match language {
        Language::En => format!("{sign}€{}.{part:02}", grouped(euros, ',')),
        Language::Fi | Language::Sv => format!("{sign}{},{part:02}{NBSP}€", grouped(euros, NBSP)),
    }
}

/// `5.10.2026`; in English `5 October 2026`.
pub fn day(language: Language, on: Date) -> String {
    match language {
        Language::En => format!("{} {}", on.day(), month(language, Month::of(on))),
        Language::Fi | Language::Sv => format!("{}.{}.{}", on.day(), on.month(), on.year()),
    }
}

/// From the first day to the last: `1.1.2027 – 31.12.2027`.
pub fn days(language: Language, first: Date, last: Date) -> String {
    format!("{}{NBSP}\u{2013} {}", day(language, first), day(language, last))
}

/// `lokakuu 2026`.
pub fn month(language: Language, month: Month) -> String {
    let first = month.first_day();
    let names = match language {
        Language::Fi => FINNISH,
        Language::Sv => SWEDISH,
        Language::En => ENGLISH,
    };
    let name = usize::try_from(first.month() - 1).ok().and_then(|at| names.get(at));
    format!("{} {}", name.unwrap_or(&""), first.year())
}

/// An instant by the Helsinki clock: `5.10.2026 klo 8.30`.
pub fn moment(language: Language, at: Timestamp) -> String {
    let clock = clock_of(at);
    let day = day(language, clock.date());
    match language {
        Language::Fi => format!("{day} klo {}.{:02}", clock.hour(), clock.minute()),
        Language::Sv => format!("{day} kl. {}.{:02}", clock.hour(), clock.minute()),
        Language::En => format!("{day} at {}:{:02}", clock.hour(), clock.minute()),
    }
}

#[rustfmt::skip]
const FINNISH: [&str; 12] = [
    "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu",
    "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu",
];
#[rustfmt::skip]
const SWEDISH: [&str; 12] = [
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
];
#[rustfmt::skip]
const ENGLISH: [&str; 12] = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
];

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
    fn amounts_are_written_as_each_language_does() {
        for (language, cents, expected) in [
            (Language::Fi, 123_450, "1\u{a0}234,50\u{a0}€"),
            (Language::Fi, 0, "0,00\u{a0}€"),
            (Language::Sv, -5, "\u{2212}0,05\u{a0}€"),
            (Language::Sv, 100_000_000, "1\u{a0}000\u{a0}000,00\u{a0}€"),
            (Language::En, 123_456_789, "€1,234,567.89"),
            (Language::En, -100_000, "\u{2212}€1,000.00"),
        ] {
            assert_eq!(amount(language, Cents(cents)), expected);
        }
        assert_eq!(amount(Language::En, Cents(i64::MIN)), "\u{2212}€92,233,720,368,547,758.08");
    }

    #[test]
    fn days_and_months_are_written_as_each_language_does() {
        let on = "2026-10-05".parse().unwrap();
        assert_eq!(day(Language::Fi, on), "5.10.2026");
        assert_eq!(day(Language::En, on), "5 October 2026");
        assert_eq!(month(Language::Sv, Month::of(on)), "oktober 2026");
        assert_eq!(month(Language::Fi, "2027-01".parse().unwrap()), "tammikuu 2027");
        assert_eq!(month(Language::En, "2027-12".parse().unwrap()), "December 2027");
        assert_eq!(days(Language::Fi, on, "2027-12-31".parse().unwrap()), "5.10.2026\u{a0}– 31.12.2027");
    }

    #[test]
    fn an_instant_is_shown_by_the_helsinki_clock() {
        let at = "2026-10-05T22:30:00Z".parse().unwrap();
        assert_eq!(moment(Language::Fi, at), "6.10.2026 klo 1.30");
    }
}
