//! Reconciliation: before a settlement closes, the events of every account that it took are summed, independently of
//! the accounts; a difference keeps it open.

use domain::{
    event::Event,
    settlement::{Difference, Row, Settlement, Sum},
};
use futures::{StreamExt, TryStreamExt, stream};
use messages::SettleProvider;
use storage::{
    keys::{List, Name},
    port::StoreError,
    records::{Versioned, page},
};

use crate::{Failure, Invoicing};

/// So many accounts' events are read at the same time.
const AT_ONCE: usize = 8;
/// So many differences are kept with the settlement: the rest is found when these are mended.
const MOST_KEPT: usize = 20;

impl Invoicing {
    /// Holds what was taken against the events. A difference is stored with the settlement, where finance sees it, told to
    /// whoever is on call, and fails the message, which comes again.
    pub(crate) async fn reconcile(
        &self,
        settle: &SettleProvider,
        settlement: &mut Versioned<Settlement>,
    ) -> Result<(), Failure> {
        let found = self.differences(settle).await?;
        let known = std::mem::replace(&mut settlement.value.differences, found);
        let differences = settlement.value.differences.len();
        if differences == 0 {
            return Ok(());
        }
        tracing::error!(
            event = "settlement_differs", run = %settle.run, provider = %settle.provider, differences,
            "the events do not come to what was taken of their accounts"
        );
        if known != settlement.value.differences {
            let name = Name::Settlement(settle.run, settle.provider);
            self.store.write(vec![settlement.put(&settle.organiser, &name)?]).await?;
        }
        Err(Failure::Differs(differences))
    }

    async fn differences(&self, settle: &SettleProvider) -> Result<Vec<Difference>, Failure> {
        let list = List::RowsOf(settle.run, settle.provider);
        let (mut differences, mut after) = (Vec::new(), None);
        loop {
            let found = page::<Row>(&*self.store, &settle.organiser, &list, after, 1000).await?;
            let rows = found.records.into_iter().map(|(_, row)| async move {
                let events = self.sum_of_events(settle, &row).await?;
                Ok::<_, StoreError>(row.difference(events))
            });
            let some: Vec<Option<Difference>> = stream::iter(rows).buffered(AT_ONCE).try_collect().await?;
            differences.extend(some.into_iter().flatten());
            after = found.next;
            if after.is_none() || differences.len() >= MOST_KEPT {
                differences.truncate(MOST_KEPT);
                return Ok(differences);
            }
        }
    }

    async fn sum_of_events(&self, settle: &SettleProvider, row: &Row) -> Result<Sum, StoreError> {
        let list = List::EventsIn(row.voucher.clone(), row.month);
        let (mut sum, mut after) = (Sum::default(), None);
        loop {
            let found = page::<Event>(&*self.store, &settle.organiser, &list, after, 1000).await?;
            sum = found.records.iter().fold(sum, |sum, (_, event)| sum.and(row.part_of(event)));
            after = found.next;
            if after.is_none() {
                return Ok(sum);
            }
        }
    }
}
