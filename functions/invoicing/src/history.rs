//! A provider's other settlements: balances that were carried over, and the invoice that a credit note is of.

use domain::{
    ids::{Organiser, ProviderId, RunId},
    invoice::OriginalInvoice,
    settlement::{Settlement, State},
    time::Month,
};
use storage::{
    keys::{List, Name},
    port::Key,
    records::{Listed, Versioned, page},
};

use crate::{Failure, Invoicing, number::Draft};

/// The provider's settlements beside one of them.
#[derive(Default)]
pub(crate) struct History {
    of: Option<RunId>,
    pub(crate) others: Vec<Versioned<Settlement>>,
}

impl History {
    /// The small balances that wait, of periods up to one: in the order of their periods.
    pub(crate) fn carried_over(&self, period: Month) -> Vec<Versioned<Settlement>> {
        let waits = |it: &&Versioned<Settlement>| {
            matches!(it.value.state, State::CarriedOver { .. }) && it.value.period <= period
        };
        let mut carried: Vec<_> = self.others.iter().filter(waits).cloned().collect();
        carried.sort_by_key(|it| (it.value.period, it.value.run.to_string()));
        carried
    }

    /// The run whose invoice has the rows of a run; none while they wait, or where they are on this very invoice.
    pub(crate) fn invoiced_by(&self, run: RunId) -> Result<Option<RunId>, Failure> {
        let settlement = self.others.iter().find(|it| it.value.run == run);
        match settlement.map(|it| &it.value.state) {
            Some(State::Numbered { .. } | State::Written { .. }) => Ok(Some(run)),
            Some(State::CarriedInto { into_run }) if Some(*into_run) == self.of => Ok(None),
            Some(State::CarriedInto { into_run }) => self.invoiced_by(*into_run),
            Some(State::CarriedOver { .. } | State::AwaitsInvoice { .. } | State::Matched { .. }) => Ok(None),
            _ => Err(Failure::Unexpected("an earlier settlement waits for its number".to_owned())),
        }
    }
}

impl Invoicing {
    /// Reads the provider's settlements beside the one of a run.
    pub(crate) async fn history(
        &self,
        organiser: &Organiser,
        provider: ProviderId,
        of: RunId,
    ) -> Result<History, Failure> {
        let (mut others, mut after) = (Vec::new(), None);
        loop {
            let list = List::SettlementsOf(provider);
            let found = page::<Listed>(&*self.store, organiser, &list, after, 1000).await?;
            let keys: Vec<Key> = found
                .records
                .iter()
                .filter_map(|(name, _)| match name {
                    Name::ProvidersSettlement(provider, run) if *run != of => {
                        Some(Name::Settlement(*run, *provider).key(organiser))
                    }
                    _ => None,
                })
                .collect();
            for item in self.store.batch_get(&keys).await? {
                others.push(Versioned::read(&item)?);
            }
            after = found.next;
            if after.is_none() {
                return Ok(History { of: Some(of), others });
            }
        }
    }

    /// The earlier invoice that a negative settlement credits: the latest one that a row goes back to, else the
    /// provider's latest. None where nothing is owed, or there is no earlier invoice.
    pub(crate) async fn credited(
        &self,
        organiser: &Organiser,
        draft: &Draft,
    ) -> Result<Option<OriginalInvoice>, Failure> {
        if draft.rows.total.0 >= 0 {
            return Ok(None);
        }
        let (provider, rows) = (draft.settlement.value.provider, &draft.rows.rows);
        let originals = self.originals(organiser, provider, &draft.history, rows).await?;
        let lines = rows.iter().flat_map(|row| row.taken.lines.iter().map(move |line| (row, line)));
        let found: Vec<Option<OriginalInvoice>> =
            lines.map(|(row, line)| originals.of(&draft.history, row, line)).collect::<Result<_, _>>()?;
        let latest = |original: &OriginalInvoice| (original.issued_on, original.number.clone());
        let of_rows = found.into_iter().flatten().max_by_key(latest);
        Ok(of_rows.or_else(|| originals.issued().cloned().max_by_key(latest)))
    }
}
