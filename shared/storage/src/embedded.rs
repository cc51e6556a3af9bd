//! The embedded store: the same semantics as DynamoDB's in one process, in memory or durable in a folder.
//!
//! The map in memory is always the source of reads. In a folder, a commit is on disk (fsync) before it is
//! applied to the map and acknowledged; transactions that wait at the same time share one fsync.

mod decide;
mod disk;
mod faults;
mod feed;
mod meter;
mod shelves;
#[cfg(test)]
mod tests;
mod writer;

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use async_trait::async_trait;
use tokio::sync::watch;

pub use self::disk::OpenError;
pub use self::faults::{Fault, Faulty};
use self::feed::Feed;
use self::meter::Counts;
pub use self::meter::{Heat, Meter, Units};
use self::shelves::Shelves;
use self::writer::Writer;
use crate::limits;
use crate::port::{Change, Item, Key, Page, Query, Store, StoreError, Write};

/// A store in this process.
pub struct Embedded {
    state: Arc<State>,
    /// Only a store in a folder has one; then it alone changes the state.
    writer: Option<Writer>,
}

/// What the callers and the writer share.
struct State {
    ledger: RwLock<Ledger>,
    counts: Counts,
    newest: watch::Sender<u64>,
}

/// The items and the feed of their changes: they move together.
#[derive(Default)]
struct Ledger {
    shelves: Shelves,
    feed: Feed,
}

impl Embedded {
    /// A store that lives as long as this value.
    pub fn in_memory() -> Self {
        Self { state: Arc::new(State::of(Ledger::default())), writer: None }
    }

    /// The durable store in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// When another process (or value) has it open, or the folder or its file can't be used.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let (disk, ledger) = disk::open(folder)?;
        let state = Arc::new(State::of(ledger));
        let writer =
            Writer::start(disk, Arc::clone(&state)).map_err(|cause| OpenError::unusable(folder, cause))?;
        Ok(Self { state, writer: Some(writer) })
    }

    /// The committed changes after a sequence number, in commit order, at most `limit` of them.
    ///
    /// Numbers start at 1, have no gaps, and are never used again, even after a restart: a relay remembers none,
    /// it trims what it has passed on and asks from 0 when it starts.
    pub fn changes(&self, after: u64, limit: usize) -> Vec<(u64, Change)> {
        self.state.read().feed.after(after, limit)
    }

    /// Forgets the changes up to and with this sequence number; when it answers they stay forgotten.
    ///
    /// # Errors
    /// `Unavailable` when the disk does not answer.
    pub async fn trim(&self, up_to: u64) -> Result<(), StoreError> {
        match &self.writer {
            Some(writer) => writer.trim(up_to).await,
            None => {
                self.state.write().feed.trim(up_to);
                Ok(())
            }
        }
    }

    /// Follows the newest change's sequence number, so that a relay can sleep until there is one.
    pub fn newest_change(&self) -> watch::Receiver<u64> {
        self.state.newest.subscribe()
    }

    /// The capacity units used since the start or the last reset.
    pub fn meter(&self) -> Meter {
        self.state.counts.meter()
    }

    /// Sets the meter and the heat to nothing.
    pub fn reset_meter(&self) {
        self.state.counts.reset();
    }

    /// The partitions that took the most write units, most first: where DynamoDB would throttle.
    pub fn hottest(&self, count: usize) -> Vec<Heat> {
        self.state.counts.hottest(count)
    }
}

impl State {
    fn of(ledger: Ledger) -> Self {
        let newest = watch::Sender::new(ledger.feed.last());
        Self { ledger: RwLock::new(ledger), counts: Counts::default(), newest }
    }

    fn read(&self) -> RwLockReadGuard<'_, Ledger> {
        self.ledger.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Ledger> {
        self.ledger.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Decides and applies in one step, for a store without a disk.
    fn commit(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let mut ledger = self.write();
        let effects = decide::decide(writes, &self.counts, |key| ledger.shelves.find(key))?;
        ledger.apply(effects);
        self.announce(&ledger);
        Ok(())
    }

    fn announce(&self, ledger: &Ledger) {
        let last = ledger.feed.last();
        self.newest.send_if_modified(|newest| std::mem::replace(newest, last) != last);
    }
}

impl Ledger {
    fn apply(&mut self, effects: Vec<decide::Effect>) {
        for effect in effects {
            self.shelves.apply(&effect);
            self.feed.push(effect);
        }
    }
}

#[async_trait]
impl Store for Embedded {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        limits::check_key(key)?;
        let found = self.state.read().shelves.find(key);
        self.state.counts.read_item(key, found.as_deref());
        Ok(found.map(|item| Item::clone(&item)))
    }

    async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        limits::check_keys(keys.iter())?;
        let mut items = Vec::with_capacity(keys.len());
        for key in keys {
            let found = self.state.read().shelves.find(key);
            self.state.counts.read_item(key, found.as_deref());
            items.extend(found.map(|item| Item::clone(&item)));
        }
        Ok(items)
    }

    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        limits::check_query(query)?;
        let (page, bytes) = self.state.read().shelves.page(query);
        self.state.counts.read_page(query.table, &query.pk, bytes);
        Ok(page)
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        limits::check_writes(&writes)?;
        match &self.writer {
            Some(writer) => writer.write(writes).await,
            None => self.state.commit(writes),
        }
    }
}
