//! Plays the change streams' event source: hands the store's changes to the relay, in order, and forgets them only
//! when the relay has passed them on. A crash in between hands them over again.

use std::sync::Arc;
use std::time::Duration;

use storage::embedded::Embedded;
use storage::port::Change;
use tokio::sync::watch;

use super::invocation::Invocation;

/// As many as the template's event source hands over at once.
const BATCH: usize = 100;

/// The longest pause between two tries; the stream waits for its oldest change.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Runs until its task is dropped.
pub(super) async fn run(store: Arc<Embedded>, relay: Invocation<Vec<Change>>, relayed: watch::Sender<u64>) {
    let mut newest = store.newest_change();
    let mut after = 0;
    loop {
        // Marked as seen before looking, so that a change in between is not slept over.
        let seen = *newest.borrow_and_update();
        let changes = store.changes(after, BATCH);
        let Some((last, _)) = changes.last() else {
            relayed.send_replace(seen);
            // The sender lives as long as the store, which this task holds.
            let _ = newest.changed().await;
            continue;
        };
        after = *last;
        pass_on(&relay, &changes.into_iter().map(|(_, change)| change).collect::<Vec<_>>()).await;
        forget(&store, after).await;
        relayed.send_replace(after);
    }
}

async fn pass_on(relay: &Invocation<Vec<Change>>, changes: &[Change]) {
    let mut pause = Duration::from_millis(50);
    while let Err(error) = relay(changes.to_vec()).await {
        tracing::error!(%error, "changes not relayed, trying again");
        tokio::time::sleep(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

/// Failing to forget is no loss: the changes are relayed once more after a restart.
async fn forget(store: &Embedded, up_to: u64) {
    if let Err(error) = store.trim(up_to).await {
        tracing::error!(%error, "relayed changes not forgotten");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use storage::port::{Condition, Key, Store, Table, Write};

    use super::super::invocation::invocation;
    use super::*;

    fn put(sk: &str) -> Vec<Write> {
        let key = Key { table: Table::Vouchers, pk: "demo#V#1".to_owned(), sk: sk.to_owned() };
        vec![Write::Put { key, schema: "voucher/1", body: "{}".to_owned(), condition: Condition::Absent }]
    }

    #[tokio::test]
    async fn changes_come_in_order_and_are_forgotten_only_when_the_relay_has_passed_them_on() {
        let store = Arc::new(Embedded::in_memory());
        let (seen, calls) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
        let relay = invocation({
            let (store, seen, calls) = (Arc::clone(&store), Arc::clone(&seen), Arc::clone(&calls));
            move |changes: Vec<Change>| {
                let (kept, call) = (store.changes(0, 10).len(), calls.fetch_add(1, Ordering::Relaxed));
                let seen = Arc::clone(&seen);
                async move {
                    match call {
                        0 => return Err("an outage".into()),
                        1 => panic!("a bug"),
                        _ => assert!(kept >= changes.len(), "forgotten before it was passed on"),
                    }
                    seen.lock().unwrap().extend(changes.into_iter().map(|change| change.key.sk));
                    Ok(())
                }
            }
        });
        for sk in ["a", "b", "c"] {
            store.write(put(sk)).await.unwrap();
        }
        let (relayed, mut how_far) = watch::channel(0);
        let pump = tokio::spawn(run(Arc::clone(&store), relay, relayed));
        how_far.wait_for(|relayed| *relayed == 3).await.unwrap();
        assert_eq!(*seen.lock().unwrap(), ["a", "b", "c"]);
        assert!(store.changes(0, 10).is_empty());
        pump.abort();
    }
}
