//! Who sends: each company has clients of its own, and its events go one request after the other.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use domain::time::Month;
use futures::future::try_join_all;
use reqwest::Method;
use serde::Deserialize;

use super::LoadError;
use crate::regions::load::{COMPANIES, visit};
use crate::story::playing::Playing;

/// Events of a voucher that stand together in a batch.
const TOGETHER: usize = 50;

/// All companies, and what they were answered.
pub struct Lanes<'a> {
    pub(super) playing: &'a Playing<'a>,
    pub(super) month: Month,
    /// By company.
    pub(super) lanes: Vec<Lane>,
    /// Events recorded.
    pub recorded: u64,
    /// What the organiser pays for them, in cents.
    pub cents: i64,
}

/// A company's vouchers, and how many events of each were sent.
pub struct Lane {
    pub(super) company: usize,
    vouchers: Vec<(String, usize)>,
    next: usize,
}

/// What was answered in some time.
#[derive(Default)]
pub struct Sent {
    /// Events recorded.
    pub events: u64,
    /// What the organiser pays for them, in cents.
    pub cents: i64,
    /// How long each request took.
    pub took: Vec<Duration>,
}

/// An answer to an event.
#[derive(Deserialize)]
struct Answered {
    status: String,
    provider_cents: Option<i64>,
    code: Option<String>,
}

#[derive(Deserialize)]
struct Batch {
    results: Vec<Answered>,
}

impl Lane {
    /// The next events: so many of a voucher, then of the next one; none when all months are full.
    pub(super) fn next(&mut self, count: usize, month: Month) -> Option<Vec<String>> {
        let (mut events, mut full) = (Vec::with_capacity(count), 0);
        while events.len() < count {
            let at = self.next;
            let (voucher, sent) = self.vouchers.get_mut(at)?;
            let before = events.len();
            while events.len() < count && events.len() - before < TOGETHER {
                let Some(event) = visit(voucher, month, *sent) else { break };
                *sent += 1;
                events.push(event);
            }
            full = if events.len() == before { full + 1 } else { 0 };
            if full == self.vouchers.len() {
                return None;
            }
            self.next = (at + 1) % self.vouchers.len();
        }
        Some(events)
    }
}

impl<'a> Lanes<'a> {
    /// The companies of a region that was set up.
    pub fn of(playing: &'a Playing<'a>, month: Month) -> Self {
        let lane = |company| {
            let own = playing.vouchers.iter().skip(company).step_by(COMPANIES);
            Lane { company, vouchers: own.map(|voucher| (voucher.clone(), 0)).collect(), next: 0 }
        };
        Self { playing, month, lanes: (0..COMPANIES).map(lane).collect(), recorded: 0, cents: 0 }
    }

    /// Sends requests of so many events, so many at a time, as long as what is recorded and the time say so.
    pub async fn send(
        &mut self,
        size: usize,
        at_once: usize,
        goes_on: impl Fn(u64, Instant) -> bool,
    ) -> Result<Sent, LoadError> {
        let (since, recorded) = (Instant::now(), AtomicU64::new(0));
        let (playing, month, vouchers) = (self.playing, self.month, self.playing.vouchers.len());
        let several = self.lanes.chunks_mut(COMPANIES.div_ceil(at_once)).map(async |lanes: &mut [Lane]| {
            let mut sent = Sent::default();
            for turn in 0.. {
                if !goes_on(recorded.load(Relaxed), since) {
                    break;
                }
                let at = turn % lanes.len();
                let events = lanes[at].next(size, month).ok_or(LoadError::Full(vouchers))?;
                let begun = Instant::now();
                let (events, cents) = send_one(playing, lanes[at].company, &events).await?;
                sent.took.push(begun.elapsed());
                recorded.fetch_add(events, Relaxed);
                (sent.events, sent.cents) = (sent.events + events, sent.cents + cents);
            }
            Ok::<_, LoadError>(sent)
        });
        let several = try_join_all(several).await?;
        let sent = several.into_iter().fold(Sent::default(), |all, sent| Sent {
            events: all.events + sent.events,
            cents: all.cents + sent.cents,
            took: all.took.into_iter().chain(sent.took).collect(),
        });
        (self.recorded, self.cents) = (self.recorded + sent.events, self.cents + sent.cents);
        Ok(sent)
    }
}

/// Events and cents that a request recorded; anything but "approved" ends the load.
async fn send_one(playing: &Playing<'_>, company: usize, events: &[String]) -> Result<(u64, i64), LoadError> {
    let (path, body) = match events {
        [event] => ("/v1/events", event.clone()),
        _ => ("/v1/events/batch", format!(r#"{{"events":[{}]}}"#, events.join(","))),
    };
    let (role, body) = (playing.provider(company), body.into_bytes());
    let answer = playing.api.send(Method::POST, role, path, None, "application/json", body).await?;
    let results = match events {
        [_] => vec![answer.of::<Answered>(201)?],
        _ => answer.of::<Batch>(200)?.results,
    };
    let mut cents = 0;
    for result in &results {
        if result.status != "approved" {
            let code = result.code.as_deref().unwrap_or_default();
            return Err(LoadError::Refused(format!("an event was {} {code}", result.status)));
        }
        cents += result.provider_cents.unwrap_or_default();
    }
    Ok((results.len() as u64, cents))
}
