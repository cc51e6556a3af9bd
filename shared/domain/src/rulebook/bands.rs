//! Bands of the day: which band a moment belongs to, and where a visit is split.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time, Weekday},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{language::Text, time};

/// A band's code in its rulebook, as `evening`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct BandName(pub String);

/// When each band begins, by the kind of day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// What each band is called.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<BandName, Text>,
    /// Days that count as a Sunday.
    pub holidays: BTreeSet<Date>,
    /// Days before holidays with bands of their own; a holiday is never an eve.
    #[serde(default)]
    pub eves: BTreeSet<Date>,
    /// Monday to Friday.
    pub weekday: Vec<Edge>,
    /// Saturday.
    pub saturday: Vec<Edge>,
    /// Sundays and holidays.
    pub sunday: Vec<Edge>,
    /// Eves; without any, an eve is an ordinary day.
    #[serde(default)]
    pub eve: Vec<Edge>,
}

/// The moment of a day at which a band begins; it lasts to the next edge or midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    /// Helsinki wall clock.
    pub from: Time,
    /// The band.
    pub band: BandName,
}

/// A part of a visit within one band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The band.
    pub band: BandName,
    /// Real minutes that passed, whatever the clock was turned.
    pub minutes: u64,
}

impl Bands {
    /// The bands of all days, some more than once.
    pub fn all(&self) -> impl Iterator<Item = &BandName> {
        let days = self.weekday.iter().chain(&self.saturday).chain(&self.sunday).chain(&self.eve);
        days.map(|edge| &edge.band)
    }

    /// The band of an ordinary weekday's noon.
    pub fn at_noon(&self) -> Option<&BandName> {
        let begun = self.weekday.iter().rfind(|edge| edge.from <= Time::midnight() + 12.hours());
        begun.map(|edge| &edge.band)
    }

    /// The edges of a day.
    fn of(&self, on: Date) -> &[Edge] {
        if self.holidays.contains(&on) {
            return &self.sunday;
        }
        if self.eves.contains(&on) && !self.eve.is_empty() {
            return &self.eve;
        }
        match on.weekday() {
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
            _ => &self.weekday,
        }
    }

    /// Splits a visit at the edges of its bands, by the clock; each part in real minutes. Parts of one band
    /// that do not touch (both mornings of a long night) are summed.
    pub fn split(&self, start: Timestamp, end: Timestamp) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut from = start;
        while from < end {
            let (band, edge) = self.band_and_its_end(from);
            let to = edge.min(end);
            let minutes = to.duration_since(from).as_secs().unsigned_abs() / 60;
            match parts.iter_mut().find(|part| part.band == *band) {
                Some(part) => part.minutes += minutes,
                None => parts.push(Part { band: band.clone(), minutes }),
            }
            from = to;
        }
        parts
    }

    /// The band at an instant, and the instant at which it gives way: always later than the instant.
    fn band_and_its_end(&self, at: Timestamp) -> (&BandName, Timestamp) {
        let clock = time::clock_of(at);
        let edges = self.of(clock.date());
        let next = edges.iter().position(|edge| edge.from > clock.time()).unwrap_or(edges.len());
        let band = &edges[next.saturating_sub(1)].band;
        let end = match edges.get(next) {
            Some(edge) => time::instant_compatible(clock.date().to_datetime(edge.from)),
            None => time::start_of(clock.date().tomorrow().unwrap_or(Date::MAX)),
        };
        // An edge inside the repeated hour was passed in its first reading already; the band then lasts to the
        // hour's end by the clock, sixty minutes on.
        let end = if end > at { end } else { end + jiff::SignedDuration::from_hours(1) };
        (band, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands() -> Bands {
        let edge = |from: &str, band: &str| Edge { from: from.parse().unwrap(), band: BandName(band.into()) };
        Bands {
            names: BTreeMap::new(),
            holidays: ["2026-12-25".parse().unwrap()].into(),
            eves: ["2026-12-24".parse().unwrap()].into(),
            eve: vec![edge("00:00", "day"), edge("14:00", "sunday")],
            weekday: vec![
                edge("00:00", "night"),
                edge("07:00", "day"),
                edge("18:00", "evening"),
                edge("22:00", "night"),
            ],
            saturday: vec![edge("00:00", "saturday")],
            sunday: vec![edge("00:00", "sunday")],
        }
    }

    fn split(start: &str, end: &str) -> Vec<(String, u64)> {
        let parts = bands().split(time::instant(start).unwrap(), time::instant(end).unwrap());
        parts.into_iter().map(|part| (part.band.0, part.minutes)).collect()
    }

    fn of(parts: &[(&str, u64)]) -> Vec<(String, u64)> {
        parts.iter().map(|(band, minutes)| ((*band).to_owned(), *minutes)).collect()
    }

    #[test]
    fn a_visit_is_split_at_the_bands_edge() {
        assert_eq!(split("2026-10-02T17:30", "2026-10-02T18:30"), of(&[("day", 30), ("evening", 30)]));
    }

    #[test]
    fn a_visit_over_midnight_has_the_bands_of_both_days() {
        assert_eq!(split("2026-10-02T23:00", "2026-10-03T01:00"), of(&[("night", 60), ("saturday", 60)]));
    }

    #[test]
    fn an_eve_has_bands_of_its_own_and_gives_way_to_the_holiday_at_midnight() {
        assert_eq!(split("2026-12-24T13:00", "2026-12-24T15:00"), of(&[("day", 60), ("sunday", 60)]));
        assert_eq!(split("2026-12-24T23:00", "2026-12-25T01:00"), of(&[("sunday", 120)]));
    }

    #[test]
    fn a_holiday_counts_as_a_sunday() {
        assert_eq!(split("2026-12-25T10:00", "2026-12-25T11:00"), of(&[("sunday", 60)]));
    }

    #[test]
    fn the_night_of_the_autumn_change_has_an_hour_more() {
        assert_eq!(split("2026-10-25T02:00", "2026-10-25T05:00"), of(&[("sunday", 240)]));
    }

    #[test]
    fn the_night_of_the_spring_change_has_an_hour_less() {
        assert_eq!(split("2026-03-29T02:00", "2026-03-29T05:00"), of(&[("sunday", 120)]));
    }

    #[test]
    fn an_edge_inside_the_repeated_hour_does_not_stop_the_split() {
        let mut bands = bands();
        bands.sunday = vec![
            Edge { from: "00:00".parse().unwrap(), band: BandName("a".into()) },
            Edge { from: "03:30".parse().unwrap(), band: BandName("b".into()) },
        ];
        let (start, end) = ("2026-10-24T22:00Z".parse().unwrap(), "2026-10-25T03:00Z".parse().unwrap());
        let total: u64 = bands.split(start, end).iter().map(|part| part.minutes).sum();
        assert_eq!(total, 300);
    }
}
