//! Statements: sets what was written for people as PDF, and hands it to the outbox.
//!
//! A binary of its own, because the typesetter and its font are large. A message may come twice, or again after a crash
//! at any point: the first file wins and there is one letter.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod outbox;
pub mod pdf;
mod write_letter;
mod write_statement;

use std::sync::Arc;

use messages::Message;
use objects::{ObjectError, Objects};
use storage::port::{Store, StoreError};

/// The handler of this function.
#[derive(Clone)]
pub struct Statements {
    store: Arc<dyn Store>,
    documents: Arc<dyn Objects>,
    invoices: Arc<dyn Objects>,
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
    /// The document can't be set as PDF.
    #[error("the document can't be set: {0}")]
    NotSet(#[from] pdf::NotSet),
    /// What goes with a letter could not be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A message for another function, or about something that is not stored. Its content is not told: it may be personal.
    #[error("unexpected: {0}")]
    Unexpected(&'static str),
}

impl Statements {
    /// Over a store, the bucket for documents, and that for invoices.
    pub fn new(store: Arc<dyn Store>, documents: Arc<dyn Objects>, invoices: Arc<dyn Objects>) -> Self {
        Self { store, documents, invoices }
    }

    /// Handles a message of the queue.
    ///
    /// # Errors
    /// When the letter or the statement does not lie in its bucket yet; the message comes again.
    pub async fn handle(&self, message: Message) -> Result<(), Failure> {
        match message {
            Message::WriteLetter(letter) => self.write_letter(&letter).await,
            Message::WriteStatement(statement) => self.write_statement(&statement).await,
            _ => Err(Failure::Unexpected("a message for another function")),
        }
    }
}
