//! Rulebooks on the command line: check files, price a case, render the page that people read.

use std::{
    io::{Read, Write},
    process::ExitCode,
};

use clap::{Args, Subcommand, ValueEnum};
use domain::{
    document,
    explanation::sentence,
    language::Language,
    pricing_case::{Answer, Case, Example, compute, computes_as_said},
    rulebook::{self, GeneralPart, Problem, Rulebook},
};

#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks files: says every problem with its line, or what each worked example comes to.
    Check {
        /// Files of rulebooks or of their general part; `-` is standard input.
        #[arg(required = true)]
        files: Vec<String>,
        /// The language of the problems.
        #[arg(long, default_value = "en")]
        lang: Lang,
    },
    /// Prices a case (JSON) under a rulebook, and explains every amount.
    Price {
        /// The rulebook file; `-` is standard input.
        #[arg(long)]
        rulebook: String,
        /// The case, by `case.schema.json`; `-` is standard input.
        #[arg(long)]
        case: String,
        /// Sentences in this language instead of JSON.
        #[arg(long)]
        text: Option<Lang>,
    },
    /// Prints the page that clients and providers read.
    Render {
        /// The rulebook file; `-` is standard input.
        file: String,
        /// Its language.
        #[arg(long, default_value = "fi")]
        lang: Lang,
        /// Plain text instead of HTML.
        #[arg(long)]
        text: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Fi,
    Sv,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fi => Language::Fi,
            Lang::Sv => Language::Sv,
            Lang::En => Language::En,
        }
    }
}

/// 0 where all is right, 1 where a file or case is wrong, 2 where it can't be read.
pub fn run(arguments: Arguments) -> ExitCode {
    let done = match arguments.command {
        Command::Check { files, lang } => check(&files, lang.into()),
        Command::Price { rulebook, case, text } => price(&rulebook, &case, text.map(Language::from)),
        Command::Render { file, lang, text } => render(&file, lang.into(), text),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(unread) => crate::refused(unread),
    }
}

/// Whether all was right; or why a file can't be read.
type Done = Result<bool, String>;

fn check(files: &[String], language: Language) -> Done {
    let mut all_right = true;
    for file in files {
        match checked(&read(file)?) {
            Ok((is_what, warnings)) => {
                told(file, &warnings, language);
                print(&format!("{file}: {is_what}"));
            }
            Err(problems) => {
                all_right = false;
                told(file, &problems, language);
            }
        }
    }
    Ok(all_right)
}

/// What a file is, with what its worked examples come to, and warnings. Chapters make it a general part.
fn checked(text: &str) -> Result<(String, Vec<Problem>), Vec<Problem>> {
    if text.parse::<toml::Table>().is_ok_and(|table| table.contains_key("chapter")) {
        return GeneralPart::parse(text)
            .map(|part| (format!("general part, version {}", part.version), vec![]));
    }
    let rulebook::Read { rulebook, warnings } = rulebook::read(text)?;
    let head = format!("{} version {}", rulebook.service, rulebook.version);
    let lines = rulebook.examples.iter().map(|example| line(&rulebook, example));
    Ok((std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n"), warnings))
}

fn told(file: &str, problems: &[Problem], language: Language) {
    for problem in problems {
        let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        eprintln!("{file}{line}: {}", problem.reason.in_language(language));
    }
}

fn line(rulebook: &Rulebook, example: &Example) -> String {
    let Example { name, source, .. } = example;
    let result = match computes_as_said(rulebook, example) {
        Ok(Some(answer)) => result(&answer),
        Ok(None) => format!("refused: {}", example.expect.refused.as_deref().unwrap_or_default()),
        Err(differs) => differs.join("; "),
    };
    format!("  {name}: {result} [{source}]")
}

fn result(answer: &Answer) -> String {
    let contents = answer.terms.iter().flat_map(|terms| &terms.contents);
    let mut parts: Vec<String> = contents
        .filter_map(|content| {
            let (value, copayment) = (content.value?, content.copayment.unwrap_or_default());
            Some(format!("value {value}, co-payment {copayment}"))
        })
        .collect();
    if !answer.deliveries.is_empty() {
        parts.push(format!("organiser {}, client {}", answer.organiser, answer.client));
    }
    parts.join("; ")
}

fn price(rulebook_file: &str, case_file: &str, text: Option<Language>) -> Done {
    let language = text.unwrap_or(Language::En);
    let rulebook = match rulebook::parse(&read(rulebook_file)?) {
        Ok(rulebook) => rulebook,
        Err(problems) => {
            told(rulebook_file, &problems, language);
            return Ok(false);
        }
    };
    let case: Case = match serde_json::from_str(&read(case_file)?) {
        Ok(case) => case,
        Err(error) => {
            eprintln!("{case_file}: {error}");
            return Ok(false);
        }
    };
    match compute(&rulebook, &case) {
        Ok(answer) => {
            print(&match text {
                Some(language) => sentences(&answer, &rulebook, language),
                None => serde_json::to_string_pretty(&answer).map_err(|error| error.to_string())?,
            });
            Ok(true)
        }
        Err(failed) => {
            eprintln!("{case_file}: {failed}");
            Ok(false)
        }
    }
}

fn sentences(answer: &Answer, rulebook: &Rulebook, language: Language) -> String {
    let decided = answer.terms.iter().flat_map(|terms| &terms.steps);
    let delivered = answer.deliveries.iter().flat_map(|delivery| &delivery.steps);
    decided.chain(delivered).map(|step| sentence(step, rulebook, language)).collect::<Vec<_>>().join("\n")
}

fn render(file: &str, language: Language, as_text: bool) -> Done {
    match rulebook::parse(&read(file)?) {
        Ok(rulebook) => {
            let page = rulebook::page(&rulebook, language);
            print(&if as_text { document::text(&page) } else { document::html(&page) });
            Ok(true)
        }
        Err(problems) => {
            told(file, &problems, language);
            Ok(false)
        }
    }
}

fn read(file: &str) -> Result<String, String> {
    if file == "-" {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        return read.map(|_| text).map_err(|error| format!("standard input can't be read: {error}"));
    }
    std::fs::read_to_string(file).map_err(|error| format!("{file} can't be read: {error}"))
}

/// A reader that stopped reading is no failure.
fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
}
