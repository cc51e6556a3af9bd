//! One line of a batch or a file, as far as it can be read.

use domain::{
    event::{Reported, Sent},
    recording::Refusal,
};
use serde_json::Value;

/// A line: its id, and what it reports or why it cannot be read. A bad one does not spoil the others.
#[derive(Clone, Debug)]
pub struct Line {
    /// The provider's id, as far as it can be read.
    pub id: String,
    /// What it reports.
    pub read: Result<Reported, Refusal>,
}

impl Line {
    /// Reads a JSON object.
    pub fn of(value: Value) -> Self {
        let id = value.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let sent = serde_json::from_value::<Sent>(value).map_err(|_| Refusal::MalformedEvent("event"));
        Self { id, read: sent.and_then(Reported::parse) }
    }
}
