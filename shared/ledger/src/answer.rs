//! What a provider is told of one event.

use domain::{
    event::{Event, HeldReason, State},
    ids::EventId,
    language::Language,
    money::Cents,
    recording::Refusal,
};
use serde::Serialize;

/// The decision on one line.
#[derive(Clone, Debug)]
pub enum Decided {
    /// It is recorded, now or before.
    Recorded {
        /// The event as it stands.
        event: Box<Event>,
        /// Whether it was recorded before.
        repeated: bool,
    },
    /// A rule refuses it; nothing is stored.
    Refused(Refusal),
}

/// The decision as it is answered, by line.
#[derive(Debug, Serialize)]
pub struct Answer {
    line: usize,
    id: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<EventId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<HeldReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider_cents: Option<Cents>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_cents: Option<Cents>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repeated: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<EventId>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dry_run: bool,
}

impl Answer {
    /// The answer to a line, in a language.
    pub fn new(line: usize, id: String, decided: &Decided, language: Language) -> Self {
        match decided {
            Decided::Recorded { event, repeated } => Self::recorded(line, id, event, *repeated),
            Decided::Refused(refusal) => Self {
                code: Some(refusal.code()),
                detail: Some(web::sentence(refusal.code(), language)),
                field: refusal.field(),
                ..Self::empty(line, id, "refused")
            },
        }
    }

    /// The same, as what would have been answered.
    #[must_use]
    pub fn dry(self, dry_run: bool) -> Self {
        Self { dry_run, ..self }
    }

    fn recorded(line: usize, id: String, event: &Event, repeated: bool) -> Self {
        let (status, reasons) = match &event.state {
            State::Approved { .. } => ("approved", Vec::new()),
            State::Held { reasons } => ("held", reasons.clone()),
            State::Rejected { .. } => ("rejected", Vec::new()),
            State::Reversed { .. } => ("reversed", Vec::new()),
        };
        Self {
            event: Some(event.event),
            reasons,
            provider_cents: Some(event.provider_cents()),
            client_cents: Some(event.client_cents()),
            repeated: Some(repeated),
            replaces: event.replaces,
            ..Self::empty(line, id, status)
        }
    }

    fn empty(line: usize, id: String, status: &'static str) -> Self {
        Self {
            line,
            id,
            status,
            event: None,
            reasons: Vec::new(),
            code: None,
            detail: None,
            field: None,
            provider_cents: None,
            client_cents: None,
            repeated: None,
            replaces: None,
            dry_run: false,
        }
    }
}
