//! The messages in memory and the rules of leases: no clock of its own, the caller says what time it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use tokio::time::Instant;

use super::{Counts, Dead, MOST_RECEIVES, Received};
use crate::Queue;

/// All queues.
#[derive(Default)]
pub(super) struct Lines {
    lines: [Line; Queue::ALL.len()],
    last_id: u64,
    disorder: Option<StdRng>,
}

#[derive(Default)]
struct Line {
    waiting: BTreeMap<u64, Message>,
    dead: BTreeMap<u64, Arc<str>>,
}

struct Message {
    body: Arc<str>,
    receives: u32,
    /// Not to be received before this.
    ready_at: Instant,
    /// Delivered once more after its delete, by disorder.
    repeated: bool,
}

/// The queue's number in memory and on disk: never changed, only added to.
pub(super) fn number(queue: Queue) -> u8 {
    match queue {
        Queue::Settlement => 0,
        Queue::Invoicing => 1,
        Queue::Finance => 2,
        Queue::Statements => 3,
        Queue::Notices => 4,
        Queue::Repricing => 5,
        Queue::ServiceEventFiles => 6,
    }
}

impl Lines {
    /// Lines that shuffle and repeat.
    pub(super) fn disordered(seed: u64) -> Self {
        Self { disorder: Some(StdRng::seed_from_u64(seed)), ..Self::default() }
    }

    /// Gives new messages their numbers.
    pub(super) fn number(&mut self, bodies: Vec<String>) -> Vec<(u64, Arc<str>)> {
        let numbered = (self.last_id + 1..).zip(bodies.into_iter().map(Arc::from)).collect::<Vec<_>>();
        self.last_id += numbered.len() as u64;
        numbered
    }

    /// Makes new messages ready.
    pub(super) fn add(&mut self, queue: Queue, messages: Vec<(u64, Arc<str>)>, now: Instant) {
        messages.into_iter().for_each(|(id, body)| self.restore(queue, id, body, 0, now));
    }

    /// Makes a message ready that has been received before.
    pub(super) fn restore(&mut self, queue: Queue, id: u64, body: Arc<str>, receives: u32, now: Instant) {
        self.last_id = self.last_id.max(id);
        let message = Message { body, receives, ready_at: now, repeated: false };
        self.line(queue).waiting.insert(id, message);
    }

    /// Adds a dead letter.
    pub(super) fn bury(&mut self, queue: Queue, id: u64, body: Arc<str>) {
        self.last_id = self.last_id.max(id);
        self.line(queue).dead.insert(id, body);
    }

    /// Leases what is ready, and buries what has been received too often; answers both.
    pub(super) fn receive(
        &mut self,
        queue: Queue,
        most: usize,
        now: Instant,
        lease_end: Instant,
    ) -> (Vec<Received>, Vec<u64>) {
        let buried = self.line(queue).bury_exhausted(now);
        let reach = self.reach(most);
        let mut ready: Vec<_> = self.line(queue).ready(now).take(reach).collect();
        if let Some(random) = &mut self.disorder {
            ready.shuffle(random);
        }
        ready.truncate(most);
        let line = self.line(queue);
        (ready.into_iter().filter_map(|id| line.lease(queue, id, lease_end)).collect(), buried)
    }

    /// How far ahead a receive looks: disorder shuffles all that there is.
    fn reach(&self, most: usize) -> usize {
        if self.disorder.is_some() { usize::MAX } else { most }
    }

    /// Removes a message whose lease still stands; whether it is gone now.
    pub(super) fn delete(&mut self, message: &Received) -> bool {
        let again = self.disorder.as_mut().is_some_and(|random| random.random_ratio(1, 8));
        let line = self.line(message.queue);
        let Some(waiting) = line.leased(message) else { return false };
        if again && !waiting.repeated {
            waiting.repeated = true;
            waiting.ready_at = Instant::now();
            waiting.receives -= 1;
            return false;
        }
        line.waiting.remove(&message.id).is_some()
    }

    /// Ends a lease early; whether the message is dead by that.
    pub(super) fn give_back(&mut self, message: &Received, ready_at: Instant) -> bool {
        let line = self.line(message.queue);
        let Some(waiting) = line.leased(message) else { return false };
        if waiting.receives < MOST_RECEIVES {
            waiting.ready_at = ready_at;
            return false;
        }
        line.bury(message.id);
        true
    }

    /// When the next hidden message is ready.
    pub(super) fn next_due(&self, queue: Queue) -> Option<Instant> {
        self.lines[usize::from(number(queue))].waiting.values().map(|message| message.ready_at).min()
    }

    /// The dead letters by number.
    pub(super) fn dead(&self, queue: Queue) -> Vec<Dead> {
        let dead = &self.lines[usize::from(number(queue))].dead;
        dead.iter().map(|(id, body)| Dead { id: *id, body: body.to_string() }).collect()
    }

    /// Makes these dead letters ready.
    pub(super) fn redrive(&mut self, queue: Queue, ids: &[u64], now: Instant) {
        for id in ids {
            if let Some(body) = self.line(queue).dead.remove(id) {
                self.restore(queue, *id, body, 0, now);
            }
        }
    }

    /// How many messages a queue has.
    pub(super) fn counts(&self, queue: Queue, now: Instant) -> Counts {
        let line = &self.lines[usize::from(number(queue))];
        let ready = line.ready(now).count();
        Counts { ready, hidden: line.waiting.len() - ready, dead: line.dead.len() }
    }

    /// Whether nothing waits anywhere.
    pub(super) fn is_idle(&self) -> bool {
        self.lines.iter().all(|line| line.waiting.is_empty())
    }

    fn line(&mut self, queue: Queue) -> &mut Line {
        &mut self.lines[usize::from(number(queue))]
    }
}

impl Line {
    fn ready(&self, now: Instant) -> impl Iterator<Item = u64> {
        self.waiting.iter().filter(move |(_, message)| message.ready_at <= now).map(|(id, _)| *id)
    }

    fn lease(&mut self, queue: Queue, id: u64, lease_end: Instant) -> Option<Received> {
        let message = self.waiting.get_mut(&id)?;
        message.receives += 1;
        message.ready_at = lease_end;
        Some(Received { queue, id, body: message.body.to_string(), receives: message.receives })
    }

    /// The message, if the receiver's lease is its latest: each receive has its own count.
    fn leased(&mut self, message: &Received) -> Option<&mut Message> {
        self.waiting.get_mut(&message.id).filter(|waiting| waiting.receives == message.receives)
    }

    fn bury_exhausted(&mut self, now: Instant) -> Vec<u64> {
        let exhausted =
            |id: &u64| self.waiting.get(id).is_some_and(|message| message.receives >= MOST_RECEIVES);
        let ids: Vec<_> = self.ready(now).filter(exhausted).collect();
        ids.iter().for_each(|id| self.bury(*id));
        ids
    }

    fn bury(&mut self, id: u64) {
        if let Some(message) = self.waiting.remove(&id) {
            self.dead.insert(id, message.body);
        }
    }
}
