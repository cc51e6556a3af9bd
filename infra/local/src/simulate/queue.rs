//! Queues in bad weather: messages come in any order, more than once, and their senders may not hear.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use queues::{Queue, QueueError, Queues};

use super::plant::Planted;
use super::weather::{Blow, Weather};

/// All queues of a run.
pub struct Lines {
    weather: Arc<Weather>,
    planted: Arc<Planted>,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    messages: BTreeMap<u64, (Queue, String)>,
    last: u64,
}

impl Lines {
    /// Empty ones.
    pub fn new(weather: Arc<Weather>, planted: Arc<Planted>) -> Self {
        Self { weather, planted, waiting: Mutex::default() }
    }

    /// Keeps messages, as a sender that meets no weather.
    pub fn put(&self, queue: Queue, bodies: Vec<String>) {
        let mut waiting = self.waiting();
        for body in bodies {
            waiting.last += 1;
            let id = waiting.last;
            waiting.messages.insert(id, (queue, body));
        }
    }

    /// Any message, which stays until it is ended: a second receiver may get it too.
    pub fn receive(&self) -> Option<(u64, Queue, String)> {
        let waiting = self.waiting();
        let at = self.weather.below(waiting.messages.len());
        waiting.messages.iter().nth(at).map(|(id, (queue, body))| (*id, *queue, body.clone()))
    }

    /// Ends a handled message; in bad weather it may come once more.
    pub fn end(&self, id: u64) {
        if self.weather.is_calm() || !self.weather.once_in(8) {
            self.waiting().messages.remove(&id);
        }
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.waiting().messages.is_empty()
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Queues for Lines {
    async fn send(&self, queue: Queue, bodies: Vec<String>) -> Result<(), QueueError> {
        let bodies = self.planted.sent_after(bodies);
        let half = bodies.len() / 2;
        match self.weather.call("send", || format!("{} to {}", bodies.len(), queue.name())).await {
            None => self.put(queue, bodies),
            Some(Blow::CrashBefore) => self.weather.die().await,
            Some(Blow::CrashAfter) => {
                self.put(queue, bodies);
                self.weather.die().await
            }
            Some(blow) => {
                match blow {
                    Blow::LostAnswer => self.put(queue, bodies),
                    Blow::Late => self.put(queue, bodies.into_iter().take(half).collect()),
                    _ => {}
                }
                return Err(QueueError::Unavailable("the weather".to_owned()));
            }
        }
        Ok(())
    }
}
