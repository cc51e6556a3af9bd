//! A request that asks what would happen: answered as it would be, and nothing of it stored.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use serde::Deserialize;
use storage::{draft::Draft, port::Store};

use crate::Problem;

/// Whether the request has `?dry_run=true`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DryRun(pub bool);

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    dry_run: bool,
}

impl<S: Sync> FromRequestParts<S> for DryRun {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Query(asked) = Query::<Asked>::try_from_uri(&parts.uri)
            .map_err(|_| Problem::new("bad_parameter").at_field("dry_run"))?;
        Ok(Self(asked.dry_run))
    }
}

impl DryRun {
    /// The store to act on: the given one, or a draft over it.
    pub fn store(self, store: &Arc<dyn Store>) -> Arc<dyn Store> {
        if self.0 { Arc::new(Draft::over(Arc::clone(store))) } else { Arc::clone(store) }
    }
}
