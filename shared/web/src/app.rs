//! What every HTTP function has: the store, the verifier of tokens, and the clock.

use std::sync::Arc;

use jiff::Timestamp;
use storage::port::Store;

use crate::{Verifier, identity::Issuer};

/// Tells the time; an action asks it once.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that asks a function.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The machine's clock.
    pub fn system() -> Self {
        Self::new(Timestamp::now)
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
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
