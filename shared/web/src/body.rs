//! Bodies read strictly: the right content type, a bounded size, no unknown fields.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
};
use serde::de::DeserializeOwned;

use crate::Problem;

/// A JSON body.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// A rulebook file as a body.
#[derive(Debug)]
pub struct TomlText(pub String);

/// A delimited file as a body.
#[derive(Debug)]
pub struct CsvText(pub String);

/// An XML file as a body, in whatever encoding it declares.
#[derive(Debug)]
pub struct XmlBytes(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for XmlBytes {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        bytes_of(request, state, "application/xml").await.map(XmlBytes)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes = bytes_of(request, state, "application/json").await?;
        read_json(&bytes).map(Json)
    }
}

/// Reads JSON; the problem names the line and says in the reader's words what is wrong there.
pub(crate) fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| {
        Problem::new("malformed_json").at_line(Some(error.line())).with_note(error.to_string())
    })
}

impl<S: Send + Sync> FromRequest<S> for TomlText {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        text_of(request, state, "application/toml").await.map(TomlText)
    }
}

impl<S: Send + Sync> FromRequest<S> for CsvText {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        text_of(request, state, "text/csv").await.map(CsvText)
    }
}

async fn text_of<S: Send + Sync>(request: Request, state: &S, expected: &str) -> Result<String, Problem> {
    let bytes = bytes_of(request, state, expected).await?;
    String::from_utf8(bytes.to_vec()).map_err(|_| Problem::new("not_utf8"))
}

pub(crate) async fn bytes_of<S: Send + Sync>(
    request: Request,
    state: &S,
    expected: &str,
) -> Result<Bytes, Problem> {
    if !has_type(request.headers(), expected) {
        return Err(Problem::new("wrong_content_type").with_note(expected));
    }
    Bytes::from_request(request, state).await.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(e) if e.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new("body_too_large")
        }
        _ => Problem::new("body_unreadable"),
    })
}

fn has_type(headers: &HeaderMap, expected: &str) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(expected)
}
