//! What the regions need to know of the rulebooks: windows, overruns, bands and values, read from the files.
//!
//! Small structs of its own, so that the regions' reckoning shares no code with the system that it checks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};
use serde::Deserialize;
use toml::Value as Toml;

/// The rulebook library: the files that a main user publishes.
pub const LIBRARY: [(&str, &str); 5] = [
    ("early-education", include_str!("../../../rulebooks/early-education.toml")),
    ("home-care", include_str!("../../../rulebooks/home-care.toml")),
    ("dental-care", include_str!("../../../rulebooks/dental-care.toml")),
    ("assisted-living", include_str!("../../../rulebooks/assisted-living.toml")),
    ("rehabilitative-work", include_str!("../../../rulebooks/rehabilitative-work.toml")),
];

/// The general part that each of them rests on.
pub const GENERAL_PART: &str = include_str!("../../../rulebooks/general-part.toml");

/// The file of a service.
pub fn file_of(service: &str) -> Option<&'static str> {
    LIBRARY.iter().find(|(code, _)| *code == service).map(|(_, file)| *file)
}

/// What counts of a rulebook.
#[derive(Clone, Debug, Deserialize)]
pub struct Rulebook {
    /// How events are taken in.
    pub recording: Recording,
    /// Where bands of the day begin.
    pub bands: Option<Bands>,
    /// Contents.
    #[serde(rename = "content")]
    pub contents: Vec<Content>,
}

/// How events are taken in.
#[derive(Clone, Debug, Deserialize)]
pub struct Recording {
    /// Days of the window before the first of the current month.
    pub window_days_before_month: i64,
    /// `refused` or `held`.
    pub overrun: String,
    /// `automatic` or `held`.
    pub approval: String,
}

/// Where bands of the day begin.
#[derive(Clone, Debug, Deserialize)]
pub struct Bands {
    holidays: BTreeSet<Date>,
    weekday: Vec<Edge>,
    saturday: Vec<Edge>,
    sunday: Vec<Edge>,
}

/// A band's beginning.
#[derive(Clone, Debug, Deserialize)]
struct Edge {
    #[serde(deserialize_with = "time")]
    from: Time,
    band: String,
}

/// TOML's own `07:00:00`, or the same in quotes.
fn time<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Time, D::Error> {
    let value = Toml::deserialize(from)?;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.parse().map_err(serde::de::Error::custom)
}

/// A content.
#[derive(Clone, Debug, Deserialize)]
pub struct Content {
    /// Its code.
    pub code: String,
    /// Its unit.
    pub unit: String,
    value: Toml,
}

impl Rulebook {
    /// The rulebook of a service of the library.
    pub fn of(service: &str) -> Option<Self> {
        toml::from_str(file_of(service)?).ok()
    }

    /// The content with this code.
    pub fn content(&self, code: &str) -> Option<&Content> {
        self.contents.iter().find(|content| content.code == code)
    }
}

impl Bands {
    /// The band of a minute of a day.
    pub fn at(&self, on: Date, minute: i64) -> &str {
        let sunday = self.holidays.contains(&on) || on.weekday() == jiff::civil::Weekday::Sunday;
        let edges = match on.weekday() {
            _ if sunday => &self.sunday,
            jiff::civil::Weekday::Saturday => &self.saturday,
            _ => &self.weekday,
        };
        let begun = |edge: &&Edge| i64::from(edge.from.hour()) * 60 + i64::from(edge.from.minute()) <= minute;
        edges.iter().rev().find(begun).map_or("", |edge| &edge.band)
    }
}

impl Content {
    /// The fixed value in cents.
    pub fn fixed(&self) -> Option<i64> {
        cents(self.value.get("flat")?)
    }

    /// The values an hour in cents, by band.
    pub fn by_band(&self) -> Option<BTreeMap<String, i64>> {
        let table = self.value.get("bands")?.as_table()?;
        table.iter().map(|(band, value)| Some((band.clone(), cents(value)?))).collect()
    }
}

/// `"36.00"` as 3600: the library always writes two decimals.
fn cents(value: &Toml) -> Option<i64> {
    value.as_str()?.replace('.', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rulebook_of_the_library_is_read_with_its_values() {
        for (service, _) in LIBRARY {
            let rulebook = Rulebook::of(service).unwrap_or_else(|| panic!("{service}"));
            for content in &rulebook.contents {
                let known = content.fixed().is_some() || content.by_band().is_some();
                let by_decision = content.value.get("early_education").is_some();
                let elsewhere = by_decision || content.value.as_str() == Some("agreed");
                assert!(known != elsewhere, "{service} {}", content.code);
            }
        }
    }

    #[test]
    fn an_evening_begins_at_six_and_a_holiday_counts_as_a_sunday() {
        let bands = Rulebook::of("home-care").unwrap().bands.unwrap();
        let at = |day: &str, minute| bands.at(day.parse().unwrap(), minute).to_owned();
        assert_eq!(at("2026-10-02", 18 * 60 - 1), "day");
        assert_eq!(at("2026-10-02", 18 * 60), "evening");
        assert_eq!(at("2026-10-03", 12 * 60), "saturday");
        assert_eq!(at("2026-10-31", 12 * 60), "sunday", "All Saints' Day is a Saturday");
    }
}
