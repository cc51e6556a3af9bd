//! The library of rulebooks: complete, computed, and with holidays that are really holidays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{collections::BTreeSet, fs};

use domain::rulebook::{self, AgeGroup, Rulebook, ValueRule};
use jiff::civil::{Date, Weekday, date};
use serde_json::Value as Json;

/// The services that the library must have.
const SERVICES: [&str; 14] = [
    "early-education",
    "dental-care",
    "home-care",
    "family-home-service",
    "personal-assistance",
    "informal-care-leave",
    "cleaning",
    "meals",
    "veterans-care",
    "hairdresser",
    "pupils-eye-examination",
    "rehabilitative-work",
    "assisted-living",
    "physiotherapy",
];

fn files() -> Vec<(String, String)> {
    let folder = fs::read_dir("../../infra/rulebooks").unwrap().map(|entry| entry.unwrap().path());
    let files = folder.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let named = files.map(|path| {
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
    });
    named.filter(|(name, _)| name != "general-part").collect()
}

fn library() -> Vec<Rulebook> {
    files()
        .into_iter()
        .map(|(name, file)| rulebook::parse(&file).unwrap_or_else(|found| panic!("{name}: {found:#?}")))
        .collect()
}

#[test]
fn every_file_is_right_without_a_warning_and_named_by_its_service() {
    for (name, file) in files() {
        match rulebook::read(&file) {
            Ok(read) => {
                assert_eq!(read.rulebook.service.as_str(), name);
                assert_eq!(read.warnings, [], "{name}");
            }
            Err(found) => {
                let told: Vec<String> = found
                    .iter()
                    .map(|one| format!("{:?} {} {}", one.line, one.path, one.reason.en))
                    .collect();
                panic!("{name}:\n{}", told.join("\n"));
            }
        }
    }
}

#[test]
fn every_service_has_a_file_with_five_worked_examples_that_name_their_source() {
    let library = library();
    for service in SERVICES {
        assert!(library.iter().any(|rulebook| rulebook.service.as_str() == service), "{service}");
    }
    for rulebook in library {
        assert!(rulebook.examples.len() >= 5, "{}", rulebook.service);
        assert!(rulebook.examples.iter().all(|example| example.source.len() > 10), "{}", rulebook.service);
    }
}

#[test]
fn every_need_of_early_education_has_its_stored_value_in_both_age_groups() {
    let library = library();
    let early = library.iter().find(|rulebook| rulebook.service.as_str() == "early-education").unwrap();
    let stored = |age: AgeGroup| -> Vec<(String, String)> {
        let places = early.contents.iter().filter_map(|content| match &content.value {
            ValueRule::EarlyEducation(place) if place.age == age => Some(place),
            _ => None,
        });
        places.map(|place| (place.need.to_string(), place.value.to_string())).collect()
    };
    let known = |values: [&str; 5]| -> Vec<(String, String)> {
        let needs = ["1.00", "0.60", "0.80", "0.50", "0.30"];
        needs.iter().zip(values).map(|(need, value)| ((*need).to_owned(), value.to_owned())).collect()
    };
    assert_eq!(stored(AgeGroup::UnderThree), known(["1519.00", "911.00", "1215.00", "760.00", "456.00"]));
    assert_eq!(stored(AgeGroup::ThreeAndOver), known(["949.00", "569.00", "759.00", "475.00", "285.00"]));
}

#[test]
fn every_field_and_every_choice_of_the_format_is_set_somewhere_in_the_library() {
    let schema = serde_json::to_value(schemars::schema_for!(Rulebook)).unwrap();
    let mut used = BTreeSet::new();
    for (_, file) in files() {
        let file = serde_json::to_value(file.parse::<toml::Table>().unwrap()).unwrap();
        uses(&schema, &schema, "Rulebook", &file, &mut used);
    }
    let mut all = BTreeSet::new();
    names(&schema, "Rulebook", &mut all);
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        names(definition, name, &mut all);
    }
    let missing: Vec<&String> = all.difference(&used).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

fn names(schema: &Json, of: &str, all: &mut BTreeSet<String>) {
    for (name, _) in schema["properties"].as_object().into_iter().flatten() {
        all.insert(format!("{of} {name}"));
    }
    for choice in schema["oneOf"].as_array().into_iter().flatten() {
        if let Some(name) = choice["const"].as_str() {
            all.insert(format!("{of} {name}"));
        }
        names(choice, of, all);
    }
}

fn uses(root: &Json, schema: &Json, of: &str, value: &Json, used: &mut BTreeSet<String>) {
    let schema = schema["anyOf"].get(0).unwrap_or(schema);
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return uses(root, &root["$defs"][name], name, value, used);
    }
    for choice in schema["oneOf"].as_array().into_iter().flatten() {
        match value {
            Json::String(text) if choice["const"] == text.as_str() => {
                used.insert(format!("{of} {text}"));
            }
            Json::Object(fields) if fields.keys().any(|name| choice["properties"].get(name).is_some()) => {
                uses(root, choice, of, value, used);
            }
            _ => {}
        }
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        if let Some(field) = schema["properties"].get(name) {
            used.insert(format!("{of} {name}"));
            uses(root, field, of, inner, used);
        } else if schema["additionalProperties"].is_object() {
            uses(root, &schema["additionalProperties"], of, inner, used);
        }
    }
    for inner in value.as_array().into_iter().flatten() {
        uses(root, &schema["items"], of, inner, used);
    }
}

/// Easter Sunday by the method of Gauss, with Lichtenberg's correction: another way than the files' writer took.
fn easter(year: i16) -> Date {
    let year = i64::from(year);
    let century = year / 100;
    let m = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    let s = 2 - (3 * century + 3) / 4;
    let d = (19 * (year % 19) + m) % 30;
    let r = (d + (year % 19) / 11) / 29;
    let full_moon = 21 + d - r;
    let first_sunday = 7 - (year + year / 4 + s) % 7;
    let march = full_moon + 7 - (full_moon - first_sunday).rem_euclid(7);
    date(i16::try_from(year).unwrap(), 3, 1).checked_add(jiff::Span::new().days(march - 1)).unwrap()
}

fn saturday_from(year: i16, month: i8, day: i8) -> Date {
    let days = (0..7).map(|n| date(year, month, day).checked_add(jiff::Span::new().days(n)).unwrap());
    days.into_iter().find(|on| on.weekday() == Weekday::Saturday).unwrap()
}

fn public_holidays(year: i16) -> BTreeSet<Date> {
    let from_easter = |days: i64| easter(year).checked_add(jiff::Span::new().days(days)).unwrap();
    let fixed =
        [(1, 1), (1, 6), (5, 1), (12, 6), (12, 25), (12, 26)].map(|(month, day)| date(year, month, day));
    let moving = [-2, 0, 1, 39, 49].map(from_easter);
    let saturdays = [saturday_from(year, 6, 20), saturday_from(year, 10, 31)];
    fixed.into_iter().chain(moving).chain(saturdays).collect()
}

fn eves(year: i16) -> BTreeSet<Date> {
    [saturday_from(year, 6, 20).yesterday().unwrap(), date(year, 12, 24)].into()
}

#[test]
fn easter_is_on_the_days_that_are_known() {
    assert_eq!(
        [2024, 2025, 2026, 2027].map(easter),
        [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28)]
    );
}

#[test]
fn the_holidays_of_every_file_are_the_public_ones_and_two_eves() {
    let years = || 2024..=2027;
    let public: BTreeSet<Date> = years().flat_map(public_holidays).collect();
    let all_eves: BTreeSet<Date> = years().flat_map(eves).collect();
    let is_weekday = |on: &&Date| !matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday);
    let off: BTreeSet<Date> = public.union(&all_eves).filter(is_weekday).copied().collect();
    for rulebook in library() {
        assert_eq!(rulebook.holidays, off, "{}", rulebook.service);
        if let Some(bands) = rulebook.bands {
            assert_eq!(bands.holidays, public, "{}", rulebook.service);
            assert!(bands.eves.is_empty() || bands.eves == all_eves, "{}", rulebook.service);
        }
    }
}
