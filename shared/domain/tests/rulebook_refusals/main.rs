//! One wrong rulebook of each kind: refused with the line that is wrong, and told what to do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cases;

use std::{collections::BTreeSet, fs};

use domain::rulebook::{self, GeneralPart, Problem, Rule};

use cases::{WRONG, Wrong};

fn file(service: &str) -> String {
    fs::read_to_string(format!("../../infra/rulebooks/{service}.toml")).unwrap()
}

#[test]
fn each_kind_of_wrong_file_is_refused_with_its_line_and_told_in_three_languages() {
    let failed: Vec<String> = WRONG.iter().filter_map(|wrong| is_told(wrong).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn is_told((rule, service, right, wrong, begins): &Wrong) -> Result<(), String> {
    let file = file(service);
    if !file.contains(right) {
        return Err(format!("{rule:?}: {service} has no {right}"));
    }
    let file = file.replacen(right, wrong, 1);
    let found = rulebook::read(&file).err().ok_or(format!("{rule:?} was taken"))?;
    let codes: Vec<Rule> = found.iter().map(|one| one.code).collect();
    let of_kind: Vec<_> = found.iter().filter(|one| one.code == *rule).collect();
    let line = |one: &rulebook::Problem| file.lines().nth(one.line.unwrap_or(1) - 1).unwrap_or_default();
    let at_line = of_kind.iter().find(|one| line(one).starts_with(begins));
    let Some(told) = at_line else {
        let lines: Vec<&str> = of_kind.iter().map(|one| line(one)).collect();
        return Err(format!("{rule:?}: told {codes:?}, at {lines:?}"));
    };
    let reason = [&told.reason.fi, &told.reason.sv, &told.reason.en];
    let is_whole = reason.iter().all(|text| text.len() > 10 && !text.contains("{0}"));
    if is_whole { Ok(()) } else { Err(format!("{rule:?}: {reason:?}")) }
}

#[test]
fn no_kind_of_problem_is_without_its_wrong_file() {
    let shown: BTreeSet<Rule> = WRONG.iter().map(|(rule, ..)| *rule).collect();
    // A list without items is written as no list at all; a warning, and what is beside a file, are shown below.
    let elsewhere = [
        Rule::NoContents,
        Rule::ValueDiffers,
        Rule::GeneralPartUnpublished,
        Rule::GeneralPartLater,
        Rule::GeneralAppealMissing,
    ];
    let missing: Vec<&Rule> =
        Rule::ALL.iter().filter(|rule| !shown.contains(rule) && !elsewhere.contains(rule)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_service_without_contents_is_refused() {
    let file = file("meals");
    let head = file.split("\n[[content]]").next().unwrap().replace("schema = 3", "schema = 3\ncontent = []");
    let head =
        head.replace("own_fee = { flat = { meal = \"8.50\", delivery = \"2.50\" } }", "own_fee = \"free\"");
    let found = rulebook::read(&head).unwrap_err();
    assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), [Rule::NoContents]);
}

#[test]
fn everything_that_is_wrong_is_told_at_once_in_the_files_order() {
    let file = file("meals")
        .replace("schema = 3", "schema = 3\ncolour = \"red\"")
        .replace("settlement_day = 5", "settlement_day = 31")
        .replace("sv = \"Måltidsservice\"\n", "")
        .replace("approval = \"automatic\"", "approval = \"perhaps\"")
        .replace("ceiling = { unit = \"6.00\" }", "ceiling = { unit = \"1.00\" }");
    let codes: Vec<Rule> = rulebook::read(&file).unwrap_err().iter().map(|one| one.code).collect();
    let expected = [
        Rule::UnknownField,
        Rule::SettlementDay,
        Rule::MissingLanguage,
        Rule::NotAChoice,
        Rule::CeilingBelowValue,
    ];
    assert_eq!(codes, expected);
}

#[test]
fn what_rests_on_something_unreadable_is_not_told_too() {
    let file = file("meals").replace("flat = \"7.00\"", "flat = \"seven\"");
    let codes: Vec<Rule> = rulebook::read(&file).unwrap_err().iter().map(|one| one.code).collect();
    assert_eq!(codes, [Rule::NotAnAmount]);
}

#[test]
fn a_general_part_that_is_not_published_or_begins_later_is_told_among_the_rest() {
    let meals = file("meals").replace("settlement_day = 5", "settlement_day = 31");
    let part = GeneralPart::parse(&file("general-part")).unwrap();
    let later = GeneralPart { first_day: part.first_day.tomorrow().unwrap(), ..part.clone() };
    let told = |published: &[GeneralPart]| rulebook::parse_beside(&meals, published).unwrap_err();
    let codes = |found: &[Problem]| found.iter().map(|one| one.code).collect::<Vec<_>>();
    assert_eq!(codes(&told(&[part])), [Rule::SettlementDay]);
    assert_eq!(codes(&told(&[])), [Rule::GeneralPartUnpublished, Rule::SettlementDay]);
    let told = told(&[later]);
    assert_eq!(codes(&told), [Rule::GeneralPartLater, Rule::SettlementDay]);
    let line = meals.lines().position(|line| line.starts_with("general_part")).unwrap() + 1;
    assert_eq!(told[0].line, Some(line));
    assert!(told[0].reason.en.contains("2026-01-02"), "{:?}", told[0].reason);
}

#[test]
fn a_general_part_says_once_how_each_legal_basis_is_appealed() {
    let part = file("general-part");
    let codes = |wrong: String| -> Vec<Rule> {
        GeneralPart::parse(&wrong).unwrap_err().iter().map(|one| one.code).collect()
    };
    let own = "law = \"611/2021\"";
    let none_for_others = part.replace(own, &format!("legal_basis = \"569/2009\"\n{own}"));
    assert_eq!(codes(none_for_others), [Rule::GeneralAppealMissing]);
    assert_eq!(codes(part.replace("legal_basis = \"1048/2025\"\n", "")), [Rule::Twice]);
}

#[test]
fn a_stored_value_that_is_not_base_times_need_is_a_warning() {
    let file = file("early-education");
    let file = file.replacen("need = \"0.30\", value = \"456.00\"", "need = \"0.30\", value = \"457.00\"", 1);
    let read = rulebook::read(&file).unwrap();
    assert_eq!(read.warnings.iter().map(|one| one.code).collect::<Vec<_>>(), [Rule::ValueDiffers]);
    assert!(read.warnings[0].reason.en.contains("457.00") && read.warnings[0].reason.en.contains("456.00"));
}
