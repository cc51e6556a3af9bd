//! Reading a rulebook file: its form, then its sense, every problem with its line; then its worked examples.

use std::sync::LazyLock;

use schemars::schema_for;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    GeneralPart, Rulebook, check,
    form::Form,
    problem::{Problem, Rule},
};

/// A rulebook that may be published, and what its writer should look at again.
#[derive(Clone, Debug)]
pub struct Read {
    /// The rulebook.
    pub rulebook: Rulebook,
    /// What is allowed, but unusual.
    pub warnings: Vec<Problem>,
}

/// Reads and checks a rulebook file (TOML).
pub fn parse(file: &str) -> Result<Rulebook, Vec<Problem>> {
    read(file).map(|read| read.rulebook)
}

/// The same, where the rulebook is about to be published beside these versions of the general part.
pub fn parse_beside(file: &str, general_parts: &[GeneralPart]) -> Result<Rulebook, Vec<Problem>> {
    checked(file, |rulebook| {
        let mut problems = check::problems(rulebook);
        problems.extend(check::rests_on(rulebook, general_parts));
        problems
    })
    .map(|read| read.rulebook)
}

/// The same, with warnings. Examples are computed only where everything else is right.
pub fn read(file: &str) -> Result<Read, Vec<Problem>> {
    checked(file, check::problems)
}

fn checked(file: &str, problems_of: impl Fn(&Rulebook) -> Vec<Problem>) -> Result<Read, Vec<Problem>> {
    let rulebook: Rulebook = read_as(file, problems_of)?;
    let lines = Lines(file, DeTable::parse_recoverable(file).0);
    let examples = check::examples(&rulebook);
    if !examples.is_empty() {
        return Err(lines.told(examples));
    }
    let warnings = lines.told(check::warnings(&rulebook));
    Ok(Read { rulebook, warnings })
}

/// What is written in files, by its schema: that is made once, and not for each file.
pub(super) trait Written: DeserializeOwned {
    /// The schema of the files.
    fn schema() -> &'static Json;
}

impl Written for Rulebook {
    fn schema() -> &'static Json {
        static SCHEMA: LazyLock<Json> = LazyLock::new(|| schema_for!(Rulebook).to_value());
        &SCHEMA
    }
}

impl Written for GeneralPart {
    fn schema() -> &'static Json {
        static SCHEMA: LazyLock<Json> = LazyLock::new(|| schema_for!(GeneralPart).to_value());
        &SCHEMA
    }
}

/// Reads a file of a type, and checks its sense where its form is right.
pub(super) fn read_as<T: Written>(
    file: &str,
    problems_of: impl Fn(&T) -> Vec<Problem>,
) -> Result<T, Vec<Problem>> {
    let (table, errors) = DeTable::parse_recoverable(file);
    let lines = Lines(file, table);
    if !errors.is_empty() {
        return Err(errors.iter().map(|error| not_toml(file, error)).collect());
    }
    let (read, form) = Form::read(T::schema(), lines.1.get_ref());
    let mut problems = form.problems;
    let value = match serde_json::from_value::<T>(read) {
        Ok(value) => value,
        Err(error) => {
            problems.push(Problem::new(Rule::NotToml, "", &[&error.to_string()]));
            return Err(lines.told(problems));
        }
    };
    problems.extend(problems_of(&value).into_iter().filter(|problem| !problem.rests_on(&form.mended)));
    if problems.is_empty() { Ok(value) } else { Err(lines.told(problems)) }
}

fn not_toml(file: &str, error: &toml::de::Error) -> Problem {
    let line = error.span().map(|span| line_of(file, span.start));
    Problem::new(Rule::NotToml, "", &[error.message()]).on_line(line)
}

fn line_of(file: &str, byte: usize) -> usize {
    file.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count() + 1
}

/// Where everything stands in a file.
struct Lines<'a>(&'a str, Spanned<DeTable<'a>>);

impl Lines<'_> {
    /// The problems with their lines, in the order of the file.
    fn told(&self, problems: Vec<Problem>) -> Vec<Problem> {
        let with_line = |problem: Problem| {
            let line = self.of(&problem.path);
            problem.on_line(Some(line))
        };
        let mut told: Vec<Problem> = problems.into_iter().map(with_line).collect();
        told.sort_by_key(|problem| problem.line);
        told
    }

    /// The line of a path, or of the nearest thing around it that the file has; 1 where it has none.
    fn of(&self, path: &str) -> usize {
        let mut names = path.split('.').filter(|name| !name.is_empty());
        let Some((key, mut value)) = names.next().and_then(|name| entry(self.1.get_ref(), name)) else {
            return 1;
        };
        let mut at = key;
        for name in names {
            let next = match value.get_ref() {
                DeValue::Table(table) => entry(table, name),
                DeValue::Array(items) => {
                    name.parse().ok().and_then(|n: usize| items.get(n)).map(|item| (item.span().start, item))
                }
                _ => None,
            };
            let Some((start, inner)) = next else { break };
            (at, value) = (start, inner);
        }
        line_of(self.0, at)
    }
}

fn entry<'t, 'a>(table: &'t DeTable<'a>, name: &str) -> Option<(usize, &'t Spanned<DeValue<'a>>)> {
    let found = table.iter().find(|(key, _)| key.get_ref() == name);
    found.map(|(key, value)| (key.span().start, value))
}
