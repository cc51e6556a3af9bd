//! The rulebook commands as someone meets them, and the walk-through of "How to write a rulebook".
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

const LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../rulebooks");

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_local"));
    command.arg("rulebook").args(arguments).current_dir(folder).output().unwrap()
}

fn run(arguments: &[&str]) -> Output {
    run_in(Path::new(LIBRARY), arguments)
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// The files of a folder that the tests write.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_right_file_is_told_with_what_each_example_comes_to() {
    let (code, out, errors) = said(&run(&["check", "meals.toml", "cleaning.toml"]));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(out.contains("meals.toml: meals version 1"));
    assert!(out.contains("Twelve hours at 41.00: organiser 342.36, client 149.64 ["));
}

#[test]
fn the_general_part_is_checked_by_the_same_command() {
    let part = fs::read_to_string(format!("{LIBRARY}/general-part.toml")).unwrap();
    let wrong = part.replacen("version = 1", "version = 0", 1);
    let folder = folder(&[("part.toml", &part), ("wrong.toml", &wrong)]);
    let (code, out, errors) = said(&run_in(folder.path(), &["check", "part.toml", "wrong.toml"]));
    assert_eq!((code, out.trim_end()), (Some(1), "part.toml: general part, version 1"));
    assert_eq!(errors.trim_end(), "wrong.toml:3: versions start from 1");
}

#[test]
fn a_wrong_file_ends_with_1_and_each_problem_has_its_line() {
    let meals = fs::read_to_string(format!("{LIBRARY}/meals.toml")).unwrap();
    let wrong = meals.replace("settlement_day = 5", "settlement_day = 31\ncolour = 1");
    let at = wrong.lines().position(|line| line.starts_with("settlement_day")).unwrap() + 1;
    let folder = folder(&[("wrong.toml", &wrong)]);
    let (code, out, errors) = said(&run_in(folder.path(), &["check", "wrong.toml", "--lang", "fi"]));
    assert_eq!((code, out.as_str(), errors.lines().count()), (Some(1), "", 2));
    assert!(errors.contains(&format!("wrong.toml:{at}: tilityspäivä on 1–28")), "{errors}");
    assert!(errors.contains(&format!("wrong.toml:{}: kenttää colour ei tunneta", at + 1)), "{errors}");
}

#[test]
fn a_missing_file_is_said_in_one_sentence() {
    let missing = ["check", "none.toml"];
    let (code, out, errors) = said(&run(&missing));
    assert_eq!((code, out.as_str(), errors.lines().count()), (Some(2), "", 1));
    assert!(errors.contains("none.toml"));
}

#[test]
fn a_file_can_come_from_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_local"))
        .args(["rulebook", "check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let meals = fs::read(format!("{LIBRARY}/meals.toml")).unwrap();
    child.stdin.take().unwrap().write_all(&meals).unwrap();
    let (code, out, _) = said(&child.wait_with_output().unwrap());
    assert_eq!(code, Some(0));
    assert!(out.starts_with("-: meals version 1"));
}

const CASE: &str = r#"{"first_day": "2026-01-01", "last_day": "2026-12-31", "contents": [{"code": "care-hour"}],
    "circumstances": [{"household": {"adults": [{"income": "900"}]}}]}"#;

#[test]
fn a_case_is_priced_with_its_steps_and_as_sentences() {
    let folder = folder(&[("case.json", CASE)]);
    let rulebook = format!("{LIBRARY}/home-care-by-income.toml");
    let price = ["price", "--rulebook", &rulebook, "--case", "case.json"];
    let (code, out, _) = said(&run_in(folder.path(), &price));
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &answer["terms"][0]["contents"][0]["value_cents"]),
        (Some(0), &serde_json::json!(2283))
    );
    for (language, amount) in [("fi", "22,83\u{a0}€"), ("sv", "22,83\u{a0}€"), ("en", "€22.83")] {
        let (code, out, _) = said(&run_in(folder.path(), &[&price[..], &["--text", language]].concat()));
        assert_eq!(code, Some(0));
        assert!(out.contains(amount), "{out}");
    }
}

#[test]
fn a_wrong_case_and_a_refused_one_end_with_1() {
    let refused = CASE.replace("care-hour", "night-hour");
    let folder = folder(&[("wrong.json", "{\"first_day\": 1}"), ("refused.json", &refused)]);
    let rulebook = format!("{LIBRARY}/home-care-by-income.toml");
    for (case, why) in [("wrong.json", "line 1"), ("refused.json", "unknown_content")] {
        let (code, out, errors) =
            said(&run_in(folder.path(), &["price", "--rulebook", &rulebook, "--case", case]));
        assert_eq!((code, out.as_str()), (Some(1), ""));
        assert!(errors.starts_with(case) && errors.contains(why), "{errors}");
    }
}

#[test]
fn a_page_is_rendered_as_html_and_as_text() {
    let (code, html, _) = said(&run(&["render", "meals.toml", "--lang", "sv"]));
    assert_eq!(code, Some(0));
    assert!(html.contains("<article lang=\"sv\">") && html.contains("<h1>Måltidsservice</h1>"));
    let (_, text, _) = said(&run(&["render", "meals.toml", "--text"]));
    assert!(text.starts_with("Ateriapalvelu\n") && !text.contains("<h1>"));
}

/// A fenced block of the walk-through: what it is, and its lines.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut parts = text.split("```");
    parts.next();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        let (kind, body) = block.split_once('\n').unwrap();
        blocks.push((kind.to_owned(), body.to_owned()));
    }
    blocks
}

#[test]
fn the_walk_through_does_what_it_says() {
    let readme = fs::read_to_string(format!("{LIBRARY}/README.md")).unwrap();
    let walk = readme.split("## How to write a rulebook").nth(1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (mut printed, mut commands) = (String::new(), 0);
    for (kind, body) in blocks(walk) {
        let words: Vec<&str> = kind.split(' ').collect();
        match words[..] {
            ["toml" | "json", file] => fs::write(folder.path().join(file), body).unwrap(),
            ["toml", ">>", file] => {
                let path = folder.path().join(file);
                let before = fs::read_to_string(&path).unwrap();
                fs::write(path, before + &body).unwrap();
            }
            ["sh", code] => {
                let (ended, out, errors) = said(&shell(folder.path(), &body));
                assert_eq!(ended, code.parse().ok(), "{body}{errors}");
                printed = out + &errors;
                commands += 1;
            }
            ["text"] => {
                let told: Vec<&str> = printed.lines().map(str::trim).collect();
                for line in body.lines().map(str::trim) {
                    assert!(told.iter().any(|told| told.contains(line)), "{line}\nis not in\n{printed}");
                }
            }
            _ => panic!("a block of the kind {kind}"),
        }
    }
    assert_eq!(commands, 7);
}

fn shell(folder: &Path, line: &str) -> Output {
    let line = line.replace("cargo run -q -p local --", env!("CARGO_BIN_EXE_local"));
    Command::new("sh").args(["-c", &line]).current_dir(folder).output().unwrap()
}
