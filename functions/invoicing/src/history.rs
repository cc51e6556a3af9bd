//! A provider's other settlements: balances that were carried over, and the invoices that rows go back to.

use domain::{
    account::{Line, LineKind},
    ids::{Organiser, ProviderId, RunId},
    invoice::OriginalInvoice,
    settlement::{Header, Row, Settlement, State},
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
    others: Vec<Versioned<Settlement>>,
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
    fn invoiced_by(&self, run: RunId) -> Result<Option<RunId>, Failure> {
        let settlement = self.others.iter().find(|it| it.value.run == run);
        match settlement.map(|it| &it.value.state) {
            Some(State::Numbered { .. } | State::Written { .. }) => Ok(Some(run)),
            Some(State::CarriedInto { into_run }) => {
                Ok(Some(*into_run).filter(|into| Some(*into) != self.of))
            }
            Some(State::CarriedOver { .. }) => Ok(None),
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

    /// The invoice that a line takes back or corrects: of the latest earlier settlement that paid the like for the
    /// same voucher, booking and month, else of the latest that paid anything for them.
    pub(crate) async fn original(
        &self,
        organiser: &Organiser,
        provider: ProviderId,
        history: &History,
        row: &Row,
        line: &Line,
    ) -> Result<Option<OriginalInvoice>, Failure> {
        if line.kind == LineKind::Original {
            return Ok(None);
        }
        let earlier = self.earlier_rows(organiser, provider, history, row).await?;
        let pays = |paid: &Line| {
            paid.kind != LineKind::Refund && paid.content == line.content && paid.band == line.band
        };
        let like = earlier.iter().find(|(_, row)| row.taken.lines.iter().any(pays));
        let Some((run, _)) = like.or(earlier.first()) else { return Ok(None) };
        match history.invoiced_by(*run)? {
            Some(run) => Ok(Some(self.issued(organiser, provider, run).await?)),
            None => Ok(None),
        }
    }

    /// What earlier settlements took of the same account, the latest first.
    async fn earlier_rows(
        &self,
        organiser: &Organiser,
        provider: ProviderId,
        history: &History,
        row: &Row,
    ) -> Result<Vec<(RunId, Row)>, Failure> {
        let name = |run| Name::Row(run, provider, row.voucher.clone(), row.booking, row.month);
        let keys: Vec<Key> = history.others.iter().map(|it| name(it.value.run).key(organiser)).collect();
        let mut earlier = Vec::new();
        for item in self.store.batch_get(&keys).await? {
            let Some((_, Name::Row(run, ..))) = Name::of(&item.key) else { continue };
            let found = Versioned::<Row>::read(&item)?.value;
            if found.taken.last < row.taken.first {
                earlier.push((run, found));
            }
        }
        earlier.sort_by_key(|(_, row)| std::cmp::Reverse(row.taken.last));
        Ok(earlier)
    }

    async fn issued(
        &self,
        organiser: &Organiser,
        provider: ProviderId,
        run: RunId,
    ) -> Result<OriginalInvoice, Failure> {
        let header: Versioned<Header> = self.must(organiser, &Name::Invoice(run, provider)).await?;
        let header = header.value.header;
        Ok(OriginalInvoice { number: header.number, issued_on: header.issued_on })
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
        let provider = draft.settlement.value.provider;
        let mut found = Vec::new();
        for row in &draft.rows.rows {
            for line in &row.taken.lines {
                found.extend(self.original(organiser, provider, &draft.history, row, line).await?);
            }
        }
        if found.is_empty() {
            for other in &draft.history.others {
                if let State::Numbered { .. } | State::Written { .. } = other.value.state {
                    found.push(self.issued(organiser, provider, other.value.run).await?);
                }
            }
        }
        Ok(found.into_iter().max_by_key(|original| (original.issued_on, original.number.clone())))
    }
}
