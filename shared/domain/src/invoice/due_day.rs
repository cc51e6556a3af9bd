//! The day on which an invoice falls due: the term's last day, or the next banking day after it.

use jiff::{Span, civil::Date};

/// The due day of an invoice issued on a day with a term of so many days. A due day on which banks are closed
/// moves forward to the next banking day (Promissory Notes Act 622/1947 § 5).
pub fn due_day(issued_on: Date, term_days: u16) -> Date {
    let mut on = issued_on.saturating_add(Span::new().days(i64::from(term_days)));
    while !is_banking_day(on) && on < Date::MAX {
        on = on.saturating_add(Span::new().days(1));
    }
    on
}

/// Whether Finnish banks and TARGET are open: Monday to Friday without the public holidays and the two eves.
///
/// TARGET's own closing days (1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December) are all Finnish
/// public holidays; All Saints' Day, Midsummer Day and Pentecost never fall on a weekday.
pub fn is_banking_day(on: Date) -> bool {
    let weekday = on.weekday().to_monday_one_offset() <= 5;
    let fixed = matches!((on.month(), on.day()), (1, 1 | 6) | (5, 1) | (12, 6 | 24 | 25 | 26));
    weekday && !fixed && !is_midsummer_eve(on) && !is_movable_holiday(on)
}

/// The Friday between 19 and 25 June.
fn is_midsummer_eve(on: Date) -> bool {
    on.month() == 6 && (19..=25).contains(&on.day()) && on.weekday() == jiff::civil::Weekday::Friday
}

/// Good Friday, Easter Monday and Ascension Day.
fn is_movable_holiday(on: Date) -> bool {
    easter_sunday(on.year()).is_some_and(|easter| {
        [-2, 1, 39].into_iter().any(|days| easter.saturating_add(Span::new().days(days)) == on)
    })
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones, Butcher).
fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (century, of_century) = (y / 100, y % 100);
    let moon_shift = (8 * century + 13) / 25;
    let epact = (19 * (y % 19) + century - century / 4 - moon_shift + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late_moon = (y % 19 + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late_moon + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, easter) in [
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
            (2049, "2049-04-18"),
            (2076, "2076-04-19"),
        ] {
            assert_eq!(easter_sunday(year), Some(day(easter)), "{year}");
        }
    }

    #[test]
    fn banks_are_closed_on_holidays_and_the_two_eves() {
        for closed in [
            "2026-01-01",
            "2026-01-06",
            "2026-04-03",
            "2026-04-06",
            "2026-05-01",
            "2026-05-14",
            "2026-06-19",
            "2027-12-06",
            "2026-12-24",
            "2026-12-25",
            "2028-12-26",
            "2026-10-03",
            "2026-10-04",
        ] {
            assert!(!is_banking_day(day(closed)), "{closed}");
        }
        for open in
            ["2026-01-02", "2026-01-05", "2026-04-02", "2026-04-07", "2026-06-18", "2026-12-23", "2026-12-31"]
        {
            assert!(is_banking_day(day(open)), "{open}");
        }
    }

    #[test]
    fn the_year_2026_has_252_banking_days() {
        let days = day("2026-01-01").series(Span::new().days(1)).take_while(|d| d.year() == 2026);
        assert_eq!(days.filter(|d| is_banking_day(*d)).count(), 252);
    }

    #[test]
    fn a_due_day_moves_forward_to_a_banking_day() {
        assert_eq!(due_day(day("2026-11-02"), 21), day("2026-11-23"), "a Monday stays");
        assert_eq!(due_day(day("2026-11-06"), 22), day("2026-11-30"), "a Saturday moves to Monday");
        assert_eq!(
            due_day(day("2026-12-03"), 21),
            day("2026-12-28"),
            "Christmas Eve moves over the holidays"
        );
        assert_eq!(due_day(day("2026-03-13"), 21), day("2026-04-07"), "Good Friday moves over Easter");
        assert_eq!(due_day(Date::MAX, 30), Date::MAX);
    }
}
