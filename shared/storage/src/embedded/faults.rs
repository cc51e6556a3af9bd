//! Faults on demand: what a cloud's database does now and then, and no emulator by itself.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use crate::port::{Item, Key, Page, Query, Store, StoreError, Write};

/// What befalls one write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `Conflict`; nothing is written.
    Conflict,
    /// `Throttled`; nothing is written.
    Throttled,
    /// `Unavailable`; nothing is written.
    Outage,
    /// `Unavailable`, though the write was committed, if its conditions held.
    LostAnswer,
}

/// A store whose next writes meet the faults that it was told, in their order.
pub struct Faulty<S> {
    store: S,
    faults: Mutex<VecDeque<Fault>>,
}

impl<S: Store> Faulty<S> {
    /// Without any fault yet.
    pub fn over(store: S) -> Self {
        Self { store, faults: Mutex::default() }
    }

    /// Adds faults for the next writes, one each.
    pub fn expect(&self, faults: impl IntoIterator<Item = Fault>) {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).extend(faults);
    }

    /// The store below, as it is.
    pub fn store(&self) -> &S {
        &self.store
    }

    fn next(&self) -> Option<Fault> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

#[async_trait]
impl<S: Store> Store for Faulty<S> {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        self.store.get(key).await
    }

    async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        self.store.batch_get(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        self.store.query(query).await
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        match self.next() {
            None => self.store.write(writes).await,
            Some(Fault::Conflict) => Err(StoreError::Conflict),
            Some(Fault::Throttled) => Err(StoreError::Throttled),
            Some(Fault::Outage) => Err(StoreError::Unavailable("a fault on demand".to_owned())),
            Some(Fault::LostAnswer) => {
                // Whatever it answered is what gets lost.
                let _ = self.store.write(writes).await;
                Err(StoreError::Unavailable("an answer lost on demand".to_owned()))
            }
        }
    }
}
