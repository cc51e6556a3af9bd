//! Times of a client's visits in a month, packed, over all vouchers and providers: no two may overlap.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::time::{Month, day_of, start_of};

/// A visit's time: from its start up to, and without, its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// First instant.
    pub start: Timestamp,
    /// First instant after.
    pub end: Timestamp,
}

/// The visits of one client in one Helsinki month. It says nothing of whose they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Visits(Vec<(u16, u16)>);

/// The time is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap;

impl Interval {
    /// Real minutes between start and end.
    pub fn minutes(&self) -> u64 {
        u64::try_from(self.end.duration_since(self.start).as_mins()).unwrap_or(0)
    }

    /// The months that the visit touches: one, or two over midnight at a month's end.
    pub fn months(&self) -> Vec<Month> {
        let (first, last) = (Month::of(day_of(self.start)), Month::of(day_of(self.last_instant())));
        if first == last { vec![first] } else { vec![first, last] }
    }

    fn last_instant(&self) -> Timestamp {
        self.end - jiff::SignedDuration::from_nanos(1)
    }

    /// The part inside a month, in minutes from the month's start.
    fn within(&self, month: Month) -> (u16, u16) {
        let origin = start_of(month.first_day());
        let minute =
            |at: Timestamp| u16::try_from(at.duration_since(origin).as_mins().max(0)).unwrap_or(u16::MAX);
        let month_end = start_of(month.after().first_day());
        (minute(self.start), minute(self.end.min(month_end)))
    }
}

impl Visits {
    /// Takes the time of a visit in this month, or refuses it.
    pub fn insert(&mut self, month: Month, visit: &Interval) -> Result<(), Overlap> {
        let (start, end) = visit.within(month);
        let at = self.0.partition_point(|(other, _)| *other < start);
        let hits_next = self.0.get(at).is_some_and(|(next, _)| *next < end);
        // Not the nearest alone: of two records of one person that were merged, visits may overlap already.
        let hits_before = self.0[..at].iter().any(|(_, earlier_end)| *earlier_end > start);
        if hits_next || hits_before {
            return Err(Overlap);
        }
        self.0.insert(at, (start, end));
        Ok(())
    }

    /// Takes all times of another record of the same person, whether they overlap or not: they have been recorded.
    pub fn join(&mut self, other: Visits) {
        self.0.extend(other.0);
        self.0.sort_unstable();
    }

    /// Frees the time of a visit.
    pub fn remove(&mut self, month: Month, visit: &Interval) {
        let gone = visit.within(month);
        self.0.retain(|taken| *taken != gone);
    }
}

impl TryFrom<String> for Visits {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = STANDARD_NO_PAD.decode(text).map_err(|_| "visits are base64")?;
        let word = |b: &[u8]| u16::from_le_bytes([b[0], b[1]]);
        Ok(Self(bytes.chunks_exact(4).map(|visit| (word(visit), word(&visit[2..]))).collect()))
    }
}

impl From<Visits> for String {
    fn from(visits: Visits) -> String {
        let bytes = |(start, end): &(u16, u16)| [start.to_le_bytes(), end.to_le_bytes()].concat();
        STANDARD_NO_PAD.encode(visits.0.iter().flat_map(bytes).collect::<Vec<u8>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::instant;

    fn visit(start: &str, end: &str) -> Interval {
        Interval { start: instant(start).unwrap(), end: instant(end).unwrap() }
    }

    fn october() -> Month {
        "2026-10".parse().unwrap()
    }

    #[test]
    fn visits_may_touch_but_not_overlap() {
        let mut visits = Visits::default();
        assert_eq!(visits.insert(october(), &visit("2026-10-05T10:00", "2026-10-05T11:00")), Ok(()));
        assert_eq!(visits.insert(october(), &visit("2026-10-05T11:00", "2026-10-05T12:00")), Ok(()));
        assert_eq!(visits.insert(october(), &visit("2026-10-05T09:00", "2026-10-05T10:00")), Ok(()));
        for (start, end) in [("09:59", "10:01"), ("10:10", "10:20"), ("08:00", "13:00"), ("11:59", "13:00")] {
            let other = visit(&format!("2026-10-05T{start}"), &format!("2026-10-05T{end}"));
            assert_eq!(visits.insert(october(), &other), Err(Overlap), "{start}-{end}");
        }
    }

    #[test]
    fn a_visit_over_the_months_end_takes_time_in_both() {
        let night = visit("2026-10-31T23:00", "2026-11-01T01:00");
        assert_eq!(night.months(), ["2026-10".parse().unwrap(), "2026-11".parse().unwrap()]);
        let mut november = Visits::default();
        november.insert("2026-11".parse().unwrap(), &night).unwrap();
        let early = visit("2026-11-01T00:30", "2026-11-01T02:00");
        assert_eq!(november.insert("2026-11".parse().unwrap(), &early), Err(Overlap));
    }

    #[test]
    fn a_visit_that_ends_at_midnight_touches_one_month() {
        assert_eq!(visit("2026-10-31T23:00", "2026-11-01T00:00").months(), [october()]);
    }

    #[test]
    fn the_two_readings_of_the_repeated_hour_are_different_times() {
        let mut visits = Visits::default();
        let first = visit("2026-10-25T03:00+03:00", "2026-10-25T03:30+03:00");
        let second = visit("2026-10-25T03:00+02:00", "2026-10-25T03:30+02:00");
        assert_eq!(visits.insert(october(), &first), Ok(()));
        assert_eq!(visits.insert(october(), &second), Ok(()));
    }

    #[test]
    fn a_removed_visit_frees_its_time_and_json_keeps_the_rest() {
        let mut visits = Visits::default();
        let (one, two) =
            (visit("2026-10-05T10:00", "2026-10-05T11:00"), visit("2026-10-06T10:00", "2026-10-06T11:00"));
        visits.insert(october(), &one).unwrap();
        visits.insert(october(), &two).unwrap();
        visits.remove(october(), &one);
        let mut read: Visits = serde_json::from_str(&serde_json::to_string(&visits).unwrap()).unwrap();
        assert_eq!(read.insert(october(), &one), Ok(()));
        assert_eq!(read.insert(october(), &two), Err(Overlap));
    }
}
