//! A store in which nothing is kept: what is written to it is seen by its own reads, and gone with it.
//!
//! An action over a draft answers as it would over the store, and changes nothing. A condition on an item that the
//! draft has not written yet is taken to hold, since the action has just read what it rests on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use crate::limits::version_after;
use crate::port::{Item, Key, Page, Query, Store, StoreError, Write};

/// What was written, over what is stored; None was deleted.
type Written = BTreeMap<Key, Option<Item>>;

/// A store under a draft, which is only read.
pub struct Draft {
    under: Arc<dyn Store>,
    written: Mutex<Written>,
}

impl Draft {
    /// Nothing written yet.
    pub fn over(under: Arc<dyn Store>) -> Self {
        Self { under, written: Mutex::default() }
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for Draft {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let written = self.written().get(key).cloned();
        match written {
            Some(item) => Ok(item),
            None => self.under.get(key).await,
        }
    }

    async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        let (mut items, mut others) = (Vec::new(), Vec::new());
        for key in keys {
            match self.written().get(key) {
                Some(item) => items.extend(item.clone()),
                None => others.push(key.clone()),
            }
        }
        items.extend(self.under.batch_get(&others).await?);
        Ok(items)
    }

    /// Refused: no action that may be drafted reads lists after it has written.
    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        if self.written().keys().any(|key| key.table == query.table && key.pk == query.pk) {
            return Err(StoreError::Invalid("a list that a draft has written to".to_owned()));
        }
        self.under.query(query).await
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let mut written = self.written();
        let held = |write: &Write| {
            written.get(write.key()).is_none_or(|item| write.condition().holds(item.as_ref()))
        };
        let failed: Vec<usize> =
            writes.iter().enumerate().filter(|(_, write)| !held(write)).map(|(at, _)| at).collect();
        if !failed.is_empty() {
            return Err(StoreError::ConditionFailed { failed });
        }
        for write in writes {
            match write {
                Write::Put { key, schema, body, condition } => {
                    let version = version_after(condition)?;
                    let item = Item { key: key.clone(), version, schema: schema.to_owned(), body };
                    written.insert(key, Some(item));
                }
                Write::Delete { key, .. } => drop(written.insert(key, None)),
                Write::Check { .. } => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded::Embedded;
    use crate::port::{Condition, Table};

    fn key(sk: &str) -> Key {
        Key { table: Table::Vouchers, pk: "demo#V#1".to_owned(), sk: sk.to_owned() }
    }

    fn put(sk: &str, body: &str, condition: Condition) -> Write {
        Write::Put { key: key(sk), schema: "voucher/1", body: body.to_owned(), condition }
    }

    async fn drafted() -> (Arc<Embedded>, Draft) {
        let store = Arc::new(Embedded::in_memory());
        store.write(vec![put("a", "1", Condition::Absent)]).await.unwrap();
        let draft = Draft::over(store.clone());
        let delete = Write::Delete { key: key("c"), condition: Condition::Exists };
        draft
            .write(vec![put("a", "2", Condition::Version(1)), put("b", "1", Condition::Absent), delete])
            .await
            .unwrap();
        (store, draft)
    }

    #[tokio::test]
    async fn what_a_draft_writes_it_reads_and_the_store_does_not_have() {
        let (store, draft) = drafted().await;
        let mut read = draft.batch_get(&["a", "b", "c"].map(key)).await.unwrap();
        read.sort_by(|a, b| a.key.cmp(&b.key));
        let read: Vec<_> = read.iter().map(|item| (item.key.sk.as_str(), item.version)).collect();
        assert_eq!(read, [("a", 2), ("b", 1)]);
        assert_eq!(store.get(&key("a")).await.unwrap().unwrap().body, "1");
        assert_eq!(store.get(&key("b")).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_draft_keeps_the_conditions_of_what_it_wrote() {
        let (_, draft) = drafted().await;
        let writes = vec![
            put("a", "3", Condition::Version(1)),
            put("b", "2", Condition::Absent),
            Write::Check { key: key("c"), condition: Condition::Exists },
            Write::Check { key: key("a"), condition: Condition::Version(2) },
        ];
        let refused = draft.write(writes).await;
        assert!(matches!(refused, Err(StoreError::ConditionFailed { failed }) if failed == [0, 1, 2]));
        draft.write(vec![put("a", "3", Condition::Version(2))]).await.unwrap();
        let list = Query {
            table: Table::Vouchers,
            pk: key("a").pk,
            from: String::new(),
            to: "z".into(),
            after: None,
            limit: 9,
        };
        assert!(draft.query(&list).await.is_err());
    }
}
