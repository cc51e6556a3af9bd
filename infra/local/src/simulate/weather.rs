//! The weather of a run: one seeded source of chance, and what befalls each call of a port.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What befalls a call of a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blow {
    /// Another transaction holds the items.
    Conflict,
    /// Too many requests.
    Throttled,
    /// Nothing is done, and the port is unavailable.
    Outage,
    /// It is done, and the answer is lost.
    LostAnswer,
    /// The caller is told of a timeout; it is done some time afterwards. Of many messages half are sent.
    Late,
    /// The process dies before it is done.
    CrashBefore,
    /// It is done, and the process dies before it hears.
    CrashAfter,
}

const BLOWS: [Blow; 7] = [
    Blow::Conflict,
    Blow::Throttled,
    Blow::Outage,
    Blow::LostAnswer,
    Blow::Late,
    Blow::CrashBefore,
    Blow::CrashAfter,
];

/// A seed's chance, and how rough it is.
pub struct Weather {
    chance: Mutex<ChaCha8Rng>,
    /// Blows in a thousand calls.
    roughness: u32,
    /// At most so many blows: shrinking lowers it.
    most: u64,
    calm: AtomicBool,
    blows: AtomicU64,
    calls: AtomicU64,
    died: AtomicBool,
    told: Option<Mutex<Vec<String>>>,
}

impl Weather {
    /// The weather of a seed; `telling` keeps a trace of what happened.
    pub fn of(seed: u64, most: u64, telling: bool) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        // Every fourth seed has only its interleavings; the others are ever rougher.
        let roughness = [0, 30, 100, 250][chance.random_range(0..4)];
        let told = telling.then(Mutex::default);
        Self {
            chance: Mutex::new(chance),
            roughness,
            most,
            calm: AtomicBool::new(false),
            blows: AtomicU64::new(0),
            calls: AtomicU64::new(0),
            died: AtomicBool::new(false),
            told,
        }
    }

    /// Nothing befalls any call from now on.
    pub fn calm_down(&self) {
        self.calm.store(true, Relaxed);
    }

    /// Whether it is calm.
    pub fn is_calm(&self) -> bool {
        self.calm.load(Relaxed)
    }

    /// A number below another one.
    pub fn below(&self, bound: usize) -> usize {
        self.chance().random_range(0..bound.max(1))
    }

    /// True once in so many times.
    pub fn once_in(&self, times: u32) -> bool {
        self.chance().random_ratio(1, times)
    }

    /// One call of a port: lets others go first, then says what befalls it.
    pub async fn call(&self, port: &str, what: impl FnOnce() -> String) -> Option<Blow> {
        turn().await;
        self.calls.fetch_add(1, Relaxed);
        let blow = self.blow();
        match blow {
            Some(blow) => self.tell(|| format!("    {port} {}: {blow:?}", what())),
            None => self.tell(|| format!("    {port} {}", what())),
        }
        blow
    }

    fn blow(&self) -> Option<Blow> {
        if self.is_calm() || self.blows.load(Relaxed) >= self.most {
            return None;
        }
        let mut chance = self.chance();
        if !chance.random_ratio(self.roughness, 1000) {
            return None;
        }
        self.blows.fetch_add(1, Relaxed);
        Some(BLOWS[chance.random_range(0..BLOWS.len())])
    }

    /// The process dies here: whoever polls it must drop it.
    pub async fn die<T>(&self) -> T {
        self.died.store(true, Relaxed);
        std::future::pending().await
    }

    /// Whether the last polled process died.
    pub fn took_a_life(&self) -> bool {
        self.died.swap(false, Relaxed)
    }

    /// How many blows there were.
    pub fn blows(&self) -> u64 {
        self.blows.load(Relaxed)
    }

    /// How many calls of ports there were.
    pub fn calls(&self) -> u64 {
        self.calls.load(Relaxed)
    }

    /// Adds to the trace, if one is kept.
    pub fn tell(&self, line: impl FnOnce() -> String) {
        if let Some(told) = &self.told {
            told.lock().unwrap_or_else(PoisonError::into_inner).push(line());
        }
    }

    /// The trace.
    pub fn trace(&self) -> Vec<String> {
        self.told.as_ref().map_or_else(Vec::new, |told| {
            std::mem::take(&mut *told.lock().unwrap_or_else(PoisonError::into_inner))
        })
    }

    fn chance(&self) -> MutexGuard<'_, ChaCha8Rng> {
        self.chance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets the scheduler choose who goes on.
pub async fn turn() {
    let mut passed = false;
    poll_fn(|context| {
        if std::mem::replace(&mut passed, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
