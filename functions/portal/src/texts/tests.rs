//! The three languages say the same things, and every key that a page asks for exists.

use super::*;
use std::{collections::BTreeSet, fs, path::Path};

/// The keys of a file, in its order.
fn keys(language: Language) -> Vec<String> {
    let lines = source(language).lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).collect()
}

/// The placeables of each text: `{ $name }`.
fn placeables(language: Language, key: &str) -> BTreeSet<String> {
    let text = source(language);
    let from = text.find(&format!("\n{key} =")).map_or(0, |at| at + 1);
    let lines = text[from..].lines();
    let entry: Vec<&str> = lines
        .enumerate()
        .take_while(|(i, line)| *i == 0 || line.starts_with(' '))
        .map(|(_, line)| line)
        .collect();
    let entry = entry.join(" ");
    entry.split('$').skip(1).filter_map(|rest| rest.split([' ', '}']).next()).map(str::to_owned).collect()
}

/// The sources and the templates.
fn sources() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "src/pages", "src/api", "templates", "templates/parts"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(root.join(folder)).unwrap());
    files
        .map(|file| file.unwrap().path())
        .filter(|file| file.is_file())
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

/// Every literal that looks like a key.
fn mentioned() -> BTreeSet<String> {
    let looks = |text: &&str| {
        text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    sources()
        .iter()
        .flat_map(|text| text.split('"').filter(looks).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Every key that is surely asked for as a text: in `t("...")` and its kin, and those of the menu.
fn asked() -> BTreeSet<String> {
    let mut found: BTreeSet<String> =
        mentioned().into_iter().filter(|key| key.starts_with("menu-") || key.starts_with("lead-")).collect();
    for text in sources() {
        for call in [".t(\"", ".t1(\"", ".tn(\""] {
            found.extend(
                text.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned),
            );
        }
        for call in [".wrong(", "texts::text("] {
            let calls = text.split(call).skip(1).filter_map(|rest| rest.split(';').next());
            found.extend(calls.filter_map(|rest| rest.split('"').rev().nth(1)).map(str::to_owned));
        }
    }
    found.retain(|key| key.contains('-') && !key.contains(['{', ' ', '/', '.']));
    found
}

#[test]
fn every_file_reads_without_errors_and_no_key_stands_twice() {
    for language in languages::ALL {
        assert!(FluentResource::try_new(source(language).to_owned()).is_ok(), "{language:?}");
        let all = keys(language);
        assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "{language:?} has a key twice");
    }
}

#[test]
fn the_three_languages_have_the_same_keys_in_the_same_order() {
    assert!(keys(Language::Fi).len() > 100, "the keys were not found");
    assert_eq!(keys(Language::Fi), keys(Language::Sv));
    assert_eq!(keys(Language::Fi), keys(Language::En));
}

#[test]
fn a_text_takes_the_same_values_in_every_language() {
    for key in keys(Language::Fi) {
        assert_eq!(placeables(Language::Fi, &key), placeables(Language::Sv, &key), "{key}");
        assert_eq!(placeables(Language::Fi, &key), placeables(Language::En, &key), "{key}");
    }
}

#[test]
fn every_key_that_a_page_asks_for_exists() {
    let known: BTreeSet<String> = keys(Language::Fi).into_iter().collect();
    let used = asked();
    assert!(used.len() > 100, "the uses were not found");
    let missing: Vec<_> = used.difference(&known).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Groups whose keys are made from codes of the API.
const BY_CODE: [&str; 12] = [
    "role-",
    "voucher-state-",
    "application-state-",
    "settlement-state-",
    "run-state-",
    "band-",
    "held-reason-",
    "aside-reason-",
    "unit-",
    "done-",
    "language-",
    "compare-per-",
];

#[test]
fn no_text_is_left_that_no_page_uses() {
    let used = mentioned();
    let by_code = |key: &String| BY_CODE.iter().any(|group| key.starts_with(group));
    let idle: Vec<_> =
        keys(Language::Fi).into_iter().filter(|key| !used.contains(key) && !by_code(key)).collect();
    assert!(idle.is_empty(), "{idle:?}");
}
