//! A form: what was written in its fields, what is wrong with them, and its proof and key.
//!
//! Field names are the API's own (`contents.care-day.limits.week`), so that a refusal finds its field.

use crate::{api::Refused, csrf, failure::Failure, form_field::Safe, session::Session, texts};
use askama::Template;
use domain::language::Language;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// The field that carries the proof.
pub(crate) const PROOF: &str = "proof";
/// The field that carries the key of the command: a retry with the same key is the same command.
pub(crate) const KEY: &str = "key";

/// A form as it is shown or as it came in.
#[derive(Clone)]
pub(crate) struct Form {
    pub(crate) language: Language,
    fields: Vec<(String, String)>,
    pub(crate) wrongs: Vec<Wrong>,
    key: String,
    proof: String,
    /// Where the API's name of a list item differs from the form's: `contents.0` is `contents.care-day`.
    aliases: BTreeMap<String, String>,
    /// The labels of the fields drawn so far: a refused page is drawn twice, so that its summary knows them all.
    pub(crate) labels: Arc<Mutex<BTreeMap<String, String>>>,
}

/// Something wrong, at a field or with the whole.
#[derive(Clone)]
pub(crate) struct Wrong {
    pub(crate) field: Option<String>,
    pub(crate) text: String,
    pub(crate) code: String,
}

#[derive(Template)]
#[template(path = "parts/summary.html")]
struct Summary {
    title: String,
    /// Where each leads, by which label, and what is wrong.
    wrongs: Vec<(Option<String>, Option<String>, String)>,
}

#[derive(Template)]
#[template(path = "parts/hidden.html")]
struct Hidden<'a> {
    key: &'a str,
    proof: &'a str,
}

impl Form {
    /// An empty form of a session, with a key of its own.
    pub(crate) fn blank(language: Language, session: &Session) -> Self {
        Self::posted(language, session, Vec::new()).renewed(session)
    }

    /// A form as it came in, its proof not yet checked.
    pub(crate) fn posted(language: Language, session: &Session, fields: Vec<(String, String)>) -> Self {
        let form = Self {
            language,
            fields,
            wrongs: Vec::new(),
            key: String::new(),
            proof: String::new(),
            aliases: BTreeMap::new(),
            labels: Arc::default(),
        };
        let key = form.value(KEY).to_owned();
        Self { proof: csrf::proof(session, &key), key, ..form }
    }

    /// The same content as a new command, for showing it again after a refusal.
    pub(crate) fn renewed(self, session: &Session) -> Self {
        let key = uuid::Uuid::new_v4().to_string();
        Self { proof: csrf::proof(session, &key), key, ..self }
    }

    /// The key of the command, sent as `Idempotency-Key`.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// What a field holds, trimmed; empty when it is not there.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// Every value that a field holds.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Whether a box was ticked or a choice made.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|one| one == value)
    }

    /// Fills a field in beforehand.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.push((name.to_owned(), value.into()));
    }

    /// Says what is wrong with a field.
    pub(crate) fn wrong(&mut self, field: &str, key: &str) {
        let text = texts::text(self.language, key);
        self.wrongs.push(Wrong { field: Some(field.to_owned()), text, code: key.to_owned() });
    }

    /// Tells by which name the API calls a part of the form.
    pub(crate) fn alias(&mut self, of_api: String, of_form: String) {
        self.aliases.insert(of_api, of_form);
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_right(&self) -> bool {
        self.wrongs.is_empty()
    }

    /// Whether a refusal with this code is shown.
    pub(crate) fn has_wrong(&self, code: &str) -> bool {
        self.wrongs.iter().any(|wrong| wrong.code == code)
    }

    /// What the API answered to the command: a refusal of the content is shown in the form, all else ends it.
    pub(crate) fn outcome<T>(&mut self, answer: Result<T, Refused>) -> Result<Option<T>, Failure> {
        match answer {
            Ok(done) => Ok(Some(done)),
            Err(Refused::Problem(problem)) if matches!(problem.status, 400 | 409 | 413 | 415 | 422) => {
                let field = problem.field.as_deref().and_then(|field| self.field_of(field));
                self.wrongs.push(Wrong { field, text: problem.detail, code: problem.code });
                Ok(None)
            }
            Err(refused) => Err(refused.into()),
        }
    }

    /// The form's field that the API means: by alias, exactly, or the first below it.
    fn field_of(&self, of_api: &str) -> Option<String> {
        let plain = of_api.replace('[', ".").replace(']', "");
        let rest_of =
            |name: &str| plain.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with('.'));
        let aliased =
            |(of_api, of_form): (&String, &String)| rest_of(of_api).map(|rest| format!("{of_form}{rest}"));
        let name = self.aliases.iter().rev().find_map(aliased).unwrap_or_else(|| plain.clone());
        let below = format!("{name}.");
        let known =
            |at: &dyn Fn(&str) -> bool| self.fields.iter().map(|(key, _)| key).find(|key| at(key)).cloned();
        known(&|key| key == name).or_else(|| known(&|key| key.starts_with(&below)))
    }

    /// The error summary, or nothing.
    pub(crate) fn summary(&self) -> Safe {
        if self.wrongs.is_empty() {
            return Safe::default();
        }
        let labels = self.labels.lock().unwrap_or_else(PoisonError::into_inner);
        let label = |wrong: &Wrong| labels.get(wrong.field.as_ref()?).cloned();
        let wrongs =
            self.wrongs.iter().map(|wrong| (wrong.anchor(), label(wrong), wrong.text.clone())).collect();
        Safe::of(&Summary { title: texts::text(self.language, "form-wrong"), wrongs })
    }

    /// What stands before the title of a page whose form has something wrong.
    pub(crate) fn title_prefix(&self) -> String {
        if self.wrongs.is_empty() {
            String::new()
        } else {
            texts::text(self.language, "form-wrong-prefix") + " "
        }
    }

    /// The proof and the key.
    pub(crate) fn hidden(&self) -> Safe {
        Safe::of(&Hidden { key: &self.key, proof: &self.proof })
    }
}

impl Wrong {
    /// The address of the field on its page.
    pub(crate) fn anchor(&self) -> Option<String> {
        self.field.as_deref().map(crate::form_field::id)
    }
}

#[cfg(test)]
mod tests;
