//! What publication refuses in a rulebook, all of it at once, each with its line where the file tells one.

use std::collections::BTreeSet;

use crate::{
    language::Text,
    rulebook::{Arrangement, BandName, Bands, Content, Edge, Rulebook, ValueRule},
};

/// One thing that is wrong in a rulebook file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// The line, from 1, where the file's form tells it.
    pub line: Option<usize>,
    /// What is wrong, for the person who wrote the file.
    pub reason: String,
}

/// The version of the file format that this program reads.
const SCHEMA: u32 = 2;

/// Reads and checks a rulebook file (TOML).
pub fn parse(file: &str) -> Result<Rulebook, Vec<Problem>> {
    let rulebook: Rulebook = toml::from_str(file).map_err(|error| vec![unreadable(file, &error)])?;
    let problems = problems_of(&rulebook);
    if problems.is_empty() { Ok(rulebook) } else { Err(problems) }
}

fn unreadable(file: &str, error: &toml::de::Error) -> Problem {
    let line = error.span().map(|span| file[..span.start.min(file.len())].matches('\n').count() + 1);
    Problem { line, reason: error.message().to_owned() }
}

fn problems_of(rulebook: &Rulebook) -> Vec<Problem> {
    let mut reasons = Vec::new();
    if rulebook.schema != SCHEMA {
        reasons.push(format!("schema {} is not known; this program reads {SCHEMA}", rulebook.schema));
    }
    if rulebook.version == 0 {
        reasons.push("version starts from 1".to_owned());
    }
    if rulebook.contents.is_empty() {
        reasons.push("a service needs at least one content".to_owned());
    }
    check_names(&rulebook.names, "the service", &mut reasons);
    let mut seen = BTreeSet::new();
    for content in &rulebook.contents {
        if !seen.insert(&content.code) {
            reasons.push(format!("content {} is there twice", content.code));
        }
        check_content(rulebook, content, &mut reasons);
    }
    if let Some(bands) = &rulebook.bands {
        check_bands(bands, &mut reasons);
    }
    reasons.into_iter().map(|reason| Problem { line: None, reason }).collect()
}

fn check_names(names: &Text, whose: &str, reasons: &mut Vec<String>) {
    for (language, name) in [("fi", &names.fi), ("sv", &names.sv), ("en", &names.en)] {
        if name.trim().is_empty() {
            reasons.push(format!("the name of {whose} is empty in {language}"));
        }
    }
}

fn check_content(rulebook: &Rulebook, content: &Content, reasons: &mut Vec<String>) {
    let code = &content.code;
    check_names(&content.names, &format!("content {code}"), reasons);
    let agreed = content.value == ValueRule::Agreed;
    if agreed != (rulebook.arrangement == Arrangement::Purchased) {
        reasons.push(format!("content {code}: a purchased service, and only that, has agreed prices"));
    }
    let given: BTreeSet<&BandName> = content.value.bands().into_iter().collect();
    if !given.is_empty() {
        let needed: BTreeSet<&BandName> = rulebook.bands.iter().flat_map(band_names).collect();
        for band in needed.symmetric_difference(&given) {
            reasons
                .push(format!("content {code}: band {} must be both in [bands] and in the values", band.0));
        }
    }
}

fn band_names(bands: &Bands) -> impl Iterator<Item = &BandName> {
    bands.weekday.iter().chain(&bands.saturday).chain(&bands.sunday).map(|edge| &edge.band)
}

fn check_bands(bands: &Bands, reasons: &mut Vec<String>) {
    for (day, edges) in
        [("weekday", &bands.weekday), ("saturday", &bands.saturday), ("sunday", &bands.sunday)]
    {
        if edges.first().is_none_or(|edge| edge.from != jiff::civil::Time::midnight()) {
            reasons.push(format!("bands.{day}: the first band begins at 00:00"));
        }
        if !edges.is_sorted_by(|a: &Edge, b| a.from < b.from) {
            reasons.push(format!("bands.{day}: bands begin one after the other"));
        }
    }
}
