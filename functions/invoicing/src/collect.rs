//! Collecting: a provider's open accounts are emptied into immutable rows, then the settlement closes.

use domain::{
    account::Account,
    ids::ServiceCode,
    organiser,
    provider::{Holds, Provider},
    settlement::{Row, SetAside, Settlement, State, obstacle},
    voucher::Voucher,
};
use jiff::civil::Date;
use messages::SettleProvider;
use storage::{
    keys::{List, Name},
    port::{Condition, Key, StoreError, Write},
    records::{Listed, Versioned, load, page, put_new},
};

use crate::{Failure, Invoicing};

/// So many accounts are taken in one transaction: four writes each, and the check of the settlement.
const ACCOUNTS_AT_ONCE: usize = 24;
/// Recording goes on while we collect: an account that moved is read and taken again, so often.
const TRIES: usize = 20;

impl Invoicing {
    /// Settles a provider's part of a run, from whatever point an earlier try reached.
    pub(crate) async fn collect(&self, settle: &SettleProvider, on: Date) -> Result<(), Failure> {
        let Some(mut settlement) = self.open(settle, on).await? else { return Ok(()) };
        if settlement.value.state != State::Collecting {
            return Ok(());
        }
        for _ in 0..TRIES {
            match self.take_all(settle, &settlement).await {
                Err(Failure::Store(StoreError::ConditionFailed { .. } | StoreError::Conflict)) => {}
                Err(failure) => return Err(failure),
                Ok(()) => {
                    self.reconcile(settle, &mut settlement).await?;
                    settlement.value.state = State::Closed;
                    return self.save(settle, &settlement).await;
                }
            }
            // An account moved, or another worker closed the settlement before us.
            match self.settlement(settle).await? {
                Some(now) if now.value.state == State::Collecting => settlement = now,
                _ => return Ok(()),
            }
        }
        Err(Failure::Unexpected("the accounts do not come to rest".to_owned()))
    }

    async fn settlement(&self, settle: &SettleProvider) -> Result<Option<Versioned<Settlement>>, StoreError> {
        load(&*self.store, &settle.organiser, &Name::Settlement(settle.run, settle.provider)).await
    }

    /// The settlement as it stands; a new one if there is something to take, set aside where it cannot be paid.
    async fn open(
        &self,
        settle: &SettleProvider,
        on: Date,
    ) -> Result<Option<Versioned<Settlement>>, Failure> {
        if let Some(known) = self.settlement(settle).await? {
            return Ok(Some(known));
        }
        let organiser = &settle.organiser;
        let to_do = List::ToDoOf(settle.provider, settle.period);
        let nothing = page::<Listed>(&*self.store, organiser, &to_do, None, 1).await?.records.is_empty();
        let state = match self.obstacle(settle, on).await? {
            // Stored too: a run is complete when every provider that was told has a settlement.
            _ if nothing => State::Empty,
            Some(reason) => State::SetAside { reason },
            None => State::Collecting,
        };
        let SettleProvider { run, provider, period, .. } = *settle;
        let new = Settlement { run, provider, period, state, differences: Vec::new() };
        let mut writes = vec![put_new(organiser, &Name::Settlement(settle.run, settle.provider), &new)?];
        if !nothing {
            let listed = Name::ProvidersSettlement(settle.provider, settle.run);
            writes.push(put_new(organiser, &listed, &Listed {})?);
        }
        match self.store.write(writes).await {
            Ok(()) | Err(StoreError::ConditionFailed { .. }) => Ok(self.settlement(settle).await?),
            Err(error) => Err(error.into()),
        }
    }

    async fn obstacle(&self, settle: &SettleProvider, on: Date) -> Result<Option<SetAside>, Failure> {
        let organiser = &settle.organiser;
        let details = load::<organiser::Details>(&*self.store, organiser, &Name::OrganiserDetails).await?;
        if details.is_none() {
            return Ok(Some(SetAside::NoOrganiserDetails));
        }
        let provider = load::<Provider>(&*self.store, organiser, &Name::Provider(settle.provider)).await?;
        let provider =
            provider.ok_or_else(|| Failure::Unexpected(format!("provider {}", settle.provider)))?;
        let holds = load::<Holds>(&*self.store, organiser, &Name::Holds(settle.provider)).await?;
        Ok(obstacle(&provider.value, &holds.unwrap_or_default().value, on))
    }

    async fn take_all(
        &self,
        settle: &SettleProvider,
        settlement: &Versioned<Settlement>,
    ) -> Result<(), Failure> {
        let list = List::ToDoOf(settle.provider, settle.period);
        let mut after = None;
        loop {
            let found = page::<Listed>(&*self.store, &settle.organiser, &list, after, 1000).await?;
            let names: Vec<Name> = found.records.into_iter().map(|(name, _)| name).collect();
            for some in names.chunks(ACCOUNTS_AT_ONCE) {
                self.take(settle, settlement, some).await?;
            }
            after = found.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// One transaction: the settlement still collects; accounts emptied, rows put, to-do items gone.
    async fn take(
        &self,
        settle: &SettleProvider,
        settlement: &Versioned<Settlement>,
        to_do: &[Name],
    ) -> Result<(), Failure> {
        let organiser = &settle.organiser;
        let name = Name::Settlement(settle.run, settle.provider);
        let condition = Condition::Version(settlement.version);
        let mut writes = vec![Write::Check { key: name.key(organiser), condition }];
        for open in self.accounts(settle, to_do).await? {
            writes.extend(open.taken_by(settle)?);
        }
        if writes.len() > 1 {
            self.store.write(writes).await?;
        }
        Ok(())
    }

    /// The open accounts, but for those that this settlement has taken already: what came to them since, after a
    /// try that broke off, waits for the next run. So each account has one row in a settlement.
    async fn accounts(&self, settle: &SettleProvider, to_do: &[Name]) -> Result<Vec<Open>, Failure> {
        let organiser = &settle.organiser;
        let places = to_do.iter().map(|name| match name {
            Name::ToDo(provider, month, voucher, booking) => {
                let account = Name::Account(voucher.clone(), *booking, *month).key(organiser);
                let row = Name::Row(settle.run, *provider, voucher.clone(), *booking, *month).key(organiser);
                Ok((name, account, Name::Voucher(voucher.clone()).key(organiser), row))
            }
            other => Err(Failure::Unexpected(format!("{other:?} among the to-do items"))),
        });
        let places = places.collect::<Result<Vec<_>, Failure>>()?;
        let each = |(_, account, voucher, row): &(&Name, Key, Key, Key)| {
            [account.clone(), voucher.clone(), row.clone()]
        };
        let mut keys: Vec<_> = places.iter().flat_map(each).collect();
        keys.sort();
        keys.dedup();
        let items = self.store.batch_get(&keys).await?;
        let find = |key: &Key| items.iter().find(|item| item.key == *key);
        let missing = || Failure::Unexpected("a to-do item without its account".to_owned());
        places
            .into_iter()
            .filter(|(.., row)| find(row).is_none())
            .map(|(to_do, account, voucher, _)| {
                let voucher = Versioned::<Voucher>::read(find(&voucher).ok_or_else(missing)?)?;
                let account = Versioned::<Account>::read(find(&account).ok_or_else(missing)?)?;
                Ok(Open { to_do: to_do.clone(), account, service: voucher.value.service })
            })
            .collect()
    }

    async fn save(&self, settle: &SettleProvider, settlement: &Versioned<Settlement>) -> Result<(), Failure> {
        let name = Name::Settlement(settle.run, settle.provider);
        match self.store.write(vec![settlement.put(&settle.organiser, &name)?]).await {
            // Another worker closed it.
            Ok(()) | Err(StoreError::ConditionFailed { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// An account with something to take.
struct Open {
    to_do: Name,
    account: Versioned<Account>,
    service: ServiceCode,
}

impl Open {
    fn taken_by(mut self, settle: &SettleProvider) -> Result<Vec<Write>, Failure> {
        let organiser = &settle.organiser;
        let Name::ToDo(provider, month, voucher, booking) = self.to_do.clone() else { return Ok(Vec::new()) };
        let taken = self.account.value.take();
        let row = Row { voucher: voucher.clone(), booking, month, service: self.service, taken };
        let row_name = Name::Row(settle.run, provider, voucher.clone(), booking, month);
        Ok(vec![
            self.account.put(organiser, &Name::Account(voucher, booking, month))?,
            put_new(organiser, &row_name, &row)?,
            Write::Delete { key: self.to_do.key(organiser), condition: Condition::Exists },
        ])
    }
}
