//! Invoicing: settles one provider's period, numbers the invoice, and writes its file to the bucket.
//!
//! Each step may be repeated by a redelivered message, at any point of it: what is closed stays closed, a number
//! is drawn once, a file is put once.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod check;
mod collect;
mod delimited;
mod events;
pub mod finvoice;
mod hand_over;
mod header;
mod history;
mod number;
mod originals;
mod own_invoice;
pub mod pain;
pub mod peppol;
pub mod posting;
mod reconcile;
mod record;
pub mod rendering;
mod rows;
pub mod specification;
pub mod spool;
pub mod statement;
mod words;
mod write;
mod xml;

use std::sync::Arc;

use domain::{invoice::InvoiceRefusal, time::day_of};
use jiff::Timestamp;
use messages::Message;
use objects::{ObjectError, Objects};
use storage::{
    port::{Store, StoreError},
    rulebooks::Rulebooks,
};

/// The handler of this function.
#[derive(Clone)]
pub struct Invoicing {
    store: Arc<dyn Store>,
    objects: Arc<dyn Objects>,
    rulebooks: Rulebooks,
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
    /// The rows and parties make no invoice.
    #[error("no invoice can be made: {0}")]
    Refused(#[from] InvoiceRefusal),
    /// The invoice cannot be written as Finvoice.
    #[error("the invoice cannot be rendered: {0}")]
    Render(#[from] rendering::RenderError),
    /// The file does not say what the record says.
    #[error("the file does not match its record: {0}")]
    Check(#[from] check::Finding),
    /// A file that is being made.
    #[error("the file could not be kept: {0}")]
    File(#[from] std::io::Error),
    /// The events of some accounts do not come to what was taken of them.
    #[error("{0} accounts differ from their events")]
    Differs(usize),
    /// A message for another function, or about something that is not stored.
    #[error("unexpected: {0}")]
    Unexpected(String),
}

impl Invoicing {
    /// Over a store and a bucket.
    pub fn new(store: Arc<dyn Store>, objects: Arc<dyn Objects>) -> Self {
        Self { store, objects, rulebooks: Rulebooks::default() }
    }

    /// Handles a message of the queue at a time.
    pub async fn handle(&self, message: Message, now: Timestamp) -> Result<(), Failure> {
        match message {
            Message::SettleProvider(settle) => self.collect(&settle, day_of(now)).await,
            Message::InvoiceSettlement(invoice) => {
                self.number(&invoice, now).await?;
                self.write(&invoice).await
            }
            Message::HandOver(of) => self.hand_over(&of).await,
            other => Err(Failure::Unexpected(format!("{other:?}"))),
        }
    }
}
