//! What every HTTP function has: the store, the verifier of tokens, and the clock.

use std::{pin::Pin, sync::Arc, time::Duration};

use jiff::Timestamp;
use storage::port::Store;

use crate::{Verifier, identity::Issuer};

/// Tells the time, which an action asks once, and lets it pass before another try.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    pause: Arc<dyn Fn(Duration) -> Pause + Send + Sync>,
}

/// Time that passes.
pub type Pause = Pin<Box<dyn Future<Output = ()> + Send>>;

impl Clock {
    /// A clock that asks a function; its pauses pass by the machine's clock.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { now: Arc::new(now), pause: Arc::new(|longest| Box::pin(jittered(longest))) }
    }

    /// The same clock, whose pauses pass as a simulation has them.
    #[must_use]
    pub fn pausing(self, pause: impl Fn(Duration) -> Pause + Send + Sync + 'static) -> Self {
        Self { pause: Arc::new(pause), ..self }
    }

    /// The machine's clock.
    pub fn system() -> Self {
        Self::new(Timestamp::now)
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Passes some time, at random up to the longest, so that those who met do not meet again.
    pub async fn pause(&self, longest: Duration) {
        (self.pause)(longest).await;
    }
}

async fn jittered(longest: Duration) {
    let most = u64::try_from(longest.as_millis()).unwrap_or(u64::MAX).max(1);
    tokio::time::sleep(Duration::from_millis(rand::random_range(1..=most))).await;
}

/// What the routes of a function share.
#[derive(Clone)]
pub struct App {
    /// The store.
    pub store: Arc<dyn Store>,
    /// The verifier of bearer tokens.
    pub verifier: Arc<Verifier>,
    /// The clock.
    pub clock: Clock,
}

impl App {
    /// Over a store, trusting an issuer.
    pub fn new(store: Arc<dyn Store>, issuer: Issuer, clock: Clock) -> Self {
        Self { store, verifier: Arc::new(Verifier::new(issuer)), clock }
    }

    /// The time, for an action to ask once.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
