//! One call of a function by an event source; a panic in it is a failed call, as it is on Lambda.

use std::error::Error;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;

/// Why a call failed: logged, and tried again.
pub(super) type Failed = Box<dyn Error + Send + Sync>;

/// A function as an event source calls it.
pub(super) type Invocation<T> = Arc<dyn Fn(T) -> BoxFuture<'static, Result<(), Failed>> + Send + Sync>;

/// Makes a handler callable.
pub(super) fn invocation<T, F>(handler: impl Fn(T) -> F + Send + Sync + 'static) -> Invocation<T>
where
    T: 'static,
    F: Future<Output = Result<(), Failed>> + Send + 'static,
{
    Arc::new(move |given| AssertUnwindSafe(handler(given)).catch_unwind().map(flatten).boxed())
}

fn flatten(called: std::thread::Result<Result<(), Failed>>) -> Result<(), Failed> {
    called.unwrap_or_else(|_| Err("the function panicked".into()))
}
