//! What the API wrote for machines (days, months, instants, quantities), shown as people write it.

use crate::texts;
use domain::{language::Language, written};

const NBSP: char = '\u{a0}';

/// A day; what is no day is shown as it came.
pub(crate) fn day(language: Language, text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |on| written::day(language, on))
}

/// A month; what is no month is shown as it came.
pub(crate) fn month(language: Language, text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |month| written::month(language, month))
}

/// An instant; what is no instant is shown as it came.
pub(crate) fn moment(language: Language, text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |at| written::moment(language, at))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_api_wrote_is_shown_as_people_write_it_and_the_rest_as_it_came() {
        assert_eq!(day(Language::Fi, "2026-10-05"), "5.10.2026");
        assert_eq!(month(Language::Sv, "2026-10"), "oktober 2026");
        assert_eq!(moment(Language::Fi, "2026-10-05T22:30:00Z"), "6.10.2026 klo 1.30");
        for shown in [day, month, moment] {
            assert_eq!(shown(Language::Fi, "soon"), "soon");
        }
    }

    #[test]
    fn hours_are_kept_in_minutes_and_shown_as_hours() {
        assert_eq!(quantity(Language::Fi, "HUR", 90), "1\u{a0}h 30\u{a0}min");
        assert_eq!(quantity(Language::En, "DAY", 1), "1 day");
        assert_eq!(quantity(Language::En, "DAY", 2), "2 days");
    }
}
