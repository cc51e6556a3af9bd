//! The promises that only the embedded store makes: its units, its feed, its folder.

use std::path::Path;
use std::sync::Arc;

use tempfile::tempdir;
use tokio::task::JoinSet;

use super::{Embedded, Fault, Faulty, Heat, OpenError, Units};
use crate::port::{Change, Condition, Item, Key, Query, Store, StoreError, Table, Write};

fn key(sk: &str) -> Key {
    Key { table: Table::Vouchers, pk: "p".to_owned(), sk: sk.to_owned() }
}

/// An item with version 1 and an empty schema has 7 + 1 + 1 + 2 bytes besides its body.
const OVERHEAD: usize = 11;

fn put(sk: &str, body: &str, condition: Condition) -> Write {
    Write::Put { key: key(sk), schema: "", body: body.to_owned(), condition }
}

fn put_bytes(sk: &str, bytes: usize, condition: Condition) -> Write {
    put(sk, &"x".repeat(bytes - OVERHEAD), condition)
}

fn delete(sk: &str) -> Write {
    Write::Delete { key: key(sk), condition: Condition::Exists }
}

fn check(sk: &str) -> Write {
    Write::Check { key: key(sk), condition: Condition::Exists }
}

async fn write_units(store: &Embedded, writes: Vec<Write>) -> u64 {
    store.reset_meter();
    let _ = store.write(writes).await;
    store.meter().write_units
}

#[tokio::test]
async fn a_write_costs_a_unit_for_each_kilobyte_begun_of_the_larger_of_old_and_new() {
    let store = Embedded::in_memory();
    assert_eq!(write_units(&store, vec![put_bytes("a", 1024, Condition::Absent)]).await, 1);
    assert_eq!(write_units(&store, vec![put_bytes("b", 1025, Condition::Absent)]).await, 2);
    assert_eq!(write_units(&store, vec![put_bytes("a", 5 * 1024, Condition::Version(1))]).await, 5);
    assert_eq!(write_units(&store, vec![put("a", "", Condition::Version(2))]).await, 5);
    assert_eq!(write_units(&store, vec![put("a", "", Condition::Version(3))]).await, 1);
    assert_eq!(write_units(&store, vec![delete("b")]).await, 2);
}

#[tokio::test]
async fn a_failed_condition_costs_the_item_that_it_met() {
    let store = Embedded::in_memory();
    store.write(vec![put_bytes("a", 3000, Condition::Absent)]).await.unwrap();
    assert_eq!(write_units(&store, vec![put("a", "", Condition::Absent)]).await, 3);
    assert_eq!(write_units(&store, vec![put_bytes("b", 9000, Condition::Version(1))]).await, 1);
}

#[tokio::test]
async fn a_transaction_costs_double_and_a_check_alone_is_one() {
    let store = Embedded::in_memory();
    let two = vec![put_bytes("a", 1024, Condition::Absent), put_bytes("b", 2000, Condition::Absent)];
    assert_eq!(write_units(&store, two).await, 2 * (1 + 2));
    assert_eq!(write_units(&store, vec![check("b")]).await, 2 * 2);
    assert_eq!(write_units(&store, vec![check("a"), delete("b")]).await, 2 * (1 + 2));
}

#[tokio::test]
async fn a_read_costs_a_unit_for_each_four_kilobytes_and_a_query_for_its_items_together() {
    let store = Embedded::in_memory();
    for sk in ["a", "b", "c"] {
        store.write(vec![put_bytes(sk, 4097, Condition::Absent)]).await.unwrap();
    }
    store.reset_meter();
    store.get(&key("a")).await.unwrap();
    assert_eq!(store.meter().read_units, 2);
    store.get(&key("missing")).await.unwrap();
    assert_eq!(store.meter().read_units, 3);
    store.batch_get(&[key("a"), key("b"), key("missing")]).await.unwrap();
    assert_eq!(store.meter().read_units, 3 + 5);
    store.query(&query()).await.unwrap();
    assert_eq!(store.meter().read_units, 3 + 5 + 4);
}

fn query() -> Query {
    let (from, to) = ("a".to_owned(), "z".to_owned());
    Query { table: Table::Vouchers, pk: "p".to_owned(), from, to, after: None, limit: 1000 }
}

#[tokio::test]
async fn units_are_told_by_table_and_by_partition() {
    let store = Embedded::in_memory();
    let elsewhere = Key { table: Table::Clients, pk: "q".to_owned(), sk: "a".to_owned() };
    let other = Write::Put {
        key: elsewhere.clone(),
        schema: "",
        body: "x".repeat(1500),
        condition: Condition::Absent,
    };
    store.write(vec![put("a", "", Condition::Absent)]).await.unwrap();
    store.write(vec![other]).await.unwrap();
    store.get(&elsewhere).await.unwrap();
    let meter = store.meter();
    assert_eq!((meter.write_units, meter.read_units), (3, 1));
    assert_eq!(meter.tables[&Table::Vouchers], Units { write: 1, read: 0 });
    assert_eq!(meter.tables[&Table::Clients], Units { write: 2, read: 1 });
    let hot = Heat { table: Table::Clients, pk: "q".to_owned(), units: Units { write: 2, read: 1 } };
    assert_eq!(store.hottest(1), [hot]);
    store.reset_meter();
    assert_eq!((store.meter().write_units, store.hottest(1).len()), (0, 0));
}

fn item(sk: &str, version: u64, body: &str) -> Item {
    Item { key: key(sk), version, schema: String::new(), body: body.to_owned() }
}

/// Three commits with a failed one among them; the changes that they make.
async fn three_commits(store: &Embedded) -> Vec<(u64, Change)> {
    store.write(vec![put("a", "1", Condition::Absent)]).await.unwrap();
    store.write(vec![put("a", "no", Condition::Absent)]).await.unwrap_err();
    store.write(vec![check("a"), put("a2", "2", Condition::Absent)]).await.unwrap();
    store.write(vec![put("a", "3", Condition::Version(1)), delete("a2")]).await.unwrap();
    let change = |sk, old, new| Change { key: key(sk), old, new };
    vec![
        (1, change("a", None, Some(item("a", 1, "1")))),
        (2, change("a2", None, Some(item("a2", 1, "2")))),
        (3, change("a", Some(item("a", 1, "1")), Some(item("a", 2, "3")))),
        (4, change("a2", Some(item("a2", 1, "2")), None)),
    ]
}

#[tokio::test]
async fn the_feed_tells_committed_changes_in_order_and_nothing_else() {
    let store = Embedded::in_memory();
    let expected = three_commits(&store).await;
    assert_eq!(store.changes(0, 100), expected);
    assert_eq!(store.changes(1, 2), expected[1..3]);
    assert_eq!(store.changes(4, 100), []);
    assert_eq!(store.changes(u64::MAX, 100), []);
    assert_eq!(*store.newest_change().borrow(), 4);
}

#[tokio::test]
async fn a_trimmed_change_is_told_no_more_and_its_number_is_not_used_again() {
    let store = Embedded::in_memory();
    let expected = three_commits(&store).await;
    store.trim(3).await.unwrap();
    assert_eq!(store.changes(0, 100), expected[3..]);
    store.trim(1).await.unwrap();
    store.trim(u64::MAX).await.unwrap();
    assert_eq!(store.changes(0, 100), []);
    store.write(vec![delete("a")]).await.unwrap();
    assert_eq!(store.changes(0, 100)[0].0, 5);
}

#[tokio::test]
async fn a_relay_that_crashed_goes_on_where_it_had_acknowledged() {
    let folder = tempdir().unwrap();
    let expected = three_commits(&Embedded::open(folder.path()).unwrap()).await;
    let store = Embedded::open(folder.path()).unwrap();
    assert_eq!(store.changes(0, 100), expected);
    store.trim(2).await.unwrap();
    drop(store);
    let store = Embedded::open(folder.path()).unwrap();
    assert_eq!(store.changes(0, 100), expected[2..]);
    store.trim(4).await.unwrap();
    drop(store);
    let store = Embedded::open(folder.path()).unwrap();
    assert_eq!(store.changes(0, 100), []);
    store.write(vec![delete("a")]).await.unwrap();
    assert_eq!(store.changes(0, 100)[0].0, 5);
}

#[tokio::test]
async fn a_sleeping_relay_is_woken_by_a_commit() {
    let folder = tempdir().unwrap();
    for store in [Embedded::in_memory(), Embedded::open(folder.path()).unwrap()] {
        let mut newest = store.newest_change();
        assert!(!newest.has_changed().unwrap());
        store.write(vec![check("missing")]).await.unwrap_err();
        assert!(!newest.has_changed().unwrap());
        store.write(vec![put("a", "1", Condition::Absent)]).await.unwrap();
        newest.changed().await.unwrap();
        assert_eq!(*newest.borrow(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn transactions_that_share_a_commit_are_decided_one_after_the_other() {
    let folder = tempdir().unwrap();
    let store = Arc::new(Embedded::open(folder.path()).unwrap());
    let mut tasks = JoinSet::new();
    for number in 0..300 {
        let store = Arc::clone(&store);
        tasks.spawn(async move {
            let of_its_own = put(&format!("own{number}"), "", Condition::Absent);
            store.write(vec![of_its_own, put(&format!("shared{}", number % 3), "", Condition::Absent)]).await
        });
    }
    let outcomes = tasks.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 3);
    assert_eq!(store.changes(0, 1000).len(), 6);
    drop(store);
    assert_eq!(Embedded::open(folder.path()).unwrap().query(&query()).await.unwrap().items.len(), 6);
}

fn refusal(folder: &Path) -> OpenError {
    match Embedded::open(folder) {
        Ok(_) => panic!("{} was opened", folder.display()),
        Err(refusal) => refusal,
    }
}

#[tokio::test]
async fn a_second_opener_is_told_that_the_store_is_in_use() {
    let folder = tempdir().unwrap();
    let first = Embedded::open(folder.path()).unwrap();
    let refused = refusal(folder.path());
    assert!(matches!(refused, OpenError::InUse { .. }), "{refused}");
    assert!(refused.to_string().contains("only one process"));
    drop(first);
    Embedded::open(folder.path()).unwrap();
}

#[tokio::test]
async fn a_folder_that_can_not_be_used_is_named() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").unwrap();
    let refused = refusal(&file);
    assert!(
        matches!(refused, OpenError::Unusable { .. }) && refused.to_string().contains("file"),
        "{refused}"
    );
    std::fs::write(folder.path().join("store.redb"), "x".repeat(5000)).unwrap();
    assert!(matches!(refusal(folder.path()), OpenError::Unusable { .. }));
}

#[tokio::test]
async fn a_file_of_a_later_release_is_left_alone() {
    let folder = tempdir().unwrap();
    drop(Embedded::open(folder.path()).unwrap());
    let facts = redb::TableDefinition::<&str, u64>::new("facts");
    let database = redb::Database::open(folder.path().join("store.redb")).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction.open_table(facts).unwrap().insert("format", 2).unwrap();
    transaction.commit().unwrap();
    drop(database);
    assert!(matches!(refusal(folder.path()), OpenError::LaterFormat { found: 2, .. }));
}

#[tokio::test]
async fn invalid_writes_cost_nothing_and_reach_no_disk() {
    let folder = tempdir().unwrap();
    let store = Embedded::open(folder.path()).unwrap();
    let refused = store.write(vec![]).await;
    assert!(matches!(refused, Err(StoreError::Invalid(_))));
    assert_eq!((store.meter().write_units, store.changes(0, 1).len()), (0, 0));
}

#[tokio::test]
async fn faults_on_demand_befall_the_next_writes_in_their_order() {
    let store = Faulty::over(Embedded::in_memory());
    store.expect([Fault::Conflict, Fault::Throttled, Fault::Outage, Fault::LostAnswer]);
    let attempt = || store.write(vec![put("a", "1", Condition::Absent)]);
    assert!(matches!(attempt().await, Err(StoreError::Conflict)));
    assert!(matches!(attempt().await, Err(StoreError::Throttled)));
    assert!(matches!(attempt().await, Err(StoreError::Unavailable(_))));
    assert_eq!(store.get(&key("a")).await.unwrap(), None);
    assert!(matches!(attempt().await, Err(StoreError::Unavailable(_))));
    assert_eq!(store.store().get(&key("a")).await.unwrap(), Some(item("a", 1, "1")));
    assert!(matches!(attempt().await, Err(StoreError::ConditionFailed { .. })));
}
