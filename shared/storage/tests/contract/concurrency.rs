//! Many at once: versions lose nothing.

use storage::port::{Condition::*, Key, Store, StoreError};
use tokio::task::JoinSet;

use crate::sample::*;
use crate::stores::Shared;

const TASKS: usize = 8;
const ROUNDS: usize = 15;

pub async fn of_many_puts_under_absent_one_wins(store: Shared) {
    let key = key(&partition(), "a");
    let mut tasks = JoinSet::new();
    for number in 0..20 {
        let (store, key) = (store.clone(), key.clone());
        tasks.spawn(async move {
            write_through(&*store, &[put(&key, &number.to_string(), Absent)]).await.map(|()| number)
        });
    }
    let outcomes = tasks.join_all().await;
    let winners: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().ok()).collect();
    assert_eq!(winners.len(), 1, "{outcomes:?}");
    assert_eq!(store.get(&key).await.unwrap(), Some(item(&key, 1, &winners[0].to_string())));
}

pub async fn concurrent_versioned_increments_lose_nothing(store: Shared) {
    let key = key(&partition(), "count");
    make(&*store, &key, "0").await;
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let (store, key) = (store.clone(), key.clone());
        tasks.spawn(async move {
            for _ in 0..ROUNDS {
                while !raise(&*store, &key).await {}
            }
        });
    }
    tasks.join_all().await;
    let count = TASKS * ROUNDS;
    assert_eq!(store.get(&key).await.unwrap(), Some(item(&key, count as u64 + 1, &count.to_string())));
}

async fn raise(store: &dyn Store, key: &Key) -> bool {
    let found = store.get(key).await.unwrap().unwrap();
    let next = found.body.parse::<u64>().unwrap() + 1;
    won(write_through(store, &[put(key, &next.to_string(), Version(found.version))]).await)
}

pub async fn concurrent_transfers_keep_the_sum(store: Shared) {
    let pk = partition();
    let keys: Vec<_> = (0..4).map(|number| key(&pk, &number.to_string())).collect();
    for key in &keys {
        make(&*store, key, "1000").await;
    }
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let (store, keys) = (store.clone(), keys.clone());
        tasks.spawn(async move {
            for round in 0..ROUNDS {
                let (from, to) = (&keys[(task + round) % 4], &keys[(task + 2 * round + 1) % 4]);
                let amount = (task * ROUNDS + round) as i64;
                while from != to && !transfer(&*store, from, to, amount).await {}
            }
        });
    }
    tasks.join_all().await;
    let left = every_page(&*store, all(&pk, 10)).await;
    assert_eq!(left.iter().map(|item| item.body.parse::<i64>().unwrap()).sum::<i64>(), 4000);
    assert!(left.iter().any(|item| item.body != "1000"), "nothing was transferred: {left:?}");
}

async fn transfer(store: &dyn Store, from: &Key, to: &Key, by: i64) -> bool {
    let (giver, taker) = (store.get(from).await.unwrap().unwrap(), store.get(to).await.unwrap().unwrap());
    let left = |body: &str, by: i64| (body.parse::<i64>().unwrap() + by).to_string();
    let given = put(from, &left(&giver.body, -by), Version(giver.version));
    let taken = put(to, &left(&taker.body, by), Version(taker.version));
    won(write_through(store, &[given, taken]).await)
}

fn won(outcome: Result<(), StoreError>) -> bool {
    match outcome {
        Ok(()) => true,
        Err(StoreError::ConditionFailed { .. }) => false,
        Err(other) => panic!("{other}"),
    }
}
