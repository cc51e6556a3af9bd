//! One run: a seed's requests, messages and changes, interleaved at every await, in its weather.

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::task::{Context, Poll, Waker};

use domain::ids::RunId;
use messages::ManifestWritten;
use queues::Queue;
use serde_json::Value;
use storage::embedded::Embedded;
use storage::port::{Change, Store};

use super::calm::finish;
use super::deed::Deed;
use super::functions::{Functions, relay};
use super::model::Model;
use super::objects::Bucket;
use super::plant::{Plant, Planted};
use super::queue::Lines;
use super::store::Stormy;
use super::weather::Weather;
use super::world::{self, Unfounded};

/// What a run plays.
#[derive(Clone)]
pub struct Plan {
    /// Decides the weather and every choice.
    pub seed: u64,
    /// Its requests.
    pub deeds: Vec<Deed>,
    /// At most so many blows.
    pub most_blows: u64,
    /// A bug to find.
    pub plant: Option<Plant>,
    /// Whether a trace is kept.
    pub telling: bool,
}

/// What came of a run.
#[derive(Default)]
pub struct Outcome {
    /// Requests that were sent.
    pub requests: u64,
    /// Calls of ports.
    pub calls: u64,
    /// Those of them that were struck.
    pub blows: u64,
    /// What broke a rule.
    pub wrong: Vec<String>,
    /// Cents lost.
    pub lost: i64,
    /// Cents doubled.
    pub doubled: i64,
    /// What happened, where it was asked for.
    pub trace: Vec<String>,
}

/// What a task came to.
enum Ended {
    Answered(usize, u16, Value),
    Handled(u64, Queue, String, Result<(), String>),
    Relayed(u64, Result<(), String>),
}

type Task = (Option<usize>, Pin<Box<dyn Future<Output = Ended>>>);

/// So many tasks are under way at most.
const AT_ONCE: usize = 8;
/// A run that takes longer never ends.
pub(super) const STEPS: usize = 200_000;
/// 2026-11-20, noon in Helsinki.
const BEGINNING: i64 = 1_795_168_800;

/// A run under way.
pub(super) struct Run {
    plan: Plan,
    pub(super) weather: Arc<Weather>,
    planted: Arc<Planted>,
    pub(super) kept: Arc<Embedded>,
    pub(super) store: Arc<Stormy>,
    pub(super) lines: Arc<Lines>,
    pub(super) bucket: Arc<Bucket>,
    now: Arc<AtomicI64>,
    pub(super) functions: Functions,
    tasks: Vec<Task>,
    to_send: VecDeque<usize>,
    pub(super) relayed: u64,
    relaying: bool,
    pub(super) failed: BTreeMap<u64, u32>,
    /// Manifests that the finance system was told of.
    pub(super) told: BTreeMap<(RunId, u32), ManifestWritten>,
    /// So many times it told of payments.
    pub(super) payments: u64,
    pub(super) model: Model,
    pub(super) requests: u64,
    pub(super) wrong: Vec<String>,
}

/// Plays a plan.
pub fn play(plan: Plan) -> Result<Outcome, Unfounded> {
    let mut run = Run::begin(plan)?;
    run.storm()?;
    run.calm()?;
    Ok(run.reckon())
}

impl Run {
    fn begin(plan: Plan) -> Result<Self, Unfounded> {
        let weather = Arc::new(Weather::of(plan.seed, plan.most_blows, plan.telling));
        let planted = Arc::new(Planted::new(plan.plant));
        let kept = Arc::new(Embedded::in_memory());
        for write in world::founding(weather.once_in(2))? {
            finish(kept.write(write.clone())).unwrap_or(Ok(())).map_err(|error| Unfounded::of(&error))?;
        }
        let store = Arc::new(Stormy::over(kept.clone(), weather.clone(), planted.clone()));
        let lines = Arc::new(Lines::new(weather.clone(), planted.clone()));
        let bucket = Arc::new(Bucket::new(weather.clone()));
        let now = Arc::new(AtomicI64::new(BEGINNING));
        let functions = Functions::start(store.clone(), lines.clone(), bucket.clone(), now.clone())?;
        let to_send = (0..plan.deeds.len()).collect();
        let relayed = *kept.newest_change().borrow();
        Ok(Self {
            plan,
            weather,
            planted,
            kept,
            store,
            lines,
            bucket,
            now,
            functions,
            tasks: Vec::new(),
            to_send,
            relayed,
            relaying: false,
            failed: BTreeMap::new(),
            told: BTreeMap::new(),
            payments: 0,
            model: Model::default(),
            requests: 0,
            wrong: Vec::new(),
        })
    }

    /// Everything at once, until all is answered and at rest.
    fn storm(&mut self) -> Result<(), Unfounded> {
        for _ in 0..STEPS {
            if self.is_at_rest() {
                return Ok(());
            }
            match self.weather.below(40) {
                0..4 => self.send_next(),
                4..6 => self.receive(),
                6..8 => self.relay_next(),
                8 if self.weather.once_in(4) => drop(finish(self.store.arrive_late())),
                9 if self.weather.once_in(60) => self.restart()?,
                _ => self.poll_any(),
            }
        }
        self.wrong.push("the run does not come to rest".to_owned());
        Ok(())
    }

    fn is_at_rest(&self) -> bool {
        self.to_send.is_empty() && self.tasks.is_empty() && self.lines.is_empty() && !self.has_changes()
    }

    fn has_changes(&self) -> bool {
        *self.kept.newest_change().borrow() > self.relayed
    }

    fn send_next(&mut self) {
        if self.tasks.len() >= AT_ONCE {
            return;
        }
        let Some(at) = self.to_send.pop_front() else { return };
        self.now.fetch_add(60 * self.weather.below(40) as i64, Relaxed);
        let deed = self.plan.deeds[at].clone();
        self.sent(&deed);
        let answer = self.functions.clone().answer(deed);
        let task = async move {
            let (status, body) = answer.await;
            Ended::Answered(at, status, body)
        };
        self.tasks.push((Some(at), Box::pin(task)));
    }

    pub(super) fn sent(&mut self, deed: &Deed) {
        self.requests += 1;
        self.model.expect(deed);
        self.weather.tell(|| format!("{:?} asks {} {:?} {}", deed.who, deed.path, deed.key, deed.body));
    }

    fn receive(&mut self) {
        if self.tasks.len() >= AT_ONCE {
            return;
        }
        let Some((id, queue, body)) = self.lines.receive() else { return };
        self.weather.tell(|| format!("  {} receives {body}", queue.name()));
        let handled = self.functions.clone().handle(queue, body.clone());
        self.tasks.push((None, Box::pin(async move { Ended::Handled(id, queue, body, handled.await) })));
    }

    fn relay_next(&mut self) {
        let changes = self.kept.changes(self.relayed, 1 + self.weather.below(20));
        let Some((last, _)) = changes.last() else { return };
        if std::mem::replace(&mut self.relaying, true) {
            return;
        }
        let last = *last;
        let changes: Vec<Change> = changes.into_iter().map(|(_, change)| change).collect();
        let relayed = relay(self.lines.clone(), changes);
        self.tasks.push((None, Box::pin(async move { Ended::Relayed(last, relayed.await) })));
    }

    fn poll_any(&mut self) {
        if self.tasks.is_empty() {
            return;
        }
        let at = self.weather.below(self.tasks.len());
        let polled = self.tasks[at].1.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if self.weather.took_a_life() {
            let (deed, _) = self.tasks.swap_remove(at);
            self.lost_sight_of(deed);
        } else if let Poll::Ready(ended) = polled {
            drop(self.tasks.swap_remove(at));
            self.ended(ended);
        }
        for (queue, body) in self.planted.early() {
            self.lines.put(queue, vec![body]);
        }
    }

    /// Whoever asked gets no answer and asks again; a message comes again by itself.
    fn lost_sight_of(&mut self, deed: Option<usize>) {
        self.to_send.extend(deed);
        self.relaying = false;
    }

    fn ended(&mut self, ended: Ended) {
        match ended {
            Ended::Answered(at, status, body) => self.answered(at, status, &body),
            Ended::Handled(id, queue, body, Ok(())) => {
                self.heard(queue, &body);
                self.lines.end(id);
            }
            Ended::Handled(_, queue, _, Err(why)) => {
                self.weather.tell(|| format!("  {} failed: {why}", queue.name()));
            }
            Ended::Relayed(last, outcome) => {
                self.relaying = false;
                // Now and then what was passed on is passed on again.
                if outcome.is_ok() && !self.weather.once_in(10) {
                    self.relayed = last;
                }
            }
        }
    }

    fn answered(&mut self, at: usize, status: u16, body: &Value) {
        self.weather.tell(|| format!("  answer to {}: {status} {body}", self.plan.deeds[at].path));
        self.model.hear(&self.plan.deeds[at], status, body);
        if status == 503 {
            self.to_send.push_back(at);
        }
    }

    /// Somebody asks for what came up in the run itself.
    pub(super) fn send_later(&mut self, deed: Option<Deed>) {
        if let Some(deed) = deed {
            self.to_send.push_back(self.plan.deeds.len());
            self.plan.deeds.push(deed);
        }
    }

    /// Every process dies at once, and with it what it had read.
    pub(super) fn restart(&mut self) -> Result<(), Unfounded> {
        self.weather.tell(|| "  everything stops and starts again".to_owned());
        for (deed, _) in std::mem::take(&mut self.tasks) {
            self.lost_sight_of(deed);
        }
        let (store, lines, bucket) = (self.store.clone(), self.lines.clone(), self.bucket.clone());
        self.functions = Functions::start(store, lines, bucket, self.now.clone())?;
        Ok(())
    }
}
