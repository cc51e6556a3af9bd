//! What a provider is told of one event.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    event::{Event, HeldReason, State},
    ids::EventId,
    language::Language,
    money::Cents,
    recording::Refusal,
};
use serde::Serialize;
use web::Problem;

/// The decision on one line.
#[derive(Clone, Debug)]
pub(crate) enum Decided {
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
pub(crate) struct Answer {
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
}

impl Answer {
    /// The answer to a line, in a language.
    pub(crate) fn new(line: usize, id: String, decided: &Decided, language: Language) -> Self {
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
        }
    }
}

/// The answer to a request of one event: 201 when it is recorded now, 200 when it was before, a problem when a
/// rule refuses it.
pub(crate) fn answered(id: String, decided: &Decided, language: Language) -> Result<Response, Problem> {
    let status = match decided {
        Decided::Refused(refusal) => return Err(problem(*refusal)),
        Decided::Recorded { repeated: true, .. } => StatusCode::OK,
        Decided::Recorded { repeated: false, .. } => StatusCode::CREATED,
    };
    Ok((status, axum::Json(Answer::new(1, id, decided, language))).into_response())
}

/// A refusal as a problem of its own, for a request of one event.
pub(crate) fn problem(refusal: Refusal) -> Problem {
    let problem = Problem::new(refusal.code());
    match refusal.field() {
        Some(field) => problem.at_field(field),
        None => problem,
    }
}
