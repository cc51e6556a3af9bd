//! An id in a path: what is no id names nothing.

use std::str::FromStr;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use crate::Problem;

/// The one parameter of a path, parsed; 404 if it cannot be one.
#[derive(Clone, Copy, Debug)]
pub struct Named<T>(pub T);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, state).await.ok();
        path.and_then(|Path(text)| text.parse().ok()).map(Named).ok_or(Problem::new("not_found"))
    }
}
