//! Files of service events: a provider asks for an upload, and behind a queue the file is recorded part by part.
//!
//! Lines go through the same code as a request's (`ledger`). Whatever crashes, the message comes again: a part that is
//! done is passed over, and an event that is recorded is recorded once.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod arrive;
mod ask;
mod check;
mod columns;
mod fetch_results;
mod lines;
mod record_file;
mod see;
mod table;

use std::sync::Arc;

use axum::{
    Router,
    extract::FromRef,
    routing::{get, post},
};
use domain::{
    event_file::EventFile,
    ids::{FileId, Organiser, ProviderId},
};
use jiff::Timestamp;
use messages::Message;
use objects::{ObjectError, Uploads};
use storage::{
    keys::Name,
    port::{Store, StoreError},
    records::{Versioned, load},
    rulebooks::Rulebooks,
};
use web::{App, Clock, Problem};

/// What the routes share.
#[derive(Clone, FromRef)]
struct State {
    app: App,
    uploads: Arc<dyn Uploads>,
}

/// The routes of this function.
pub fn routes(app: App, uploads: Arc<dyn Uploads>) -> Router {
    let routes = Router::new()
        .route("/v1/event-files", post(ask::ask).get(see::list))
        .route("/v1/event-files/{file}", get(see::one))
        .route("/v1/event-files/{file}/arrival", post(arrive::arrive))
        .route("/v1/event-files/{file}/results/{part}", get(fetch_results::fetch))
        .with_state(State { app, uploads });
    web::router(routes)
}

/// The handler behind the queue.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn Store>,
    uploads: Arc<dyn Uploads>,
    rulebooks: Rulebooks,
    clock: Clock,
}

/// Why a message was not handled; it comes again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bucket.
    #[error(transparent)]
    Object(#[from] ObjectError),
    /// An answer could not be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A message for another function, or about something that is not stored.
    #[error("unexpected: {0}")]
    Unexpected(&'static str),
}

impl Files {
    /// Over a store and the bucket for uploads.
    pub fn new(store: Arc<dyn Store>, uploads: Arc<dyn Uploads>, clock: Clock) -> Self {
        Self { store, uploads, rulebooks: Rulebooks::default(), clock }
    }

    /// Handles a message of the queue at a time.
    ///
    /// # Errors
    /// When a part is not done yet; the message comes again.
    pub async fn handle(&self, message: Message, now: Timestamp) -> Result<(), Failure> {
        match message {
            Message::RecordFile(of) => self.record_file(&of, now).await,
            _ => Err(Failure::Unexpected("a message for another function")),
        }
    }
}

async fn file_of(
    store: &dyn Store,
    organiser: &Organiser,
    provider: ProviderId,
    file: FileId,
) -> Result<Option<Versioned<EventFile>>, StoreError> {
    load(store, organiser, &Name::EventFile(provider, file)).await
}

/// The bucket did not answer: told once in the log, and to the caller without its words.
fn unavailable(error: &ObjectError) -> Problem {
    tracing::error!(%error, "the bucket is unavailable");
    Problem::new("try_again")
}
