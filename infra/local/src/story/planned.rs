//! What a region plans in figures: how lines are answered, and where each cent ends up.

use std::collections::BTreeMap;

use super::{playing::Counts, sending::month};
use crate::regions::{
    Region,
    model::{Amounts, Decision, EventFile, Expected, Provider, Step},
};

/// The figures of a region.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    /// How lines are answered.
    pub counts: Counts,
    /// Where each provider's cents end up.
    pub cents: BTreeMap<usize, Cents>,
    /// How many providers each run finds something for, in the order of the runs.
    pub due: Vec<usize>,
}

/// Where cents end up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cents {
    /// In invoices.
    pub invoiced: i64,
    /// With events that wait for the approver.
    pub held: i64,
    /// With events that the approver rejected.
    pub rejected: i64,
    /// In months that have not been settled.
    pub after_cut_off: i64,
    /// With providers that could not be settled.
    pub set_aside: i64,
}

impl Cents {
    /// Everything that was recorded.
    pub fn recorded(&self) -> i64 {
        self.invoiced + self.held + self.rejected + self.after_cut_off + self.set_aside
    }
}

/// Whether a provider can be settled.
pub fn payable(provider: &Provider) -> bool {
    provider.iban.is_some() && provider.einvoice.is_some()
}

/// Approved and unsettled: provider, month, cents.
type Unsettled = Vec<(usize, String, i64)>;

impl Planned {
    /// Goes through the region's steps.
    pub fn of(region: &Region) -> Self {
        let mut planned = Self::default();
        let mut unsettled: Unsettled = Vec::new();
        let mut last_period = "";
        for step in &region.steps {
            match step {
                Step::Events { wave } => {
                    for file in region.files.iter().filter(|file| file.wave == *wave) {
                        planned.send(file, &mut unsettled);
                    }
                }
                Step::Roster { confirmations, .. } => {
                    for confirmation in confirmations {
                        planned.counts.by_roster += confirmation.recorded.len() as u64;
                        let recorded = confirmation.recorded.iter();
                        unsettled.extend(recorded.map(|(.., amounts)| entry(confirmation.provider, amounts)));
                    }
                }
                Step::Decide => planned.decide(region, &mut unsettled),
                Step::Settle { period } => {
                    planned.settle(region, period, &mut unsettled);
                    last_period = period;
                }
            }
        }
        for (provider, month, cents) in unsettled {
            let of = planned.cents.entry(provider).or_default();
            *(if *month > *last_period { &mut of.after_cut_off } else { &mut of.set_aside }) += cents;
        }
        planned
    }

    fn send(&mut self, file: &EventFile, unsettled: &mut Unsettled) {
        for line in &file.lines {
            match &line.expected {
                Expected::Approved(amounts) => {
                    self.counts.approved += 1;
                    unsettled.push(entry(file.provider, amounts));
                }
                Expected::Held { amounts, .. } => {
                    self.counts.held += 1;
                    self.cents.entry(file.provider).or_default().held += amounts.provider_cents;
                }
                Expected::Refused { code } => *self.counts.refused.entry(code.clone()).or_default() += 1,
                Expected::Repeated => self.counts.repeated += 1,
            }
        }
    }

    fn decide(&mut self, region: &Region, unsettled: &mut Unsettled) {
        for file in &region.files {
            let of = self.cents.entry(file.provider).or_default();
            for line in &file.lines {
                let Expected::Held { amounts, .. } = &line.expected else { continue };
                match line.decision {
                    Decision::Approve => unsettled.push(entry(file.provider, amounts)),
                    Decision::Reject => of.rejected += amounts.provider_cents,
                    Decision::Wait => continue,
                }
                of.held -= amounts.provider_cents;
            }
        }
    }

    fn settle(&mut self, region: &Region, period: &str, unsettled: &mut Unsettled) {
        let (due, later): (Unsettled, Unsettled) =
            unsettled.drain(..).partition(|(_, month, _)| **month <= *period);
        let mut providers: Vec<usize> = due.iter().map(|(provider, ..)| *provider).collect();
        providers.sort_unstable();
        providers.dedup();
        self.due.push(providers.len());
        unsettled.extend(later);
        for (provider, month, cents) in due {
            if payable(&region.providers[provider]) {
                self.cents.entry(provider).or_default().invoiced += cents;
            } else {
                unsettled.push((provider, month, cents));
            }
        }
    }
}

fn entry(provider: usize, amounts: &Amounts) -> (usize, String, i64) {
    (provider, month(amounts), amounts.provider_cents)
}
