//! After the storm: everything is sent once more and settled, and the store is reckoned up against the reference.

use std::collections::BTreeMap;
use std::future::Future;
use std::task::{Context, Poll, Waker};

use domain::{ids::RunId, settlement::State};
use serde_json::json;
use web::Role;

use super::audit::{Audit, Expected};
use super::deed::{Act, Claim, Deed, Who};
use super::functions::relay;
use super::history::History;
use super::run::{Outcome, Run, STEPS};
use super::world::{self, Unfounded};

/// After so many failures a message is buried.
const MOST_RECEIVES: u32 = 5;

impl Run {
    /// No more weather: everything that was ever claimed is sent once more, and all is settled.
    pub(super) fn calm(&mut self) -> Result<(), Unfounded> {
        self.weather.calm_down();
        self.weather.tell(|| "the weather is calm".to_owned());
        self.restart()?;
        while finish(self.store.arrive_late()).unwrap_or(false) {}
        self.drain();
        // What was refused may be free now, and free something else: until nothing changes any more.
        loop {
            let before = *self.kept.newest_change().borrow();
            self.tell_again()?;
            if *self.kept.newest_change().borrow() == before {
                break;
            }
        }
        self.model.calm = true;
        self.tell_again()?;
        self.drain();
        let (who, path) = (Who::Official(Role::Finance), "/v1/settlement-runs".to_owned());
        let (key, body) = (Some("last".to_owned()), json!({"period": "2026-11"}));
        self.ask(&Deed { who, path, key, body, act: Act::Other });
        self.drain();
        self.pay_the_rest();
        Ok(())
    }

    fn tell_again(&mut self) -> Result<(), Unfounded> {
        for claim in self.model.claims().cloned().collect::<Vec<Claim>>() {
            let (who, path, body) = (Who::Recorder(claim.company), claim.path()?, claim.sent.clone());
            self.ask(&Deed { who, path, key: None, body, act: Act::Claims(vec![claim]) });
        }
        Ok(())
    }

    /// One request after the other.
    pub(super) fn ask(&mut self, deed: &Deed) {
        self.sent(deed);
        let Some((status, body)) = finish(self.functions.clone().answer(deed.clone())) else {
            return self.wrong.push(format!("no answer to {}", deed.path));
        };
        self.weather.tell(|| format!("  answer: {status} {body}"));
        self.model.hear(deed, status, &body);
        if status >= 500 {
            self.wrong.push(format!("{} {}: {status} in calm weather: {body}", deed.path, deed.body));
        }
    }

    /// Relays and handles until nothing is left; in calm weather nothing may fail.
    fn drain(&mut self) {
        for _ in 0..STEPS {
            let changes = self.kept.changes(self.relayed, 100);
            if let Some((last, _)) = changes.last() {
                self.relayed = *last;
                let changes = changes.into_iter().map(|(_, change)| change).collect();
                if let Some(Err(why)) = finish(relay(self.lines.clone(), changes)) {
                    self.wrong.push(format!("not relayed: {why}"));
                }
                continue;
            }
            let Some((id, queue, body)) = self.lines.receive() else { return };
            self.weather.tell(|| format!("  {} receives {body}", queue.name()));
            match finish(self.functions.clone().handle(queue, body.clone())) {
                Some(Ok(())) => self.heard(queue, &body),
                failed => {
                    let times = self.failed.entry(id).or_insert(0_u32);
                    *times += 1;
                    if *times < MOST_RECEIVES {
                        continue;
                    }
                    self.wrong.push(format!("a dead letter: {body}: {failed:?}"));
                }
            }
            self.lines.end(id);
        }
    }

    pub(super) fn reckon(mut self) -> Outcome {
        let mut history = History::of(&self.kept.changes(0, usize::MAX));
        let expected: Expected = self
            .model
            .money()
            .into_iter()
            .filter_map(|((company, voucher, month), money)| {
                Some(((world::provider(company).ok()?, voucher, month), money))
            })
            .collect();
        let audit = Audit::of(&mut history, &expected);
        let mut unheard: BTreeMap<RunId, u64> = BTreeMap::new();
        for ((run, _), settlement) in &history.settlements {
            *unheard.entry(*run).or_default() += u64::from(matches!(settlement.state, State::Written { .. }));
        }
        for (run, written) in unheard {
            let told = self.told.values().filter(|told| told.run == run).map(|told| told.count).sum::<u64>();
            if told != written {
                self.wrong.push(format!("finance heard of {told} of {written} invoices of {run}"));
            }
        }
        self.wrong.extend(audit.wrong);
        self.wrong.append(&mut self.model.wrong);
        let (lost, doubled) = (audit.lost, audit.doubled);
        let (calls, blows, trace) = (self.weather.calls(), self.weather.blows(), self.weather.trace());
        Outcome { requests: self.requests, calls, blows, wrong: self.wrong, lost, doubled, trace }
    }
}

/// Polls a future to its end; none when it has none.
pub(super) fn finish<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = Box::pin(future);
    for _ in 0..STEPS {
        if let Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return Some(done);
        }
    }
    None
}
