//! Reading a form's fields: what is missing or unreadable is said at its field, and nothing is guessed.

use crate::{amounts, form::Form};
use jiff::civil::{Date, DateTime};

impl Form {
    /// A text that must be there.
    pub(crate) fn need(&mut self, name: &str) -> String {
        let text = self.value(name).to_owned();
        if text.is_empty() {
            self.wrong(name, "form-required");
        }
        text
    }

    /// A text that may be left out.
    pub(crate) fn maybe(&self, name: &str) -> Option<String> {
        Some(self.value(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// One of some choices.
    pub(crate) fn need_choice(&mut self, name: &str) -> String {
        let text = self.value(name).to_owned();
        if text.is_empty() {
            self.wrong(name, "form-choose");
        }
        text
    }

    /// A day, `2026-10-05`.
    pub(crate) fn need_day(&mut self, name: &str) -> String {
        self.need_parsed(name, "form-day", |text| text.parse::<Date>().is_ok())
    }

    /// A day and a time of day, `2026-10-05T08:30`.
    pub(crate) fn need_moment(&mut self, name: &str) -> String {
        self.need_parsed(name, "form-moment", |text| text.contains('T') && text.parse::<DateTime>().is_ok())
    }

    /// Euros, in cents.
    pub(crate) fn need_cents(&mut self, name: &str) -> i64 {
        let cents = amounts::cents(self.value(name));
        if cents.is_none() {
            self.wrong(name, "form-euros");
        }
        cents.unwrap_or_default()
    }

    /// A whole number.
    pub(crate) fn need_whole(&mut self, name: &str) -> i64 {
        let number = amounts::whole(self.value(name));
        if number.is_none() {
            self.wrong(name, "form-whole");
        }
        number.unwrap_or_default()
    }

    /// Euros, in cents, or nothing.
    pub(crate) fn maybe_cents(&mut self, name: &str) -> Option<i64> {
        self.maybe_read(name, "form-euros", amounts::cents)
    }

    /// Hours, in minutes, or nothing.
    pub(crate) fn maybe_minutes(&mut self, name: &str) -> Option<i64> {
        self.maybe_read(name, "form-hours", amounts::minutes)
    }

    /// A whole number or nothing.
    pub(crate) fn maybe_whole(&mut self, name: &str) -> Option<i64> {
        self.maybe_read(name, "form-whole", amounts::whole)
    }

    fn need_parsed(&mut self, name: &str, key: &str, is_right: impl Fn(&str) -> bool) -> String {
        let text = self.value(name).to_owned();
        if !is_right(&text) {
            self.wrong(name, key);
        }
        text
    }

    fn maybe_read(&mut self, name: &str, key: &str, read: impl Fn(&str) -> Option<i64>) -> Option<i64> {
        let text = self.maybe(name)?;
        let number = read(&text);
        if number.is_none() {
            self.wrong(name, key);
        }
        number
    }
}
