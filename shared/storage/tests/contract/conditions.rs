//! One write: what each condition lets happen.

use storage::port::{Condition::*, Table};

use crate::sample::*;
use crate::stores::Shared;

pub async fn an_item_put_where_none_was_has_version_1_and_reads_back(store: Shared) {
    let key = key(&partition(), "a");
    store.write(vec![put(&key, "{}", Absent)]).await.unwrap();
    assert_eq!(store.get(&key).await.unwrap(), Some(item(&key, 1, "{}")));
}

pub async fn a_key_without_an_item_reads_as_nothing(store: Shared) {
    assert_eq!(store.get(&key(&partition(), "a")).await.unwrap(), None);
}

pub async fn a_put_under_absent_fails_where_an_item_is(store: Shared) {
    let key = key(&partition(), "a");
    make(&*store, &key, "first").await;
    assert_failed(store.write(vec![put(&key, "second", Absent)]).await, &[0]);
    assert_eq!(store.get(&key).await.unwrap(), Some(item(&key, 1, "first")));
}

pub async fn a_put_under_its_version_leaves_the_next_version(store: Shared) {
    let key = key(&partition(), "a");
    make(&*store, &key, "1").await;
    for version in 1..=12 {
        store.write(vec![put(&key, &version.to_string(), Version(version))]).await.unwrap();
    }
    assert_eq!(store.get(&key).await.unwrap(), Some(item(&key, 13, "12")));
}

pub async fn a_put_under_another_version_fails_and_changes_nothing(store: Shared) {
    let key = key(&partition(), "a");
    make(&*store, &key, "first").await;
    for version in [0, 2, 10] {
        assert_failed(store.write(vec![put(&key, "second", Version(version))]).await, &[0]);
    }
    assert_eq!(store.get(&key).await.unwrap(), Some(item(&key, 1, "first")));
}

pub async fn a_put_under_a_version_fails_where_no_item_is(store: Shared) {
    let key = key(&partition(), "a");
    for version in [0, 1] {
        assert_failed(store.write(vec![put(&key, "{}", Version(version))]).await, &[0]);
    }
    assert_eq!(store.get(&key).await.unwrap(), None);
}

pub async fn a_put_under_exists_is_invalid(store: Shared) {
    let key = key(&partition(), "a");
    assert_invalid(store.write(vec![put(&key, "{}", Exists)]).await);
    assert_invalid(store.write(vec![put(&key, "{}", Version(u64::MAX))]).await);
}

pub async fn a_delete_under_absent_is_invalid(store: Shared) {
    assert_invalid(store.write(vec![delete(&key(&partition(), "a"), Absent)]).await);
}

pub async fn a_delete_removes_the_item_and_fails_where_none_is(store: Shared) {
    let key = key(&partition(), "a");
    make(&*store, &key, "{}").await;
    store.write(vec![delete(&key, Exists)]).await.unwrap();
    assert_eq!(store.get(&key).await.unwrap(), None);
    assert_failed(store.write(vec![delete(&key, Exists)]).await, &[0]);
    assert_failed(store.write(vec![delete(&key, Version(1))]).await, &[0]);
}

pub async fn a_delete_under_another_version_fails(store: Shared) {
    let key = key(&partition(), "a");
    make(&*store, &key, "{}").await;
    assert_failed(store.write(vec![delete(&key, Version(2))]).await, &[0]);
    assert!(store.get(&key).await.unwrap().is_some());
    store.write(vec![delete(&key, Version(1))]).await.unwrap();
    assert_eq!(store.get(&key).await.unwrap(), None);
}

pub async fn an_item_made_again_starts_at_version_1(store: Shared) {
    let key = key(&partition(), "a");
    make(&*store, &key, "first").await;
    store.write(vec![put(&key, "first", Version(1))]).await.unwrap();
    store.write(vec![delete(&key, Version(2))]).await.unwrap();
    make(&*store, &key, "second").await;
    assert_eq!(store.get(&key).await.unwrap(), Some(item(&key, 1, "second")));
}

pub async fn a_check_alone_holds_or_fails_and_writes_nothing(store: Shared) {
    let key = key(&partition(), "a");
    store.write(vec![check(&key, Absent)]).await.unwrap();
    assert_failed(store.write(vec![check(&key, Exists)]).await, &[0]);
    assert_failed(store.write(vec![check(&key, Version(1))]).await, &[0]);
    make(&*store, &key, "{}").await;
    assert_failed(store.write(vec![check(&key, Absent)]).await, &[0]);
    assert_failed(store.write(vec![check(&key, Version(2))]).await, &[0]);
    store.write(vec![check(&key, Exists)]).await.unwrap();
    store.write(vec![check(&key, Version(1))]).await.unwrap();
    assert_eq!(store.get(&key).await.unwrap(), Some(item(&key, 1, "{}")));
}

pub async fn bodies_are_kept_byte_for_byte(store: Shared) {
    let pk = partition();
    let bodies = ["", " ", "{\"name\":\"Testi Åsiäkas-001\"}", "\u{0}\u{1F600}\r\n\\\"", "null"];
    for (number, body) in bodies.iter().enumerate() {
        let key = key(&pk, &format!("ä#{number}/\u{1F600}"));
        make(&*store, &key, body).await;
        assert_eq!(store.get(&key).await.unwrap(), Some(item(&key, 1, body)));
    }
}

pub async fn the_same_key_in_two_tables_is_two_items(store: Shared) {
    let pk = partition();
    for table in Table::ALL {
        make(&*store, &key_in(table, &pk, "a"), &format!("{table:?}")).await;
    }
    for table in Table::ALL {
        let found = store.get(&key_in(table, &pk, "a")).await.unwrap().unwrap();
        assert_eq!((found.key.table, found.body), (table, format!("{table:?}")));
    }
}
