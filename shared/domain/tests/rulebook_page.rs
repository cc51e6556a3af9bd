//! The page of a rulebook version says in words what the file says in data.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use domain::{
    document::{html, text},
    language::Language,
    rulebook::{self, BandName, Ceiling, FreeFor, GeneralPart, Rule, Rulebook, ValueRule},
};

const LANGUAGES: [Language; 3] = [Language::Fi, Language::Sv, Language::En];

fn library(service: &str) -> Rulebook {
    rulebook::parse(&fs::read_to_string(format!("../../infra/rulebooks/{service}.toml")).unwrap()).unwrap()
}

fn page(service: &str, language: Language) -> String {
    html(&rulebook::page(&library(service), language)).replace('\u{a0}', " ")
}

/// The services of the library.
fn services() -> Vec<String> {
    let files = fs::read_dir("../../infra/rulebooks").unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let names = files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    names.filter(|name| name != "general-part").collect()
}

#[test]
fn every_rulebook_of_the_library_renders_in_every_language() {
    for service in services() {
        let rulebook = library(&service);
        let texts = LANGUAGES.map(|language| text(&rulebook::page(&rulebook, language)));
        assert!(texts[0] != texts[1] && texts[1] != texts[2]);
        for (written, name) in texts.iter().zip([&rulebook.names.fi, &rulebook.names.sv, &rulebook.names.en])
        {
            assert!(written.contains(name.as_str()) && !written.contains("{"), "{service}");
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
        "434/2003",
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

/// The rulebook with every code and every text that stands in one language only marked by `§§`.
fn marked(mut rulebook: Rulebook) -> Rulebook {
    let mark = |text: &mut String| text.insert_str(0, "§§");
    let band = |band: BandName| BandName(format!("§§{}", band.0));
    if let Some(bands) = &mut rulebook.bands {
        let days = [&mut bands.weekday, &mut bands.saturday, &mut bands.sunday, &mut bands.eve];
        days.into_iter().flatten().for_each(|edge| mark(&mut edge.band.0));
        bands.names =
            std::mem::take(&mut bands.names).into_iter().map(|(one, name)| (band(one), name)).collect();
    }
    for content in &mut rulebook.contents {
        if let Some(Ceiling::Bands(most)) = &mut content.ceiling {
            *most = std::mem::take(most).into_iter().map(|(one, most)| (band(one), most)).collect();
        }
        match &mut content.value {
            ValueRule::Bands(by) => {
                *by = std::mem::take(by).into_iter().map(|(one, by)| (band(one), by)).collect()
            }
            ValueRule::BandMultipliers(rule) => {
                let by = std::mem::take(&mut rule.multipliers);
                rule.multipliers = by.into_iter().map(|(one, by)| (band(one), by)).collect();
            }
            _ => {}
        }
    }
    for rule in &mut rulebook.free_of_charge {
        if let FreeFor::Status(status) = &mut rule.who {
            mark(status);
        }
    }
    for example in &mut rulebook.examples {
        let case = &mut example.case;
        [&mut example.name, &mut example.source].into_iter().for_each(mark);
        case.prices.iter_mut().flat_map(|price| &mut price.band).for_each(|band| mark(&mut band.0));
        case.circumstances.iter_mut().flat_map(|these| &mut these.statuses).for_each(mark);
        case.contents.iter_mut().flat_map(|asked| &mut asked.raise).for_each(|raise| mark(&mut raise.reason));
    }
    rulebook
}

#[test]
fn no_code_and_no_text_of_one_language_stands_on_a_page() {
    for service in services() {
        let marked = marked(library(&service));
        for language in LANGUAGES {
            let written = text(&rulebook::page(&marked, language));
            assert!(!written.contains("§§"), "{service}: {written}");
        }
    }
}

#[test]
fn a_band_and_a_status_are_told_by_their_names() {
    assert!(page("home-care", Language::Fi).contains("18.00 ilta, 22.00 yö"));
    assert!(page("home-care", Language::Sv).contains("söndag eller helg"));
    assert!(page("cleaning", Language::Sv).contains("ställningen frontveteran [1184/1988]"));
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
