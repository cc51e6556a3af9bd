//! Keys and writes of the cases: each case has partitions of its own.

use std::time::Duration;

use storage::port::{Condition, Item, Key, Query, Store, StoreError, Table, Write};

/// A partition that no other case has.
pub fn partition() -> String {
    format!("case#{}", uuid::Uuid::new_v4())
}

pub fn key(pk: &str, sk: &str) -> Key {
    key_in(Table::Vouchers, pk, sk)
}

pub fn key_in(table: Table, pk: &str, sk: &str) -> Key {
    Key { table, pk: pk.to_owned(), sk: sk.to_owned() }
}

pub fn put(key: &Key, body: &str, condition: Condition) -> Write {
    Write::Put { key: key.clone(), schema: "sample/1", body: body.to_owned(), condition }
}

pub fn delete(key: &Key, condition: Condition) -> Write {
    Write::Delete { key: key.clone(), condition }
}

pub fn check(key: &Key, condition: Condition) -> Write {
    Write::Check { key: key.clone(), condition }
}

pub fn item(key: &Key, version: u64, body: &str) -> Item {
    Item { key: key.clone(), version, schema: "sample/1".to_owned(), body: body.to_owned() }
}

pub fn all(pk: &str, limit: u32) -> Query {
    let (from, to) = ("!".to_owned(), "\u{10FFFF}".to_owned());
    Query { table: Table::Vouchers, pk: pk.to_owned(), from, to, after: None, limit }
}

pub async fn make(store: &dyn Store, key: &Key, body: &str) {
    store.write(vec![put(key, body, Condition::Absent)]).await.unwrap();
}

/// Every page of a query, joined.
pub async fn every_page(store: &dyn Store, mut query: Query) -> Vec<Item> {
    let mut items = Vec::new();
    loop {
        let page = store.query(&query).await.unwrap();
        assert!(page.items.len() <= query.limit as usize);
        items.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return items,
        }
    }
}

/// Writes, and again as long as the store says that another transaction was in the way.
pub async fn write_through(store: &dyn Store, writes: &[Write]) -> Result<(), StoreError> {
    loop {
        match store.write(writes.to_vec()).await {
            Err(StoreError::Conflict | StoreError::Throttled) => {
                tokio::time::sleep(Duration::from_millis(5)).await
            }
            other => return other,
        }
    }
}

#[track_caller]
pub fn assert_failed(outcome: Result<(), StoreError>, expected: &[usize]) {
    match outcome {
        Err(StoreError::ConditionFailed { failed }) => assert_eq!(failed, expected),
        other => panic!("expected failed conditions {expected:?}, got {other:?}"),
    }
}

#[track_caller]
pub fn assert_invalid<T: std::fmt::Debug>(outcome: Result<T, StoreError>) {
    assert!(matches!(outcome, Err(StoreError::Invalid(_))), "expected Invalid, got {outcome:?}");
}
