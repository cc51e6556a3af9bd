//! A recorded event with all of the ledger that an act on it may change.

use domain::{
    account::Account,
    event::{Delivery, Event},
    ids::{EventId, Organiser, ProviderId},
    overlap::Visits,
    quota::Quota,
    recording::Ledger,
    time::Month,
    voucher::Voucher,
};
use storage::{
    keys::Name,
    port::{Condition, Store, StoreError, Write},
    records::{Guard, Record, Versioned, load},
};
use web::{Actor, Problem};

use crate::{load::Versions, save::Changed};

/// An event as it was read, and its part of the ledger.
pub struct Entry {
    /// The event.
    pub event: Versioned<Event>,
    /// Its voucher.
    pub voucher: Versioned<Voucher>,
    /// Quota, its account, and the client's times.
    pub ledger: Ledger,
    /// Their versions.
    pub versions: Versions,
    name: Name,
    was_held: bool,
}

impl Entry {
    /// The event with this id, if there is one.
    pub async fn load(
        store: &dyn Store,
        organiser: &Organiser,
        id: EventId,
    ) -> Result<Option<Self>, StoreError> {
        let Some(guard) = load::<Guard>(store, organiser, &Name::Guard(id)).await? else { return Ok(None) };
        let Guard { voucher: number, on, .. } = guard.value;
        let name = Name::Event(number.clone(), on, id);
        let event: Versioned<Event> = must(store, organiser, &name).await?;
        let voucher: Versioned<Voucher> = must(store, organiser, &Name::Voucher(number.clone())).await?;
        let (mut ledger, mut versions) = (Ledger::default(), Versions::default());
        let quota: Versioned<Quota> = maybe(store, organiser, &Name::Quota(number.clone())).await?;
        (ledger.quota, versions.quota) = (quota.value, quota.version);
        let place = (event.value.booking, Month::of(on));
        let account: Versioned<Account> =
            maybe(store, organiser, &Name::Account(number, place.0, place.1)).await?;
        ledger.accounts.insert(place, account.value);
        versions.accounts.insert(place, account.version);
        if let Delivery::Visit(visit) = event.value.reported.delivery {
            for month in visit.months() {
                let name = Name::Visits(voucher.value.client, month);
                let visits: Versioned<Visits> = maybe(store, organiser, &name).await?;
                ledger.visits.insert(month, visits.value);
                versions.visits.insert(month, visits.version);
            }
        }
        let was_held = event.value.is_held();
        Ok(Some(Self { event, voucher, ledger, versions, name, was_held }))
    }

    /// For an official, or for the provider whose event it is; to others it is not there.
    pub fn known_to(self, actor: &Actor) -> Result<Self, Problem> {
        let own = |provider: ProviderId| provider == self.event.value.provider;
        if actor.role.is_providers() && !own(actor.provider()?) {
            return Err(Problem::new("not_found"));
        }
        Ok(self)
    }

    /// Whether a settlement has taken its money.
    pub fn is_settled(&self) -> bool {
        let Some(entry) = self.event.value.entry() else { return false };
        self.ledger.accounts.values().any(|account| entry <= account.taken)
    }

    /// Adds what was read for another event of the same voucher. An item that both have read stays as it was read
    /// for this one; each item is written only if it still is as it was read.
    pub fn join(&mut self, ledger: &Ledger, versions: &Versions) {
        for (place, account) in &ledger.accounts {
            if !self.ledger.accounts.contains_key(place) {
                self.ledger.accounts.insert(*place, account.clone());
                let version = versions.accounts.get(place).copied().unwrap_or_default();
                self.versions.accounts.insert(*place, version);
            }
        }
        for (month, visits) in &ledger.visits {
            if !self.ledger.visits.contains_key(month) {
                self.ledger.visits.insert(*month, visits.clone());
                let version = versions.visits.get(month).copied().unwrap_or_default();
                self.versions.visits.insert(*month, version);
            }
        }
    }

    /// The event as it is now, and what else changed since the ledger was as before.
    pub fn writes(&self, organiser: &Organiser, before: &Ledger) -> Result<Vec<Write>, StoreError> {
        self.writes_with(organiser, before, false)
    }

    /// The same, only if the voucher still is as it was read where that is asked for: as when an event is stored that
    /// may be held.
    pub fn writes_with(
        &self,
        organiser: &Organiser,
        before: &Ledger,
        checks_voucher: bool,
    ) -> Result<Vec<Write>, StoreError> {
        let (voucher, after, versions) = (&self.voucher, &self.ledger, &self.versions);
        let mut writes = Changed { organiser, voucher, before, after, versions, checks_voucher }.writes()?;
        writes.extend(self.writes_of_event(organiser)?);
        Ok(writes)
    }

    /// The event as it is now, without what it changed beside.
    pub fn writes_of_event(&self, organiser: &Organiser) -> Result<Vec<Write>, StoreError> {
        let mut writes = vec![self.event.put(organiser, &self.name)?];
        let event = &self.event.value;
        if self.was_held {
            let held = Name::Held(self.voucher.value.service.clone(), event.provider, event.event);
            writes.push(Write::Delete { key: held.key(organiser), condition: Condition::Exists });
        }
        Ok(writes)
    }
}

async fn must<T: Record>(
    store: &dyn Store,
    organiser: &Organiser,
    name: &Name,
) -> Result<Versioned<T>, StoreError> {
    let missing = || StoreError::Unreadable(format!("a guard without its {}", T::SCHEMA));
    load::<T>(store, organiser, name).await?.ok_or_else(missing)
}

async fn maybe<T: Record + Default>(
    store: &dyn Store,
    organiser: &Organiser,
    name: &Name,
) -> Result<Versioned<T>, StoreError> {
    Ok(load::<T>(store, organiser, name).await?.unwrap_or_default())
}
