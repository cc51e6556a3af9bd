//! Plays the bucket that others put files into: an address for one PUT of the announced size, kept in memory until then.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::routing::put;
use domain::event_file::MOST_BYTES;
use objects::{Address, ObjectError, Objects, Put, Uploads};
use uuid::Uuid;

/// The objects, and the addresses that were given out and not used yet.
pub(super) struct Desk {
    objects: Arc<dyn Objects>,
    base_url: String,
    expected: Mutex<HashMap<Uuid, Expected>>,
}

#[derive(Clone)]
struct Expected {
    key: String,
    content_type: String,
    bytes: u64,
}

impl Desk {
    pub fn new(objects: Arc<dyn Objects>, base_url: &str) -> Self {
        Self { objects, base_url: base_url.to_owned(), expected: Mutex::default() }
    }

    /// `PUT /uploads/{token}`, as the bucket answers: 403 for an address that is none, or not for this size, 412 for one
    /// that was used.
    pub fn routes(self: Arc<Self>) -> Router {
        let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
        let routes = Router::new().route("/uploads/{token}", put(receive)).with_state(self);
        routes.layer(DefaultBodyLimit::max(most))
    }

    fn expected(&self, token: Uuid) -> Option<Expected> {
        self.expected.lock().unwrap_or_else(PoisonError::into_inner).get(&token).cloned()
    }
}

async fn receive(State(desk): State<Arc<Desk>>, Path(token): Path<Uuid>, body: Bytes) -> StatusCode {
    let Some(Expected { key, content_type, bytes }) = desk.expected(token) else {
        return StatusCode::FORBIDDEN;
    };
    if body.len() as u64 != bytes {
        return StatusCode::FORBIDDEN;
    }
    match desk.objects.put_if_absent(&key, body.to_vec(), &content_type).await {
        Ok(Put::Stored) => StatusCode::OK,
        Ok(Put::AlreadyThere) => StatusCode::PRECONDITION_FAILED,
        Err(error) => {
            tracing::error!(%error, "an upload was not kept");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

#[async_trait]
impl Uploads for Desk {
    async fn address(&self, key: &str, content_type: &str, bytes: u64) -> Result<Address, ObjectError> {
        let (token, url) = (Uuid::new_v4(), &self.base_url);
        let expected = Expected { key: key.to_owned(), content_type: content_type.to_owned(), bytes };
        self.expected.lock().unwrap_or_else(PoisonError::into_inner).insert(token, expected);
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Ok(Address { url: format!("{url}/uploads/{token}"), headers })
    }
}

#[async_trait]
impl Objects for Desk {
    async fn put_if_absent(&self, key: &str, bytes: Vec<u8>, content_type: &str) -> Result<Put, ObjectError> {
        self.objects.put_if_absent(key, bytes, content_type).await
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, ObjectError> {
        self.objects.get(key).await
    }

    async fn size(&self, key: &str) -> Result<Option<u64>, ObjectError> {
        self.objects.size(key).await
    }

    async fn part(&self, key: &str, from: u64, most: usize) -> Result<Option<Vec<u8>>, ObjectError> {
        self.objects.part(key, from, most).await
    }

    async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<String>, ObjectError> {
        self.objects.list(prefix, after, limit).await
    }
}
