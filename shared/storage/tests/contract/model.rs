//! Random transactions against a naive model of the store.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use storage::port::{Condition, Item, Key, Store, StoreError, Write};

use crate::sample::*;
use crate::stores::{self, Shared};

/// Sort key to item: small enough to be right at a glance.
type Model = BTreeMap<String, Item>;

/// What one write of a transaction tries: most of its conditions are made to hold.
#[derive(Clone, Debug)]
struct Attempt {
    place: u8,
    kind: u8,
    body: String,
    /// Instead of the condition that holds.
    other: Option<Condition>,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let condition = prop_oneof![
        Just(Condition::Absent),
        Just(Condition::Exists),
        (0..5_u64).prop_map(Condition::Version),
    ];
    let other = proptest::option::weighted(0.2, condition);
    let attempt = (0..8_u8, 0..4_u8, "[a-z]{0,3}", other);
    let attempt = attempt.prop_map(|(place, kind, body, other)| Attempt { place, kind, body, other });
    proptest::collection::vec(attempt, 1..4)
}

impl Attempt {
    fn write(&self, pk: &str, model: &Model) -> Write {
        let key = key(pk, &self.place.to_string());
        let holds = model.get(&key.sk).map_or(Condition::Absent, |item| Condition::Version(item.version));
        let condition = self.other.unwrap_or(holds);
        match self.kind {
            0 => check(&key, condition),
            1 => delete(&key, condition),
            _ => put(&key, &self.body, condition),
        }
    }
}

/// What the model says to a transaction, and the model after it.
fn apply(model: &mut Model, writes: &[Write]) -> Result<(), StoreError> {
    if !valid(writes) {
        return Err(StoreError::Invalid(String::new()));
    }
    let holds = |write: &Write| match (condition(write), model.get(&write.key().sk)) {
        (Condition::Absent, found) => found.is_none(),
        (Condition::Exists, found) => found.is_some(),
        (Condition::Version(version), found) => found.map(|item| item.version) == Some(version),
    };
    let failed: Vec<_> = (0..writes.len()).filter(|index| !holds(&writes[*index])).collect();
    if !failed.is_empty() {
        return Err(StoreError::ConditionFailed { failed });
    }
    for write in writes {
        let sk = write.key().sk.clone();
        match write {
            Write::Put { key, body, .. } => {
                let version = model.get(&sk).map_or(1, |item| item.version + 1);
                model.insert(sk, item(key, version, body));
            }
            Write::Delete { .. } => drop(model.remove(&sk)),
            Write::Check { .. } => {}
        }
    }
    Ok(())
}

fn valid(writes: &[Write]) -> bool {
    let keys: std::collections::BTreeSet<_> = writes.iter().map(Write::key).collect();
    let fits = |write: &Write| match write {
        Write::Put { condition, .. } => *condition != Condition::Exists,
        Write::Delete { condition, .. } => *condition != Condition::Absent,
        Write::Check { .. } => true,
    };
    keys.len() == writes.len() && writes.iter().all(fits)
}

fn condition(write: &Write) -> Condition {
    match write {
        Write::Put { condition, .. } | Write::Delete { condition, .. } | Write::Check { condition, .. } => {
            *condition
        }
    }
}

/// The same attempts at every run, since a store is slow to shrink on.
fn transactions(count: usize) -> Vec<Vec<Attempt>> {
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    (0..count).map(|_| attempts().new_tree(&mut runner).unwrap().current()).collect()
}

/// Does the same to the store and the model; what both say of it.
async fn step(store: &dyn Store, model: &mut Model, writes: &[Write]) -> Result<(), StoreError> {
    let expected = apply(model, writes);
    let outcome = write_through(store, writes).await;
    match (&expected, &outcome) {
        (Ok(()), Ok(())) => {}
        (Err(StoreError::Invalid(_)), Err(StoreError::Invalid(_))) => {}
        (Err(expected), Err(outcome)) if expected.to_string() == outcome.to_string() => {}
        _ => panic!("{writes:?}: the model says {expected:?}, the store {outcome:?}"),
    }
    expected
}

async fn assert_same(store: &dyn Store, model: &Model, pk: &str) {
    let expected: Vec<_> = model.values().cloned().collect();
    assert_eq!(every_page(store, all(pk, 100)).await, expected);
}

pub async fn random_transactions_leave_what_a_naive_model_says(store: Shared) {
    let (pk, mut model) = (partition(), Model::new());
    let [mut committed, mut failed, mut invalid] = [0; 3];
    for attempts in transactions(400) {
        let writes: Vec<_> = attempts.iter().map(|attempt| attempt.write(&pk, &model)).collect();
        match step(&*store, &mut model, &writes).await {
            Ok(()) => committed += 1,
            Err(StoreError::ConditionFailed { .. }) => failed += 1,
            Err(_) => invalid += 1,
        }
        assert_same(&*store, &model, &pk).await;
    }
    let seen = [committed, failed, invalid];
    assert!(seen.iter().all(|count| *count > 40), "the cases say little: {seen:?}");
}

pub async fn random_transactions_survive_reopening(folder: &Path) {
    let (pk, mut model) = ("reopened".to_owned(), Model::new());
    let all: Vec<Key> = (0..8).map(|place| key(&pk, &place.to_string())).collect();
    for some in transactions(200).chunks(20) {
        let store = stores::on_disk(folder);
        assert_same(&*store, &model, &pk).await;
        for attempts in some {
            let writes: Vec<_> = attempts.iter().map(|attempt| attempt.write(&pk, &model)).collect();
            // The refusals are the model's as well.
            let _ = step(&*store, &mut model, &writes).await;
        }
        assert_eq!(store.batch_get(&all).await.unwrap().len(), model.len());
    }
    assert!(model.values().any(|item| item.version > 3), "nothing much happened: {model:?}");
}
