//! Notices: tells clients by letter what a later decision changed of their share, and looks each morning for what waits too
//! long for somebody, and says so where an alarm hears it.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod tell_share;

use std::sync::Arc;

use domain::{ids::Organiser, time};
use jiff::{Timestamp, civil::Date};
use messages::{LookForLate, Message};
use storage::{
    keys::{List, Name},
    port::{Store, StoreError},
    records::{Identity, page},
};

/// The handler of this function.
#[derive(Clone)]
pub struct Notices {
    store: Arc<dyn Store>,
}

/// Why a message was not handled; it comes again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A message for another function, or about something that is not stored.
    #[error("unexpected: {0}")]
    Unexpected(&'static str),
}

/// What waits for somebody since before today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// How many decisions: drafts, hearings, letters and requests for rectification.
    pub decisions: usize,
    /// Since when the oldest of them.
    pub oldest_due: Option<Date>,
}

/// So many entries of the work queue are read at once.
const PAGE: u32 = 500;

impl Notices {
    /// Over a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store }
    }

    /// Handles a message of the queue.
    ///
    /// # Errors
    /// When the store did not answer; the message comes again.
    pub async fn handle(&self, message: Message, now: Timestamp) -> Result<(), Failure> {
        match message {
            Message::LookForLate(look) => self.look(&look).await.map(|_| ()),
            Message::TellShare(of) => self.tell_share(&of, now).await,
            _ => Err(Failure::Unexpected("a message for another function")),
        }
    }

    /// Counts what is late: one line in the log, whose number the template's metric takes. The alarm is raised as long as
    /// anything is late.
    ///
    /// # Errors
    /// When the store did not answer.
    pub async fn look(&self, of: &LookForLate) -> Result<Late, Failure> {
        let LookForLate { organiser, scheduled_at } = of;
        let late = self.late(organiser, time::day_of(*scheduled_at)).await?;
        let Late { decisions, oldest_due } = late;
        let oldest_due = oldest_due.map(tracing::field::display);
        if decisions > 0 {
            tracing::warn!(%organiser, late = decisions, oldest_due, "decisions are late");
        } else {
            tracing::info!(%organiser, late = 0, "decisions are late");
        }
        Ok(late)
    }

    async fn late(&self, organiser: &Organiser, today: Date) -> Result<Late, StoreError> {
        let (list, mut late, mut after) = (List::WorkDueBefore(today), Late::default(), None);
        loop {
            let found = page::<Identity>(&*self.store, organiser, &list, after, PAGE).await?;
            late.decisions += found.records.len();
            if let (None, Some((Name::Work(due, _), _))) = (late.oldest_due, found.records.first()) {
                late.oldest_due = Some(*due);
            }
            after = found.next;
            if after.is_none() {
                return Ok(late);
            }
        }
    }
}
