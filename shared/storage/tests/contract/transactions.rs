//! Several writes: all or none, within DynamoDB's limits.

use storage::port::{Condition::*, Store, Table, Write};

use crate::sample::*;
use crate::stores::Shared;

const KB: usize = 1024;

pub async fn a_transaction_over_tables_happens_as_a_whole(store: Shared) {
    let pk = partition();
    let gone = key_in(Table::Providers, &pk, "gone");
    let raised = key_in(Table::Clients, &pk, "raised");
    let made = key_in(Table::Settlements, &pk, "made");
    make(&*store, &gone, "{}").await;
    make(&*store, &raised, "1").await;
    let writes = vec![delete(&gone, Version(1)), put(&raised, "2", Version(1)), put(&made, "new", Absent)];
    store.write(writes).await.unwrap();
    assert_eq!(store.get(&gone).await.unwrap(), None);
    assert_eq!(store.get(&raised).await.unwrap(), Some(item(&raised, 2, "2")));
    assert_eq!(store.get(&made).await.unwrap(), Some(item(&made, 1, "new")));
}

pub async fn a_failed_transaction_changes_nothing_and_names_every_failed_write(store: Shared) {
    let pk = partition();
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|sk| key(&pk, sk));
    make(&*store, &a, "a").await;
    make(&*store, &b, "b").await;
    let writes =
        vec![put(&a, "A", Version(1)), put(&b, "B", Absent), put(&c, "C", Absent), delete(&d, Exists)];
    assert_failed(store.write(writes).await, &[1, 3]);
    let left = every_page(&*store, all(&pk, 10)).await;
    assert_eq!(left, [item(&a, 1, "a"), item(&b, 1, "b")]);
}

pub async fn a_check_guards_the_other_writes(store: Shared) {
    let pk = partition();
    let (guard, made) = (key(&pk, "guard"), key(&pk, "made"));
    assert_failed(store.write(vec![put(&made, "{}", Absent), check(&guard, Exists)]).await, &[1]);
    assert_eq!(store.get(&made).await.unwrap(), None);
    store.write(vec![put(&made, "{}", Absent), check(&guard, Absent)]).await.unwrap();
    assert_eq!(store.get(&guard).await.unwrap(), None);
    assert!(store.get(&made).await.unwrap().is_some());
}

pub async fn no_writes_are_invalid(store: Shared) {
    assert_invalid(store.write(vec![]).await);
}

pub async fn the_same_key_twice_is_invalid(store: Shared) {
    let key = key(&partition(), "a");
    assert_invalid(store.write(vec![put(&key, "1", Absent), put(&key, "2", Version(1))]).await);
    assert_invalid(store.write(vec![put(&key, "1", Absent), check(&key, Absent)]).await);
    assert_eq!(store.get(&key).await.unwrap(), None);
}

pub async fn a_hundred_writes_are_taken_and_one_more_is_invalid(store: Shared) {
    let pk = partition();
    let writes = |count: usize| -> Vec<Write> {
        (0..count).map(|number| put(&key(&pk, &format!("{number:03}")), "{}", Absent)).collect()
    };
    assert_invalid(store.write(writes(101)).await);
    assert_eq!(every_page(&*store, all(&pk, 1000)).await, []);
    store.write(writes(100)).await.unwrap();
    assert_eq!(every_page(&*store, all(&pk, 1000)).await.len(), 100);
}

/// The bytes of a sample item besides its body: names, key, version and schema.
fn overhead(pk: &str, sk: &str) -> usize {
    7 + pk.len() + sk.len() + 2 + "sample/1".len()
}

/// The bytes of a condition Absent, which count in a transaction.
const ABSENT: usize = "attribute_not_exists(pk)".len();

pub async fn an_item_of_400_kb_is_taken_and_a_byte_more_is_invalid(store: Shared) {
    let pk = partition();
    let (a, b) = (key(&pk, "a"), key(&pk, "b"));
    let body = "x".repeat(400 * KB - overhead(&pk, "a"));
    assert_invalid(store.write(vec![put(&a, &format!("{body}x"), Absent)]).await);
    assert_invalid(store.write(vec![put(&b, "{}", Absent), put(&a, &format!("{body}x"), Absent)]).await);
    assert_eq!(store.get(&b).await.unwrap(), None);
    store.write(vec![put(&a, &body, Absent)]).await.unwrap();
    assert_eq!(store.get(&a).await.unwrap().unwrap().body, body);
}

pub async fn a_transaction_of_4_mb_is_taken_and_a_byte_more_is_invalid(store: Shared) {
    let pk = partition();
    let key = |number: usize| key(&pk, &format!("{number:02}"));
    let body = "x".repeat(256 * KB - overhead(&pk, "00") - ABSENT);
    let mut writes: Vec<_> = (0..16).map(|number| put(&key(number), &body, Absent)).collect();
    writes[3] = put(&key(3), &format!("{body}x"), Absent);
    assert_invalid(store.write(writes.clone()).await);
    assert_eq!(store.get(&key(0)).await.unwrap(), None);
    writes[3] = put(&key(3), &body, Absent);
    store.write(writes).await.unwrap();
    assert!(store.get(&key(15)).await.unwrap().is_some());
}

pub async fn empty_and_too_long_keys_are_invalid(store: Shared) {
    let (pk, long) = (partition(), |length| "x".repeat(length));
    for bad in [key("", "a"), key(&pk, ""), key(&long(2049), "a"), key(&pk, &long(1025))] {
        assert_invalid(store.get(&bad).await);
        assert_invalid(store.batch_get(std::slice::from_ref(&bad)).await);
        assert_invalid(store.write(vec![put(&bad, "{}", Absent)]).await);
        assert_invalid(store.write(vec![check(&key(&pk, "good"), Absent), put(&bad, "{}", Absent)]).await);
    }
    taken(&*store, &long(1024)).await;
}

async fn taken(store: &dyn Store, longest: &str) {
    let key = key(&format!("{}{longest}", longest.replace('x', "y")), longest);
    if store.get(&key).await.unwrap().is_none() {
        make(store, &key, "{}").await;
    }
    assert!(store.get(&key).await.unwrap().is_some());
}
