//! What lies where, and what no file may hold.

use std::fs::{read_dir, read_to_string};
use std::path::PathBuf;

use crate::root;

/// Every file of ours under a folder, by its path from the root; built and fetched things are not ours.
fn files(folder: &str) -> Vec<(String, PathBuf)> {
    const NOT_OURS: [&str; 5] = ["target", "node_modules", ".git", ".venv", "__pycache__"];
    let (mut found, mut open) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = open.pop() {
        for entry in read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() && !NOT_OURS.contains(&name) {
                open.push(path);
            } else if path.is_file() {
                found.push((path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned(), path));
            }
        }
    }
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

fn rust_files(folders: &[&str]) -> Vec<(String, String)> {
    let all = folders.iter().flat_map(|folder| files(folder));
    all.filter(|(name, _)| name.ends_with(".rs"))
        .map(|(name, path)| (name, read_to_string(path).unwrap()))
        .collect()
}

/// Fails with each of the findings.
#[track_caller]
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn the_top_level_holds_the_known_places_and_nothing_else() {
    const PLACES: [&str; 11] = [
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "LICENSE",
        "rustfmt.toml",
        "template.yaml",
        "functions",
        "shared",
        "infra",
        "events",
        "tests",
    ];
    const BUILT: [&str; 1] = ["target"];
    let entries = read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let strange = entries.filter(|name| !name.starts_with('.') && !PLACES.contains(&name.as_str()));
    let strange: Vec<String> = strange.filter(|name| !BUILT.contains(&name.as_str())).collect();
    none(&strange);
}

#[test]
fn domain_has_no_floats_and_asks_no_clock() {
    let mut found = Vec::new();
    for (name, text) in rust_files(&["shared/domain/src"]) {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            let word =
                |wanted: &&str| code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == *wanted);
            if ["f32", "f64", "SystemTime", "Instant"].iter().any(word)
                || code.contains("::now()")
                || code.contains(".now()")
            {
                found.push(format!("{name}:{}: {line}", at + 1));
            }
        }
    }
    none(&found);
}

#[test]
fn no_rust_file_is_longer_than_three_hundred_lines_and_each_says_what_it_is() {
    let mut found = Vec::new();
    for (name, text) in rust_files(&["shared", "functions", "infra", "tests"]) {
        let lines = text.lines().count();
        if lines > 300 {
            found.push(format!("{name} has {lines} lines"));
        }
        if !text.starts_with("//! ") {
            found.push(format!("{name} does not open with what it is"));
        }
    }
    none(&found);
}

#[test]
fn no_file_names_a_machine_or_puts_work_off() {
    // Written in parts, so that this file does not find itself.
    let places = ["/ho", "/ro", "/Us", "C:\\Us"].iter().zip(["me/", "ot/", "ers/", "ers"]);
    let places: Vec<String> = places.map(|(one, two)| format!("{one}{two}")).collect();
    let put_off = [["TO", "DO"].concat(), ["FIX", "ME"].concat()];
    let mut found = Vec::new();
    for (name, path) in files(".") {
        // What is not UTF-8 is a picture or an invoice's golden file.
        let Ok(text) = read_to_string(path) else { continue };
        for (at, line) in text.lines().enumerate() {
            let later =
                line.split(|c: char| !c.is_alphanumeric()).any(|word| put_off.iter().any(|w| w == word));
            if later || places.iter().any(|place| line.contains(place)) {
                found.push(format!(
                    "{name}:{}: {}",
                    at + 1,
                    line.trim().chars().take(120).collect::<String>()
                ));
            }
        }
    }
    none(&found);
}
