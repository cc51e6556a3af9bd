//! Plays a queue's event source: hands each message to its function, ends it on success, and gives it back on
//! failure after a pause that doubles; after five receives the queue buries it with the dead letters.

use std::sync::Arc;
use std::time::Duration;

use queues::embedded::Received;
use queues::{Embedded, Queue};
use tokio::task::JoinSet;

use super::invocation::Invocation;

/// So many messages are handled at the same time.
const AT_ONCE: usize = 4;

/// The pause before a failed message comes again, at its first failure.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Runs until its task is dropped.
pub(super) async fn run(queues: Arc<Embedded>, queue: Queue, handler: Invocation<String>) {
    let mut hands = JoinSet::new();
    for _ in 0..AT_ONCE {
        hands.spawn(handle_all(Arc::clone(&queues), queue, Arc::clone(&handler)));
    }
    hands.join_all().await;
}

async fn handle_all(queues: Arc<Embedded>, queue: Queue, handler: Invocation<String>) {
    loop {
        match queues.next(queue, 1).await {
            Ok(messages) => {
                for message in messages {
                    handle(&queues, &message, &handler).await;
                }
            }
            Err(error) => {
                tracing::error!(%error, queue = queue.name(), "nothing received");
                tokio::time::sleep(FIRST_PAUSE).await;
            }
        }
    }
}

async fn handle(queues: &Embedded, message: &Received, handler: &Invocation<String>) {
    let ended = match handler(message.body.clone()).await {
        Ok(()) => queues.delete(message).await,
        Err(error) => {
            tracing::error!(%error, queue = message.queue.name(), receives = message.receives, "message failed");
            queues.give_back(message, FIRST_PAUSE * 2_u32.pow(message.receives.min(8) - 1)).await
        }
    };
    if let Err(error) = ended {
        tracing::error!(%error, queue = message.queue.name(), "message comes again after its lease");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use queues::Queues;

    use super::super::invocation::invocation;
    use super::*;

    async fn calls_until_idle(fails: fn(u32) -> bool) -> (u32, usize) {
        let queues = Arc::new(Embedded::in_memory());
        queues.send(Queue::Invoicing, vec!["{}".to_owned()]).await.unwrap();
        let calls = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&calls);
        let handler = invocation(move |_: String| {
            let call = counted.fetch_add(1, Ordering::Relaxed) + 1;
            async move {
                assert!(call != 1 || !fails(1), "a bug");
                if fails(call) { Err("an outage".into()) } else { Ok(()) }
            }
        });
        let source = tokio::spawn(run(Arc::clone(&queues), Queue::Invoicing, handler));
        queues.idle().await;
        source.abort();
        (calls.load(Ordering::Relaxed), queues.dead(Queue::Invoicing).len())
    }

    #[tokio::test]
    async fn a_handled_message_is_gone() {
        assert_eq!(calls_until_idle(|_| false).await, (1, 0));
    }

    #[tokio::test]
    async fn a_failed_message_comes_again_until_it_is_handled() {
        assert_eq!(calls_until_idle(|call| call < 3).await, (3, 0));
    }

    #[tokio::test]
    async fn a_message_that_always_fails_is_buried_after_five_calls() {
        assert_eq!(calls_until_idle(|_| true).await, (5, 1));
    }
}
