//! The page of a rulebook version says in words what the file says in data.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use domain::{
    document::{html, text},
    language::Language,
    rulebook::{self, GeneralPart, Rule, Rulebook},
};

const LANGUAGES: [Language; 3] = [Language::Fi, Language::Sv, Language::En];

fn library(service: &str) -> Rulebook {
    rulebook::parse(&fs::read_to_string(format!("../../infra/rulebooks/{service}.toml")).unwrap()).unwrap()
}

fn page(service: &str, language: Language) -> String {
    html(&rulebook::page(&library(service), language)).replace('\u{a0}', " ")
}

#[test]
fn every_rulebook_of_the_library_renders_in_every_language() {
    for entry in fs::read_dir("../../infra/rulebooks").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "toml") || path.ends_with("general-part.toml") {
            continue;
        }
        let rulebook = rulebook::parse(&fs::read_to_string(&path).unwrap()).unwrap();
        let texts = LANGUAGES.map(|language| text(&rulebook::page(&rulebook, language)));
        assert!(texts[0] != texts[1] && texts[1] != texts[2]);
        for (written, name) in texts.iter().zip([&rulebook.names.fi, &rulebook.names.sv, &rulebook.names.en])
        {
            assert!(written.contains(name.as_str()) && !written.contains("{"), "{path:?}");
        }
    }
}

#[test]
fn the_page_names_version_first_day_values_limits_and_appeal() {
    let written = page("meals", Language::Fi);
    for part in [
        "<h1>Ateriapalvelu</h1>",
        "1.1.2026",
        "1301/2014",
        "7,00 €",
        "14,00 €",
        "2 päivässä, 14 viikossa",
        "434/2003 7 a luku",
        "30 päivää",
    ] {
        assert!(written.contains(part), "{part}");
    }
}

#[test]
fn an_income_formula_is_told_with_its_numbers() {
    let written = page("home-care-by-income", Language::Sv);
    for part in ["25,00 €", "÷ 60", "minst 7,00 €", "528,00 €", "35 %", "982,00 €"] {
        assert!(written.contains(part), "{part}");
    }
}

#[test]
fn who_pays_nothing_is_told_with_the_law() {
    assert!(page("dental-care", Language::En).contains("for those under 18 [734/1992 § 5]"));
    assert!(page("personal-assistance", Language::Fi).contains("kaikille [734/1992 § 4]"));
}

#[test]
fn worked_examples_are_told_with_what_they_come_to() {
    let written = page("cleaning", Language::En);
    assert!(written.contains("the organiser pays €342.36, the client pays €149.64"));
}

fn general_part() -> String {
    fs::read_to_string("../../infra/rulebooks/general-part.toml").unwrap()
}

#[test]
fn the_general_part_is_read_with_every_rulebook_and_renders_in_every_language() {
    let part = GeneralPart::parse(&general_part()).unwrap();
    assert_eq!(part.version, library("meals").general_part);
    for (language, title) in LANGUAGES.into_iter().zip([&part.names.fi, &part.names.sv, &part.names.en]) {
        let written = html(&part.page(language));
        assert!(written.contains(&format!("<h1>{title}</h1>")));
        assert_eq!(written.matches("<h2>").count(), part.chapters.len());
    }
}

#[test]
fn a_general_part_is_refused_with_its_lines_too() {
    let wrong = general_part().replace("version = 1", "version = 0\ncolour = 1");
    let codes: Vec<Rule> = GeneralPart::parse(&wrong).unwrap_err().iter().map(|one| one.code).collect();
    assert_eq!(codes, [Rule::VersionZero, Rule::UnknownField]);
}
