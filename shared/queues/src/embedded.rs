//! The embedded queues: at least once, with leases and dead letters as SQS has them, in memory or durable in a folder.
//!
//! In a folder a message is on disk (fsync) before `send` answers. Leases end with the process: what was leased
//! when it stopped is there again when it starts.

mod disk;
mod line;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::watch;
use tokio::time::Instant;

use self::disk::Disk;
pub use self::disk::OpenError;
use self::line::Lines;
use crate::{Queue, QueueError, Queues, limits};

/// After so many receives a message that still fails goes to the dead letters.
pub const MOST_RECEIVES: u32 = 5;

/// How long a receiver has a message for itself, unless told otherwise.
pub const LEASE: Duration = Duration::from_secs(180);

/// The queues of this process.
pub struct Embedded {
    lines: Mutex<Lines>,
    disk: Option<Arc<Disk>>,
    lease: Duration,
    /// Counts the changes, so that waiters can look again.
    changed: watch::Sender<u64>,
}

/// A message under lease: to be deleted when it is handled, or given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The queue that it came from.
    pub queue: Queue,
    /// Its number, the same at each receive.
    pub id: u64,
    /// The JSON.
    pub body: String,
    /// How many times it has been received, this one included.
    pub receives: u32,
}

/// A message that failed too often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// Its number.
    pub id: u64,
    /// The JSON.
    pub body: String,
}

/// How many messages a queue has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// May be received now.
    pub ready: usize,
    /// Under lease, or given back for later.
    pub hidden: usize,
    /// Among the dead letters.
    pub dead: usize,
}

impl Embedded {
    /// Queues that live as long as this value.
    pub fn in_memory() -> Self {
        Self::of(Lines::default(), None)
    }

    /// Queues in memory that deliver in a random order and now and then twice, as SQS may; the same for the same seed.
    pub fn disordered(seed: u64) -> Self {
        Self::of(Lines::disordered(seed), None)
    }

    /// The durable queues in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// When another process (or value) has it open, or the folder or its file can't be used.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let (disk, lines) = disk::open(folder)?;
        Ok(Self::of(lines, Some(Arc::new(disk))))
    }

    /// The same queues with another lease.
    #[must_use]
    pub fn with_lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    fn of(lines: Lines, disk: Option<Arc<Disk>>) -> Self {
        Self { lines: Mutex::new(lines), disk, lease: LEASE, changed: watch::Sender::new(0) }
    }

    /// Up to `most` messages that are ready, each leased to the caller; possibly none.
    ///
    /// # Errors
    /// `Unavailable` when the disk does not answer; the messages come back after their lease.
    pub async fn receive(&self, queue: Queue, most: usize) -> Result<Vec<Received>, QueueError> {
        let now = Instant::now();
        let (received, buried) = self.lines().receive(queue, most, now, now + self.lease);
        if !received.is_empty() || !buried.is_empty() {
            let counts: Vec<_> = received.iter().map(|message| (message.id, message.receives)).collect();
            self.on_disk(move |disk| disk.receive(queue, &counts, &buried)).await?;
            self.announce();
        }
        Ok(received)
    }

    /// Like `receive`, but waits until there is at least one.
    ///
    /// # Errors
    /// As `receive`.
    pub async fn next(&self, queue: Queue, most: usize) -> Result<Vec<Received>, QueueError> {
        let mut changed = self.changed.subscribe();
        loop {
            let received = self.receive(queue, most.max(1)).await?;
            if !received.is_empty() {
                return Ok(received);
            }
            let due = self.lines().next_due(queue);
            tokio::select! {
                _ = changed.changed() => {}
                () = sleep_until(due) => {}
            }
        }
    }

    /// Ends a handled message. A lease that ran out has no say any more: the message then comes again.
    ///
    /// # Errors
    /// `Unavailable` when the disk does not answer.
    pub async fn delete(&self, message: &Received) -> Result<(), QueueError> {
        if !self.lines().delete(message) {
            return Ok(());
        }
        let (queue, id) = (message.queue, message.id);
        self.on_disk(move |disk| disk.delete(queue, id)).await?;
        self.announce();
        Ok(())
    }

    /// Ends the lease of a message whose handling failed: it is ready again after `pause`, or dead.
    ///
    /// # Errors
    /// `Unavailable` when the disk does not answer.
    pub async fn give_back(&self, message: &Received, pause: Duration) -> Result<(), QueueError> {
        let died = self.lines().give_back(message, Instant::now() + pause);
        if died {
            let (queue, id) = (message.queue, message.id);
            self.on_disk(move |disk| disk.receive(queue, &[], &[id])).await?;
        }
        self.announce();
        Ok(())
    }

    /// The dead letters: a bug or an outage each.
    pub fn dead(&self, queue: Queue) -> Vec<Dead> {
        self.lines().dead(queue)
    }

    /// Makes the dead letters ready again, with their receives forgotten; answers how many.
    ///
    /// # Errors
    /// `Unavailable` when the disk does not answer.
    pub async fn redrive(&self, queue: Queue) -> Result<usize, QueueError> {
        let ids: Arc<[u64]> = self.dead(queue).iter().map(|letter| letter.id).collect();
        let moved = Arc::clone(&ids);
        self.on_disk(move |disk| disk.redrive(queue, &moved)).await?;
        self.lines().redrive(queue, &ids, Instant::now());
        self.announce();
        Ok(ids.len())
    }

    /// How many messages there are.
    pub fn counts(&self, queue: Queue) -> Counts {
        self.lines().counts(queue, Instant::now())
    }

    /// Whether nothing waits and nothing is leased, in any queue; dead letters don't count.
    pub fn is_idle(&self) -> bool {
        self.lines().is_idle()
    }

    /// Waits until `is_idle`.
    pub async fn idle(&self) {
        let mut changed = self.changed.subscribe();
        while !self.is_idle() {
            // The sender lives in self, so that this can't fail.
            let _ = changed.changed().await;
        }
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn announce(&self) {
        self.changed.send_modify(|count| *count += 1);
    }

    /// Does the work in the file, if there is one, off the async threads.
    async fn on_disk<F>(&self, work: F) -> Result<(), QueueError>
    where
        F: FnOnce(&Disk) -> Result<(), redb::Error> + Send + 'static,
    {
        let Some(disk) = self.disk.clone() else { return Ok(()) };
        let done = tokio::task::spawn_blocking(move || work(&disk)).await;
        let unavailable = |cause: String| QueueError::Unavailable(cause);
        done.map_err(|cause| unavailable(cause.to_string()))?.map_err(|cause| unavailable(cause.to_string()))
    }
}

#[async_trait]
impl Queues for Embedded {
    async fn send(&self, queue: Queue, bodies: Vec<String>) -> Result<(), QueueError> {
        limits::check(&bodies)?;
        if bodies.is_empty() {
            return Ok(());
        }
        let messages = self.lines().number(bodies);
        let stored = messages.clone();
        self.on_disk(move |disk| disk.send(queue, &stored)).await?;
        self.lines().add(queue, messages, Instant::now());
        self.announce();
        Ok(())
    }
}

async fn sleep_until(due: Option<Instant>) {
    match due {
        Some(due) => tokio::time::sleep_until(due).await,
        None => std::future::pending().await,
    }
}
