//! The Helsinki clock by the rule of the European directive (2000/84/EC), in whole minutes of UTC.
//!
//! Summer time lasts from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October.
//! Written by hand, so that the regions' reckoning doesn't lean on the time zone data that the system uses.

use jiff::civil::{Date, DateTime};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// A minute, counted from the beginning of 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minute(pub i64);

/// How a text fails to be an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// No time at all.
    Malformed,
    /// The clock shows it twice.
    Repeated,
    /// The clock skips it.
    Skipped,
}

impl Minute {
    /// The minute of an instant.
    pub fn of(at: jiff::Timestamp) -> Self {
        Self(at.as_second().div_euclid(60))
    }

    /// Day and minute of the day on the Helsinki clock.
    pub fn local(self) -> (Date, i64) {
        let local = self.0 + offset(self.0);
        (date(local.div_euclid(DAY)), local.rem_euclid(DAY))
    }
}

/// The minutes of each day on the Helsinki clock from a start up to an end; a repeated hour comes twice.
pub fn minutes(start: Minute, end: Minute) -> Vec<(Date, Vec<i64>)> {
    let (first, last) = (offset(start.0), offset(end.0));
    let mut days: Vec<(i64, Vec<i64>)> = Vec::new();
    for utc in start.0..end.0 {
        let local = utc + if first == last { first } else { offset(utc) };
        match days.last_mut() {
            Some((day, minutes)) if *day == local.div_euclid(DAY) => minutes.push(local.rem_euclid(DAY)),
            _ => days.push((local.div_euclid(DAY), vec![local.rem_euclid(DAY)])),
        }
    }
    days.into_iter().map(|(day, minutes)| (date(day), minutes)).collect()
}

/// Reads `2026-10-05T08:30` (wall clock) or `2026-10-05T08:30+03:00`.
pub fn read(text: &str) -> Result<Minute, Unclear> {
    let (clock, told) = match text.len() {
        16 => (text, None),
        22 => (&text[..16], Some(if &text[17..19] == "03" { 180 } else { 120 })),
        _ => return Err(Unclear::Malformed),
    };
    let wall = wall_minutes(clock.parse().map_err(|_| Unclear::Malformed)?);
    if let Some(told) = told {
        return Ok(Minute(wall - told));
    }
    let fits: Vec<i64> =
        [180, 120].map(|o| (o, wall - o)).iter().filter(|(o, at)| offset(*at) == *o).map(|f| f.1).collect();
    match fits[..] {
        [at] => Ok(Minute(at)),
        [] => Err(Unclear::Skipped),
        _ => Err(Unclear::Repeated),
    }
}

fn wall_minutes(clock: DateTime) -> i64 {
    number(clock.date()) * DAY + i64::from(clock.hour()) * 60 + i64::from(clock.minute())
}

/// Minutes that Helsinki is ahead of UTC.
fn offset(utc: i64) -> i64 {
    let year = date(utc.div_euclid(DAY)).year();
    let change = |month| last_sunday(year, month) * DAY + 60;
    if (change(3)..change(10)).contains(&utc) { 180 } else { 120 }
}

fn last_sunday(year: i16, month: i8) -> i64 {
    let last = number(jiff::civil::date(year, month, 31));
    // Day 0 was a Thursday: day 3 a Sunday.
    last - (last - 3).rem_euclid(7)
}

/// Days since 1970-01-01.
fn number(day: Date) -> i64 {
    i64::from(day.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days()))
}

fn date(number: i64) -> Date {
    Date::constant(1970, 1, 1).saturating_add(jiff::Span::new().days(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_agrees_with_the_time_zone_database() {
        let zone = jiff::tz::get!("Europe/Helsinki");
        for hour in (0..2 * 365 * 24).map(|h| h * 3600) {
            let at = jiff::Timestamp::from_second(1_767_225_600 + hour).unwrap();
            let clock = at.to_zoned(zone.clone());
            let (day, minute) = Minute::of(at).local();
            assert_eq!((day, minute), (clock.date(), i64::from(clock.hour()) * 60), "{at}");
        }
    }

    #[test]
    fn the_nights_of_the_changes_are_known() {
        assert_eq!(read("2026-10-25T03:30"), Err(Unclear::Repeated));
        assert_eq!(read("2026-03-29T03:30"), Err(Unclear::Skipped));
        assert_eq!(read("2026-10-25T05:00").unwrap().0 - read("2026-10-25T02:00").unwrap().0, 240);
        assert_eq!(read("2026-10-25T03:30+02:00").unwrap().0 - read("2026-10-25T03:30+03:00").unwrap().0, 60);
    }
}
