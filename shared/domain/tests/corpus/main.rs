//! The golden corpus: cases with the amounts and steps that they came to, which must come out the same for ever.
//!
//! Each line of `cases.jsonl` names a frozen rulebook in `rulebooks/` and holds a case and its answer. A line is never
//! changed: decisions were explained by it. `EXTEND_CORPUS=1` adds what the generator makes and the file lacks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cases;
mod rulebooks;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use domain::{
    explanation::{Computed, Step},
    pricing_case::{Answer, Case, compute},
    rulebook::Rulebook,
};
use serde::{Deserialize, Serialize};

/// One line of the corpus.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Kept {
    rulebook: String,
    case: Case,
    /// The answer, or the code of the refusal.
    answer: Result<Answer, String>,
}

fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name)
}

fn rulebooks() -> BTreeMap<String, Rulebook> {
    let files = fs::read_dir(place("rulebooks")).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let rulebook = serde_json::from_str(&fs::read_to_string(&path).unwrap());
            (name, rulebook.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        })
        .collect()
}

fn corpus() -> Vec<Kept> {
    let text = fs::read_to_string(place("cases.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn answer(rulebook: &Rulebook, case: &Case) -> Result<Answer, String> {
    compute(rulebook, case).map_err(|failed| failed.code().to_owned())
}

#[test]
fn every_amount_and_every_step_comes_out_as_it_did() {
    if std::env::var_os("EXTEND_CORPUS").is_some() {
        extend();
    }
    let (rulebooks, corpus) = (rulebooks(), corpus());
    assert!(corpus.len() >= 500, "{} cases", corpus.len());
    for (at, kept) in corpus.iter().enumerate() {
        let now = answer(&rulebooks[&kept.rulebook], &kept.case);
        assert_eq!(now, kept.answer, "line {}, {}", at + 1, kept.rulebook);
    }
}

#[test]
fn the_corpus_knows_every_step_and_several_refusals() {
    let corpus = corpus();
    let answers = corpus.iter().filter_map(|kept| kept.answer.as_ref().ok());
    let steps = answers.flat_map(|answer| {
        let decided = answer.terms.iter().flat_map(|terms| &terms.steps);
        decided.chain(answer.deliveries.iter().flat_map(|delivery| &delivery.steps))
    });
    let known: BTreeSet<Computed> = steps.map(|step: &Step| step.step).collect();
    let missing: Vec<&Computed> = Computed::ALL.iter().filter(|step| !known.contains(step)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let refused: BTreeSet<&String> = corpus.iter().filter_map(|kept| kept.answer.as_ref().err()).collect();
    assert!(refused.len() >= 4, "{refused:?}");
}

fn extend() {
    fs::create_dir_all(place("rulebooks")).unwrap();
    for (name, rulebook) in rulebooks::all() {
        let path = place("rulebooks").join(format!("{name}.json"));
        if !path.exists() {
            fs::write(path, serde_json::to_string_pretty(&rulebook).unwrap()).unwrap();
        }
    }
    let (rulebooks, mut corpus) = (rulebooks(), corpus());
    for (name, case) in cases::all() {
        if corpus.iter().all(|kept| kept.rulebook != name || kept.case != case) {
            let answer = answer(&rulebooks[&name], &case);
            corpus.push(Kept { rulebook: name, case, answer });
        }
    }
    let lines: Vec<String> = corpus.iter().map(|kept| serde_json::to_string(kept).unwrap()).collect();
    fs::write(place("cases.jsonl"), lines.join("\n") + "\n").unwrap();
}
