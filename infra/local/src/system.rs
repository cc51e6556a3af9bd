//! The whole system in one process on 127.0.0.1: every function behind one address, the embedded store, queues and
//! objects, and tasks that play the event sources of the cloud.

mod event_source;
mod functions;
mod gateway;
mod invocation;
mod kept;
mod relay_pump;
mod schedule;
mod server;
mod start_error;
mod uploads;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use objects::Objects;
use queues::Queue;
use storage::embedded::Embedded;
use tokio::sync::watch;
use tokio::task::JoinSet;
use web::Clock;

use self::functions::Functions;
use self::kept::Kept;
use crate::oidc::{Config, IdentityProvider, TestPerson};

pub use self::start_error::StartError;
pub use portal::Organiser;

/// What a system is started with; `Options::default()` is one in memory on any free port.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port; `None` takes any that is free.
    pub port: Option<u16>,
    /// Where everything is kept; `None` keeps it in memory.
    pub data: Option<PathBuf>,
    /// A fixed instant as the functions' clock; `None` is the machine's clock. Tokens always go by the machine's.
    pub now: Option<Timestamp>,
    /// Whose register anyone can see in the portal.
    pub organisers: Vec<Organiser>,
    /// Who can sign in on the page.
    pub people: Vec<TestPerson>,
}

/// A running system. Dropped, it stops at once; `stop` lets it answer what was asked.
pub struct System {
    /// Where it answers, `http://127.0.0.1:8080`.
    pub base_url: String,
    /// Signs people in, and makes tokens without the way over HTTP.
    pub identity: IdentityProvider,
    kept: Kept,
    is_new: bool,
    relayed: watch::Receiver<u64>,
    tasks: JoinSet<()>,
    server: JoinSet<()>,
    stopping: watch::Sender<bool>,
}

/// What was asked before the end gets so long for its answer.
const PATIENCE: Duration = Duration::from_secs(5);

impl System {
    /// Starts it; it answers when this returns.
    ///
    /// # Errors
    /// When the port or the folder can't be used; each error is one sentence for the one who started it.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let (listener, port) = server::listen(options.port).await?;
        let base_url = format!("http://127.0.0.1:{port}");
        let kept = Kept::open(options.data.as_deref())?;
        let is_new = *kept.store.newest_change().borrow() == 0;
        let identity = IdentityProvider::start(Config {
            issuer: format!("{base_url}/oidc"),
            public_url: base_url.clone(),
            people: options.people,
            key_file: kept.signing_key.clone(),
        })?;
        let clock = options.now.map_or_else(Clock::system, |now| Clock::new(move || now));
        let functions = Functions::wire(&kept, &base_url, options.organisers, &clock);
        let (stopping, mut stopped) = watch::channel(false);
        let router = functions.gateway(&identity, port).router();
        let mut server = JoinSet::new();
        server.spawn(server::serve(listener, router, async move {
            let _ = stopped.wait_for(|stopped| *stopped).await;
        }));
        let (relayed, tasks) = event_sources(&kept, functions, options.now.is_none());
        Ok(Self { base_url, identity, kept, is_new, relayed, tasks, server, stopping })
    }

    /// Waits until every change is relayed and no message waits or is handled. Dead letters don't count.
    pub async fn idle(&self) {
        loop {
            let newest = *self.kept.store.newest_change().borrow();
            let mut relayed = self.relayed.clone();
            // The pump lives as long as the system.
            let _ = relayed.wait_for(|relayed| *relayed >= newest).await;
            self.kept.queues.idle().await;
            // Nothing was written since everything was relayed, so that nothing can have been sent since.
            if *self.kept.store.newest_change().borrow() == newest {
                return;
            }
        }
    }

    /// Messages that failed too often, as `queue: body`: each a bug or an outage.
    pub fn dead_letters(&self) -> Vec<String> {
        let of = |queue: Queue| {
            self.kept
                .queues
                .dead(queue)
                .into_iter()
                .map(move |dead| format!("{}: {}", queue.name(), dead.body))
        };
        Queue::ALL.into_iter().flat_map(of).collect()
    }

    /// Gives the dead letters back to their queues, as whoever mended their cause does.
    ///
    /// # Errors
    /// When the disk does not answer.
    pub async fn redrive(&self) -> Result<(), queues::QueueError> {
        for queue in Queue::ALL {
            self.kept.queues.redrive(queue).await?;
        }
        Ok(())
    }

    /// Whether nothing was ever stored before this start.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// The store, for its meter and for what a test wants to see.
    pub fn store(&self) -> &Embedded {
        &self.kept.store
    }

    /// The objects, as the bucket has them.
    pub fn objects(&self) -> &dyn Objects {
        &*self.kept.objects
    }

    /// The letters in the outbox, as the bucket for documents has them.
    pub fn documents(&self) -> &dyn Objects {
        &*self.kept.documents
    }

    /// Files of events and the answers to them, as the bucket for uploads has them.
    pub fn uploads(&self) -> &dyn Objects {
        &*self.kept.uploads
    }

    /// Answers what was asked, and stops. A message or change that is being handled comes again at the next start.
    pub async fn stop(mut self) {
        self.stopping.send_replace(true);
        let answered = tokio::time::timeout(PATIENCE, self.server.join_next()).await;
        if answered.is_err() {
            tracing::warn!("stopped before the last answer");
        }
        self.server.shutdown().await;
        self.tasks.shutdown().await;
    }
}

/// The tasks that play the cloud's event sources, and how far the relay has come.
fn event_sources(kept: &Kept, functions: Functions, scheduled: bool) -> (watch::Receiver<u64>, JoinSet<()>) {
    let (relayed, how_far) = watch::channel(0);
    let mut tasks = JoinSet::new();
    tasks.spawn(relay_pump::run(Arc::clone(&kept.store), functions.relay, relayed));
    for (queue, handler) in functions.handlers {
        tasks.spawn(event_source::run(Arc::clone(&kept.queues), queue, handler));
    }
    if scheduled {
        tasks.spawn(schedule::run(functions.planner, schedule::monthly));
        tasks.spawn(schedule::run(functions.looker, schedule::daily));
    }
    (how_far, tasks)
}

#[cfg(test)]
mod tests {
    use storage::port::{Condition, Key, Store, Table, Write};

    use super::*;

    async fn idle_soon(system: &System) -> bool {
        tokio::time::timeout(Duration::from_secs(5), system.idle()).await.is_ok()
    }

    #[tokio::test]
    async fn a_system_is_idle_when_all_is_relayed_and_after_a_restart_too() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { data: Some(folder.path().to_owned()), ..Options::default() };
        let system = System::start(options.clone()).await.unwrap();
        assert!(system.is_new());
        let key = Key { table: Table::Vouchers, pk: "demo#V#1".to_owned(), sk: "NOTHING".to_owned() };
        let put =
            Write::Put { key, schema: "nothing/1", body: "{}".to_owned(), condition: Condition::Absent };
        system.store().write(vec![put]).await.unwrap();
        assert!(idle_soon(&system).await);
        assert!(system.store().changes(0, 1).is_empty(), "relayed and forgotten");
        system.stop().await;
        let again = System::start(options).await.unwrap();
        assert!(!again.is_new() && idle_soon(&again).await);
    }
}
