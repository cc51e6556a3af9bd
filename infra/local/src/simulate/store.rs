//! The embedded store in bad weather: every call may be struck, and a bug may be planted in it.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use storage::embedded::Embedded;
use storage::port::{Item, Key, Page, Query, Store, StoreError, Write};

use super::plant::Planted;
use super::weather::{Blow, Weather};

/// A store whose calls meet the weather.
pub struct Stormy {
    kept: Arc<Embedded>,
    weather: Arc<Weather>,
    planted: Arc<Planted>,
    late: Mutex<Vec<Vec<Write>>>,
}

impl Stormy {
    /// Over a store.
    pub fn over(kept: Arc<Embedded>, weather: Arc<Weather>, planted: Arc<Planted>) -> Self {
        Self { kept, weather, planted, late: Mutex::default() }
    }

    /// Does one of the writes whose callers were told of a timeout; false when there is none.
    pub async fn arrive_late(&self) -> bool {
        let Some(writes) = self.late.lock().unwrap_or_else(PoisonError::into_inner).pop() else {
            return false;
        };
        self.weather.tell(|| format!("  a late write arrives: {}", named(&writes)));
        // Nobody hears whether its conditions still held.
        drop(self.commit(writes).await);
        true
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let writes = self.planted.writes(&self.kept, writes).await;
        self.kept.write(writes).await
    }

    async fn read(&self, what: impl FnOnce() -> String) -> Result<(), StoreError> {
        match self.weather.call("read", what).await {
            None => Ok(()),
            Some(Blow::CrashBefore | Blow::CrashAfter) => self.weather.die().await,
            Some(Blow::Conflict | Blow::Throttled) => Err(StoreError::Throttled),
            Some(Blow::Outage | Blow::LostAnswer | Blow::Late) => Err(unavailable()),
        }
    }
}

#[async_trait]
impl Store for Stormy {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        self.read(|| format!("{} {}", key.pk, key.sk)).await?;
        self.kept.get(key).await
    }

    async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        self.read(|| format!("{} items", keys.len())).await?;
        self.kept.batch_get(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        self.read(|| format!("list {} {}", query.pk, query.from)).await?;
        match self.planted.page(query) {
            Some(page) => Ok(page),
            None => self.kept.query(query).await,
        }
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let several = writes.len() > 1;
        match self.weather.call("write", || named(&writes)).await {
            None => self.commit(writes).await,
            Some(Blow::Conflict) if several => Err(StoreError::Conflict),
            Some(Blow::Conflict | Blow::Throttled) => Err(StoreError::Throttled),
            Some(Blow::Outage) => Err(unavailable()),
            Some(Blow::LostAnswer) => {
                drop(self.commit(writes).await);
                Err(unavailable())
            }
            Some(Blow::Late) => {
                self.late.lock().unwrap_or_else(PoisonError::into_inner).push(writes);
                Err(unavailable())
            }
            Some(Blow::CrashBefore) => self.weather.die().await,
            Some(Blow::CrashAfter) => {
                drop(self.commit(writes).await);
                self.weather.die().await
            }
        }
    }
}

fn unavailable() -> StoreError {
    StoreError::Unavailable("the weather".to_owned())
}

fn named(writes: &[Write]) -> String {
    let each = |write: &Write| {
        let verb = match write {
            Write::Put { .. } => "put",
            Write::Delete { .. } => "delete",
            Write::Check { .. } => "check",
        };
        format!("{verb} {} {}", write.key().pk, write.key().sk)
    };
    writes.iter().map(each).collect::<Vec<_>>().join(", ")
}
