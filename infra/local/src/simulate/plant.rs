//! Bugs on demand, each planted at a port: what the simulation must find if it is worth its time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::account::Account;
use domain::settlement::{Row, Settlement, State};
use messages::{InvoiceSettlement, Message};
use queues::Queue;
use storage::embedded::Embedded;
use storage::keys::{List, Name};
use storage::port::{Condition, Page, Query, Store, Write};

/// A kind of bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Plant {
    /// Accounts and quotas are written whatever version they have.
    MissingCondition,
    /// Events are stored without their guard.
    MissingGuard,
    /// The message about a closed settlement is sent before the close is committed.
    MessageBeforeCommit,
    /// Taking an account does not check that its settlement still collects.
    RowAfterClose,
    /// An invoice sums the rows that were there before the last taking.
    RowsBeforeClose,
    /// A taken account does not say all the entries that were taken of it.
    WrongSequence,
    /// A command does not keep its key.
    ForgottenCommand,
    /// A correction records the new event and leaves the old one as it is.
    HalfCorrection,
    /// A re-pricing changes the account and leaves the events at their earlier price.
    HalfRepricing,
}

/// The bug of a run, if there is one.
#[derive(Default)]
pub struct Planted {
    plant: Option<Plant>,
    early: Mutex<Vec<String>>,
    stale: Mutex<HashMap<(String, String), Page>>,
}

impl Planted {
    /// This bug, or none.
    pub fn new(plant: Option<Plant>) -> Self {
        Self { plant, ..Self::default() }
    }

    /// The writes as the bug has them.
    pub async fn writes(&self, kept: &Arc<Embedded>, writes: Vec<Write>) -> Vec<Write> {
        let Some(plant) = self.plant else { return writes };
        if plant == Plant::MessageBeforeCommit {
            self.send_early(&writes);
        }
        if plant == Plant::RowsBeforeClose {
            self.remember_rows(kept, &writes).await;
        }
        let mut changed = Vec::with_capacity(writes.len());
        for write in writes {
            changed.extend(self.write(plant, kept, write).await);
        }
        changed
    }

    async fn write(&self, plant: Plant, kept: &Arc<Embedded>, write: Write) -> Option<Write> {
        let name = Name::of(&write.key().clone()).map(|(_, name)| name);
        match (plant, name, write) {
            (
                Plant::MissingCondition,
                Some(Name::Account(..) | Name::Quota(_)),
                Write::Put { key, schema, body, .. },
            ) => {
                let there = kept.get(&key).await.ok().flatten();
                let condition = there.map_or(Condition::Absent, |item| Condition::Version(item.version));
                Some(Write::Put { key, schema, body, condition })
            }
            (Plant::MissingGuard, Some(Name::Guard(_)), _)
            | (Plant::RowAfterClose, Some(Name::Settlement(..)), Write::Check { .. })
            | (Plant::ForgottenCommand, Some(Name::Command(..)), _) => None,
            (Plant::WrongSequence, Some(Name::Account(..)), Write::Put { key, schema, body, condition }) => {
                let mut account: Account = serde_json::from_str(&body).ok()?;
                account.taken = account.taken.min(account.sequence.saturating_sub(1));
                Some(Write::Put { key, schema, body: serde_json::to_string(&account).ok()?, condition })
            }
            (Plant::HalfCorrection, Some(Name::Event(..)), Write::Put { body, .. })
                if body.contains("replaced_by") =>
            {
                None
            }
            (Plant::HalfRepricing, Some(Name::Event(..)), Write::Put { body, .. })
                if body.contains("repriced") =>
            {
                None
            }
            (_, _, write) => Some(write),
        }
    }

    fn send_early(&self, writes: &[Write]) {
        for write in writes {
            let Write::Put { key, body, .. } = write else { continue };
            let Some((organiser, Name::Settlement(run, provider))) = Name::of(key) else { continue };
            let closes = serde_json::from_str::<Settlement>(body).is_ok_and(|s| s.state == State::Closed);
            let message = Message::InvoiceSettlement(InvoiceSettlement { organiser, run, provider });
            if let (true, Ok(body)) = (closes, message.write()) {
                self.early.lock().unwrap_or_else(PoisonError::into_inner).push(body);
            }
        }
    }

    async fn remember_rows(&self, kept: &Arc<Embedded>, writes: &[Write]) {
        for write in writes {
            let Write::Put { key, schema: _, body, .. } = write else { continue };
            let Some((organiser, Name::Row(run, provider, ..))) = Name::of(key) else { continue };
            if serde_json::from_str::<Row>(body).is_err() {
                continue;
            }
            let query = List::RowsOf(run, provider).page(&organiser, None, 1000);
            if let Ok(page) = kept.query(&query).await {
                let place = (query.pk, query.from);
                self.stale.lock().unwrap_or_else(PoisonError::into_inner).insert(place, page);
            }
        }
    }

    /// The page that the bug answers with, if it does.
    pub fn page(&self, query: &Query) -> Option<Page> {
        let place = (query.pk.clone(), query.from.clone());
        self.stale.lock().unwrap_or_else(PoisonError::into_inner).get(&place).cloned()
    }

    /// Messages that the bug sends.
    pub fn early(&self) -> Vec<(Queue, String)> {
        let early = std::mem::take(&mut *self.early.lock().unwrap_or_else(PoisonError::into_inner));
        early.into_iter().map(|body| (Queue::Invoicing, body)).collect()
    }

    /// The messages that are still sent after a commit.
    pub fn sent_after(&self, bodies: Vec<String>) -> Vec<String> {
        if self.plant != Some(Plant::MessageBeforeCommit) {
            return bodies;
        }
        let closes = |body: &String| matches!(Message::read(body), Ok(Message::InvoiceSettlement(_)));
        bodies.into_iter().filter(|body| !closes(body)).collect()
    }
}
