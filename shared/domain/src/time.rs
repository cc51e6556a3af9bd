//! Days and months of Helsinki, instants of UTC, and how a reported local time becomes an instant.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Weekday},
    tz::{Disambiguation, TimeZone},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where every day begins and ends. Bundled at compile time: the same rules on every machine.
static HELSINKI: TimeZone = jiff::tz::get!("Europe/Helsinki");

/// The Helsinki day on which an instant falls.
pub fn day_of(at: Timestamp) -> Date {
    clock_of(at).date()
}

/// The Helsinki wall clock at an instant.
pub fn clock_of(at: Timestamp) -> DateTime {
    HELSINKI.to_datetime(at)
}

/// The instant at which a Helsinki day starts.
pub fn start_of(on: Date) -> Timestamp {
    instant_compatible(on.at(0, 0, 0, 0))
}

/// The instant of a wall clock reading that a rule computed (a band's edge): in a skipped hour the instant
/// after the gap, in a repeated hour the first.
pub fn instant_compatible(clock: DateTime) -> Timestamp {
    HELSINKI.to_ambiguous_timestamp(clock).compatible().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Why a reported time is no instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnInstant {
    /// Neither `2026-10-05T08:30` nor `2026-10-05T08:30+03:00`.
    Malformed,
    /// The clock showed this time twice that night; an offset tells which.
    Repeated,
    /// The clock skipped this time that night.
    Skipped,
}

/// Reads a reported time: a Helsinki wall clock, or one with its offset or `Z`.
pub fn instant(text: &str) -> Result<Timestamp, NotAnInstant> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    if !text.contains('T') {
        return Err(NotAnInstant::Malformed);
    }
    let clock: DateTime = text.parse().map_err(|_| NotAnInstant::Malformed)?;
    let ambiguous = HELSINKI.to_ambiguous_timestamp(clock);
    if !ambiguous.is_ambiguous() {
        return ambiguous.unambiguous().map_err(|_| NotAnInstant::Malformed);
    }
    // Both readings of a skipped time are later or earlier than the clock asked for; of a repeated one, equal.
    let earlier = ambiguous.disambiguate(Disambiguation::Earlier).map_err(|_| NotAnInstant::Malformed)?;
    if clock_of(earlier) == clock { Err(NotAnInstant::Repeated) } else { Err(NotAnInstant::Skipped) }
}

/// Days from a first to a last one, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Days {
    /// The first.
    pub first_day: Date,
    /// The last; before the first, there is no day.
    pub last_day: Date,
}

impl Days {
    /// Whether a day is among them.
    pub fn has(&self, on: Date) -> bool {
        self.first_day <= on && on <= self.last_day
    }

    /// The days that both have, if any.
    pub fn common(&self, other: &Days) -> Option<Days> {
        let first_day = self.first_day.max(other.first_day);
        let last_day = self.last_day.min(other.last_day);
        (first_day <= last_day).then_some(Days { first_day, last_day })
    }

    /// How many they are.
    pub fn count(&self) -> u32 {
        let days = self.first_day.duration_until(self.last_day).as_hours() / 24 + 1;
        u32::try_from(days).unwrap_or_default()
    }

    /// How many of them are from Monday to Friday: five of each whole week, and those of the days left over.
    pub fn weekdays(&self) -> u32 {
        let (weeks, left) = (self.count() / 7, self.count() % 7);
        let first = u32::from(self.first_day.weekday().to_monday_zero_offset().unsigned_abs());
        weeks * 5 + (first..first + left).filter(|day| day % 7 < 5).fold(0, |days, _| days + 1)
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Date> + use<> {
        let last_day = self.last_day;
        self.first_day.series(jiff::Span::new().days(1)).take_while(move |day| *day <= last_day)
    }
}

/// Whether a day is from Monday to Friday.
pub fn is_weekday(on: Date) -> bool {
    !matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// A calendar month, `2026-10`: the service month of an account, the period of a settlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month of a day.
    pub fn of(on: Date) -> Self {
        Self { first: on.first_of_month() }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.first.last_of_month()
    }

    /// Its days.
    pub fn days(self) -> Days {
        Days { first_day: self.first_day(), last_day: self.last_day() }
    }

    /// The month before; the first month of the calendar has itself.
    pub fn before(self) -> Self {
        self.first.yesterday().map_or(self, Self::of)
    }

    /// The month after; the last month of the calendar has itself.
    pub fn after(self) -> Self {
        self.last_day().tomorrow().map_or(self, Self::of)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

impl std::str::FromStr for Month {
    type Err = crate::ids::Malformed;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: crate::ids::Malformed = crate::ids::Malformed("a month is written as 2026-10");
        if text.len() != 7 {
            return Err(WRONG);
        }
        format!("{text}-01").parse().map(Self::of).map_err(|_| WRONG)
    }
}

impl TryFrom<String> for Month {
    type Error = crate::ids::Malformed;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

/// The ISO week of a day, as `2026-W41`, under which weekly use is counted.
pub fn iso_week(on: Date) -> String {
    let week = on.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evening_in_utc_may_be_the_next_day_in_helsinki() {
        assert_eq!(day_of("2026-10-05T22:30Z".parse().unwrap()), "2026-10-06".parse().unwrap());
    }

    #[test]
    fn a_time_in_the_repeated_hour_needs_an_offset() {
        assert_eq!(instant("2026-10-25T03:30"), Err(NotAnInstant::Repeated));
        assert_eq!(instant("2026-10-25T03:30+03:00").unwrap(), "2026-10-25T00:30Z".parse().unwrap());
        assert_eq!(instant("2026-10-25T03:30+02:00").unwrap(), "2026-10-25T01:30Z".parse().unwrap());
    }

    #[test]
    fn a_time_in_the_skipped_hour_never_was() {
        assert_eq!(instant("2026-03-29T03:30"), Err(NotAnInstant::Skipped));
        assert!(instant("2026-03-29T04:00").is_ok());
    }

    #[test]
    fn a_day_without_a_time_or_nonsense_is_malformed() {
        for text in ["2026-10-05", "yesterday", "2026-02-30T10:00", ""] {
            assert_eq!(instant(text), Err(NotAnInstant::Malformed), "{text}");
        }
    }

    #[test]
    fn weekdays_are_counted_as_one_by_one() {
        let first: Date = "2026-01-01".parse().unwrap();
        for (from, length) in (0..10).flat_map(|from| (0..40).map(move |length| (from, length))) {
            let day = |days: i64| first.checked_add(jiff::Span::new().days(days)).unwrap();
            let days = Days { first_day: day(from), last_day: day(from + length - 1) };
            let counted = days.iter().filter(|on| is_weekday(*on)).count();
            assert_eq!((days.weekdays() as usize, days.count()), (counted, length as u32), "{days:?}");
        }
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!(december.after().to_string(), "2027-01");
        assert_eq!(december.after().before(), december);
        assert!("2026-13".parse::<Month>().is_err());
        assert!("2026-1".parse::<Month>().is_err());
    }

    #[test]
    fn the_first_days_of_a_year_may_belong_to_the_last_week_of_the_year_before() {
        assert_eq!(iso_week("2027-01-01".parse().unwrap()), "2026-W53");
    }
}
