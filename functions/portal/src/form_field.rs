//! One field of a form as HTML: label, hint, error and control bound to each other.

use crate::form::Form;
use askama::{Template, filters::HtmlSafe};

/// What the control is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Line,
    Area,
    Day,
    Moment,
    Number,
    Select,
    Radios,
    Boxes,
}

/// A field; in a template it draws itself.
#[derive(Template)]
#[template(path = "parts/field.html")]
pub(crate) struct Field {
    kind: Kind,
    name: String,
    id: String,
    label: String,
    value: String,
    wrong: Option<String>,
    hint: Option<String>,
    choices: Vec<Choice>,
    autocomplete: &'static str,
    optional: Option<String>,
}

struct Choice {
    value: String,
    text: String,
    is_chosen: bool,
    id: String,
}

impl HtmlSafe for Field {}

/// HTML that a template of ours has made and escaped.
#[derive(Default)]
pub(crate) struct Safe(String);

/// The `id` of a field's control.
pub(crate) fn id(name: &str) -> String {
    format!("f-{}", name.replace(['.', ' '], "-"))
}

impl Field {
    pub(crate) fn new(kind: Kind, name: &str, label: &str, value: &str, wrong: Option<String>) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            id: id(name),
            label: label.to_owned(),
            value: value.to_owned(),
            wrong,
            hint: None,
            choices: Vec::new(),
            autocomplete: "off",
            optional: None,
        }
    }

    /// A sentence under the label that helps to fill it in.
    pub(crate) fn hint(self, hint: impl AsRef<str>) -> Self {
        Self { hint: Some(hint.as_ref().to_owned()), ..self }
    }

    /// May be left empty, and says so.
    pub(crate) fn optional(self, word: impl AsRef<str>) -> Self {
        Self { optional: Some(word.as_ref().to_owned()), ..self }
    }

    /// The purpose of the field about the person who fills it in, by the names of HTML.
    pub(crate) fn autocomplete(self, purpose: &'static str) -> Self {
        Self { autocomplete: purpose, ..self }
    }

    /// The choices as (value, text); those that the form holds are chosen. The first has the field's own id,
    /// so that the error summary leads to it.
    pub(crate) fn among(self, form: &Form, choices: &[(String, String)]) -> Self {
        let choices = choices.iter().enumerate().map(|(at, (value, text))| Choice {
            value: value.clone(),
            text: text.clone(),
            is_chosen: form.has(&self.name, value),
            id: if at == 0 { self.id.clone() } else { format!("{}-{at}", self.id) },
        });
        Self { choices: choices.collect(), ..self }
    }

    /// Hint and error, for `aria-describedby`.
    fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let wrong = self.wrong.as_ref().map(|_| format!("{}-wrong", self.id));
        [hint, wrong].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Day => "date",
            Kind::Moment => "datetime-local",
            Kind::Boxes => "checkbox",
            Kind::Radios => "radio",
            _ => "text",
        }
    }

    fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Radios | Kind::Boxes)
    }
}

impl Safe {
    /// Renders a template; one that cannot be rendered is left out and told to the log.
    pub(crate) fn of(template: &impl Template) -> Self {
        Self(
            template
                .render()
                .inspect_err(|error| tracing::error!(%error, "a template failed"))
                .unwrap_or_default(),
        )
    }
}

impl HtmlSafe for Safe {}

impl std::fmt::Display for Safe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
