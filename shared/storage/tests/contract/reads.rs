//! Batches and queries: complete, ordered, and paged as DynamoDB pages.

use storage::port::{Condition::Absent, Key, Query, Store, Table};

use crate::sample::*;
use crate::stores::Shared;

async fn fill(store: &dyn Store, pk: &str, count: usize, body: &str) -> Vec<Key> {
    let keys: Vec<_> = (0..count).map(|number| key(pk, &format!("{number:04}"))).collect();
    let most = if body.len() > 1000 { 10 } else { 100 };
    for some in keys.chunks(most) {
        store.write(some.iter().map(|key| put(key, body, Absent)).collect()).await.unwrap();
    }
    keys
}

pub async fn a_batch_answers_the_items_that_exist_among_any_number_of_keys(store: Shared) {
    let (there, missing) = (partition(), partition());
    let mut keys = fill(&*store, &there, 230, "{}").await;
    let other = key_in(Table::Settlements, &there, "0000");
    make(&*store, &other, "other").await;
    keys.push(other);
    let asked: Vec<_> = keys.iter().flat_map(|found| [found.clone(), key(&missing, &found.sk)]).collect();
    let asked: Vec<_> = asked.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    let mut found: Vec<_> = store.batch_get(&asked).await.unwrap().into_iter().map(|item| item.key).collect();
    found.sort();
    keys.sort();
    assert_eq!(found, keys);
}

pub async fn a_batch_of_more_bytes_than_one_answer_holds_is_complete(store: Shared) {
    let keys = fill(&*store, &partition(), 60, &"x".repeat(390_000)).await;
    let found = store.batch_get(&keys).await.unwrap();
    assert_eq!(found.len(), 60);
    assert!(found.iter().all(|item| item.body.len() == 390_000));
}

pub async fn a_batch_of_no_keys_is_empty(store: Shared) {
    assert_eq!(store.batch_get(&[]).await.unwrap(), []);
}

pub async fn a_batch_with_the_same_key_twice_is_invalid(store: Shared) {
    let keys: Vec<_> = (0..150).map(|number| key("same", &format!("{number}"))).collect();
    let twice: Vec<_> = keys.iter().chain(&keys[..1]).cloned().collect();
    assert_invalid(store.batch_get(&twice).await);
}

pub async fn a_query_answers_one_partition_between_two_sort_keys_in_byte_order(store: Shared) {
    let pk = partition();
    for sk in ["a", "B", "ab", "a#1", "b", "ä", "\u{FF5E}", "\u{1F600}"] {
        make(&*store, &key(&pk, sk), sk).await;
    }
    make(&*store, &key(&format!("{pk}x"), "a"), "another partition").await;
    make(&*store, &key_in(Table::Providers, &pk, "a"), "another table").await;
    let bodies =
        |items: Vec<storage::port::Item>| items.into_iter().map(|item| item.body).collect::<Vec<_>>();
    let found = bodies(every_page(&*store, all(&pk, 100)).await);
    assert_eq!(found, ["B", "a", "a#1", "ab", "b", "ä", "\u{FF5E}", "\u{1F600}"]);
    let between = Query { from: "a#1".into(), to: "b".into(), ..all(&pk, 100) };
    assert_eq!(bodies(every_page(&*store, between).await), ["a#1", "ab", "b"]);
    assert_eq!(every_page(&*store, all(&partition(), 100)).await, []);
}

pub async fn pages_of_any_limit_join_to_the_whole(store: Shared) {
    let pk = partition();
    let keys = fill(&*store, &pk, 23, "{}").await;
    for limit in [1, 2, 7, 22, 23, 24, 1000] {
        let found = every_page(&*store, all(&pk, limit)).await;
        assert_eq!(found.into_iter().map(|item| item.key).collect::<Vec<_>>(), keys, "pages of {limit}");
    }
}

pub async fn a_page_holds_at_most_a_megabyte(store: Shared) {
    let pk = partition();
    let keys = fill(&*store, &pk, 9, &"x".repeat(300_000)).await;
    let page = store.query(&all(&pk, 1000)).await.unwrap();
    assert!((1..=4).contains(&page.items.len()), "{} items", page.items.len());
    assert_eq!(page.next.as_deref(), page.items.last().map(|item| item.key.sk.as_str()));
    let found = every_page(&*store, all(&pk, 1000)).await;
    assert_eq!(found.into_iter().map(|item| item.key).collect::<Vec<_>>(), keys);
}

pub async fn a_page_that_its_limit_ended_names_a_next_one(store: Shared) {
    let pk = partition();
    fill(&*store, &pk, 2, "{}").await;
    let page = store.query(&all(&pk, 2)).await.unwrap();
    assert_eq!(page.next.as_deref(), Some("0001"));
    let rest = store.query(&Query { after: page.next, ..all(&pk, 2) }).await.unwrap();
    assert_eq!((rest.items, rest.next), (vec![], None));
    assert_eq!(store.query(&all(&pk, 3)).await.unwrap().next, None);
}

pub async fn a_start_outside_of_the_range_is_no_error(store: Shared) {
    let pk = partition();
    fill(&*store, &pk, 5, "{}").await;
    let from = |after: &str| Query {
        from: "0001".into(),
        to: "0003".into(),
        after: Some(after.into()),
        ..all(&pk, 9)
    };
    let count = async |query: Query| every_page(&*store, query).await.len();
    assert_eq!(count(from("0000")).await, 3);
    assert_eq!(count(from("0001")).await, 2);
    assert_eq!(count(from("0001x")).await, 2);
    assert_eq!(count(from("0003")).await, 0);
    assert_eq!(count(from("0004")).await, 0);
}

pub async fn a_query_with_its_ends_swapped_or_a_limit_out_of_range_is_invalid(store: Shared) {
    let pk = partition();
    assert_invalid(store.query(&all(&pk, 0)).await);
    assert_invalid(store.query(&all(&pk, 1001)).await);
    assert_invalid(store.query(&Query { from: "b".into(), to: "a".into(), ..all(&pk, 1) }).await);
    assert_invalid(store.query(&Query { from: String::new(), ..all(&pk, 1) }).await);
    assert_invalid(store.query(&all("", 1)).await);
}
