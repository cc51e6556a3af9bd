//! The one thread that writes a durable store: transactions that wait at the same time share one fsync.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use super::State;
use super::decide::{Effect, decide};
use super::disk::Disk;
use crate::port::{Item, Key, StoreError, Write};

/// At most so many requests share a commit, so that none waits for long.
const SHARED: usize = 1000;

type Answer = oneshot::Sender<Result<(), StoreError>>;

enum Request {
    Write(Vec<Write>, Answer),
    Trim(u64, Answer),
}

/// The way to the writing thread. Dropping it waits until the thread has ended and closed the file.
pub(super) struct Writer {
    requests: Option<mpsc::Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(disk: Disk, state: Arc<State>) -> io::Result<Self> {
        let (requests, waiting) = mpsc::channel();
        let mut desk = Desk { disk, state, broken: None };
        let thread =
            thread::Builder::new().name("store-writer".to_owned()).spawn(move || desk.serve(&waiting))?;
        Ok(Self { requests: Some(requests), thread: Some(thread) })
    }

    /// Answers when the writes are on disk and readable, or refused.
    pub(super) async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        self.ask(|answer| Request::Write(writes, answer)).await
    }

    /// Answers when the trim is on disk.
    pub(super) async fn trim(&self, up_to: u64) -> Result<(), StoreError> {
        self.ask(|answer| Request::Trim(up_to, answer)).await
    }

    async fn ask(&self, request: impl FnOnce(Answer) -> Request) -> Result<(), StoreError> {
        let (answer, answered) = oneshot::channel();
        let gone = || StoreError::Unavailable("the store's writer has ended".to_owned());
        self.requests.as_ref().ok_or_else(gone)?.send(request(answer)).map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.requests.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has told so itself; its requests were answered as Unavailable.
            let _ = thread.join();
        }
    }
}

/// The thread's own: the file, and whether it still can be trusted.
struct Desk {
    disk: Disk,
    state: Arc<State>,
    /// After a commit that failed nobody knows what is on disk: nothing more is written until the store is reopened.
    broken: Option<String>,
}

/// The transactions that one commit takes to disk.
#[derive(Default)]
struct Round {
    effects: Vec<Effect>,
    /// What the round's earlier transactions leave, for its later ones to be decided on.
    left: HashMap<Key, Option<Arc<Item>>>,
    trim: u64,
    accepted: Vec<Answer>,
}

impl Desk {
    fn serve(&mut self, waiting: &mpsc::Receiver<Request>) {
        while let Ok(first) = waiting.recv() {
            let mut round = Round::default();
            self.take(first, &mut round);
            for request in waiting.try_iter().take(SHARED - 1) {
                self.take(request, &mut round);
            }
            self.finish(round);
        }
    }

    fn take(&self, request: Request, round: &mut Round) {
        match request {
            Request::Write(writes, answer) => match self.decide(writes, round) {
                Ok(()) => round.accepted.push(answer),
                Err(refusal) => drop(answer.send(Err(refusal))),
            },
            Request::Trim(up_to, answer) => {
                round.trim = round.trim.max(up_to);
                round.accepted.push(answer);
            }
        }
    }

    fn decide(&self, writes: Vec<Write>, round: &mut Round) -> Result<(), StoreError> {
        let ledger = self.state.read();
        let left = &round.left;
        let find = |key: &Key| left.get(key).cloned().unwrap_or_else(|| ledger.shelves.find(key));
        let effects = decide(writes, &self.state.counts, find)?;
        for effect in effects {
            round.left.insert(effect.key().clone(), effect.after().cloned());
            round.effects.push(effect);
        }
        Ok(())
    }

    fn finish(&mut self, round: Round) {
        let outcome = self.commit(round.effects, round.trim);
        for answer in round.accepted {
            let _ = answer.send(outcome.clone().map_err(StoreError::Unavailable));
        }
    }

    fn commit(&mut self, effects: Vec<Effect>, trim: u64) -> Result<(), String> {
        if let Some(cause) = &self.broken {
            return Err(cause.clone());
        }
        let last = self.state.read().feed.last();
        let trim = trim.min(last);
        if let Err(cause) = self.disk.commit(last, &effects, trim) {
            tracing::error!(%cause, "the store could not write to disk and takes no more writes until it is reopened");
            self.broken = Some(cause.to_string());
            return Err(cause.to_string());
        }
        let mut ledger = self.state.write();
        ledger.apply(effects);
        ledger.feed.trim(trim);
        self.state.announce(&ledger);
        Ok(())
    }
}
