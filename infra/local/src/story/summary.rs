//! The story's end in figures: `summary.json`, amounts in euros with two decimals.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    planned::Cents,
    playing::{Counts, Playing},
};

/// The figures of a played region.
#[derive(Debug, Serialize)]
pub struct Summary {
    region: String,
    seed: u64,
    events: Counts,
    euros: Euros,
    invoices: usize,
}

#[derive(Debug, Serialize)]
struct Euros {
    #[serde(flatten)]
    whole: Amounts,
    by_provider: BTreeMap<String, Amounts>,
}

/// Euros as text, exact: `"1234.50"`.
#[derive(Debug, Serialize)]
struct Amounts {
    recorded: String,
    invoiced: String,
    held: String,
    rejected: String,
    after_cut_off: String,
    set_aside: String,
}

impl Summary {
    /// Of what was counted.
    pub fn of(playing: &Playing<'_>, counted: &BTreeMap<usize, Cents>) -> Self {
        let mut sum = Cents::default();
        for cents in counted.values() {
            sum.invoiced += cents.invoiced;
            sum.held += cents.held;
            sum.rejected += cents.rejected;
            sum.after_cut_off += cents.after_cut_off;
            sum.set_aside += cents.set_aside;
        }
        let business_id = |index: &usize| playing.region.providers[*index].business_id.clone();
        let by_provider = counted.iter().map(|(index, cents)| (business_id(index), amounts(cents))).collect();
        Self {
            region: playing.region.name.clone(),
            seed: playing.region.seed,
            events: playing.counts.clone(),
            euros: Euros { whole: amounts(&sum), by_provider },
            invoices: playing.invoices.len(),
        }
    }

    /// The whole's figures in a few lines.
    pub fn lines(&self) -> String {
        let Amounts { recorded, invoiced, held, rejected, after_cut_off, set_aside } = &self.euros.whole;
        let Counts { approved, held: waiting, refused, repeated, by_roster } = &self.events;
        let refused: u64 = refused.values().sum();
        format!(
            "lines: {approved} approved, {waiting} held, {refused} refused, {repeated} repeated; {by_roster} by roster\n\
             euros: {recorded} recorded = {invoiced} in {} invoices + {held} held + {rejected} rejected \
             + {after_cut_off} after the cut-off + {set_aside} set aside",
            self.invoices
        )
    }
}

fn amounts(cents: &Cents) -> Amounts {
    Amounts {
        recorded: euros(cents.recorded()),
        invoiced: euros(cents.invoiced),
        held: euros(cents.held),
        rejected: euros(cents.rejected),
        after_cut_off: euros(cents.after_cut_off),
        set_aside: euros(cents.set_aside),
    }
}

fn euros(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}
