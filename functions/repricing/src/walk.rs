//! Through the events of a voucher: each account's are priced anew in transactions of its own, and then it is marked.

use std::collections::BTreeMap;

use domain::{
    account::Account,
    event::Event,
    repricing::{is_moved, reprice},
    share::NewShare,
    time::Month,
};
use ledger::put_account;
use messages::RepriceVoucher;
use storage::{
    keys::{List, Name},
    port::{Condition, StoreError, Write},
    records::{Versioned, put_new},
};

use crate::{
    Failure, Repricing,
    load::{Basis, Place},
};

/// So many events are changed in one transaction, beside the account, its to-do item and the check of the voucher.
const EVENTS_AT_ONCE: usize = 90;
/// So many accounts are marked in one transaction, beside the check of the voucher.
const ACCOUNTS_AT_ONCE: usize = 99;

/// The accounts as they are now, and an event that has no price.
struct Walk<'a> {
    of: &'a RepriceVoucher,
    basis: &'a Basis,
    accounts: BTreeMap<Place, Versioned<Account>>,
    /// What changes of the client's share, since the decision by which the client was told of it last.
    share: NewShare,
    told: u32,
    unpriced: Option<Failure>,
}

impl Repricing {
    /// Prices everything under the decision in force now, which may be a later one than the message names.
    ///
    /// The accounts are read before the events and written on their versions afterwards, all of them: whoever records
    /// meanwhile under the old terms either moves an account, and all is read again, or meets a marked one and decides
    /// again.
    pub(crate) async fn walk(&self, of: &RepriceVoucher, basis: &Basis) -> Result<(), Failure> {
        let accounts = self.accounts(of).await?;
        let told = self.told(of).await?;
        let share = NewShare::of(of.voucher.clone(), basis.voucher.value.decision);
        let mut walk = Walk { of, basis, accounts, share, told, unpriced: None };
        let mut after = None;
        loop {
            let (events, next) = self.page::<Event>(of, &List::EventsOf(of.voucher.clone()), after).await?;
            for (place, events) in by_account(events) {
                for some in events.chunks(EVENTS_AT_ONCE) {
                    let writes = walk.priced(place, some)?;
                    if writes.len() > 1 {
                        self.store.write(writes).await?;
                    }
                }
            }
            after = next;
            if after.is_none() {
                break;
            }
        }
        if let Some(unpriced) = walk.unpriced {
            return Err(unpriced);
        }
        self.mark(walk).await
    }

    /// Says of each account that it is priced under the decision, also where nothing changed, and what the client is to be
    /// told.
    async fn mark(&self, walk: Walk<'_>) -> Result<(), Failure> {
        let decision = walk.basis.voucher.value.decision;
        let mut writes = Vec::new();
        for ((booking, month), account) in &walk.accounts {
            if account.value.decision < decision {
                let marked = Account { decision, ..account.value.clone() };
                let name = Name::Account(walk.of.voucher.clone(), *booking, *month);
                let marked = Versioned { value: marked, version: account.version };
                writes.push(marked.put(&walk.of.organiser, &name)?);
            }
        }
        tracing::info!(voucher = %walk.of.voucher, decision, accounts = writes.len(), "voucher re-priced");
        // Once: what a walk that comes again after it finds, the client was told of already.
        if let Some(share) = walk.share.to_tell() {
            let name = Name::NewShare(walk.of.voucher.clone(), decision);
            writes.push(put_new(&walk.of.organiser, &name, &share)?);
        }
        for some in writes.chunks(ACCOUNTS_AT_ONCE) {
            let mut writes = vec![walk.in_force()];
            writes.extend_from_slice(some);
            self.store.write(writes).await?;
        }
        Ok(())
    }
}

/// The events of a page by the account that has their money.
fn by_account(events: Vec<(Name, Versioned<Event>)>) -> BTreeMap<Place, Vec<(Name, Versioned<Event>)>> {
    let mut places: BTreeMap<Place, Vec<_>> = BTreeMap::new();
    for (name, event) in events {
        let place = (event.value.booking, Month::of(event.value.reported.delivery.on()));
        places.entry(place).or_default().push((name, event));
    }
    places
}

impl Walk<'_> {
    /// The terms that are priced by are still in force.
    fn in_force(&self) -> Write {
        let key = Name::Voucher(self.of.voucher.clone()).key(&self.of.organiser);
        Write::Check { key, condition: Condition::Version(self.basis.voucher.version) }
    }

    /// One transaction: events of an account at their new price, and the account with the difference.
    fn priced(
        &mut self,
        place: Place,
        events: &[(Name, Versioned<Event>)],
    ) -> Result<Vec<Write>, StoreError> {
        let known = self.accounts.get(&place).cloned().unwrap_or_default();
        let mut account = known.value.clone();
        let mut writes = vec![self.in_force()];
        for (name, event) in events {
            // Recorded since what moved was taken back, by somebody who had read the voucher before: once more from there.
            if is_moved(&self.basis.voucher.value, &event.value) {
                return Err(StoreError::Conflict);
            }
            let mut after = event.clone();
            match reprice(self.basis.of(event.value.provider), &mut account, &mut after.value) {
                Ok(true) => writes.push(after.put(&self.of.organiser, name)?),
                Ok(false) => {}
                Err(refusal) => {
                    self.unpriced = Some(Failure::NoPrice(event.value.event, refusal));
                }
            }
            self.share.add(&after.value, self.told);
        }
        if account != known.value {
            let voucher = &self.basis.voucher.value;
            let after = Versioned { value: account.clone(), version: known.version };
            writes.extend(put_account(&self.of.organiser, voucher, place, Some(&known.value), &after)?);
            self.accounts.insert(place, Versioned { value: account, version: known.version + 1 });
        }
        Ok(writes)
    }
}
