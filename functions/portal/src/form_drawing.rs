//! A form's fields as a template asks for them: `{{ form.text("iban", label) }}`.

use crate::{
    form::Form,
    form_field::{Field, Kind},
};
use std::sync::PoisonError;

impl Form {
    /// A line of text.
    pub(crate) fn text(&self, name: impl AsRef<str>, label: impl AsRef<str>) -> Field {
        self.field(Kind::Line, name.as_ref(), label.as_ref())
    }

    /// A longer text.
    pub(crate) fn area(&self, name: impl AsRef<str>, label: impl AsRef<str>) -> Field {
        self.field(Kind::Area, name.as_ref(), label.as_ref())
    }

    /// A day.
    pub(crate) fn day(&self, name: impl AsRef<str>, label: impl AsRef<str>) -> Field {
        self.field(Kind::Day, name.as_ref(), label.as_ref())
    }

    /// A day and a time of day.
    pub(crate) fn moment(&self, name: impl AsRef<str>, label: impl AsRef<str>) -> Field {
        self.field(Kind::Moment, name.as_ref(), label.as_ref())
    }

    /// A number, an amount of money or of hours: short, with the keyboard of digits.
    pub(crate) fn number(&self, name: impl AsRef<str>, label: impl AsRef<str>) -> Field {
        self.field(Kind::Number, name.as_ref(), label.as_ref())
    }

    /// One of a list.
    pub(crate) fn select(
        &self,
        name: impl AsRef<str>,
        label: impl AsRef<str>,
        choices: &[(String, String)],
    ) -> Field {
        self.field(Kind::Select, name.as_ref(), label.as_ref()).among(self, choices)
    }

    /// One of a few, all seen.
    pub(crate) fn radios(
        &self,
        name: impl AsRef<str>,
        label: impl AsRef<str>,
        choices: &[(String, String)],
    ) -> Field {
        self.field(Kind::Radios, name.as_ref(), label.as_ref()).among(self, choices)
    }

    /// Any of a few.
    pub(crate) fn boxes(
        &self,
        name: impl AsRef<str>,
        label: impl AsRef<str>,
        choices: &[(String, String)],
    ) -> Field {
        self.field(Kind::Boxes, name.as_ref(), label.as_ref()).among(self, choices)
    }

    fn field(&self, kind: Kind, name: &str, label: &str) -> Field {
        if !label.is_empty() {
            let mut labels = self.labels.lock().unwrap_or_else(PoisonError::into_inner);
            labels.insert(name.to_owned(), label.to_owned());
        }
        let wrong = self.wrongs.iter().find(|wrong| wrong.field.as_deref() == Some(name));
        Field::new(kind, name, label, self.value(name), wrong.map(|wrong| wrong.text.clone()))
    }
}
