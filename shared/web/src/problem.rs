//! A refusal or a failure as `application/problem+json` (RFC 9457).

use axum::{
    extract::Request,
    http::{StatusCode, header::CONTENT_TYPE},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::language::{Language, Text};
use serde_json::json;
use storage::port::StoreError;

use crate::{Accepted, catalogue};

/// A problem by its code; the catalogue knows its status and its sentence in three languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    code: &'static str,
    field: Option<String>,
    line: Option<usize>,
    /// What is wrong in the words of a checker (a parser's message), or the number of what stands in the way: untranslated,
    /// added to the sentence.
    note: Option<String>,
    /// All that was found, where a checker looks for everything at once.
    found: Vec<Found>,
}

/// One of many things found in what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The line, from 1.
    pub line: Option<usize>,
    /// Its own code.
    pub code: String,
    /// What is wrong and what to do.
    pub reason: Text,
}

impl Problem {
    /// The problem with a code of the catalogue.
    pub fn new(code: &'static str) -> Self {
        Self { code, field: None, line: None, note: None, found: Vec::new() }
    }

    /// About a field.
    #[must_use]
    pub fn at_field(self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self }
    }

    /// About a line, from 1.
    #[must_use]
    pub fn at_line(self, line: Option<usize>) -> Self {
        Self { line, ..self }
    }

    /// With a checker's own words, or a number.
    #[must_use]
    pub fn with_note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// With all that was found, each in the language of whoever asks; the first one's line stands for all.
    #[must_use]
    pub fn with_found(self, found: Vec<Found>) -> Self {
        Self { line: found.first().and_then(|first| first.line), found, ..self }
    }

    /// Its code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    fn body(&self, language: Language) -> serde_json::Value {
        let (status, _) = catalogue::entry(self.code);
        let mut detail = catalogue::sentence(self.code, language).to_owned();
        if let Some(note) = &self.note {
            detail = format!("{detail} ({note})");
        }
        let mut body = json!({
            "type": format!("urn:seteli:problem:{}", self.code),
            "title": self.code.replace('_', " "),
            "status": status,
            "code": self.code,
            "detail": detail,
        });
        if let Some(field) = &self.field {
            body["field"] = json!(field);
        }
        if let Some(line) = self.line {
            body["line"] = json!(line);
        }
        if !self.found.is_empty() {
            let told = self.found.iter().map(|found| {
                let reason = found.reason.in_language(language);
                json!({ "line": found.line, "code": found.code, "reason": reason })
            });
            body["problems"] = told.collect();
        }
        body
    }

    /// Puts the problems of answers into the language that was asked for: the outermost layer of every router.
    pub async fn translate(request: Request, next: Next) -> Response {
        let Accepted(language) = Accepted::of(request.headers());
        let mut response = next.run(request).await;
        let problem = match response.extensions_mut().remove::<Problem>() {
            Some(problem) => problem,
            None => match (response.status(), response.headers().contains_key(CONTENT_TYPE)) {
                (StatusCode::METHOD_NOT_ALLOWED, _) => Problem::new("method_not_allowed"),
                (StatusCode::NOT_FOUND, false) => Problem::new("not_found"),
                _ => return response,
            },
        };
        problem.in_language(language)
    }

    fn in_language(&self, language: Language) -> Response {
        let (status, _) = catalogue::entry(self.code);
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self.body(language))).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, axum::http::HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert("www-authenticate", axum::http::HeaderValue::from_static("Bearer"));
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert("retry-after", axum::http::HeaderValue::from_static("1"));
        }
        response
    }
}

impl IntoResponse for Problem {
    /// In Finnish; `Problem::translate` knows the language and writes it anew.
    fn into_response(self) -> Response {
        let mut response = self.in_language(Language::Fi);
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Problem {
    /// The cause is logged here, once, and never shown.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict | StoreError::Throttled | StoreError::ConditionFailed { .. } => {
                tracing::warn!(%error, "the store asks to try again");
                Problem::new("try_again")
            }
            StoreError::Unavailable(_) => {
                tracing::error!(%error, "the store is unavailable");
                Problem::new("try_again")
            }
            StoreError::Invalid(_) | StoreError::Unreadable(_) => {
                tracing::error!(%error, "a bug in what is stored");
                Problem::new("internal_error")
            }
        }
    }
}
