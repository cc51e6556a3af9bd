//! What re-pricing reads before it goes through the events: the voucher, its rules, its providers and its accounts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    account::Account,
    ids::{BookingId, ProviderId},
    provider::Approval,
    repricing::RepricingBasis,
    rulebook::Rulebook,
    share::NewShare,
    time::Month,
    voucher::Voucher,
};
use messages::RepriceVoucher;
use storage::{
    keys::{List, Name},
    port::{Key, StoreError},
    records::{Record, Versioned, load},
};

use crate::{Failure, Repricing};

/// So many items are read at once.
pub(crate) const PAGE: u32 = 1000;

/// Where money is kept: a booking's month.
pub(crate) type Place = (BookingId, Month);

/// A voucher as it stands.
pub(crate) struct Basis {
    pub(crate) voucher: Versioned<Voucher>,
    rulebook: Arc<Rulebook>,
    approvals: BTreeMap<ProviderId, Approval>,
}

impl Basis {
    /// What the price of a provider's events depends on.
    pub(crate) fn of(&self, provider: ProviderId) -> RepricingBasis<'_> {
        RepricingBasis {
            rulebook: &self.rulebook,
            voucher: &self.voucher.value,
            approval: self.approvals.get(&provider),
        }
    }
}

impl Repricing {
    pub(crate) async fn basis(&self, of: &RepriceVoucher) -> Result<Basis, Failure> {
        let missing = |what: &str| Failure::Unexpected(format!("{what} of {} is not stored", of.voucher));
        let name = Name::Voucher(of.voucher.clone());
        let voucher = load::<Voucher>(&*self.store, &of.organiser, &name).await?;
        let voucher = voucher.ok_or_else(|| missing("the voucher"))?;
        let Voucher { service, rulebook, .. } = &voucher.value;
        let rulebook = self.rulebooks.version(&*self.store, &of.organiser, service, *rulebook).await?;
        let rulebook = rulebook.ok_or_else(|| missing("the rulebook"))?;
        let providers: BTreeSet<ProviderId> =
            voucher.value.bookings.iter().map(|booking| booking.provider).collect();
        let approval = |provider| Name::Approval(provider, service.clone()).key(&of.organiser);
        let keys: Vec<Key> = providers.into_iter().map(approval).collect();
        let mut approvals = BTreeMap::new();
        for item in self.store.batch_get(&keys).await? {
            let Some((_, Name::Approval(provider, _))) = Name::of(&item.key) else { continue };
            approvals.insert(provider, Versioned::read(&item)?.value);
        }
        Ok(Basis { voucher, rulebook, approvals })
    }

    /// Every account of the voucher: one for each month of a booking, so that they are few and small.
    pub(crate) async fn accounts(
        &self,
        of: &RepriceVoucher,
    ) -> Result<BTreeMap<Place, Versioned<Account>>, StoreError> {
        let (mut accounts, mut after) = (BTreeMap::new(), None);
        loop {
            let (found, next) = self.page(of, &List::AccountsOf(of.voucher.clone()), after).await?;
            for (name, account) in found {
                if let Name::Account(_, booking, month) = name {
                    accounts.insert((booking, month), account);
                }
            }
            after = next;
            if after.is_none() {
                return Ok(accounts);
            }
        }
    }

    /// The decision whose change of the share the client was told of last; 0 before any.
    pub(crate) async fn told(&self, of: &RepriceVoucher) -> Result<u32, StoreError> {
        let (mut told, mut after) = (0, None);
        loop {
            let (found, next) = self.page::<NewShare>(of, &List::SharesOf(of.voucher.clone()), after).await?;
            told = found.last().map_or(told, |(_, share)| share.value.decision);
            after = next;
            if after.is_none() {
                return Ok(told);
            }
        }
    }

    /// A page of a list, with the versions of its items.
    pub(crate) async fn page<T: Record>(
        &self,
        of: &RepriceVoucher,
        list: &List,
        after: Option<String>,
    ) -> Result<(Vec<(Name, Versioned<T>)>, Option<String>), StoreError> {
        let page = self.store.query(&list.page(&of.organiser, after, PAGE)).await?;
        let unknown = || StoreError::Unreadable(format!("key of a {}", T::SCHEMA));
        let each = page.items.iter().map(|item| {
            let (_, name) = Name::of(&item.key).ok_or_else(unknown)?;
            Ok((name, Versioned::read(item)?))
        });
        Ok((each.collect::<Result<_, StoreError>>()?, page.next))
    }
}
