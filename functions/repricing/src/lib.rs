//! Re-pricing: a decision changed a voucher's terms, and its accounts follow, one after the other.
//!
//! A message may come twice, or again after a crash at any point: what is priced under the decision in force is left alone,
//! so the rest is what remains to be done.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod load;
mod moved;
mod walk;

use std::sync::Arc;

use domain::{ids::EventId, recording::Refusal};
use jiff::Timestamp;
use messages::{Message, RepriceVoucher};
use storage::{
    port::{Store, StoreError},
    rulebooks::Rulebooks,
};

/// The handler of this function.
#[derive(Clone)]
pub struct Repricing {
    store: Arc<dyn Store>,
    rulebooks: Rulebooks,
}

/// Why a message was not handled; it comes again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What a decision grants has no price at the provider who delivered it. All else of the voucher is priced.
    #[error("event {0} can't be priced: {code}", code = .1.code())]
    NoPrice(EventId, Refusal),
    /// A message for another function, or about something that is not stored.
    #[error("unexpected: {0}")]
    Unexpected(String),
}

/// Recording and settling go on meanwhile: what moved is read and priced again, so often.
const TRIES: usize = 20;

impl Repricing {
    /// Over a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, rulebooks: Rulebooks::default() }
    }

    /// Handles a message of the queue at a time.
    ///
    /// # Errors
    /// When the voucher's accounts are not all priced under the decision in force; the message comes again.
    pub async fn handle(&self, message: Message, now: Timestamp) -> Result<(), Failure> {
        match message {
            Message::RepriceVoucher(of) => self.reprice(&of, now).await,
            other => Err(Failure::Unexpected(format!("{other:?}"))),
        }
    }

    async fn reprice(&self, of: &RepriceVoucher, now: Timestamp) -> Result<(), Failure> {
        for _ in 0..TRIES {
            match self.follow(of, now).await {
                Err(Failure::Store(StoreError::ConditionFailed { .. } | StoreError::Conflict)) => {}
                done => return done,
            }
        }
        Err(Failure::Unexpected("the voucher does not come to rest".to_owned()))
    }

    /// What moved to another provider is taken back; everything else is priced under the decision in force.
    async fn follow(&self, of: &RepriceVoucher, now: Timestamp) -> Result<(), Failure> {
        let basis = self.basis(of).await?;
        self.take_back_moved(of, &basis.voucher.value, now).await?;
        self.walk(of, &basis).await
    }
}
