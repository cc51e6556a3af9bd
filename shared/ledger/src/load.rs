//! Everything that recording some events of one voucher depends on, read in two rounds for all vouchers of a
//! request together.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use domain::{
    account::Account,
    event::{Event, Reported},
    ids::{BookingId, EventId, Organiser, ProviderId, VoucherNumber},
    overlap::Visits,
    provider::Approval,
    quota::Quota,
    recording::{Ledger, RecordingBasis},
    rulebook::Rulebook,
    time::Month,
    voucher::Voucher,
};
use jiff::Timestamp;
use storage::{
    keys::Name,
    port::{Item, Key, Store, StoreError},
    records::{Guard, Record, Versioned},
    rulebooks::Rulebooks,
};
use web::{Actor, App, Clock, Problem};

/// Who reports, to whom, and where it is stored.
#[derive(Clone, Copy)]
pub struct Reporter<'a> {
    /// Where it is stored.
    pub store: &'a dyn Store,
    /// The rulebooks, kept once they are read.
    pub rulebooks: &'a Rulebooks,
    /// The organiser.
    pub organiser: &'a Organiser,
    /// Who reports.
    pub provider: ProviderId,
    /// Lets time pass before another try.
    pub clock: &'a Clock,
}

impl<'a> Reporter<'a> {
    /// A provider's person, over a store that need not be the application's own.
    pub fn of(
        store: &'a dyn Store,
        app: &'a App,
        rulebooks: &'a Rulebooks,
        actor: &'a Actor,
    ) -> Result<Self, Problem> {
        let (provider, organiser) = (actor.provider()?, &actor.organiser);
        Ok(Self { store, rulebooks, organiser, provider, clock: &app.clock })
    }
}

/// Events of one voucher that are recorded in one transaction.
#[derive(Clone, Debug)]
pub struct Group {
    /// The voucher.
    pub voucher: VoucherNumber,
    /// The events, in the order of the request.
    pub reported: Vec<Reported>,
}

/// What was read for a group. No voucher: the number is unknown.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The voucher.
    pub voucher: Option<Versioned<Voucher>>,
    /// Its rulebook version.
    pub rulebook: Option<Arc<Rulebook>>,
    /// The provider's approval for the service.
    pub approval: Option<Approval>,
    /// The voucher's part of the ledger.
    pub ledger: Ledger,
    /// Its versions.
    pub versions: Versions,
    /// Events that were recorded before, by their id, with their guards.
    pub recorded: HashMap<EventId, (Guard, Event)>,
}

impl Loaded {
    /// What recording decides on; nothing where the voucher is not known.
    pub fn basis<'a>(&'a self, reporter: Reporter<'a>, now: Timestamp) -> Option<RecordingBasis<'a>> {
        Some(RecordingBasis {
            organiser: reporter.organiser,
            provider: reporter.provider,
            voucher: &self.voucher.as_ref()?.value,
            rulebook: self.rulebook.as_ref()?,
            approval: self.approval.as_ref(),
            now,
        })
    }
}

/// The versions of the ledger's items as they were read; 0 where there was none.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// Of the quota.
    pub quota: u64,
    /// Of each account.
    pub accounts: BTreeMap<(BookingId, Month), u64>,
    /// Of the client's times by month.
    pub visits: BTreeMap<Month, u64>,
}

/// Reads for all groups: first vouchers, quotas and guards; then what they point to.
pub async fn load(reporter: Reporter<'_>, groups: &[Group]) -> Result<Vec<Loaded>, StoreError> {
    let first: BTreeSet<Key> = groups.iter().flat_map(|group| first_round(reporter, group)).collect();
    let first = read(reporter, first).await?;
    let second: BTreeSet<Key> = groups
        .iter()
        .map(|group| second_round(reporter, group, &first))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect();
    let second = read(reporter, second).await?;
    let mut loaded = Vec::with_capacity(groups.len());
    for group in groups {
        loaded.push(assemble(reporter, group, &first, &second).await?);
    }
    Ok(loaded)
}

type Items = HashMap<Key, Item>;

async fn read(reporter: Reporter<'_>, keys: BTreeSet<Key>) -> Result<Items, StoreError> {
    let keys: Vec<Key> = keys.into_iter().collect();
    Ok(reporter.store.batch_get(&keys).await?.into_iter().map(|item| (item.key.clone(), item)).collect())
}

fn found<T: Record>(
    reporter: Reporter<'_>,
    items: &Items,
    name: &Name,
) -> Result<Option<Versioned<T>>, StoreError> {
    items.get(&name.key(reporter.organiser)).map(Versioned::read).transpose()
}

fn event_id(reporter: Reporter<'_>, reported: &Reported) -> EventId {
    EventId::of(reporter.organiser, reporter.provider, &reported.id)
}

fn first_round(reporter: Reporter<'_>, group: &Group) -> Vec<Key> {
    let mut names = vec![Name::Voucher(group.voucher.clone()), Name::Quota(group.voucher.clone())];
    names.extend(group.reported.iter().map(|reported| Name::Guard(event_id(reporter, reported))));
    names.iter().map(|name| name.key(reporter.organiser)).collect()
}

fn second_round(reporter: Reporter<'_>, group: &Group, first: &Items) -> Result<Vec<Key>, StoreError> {
    let mut names = Vec::new();
    for reported in &group.reported {
        let event = event_id(reporter, reported);
        if let Some(guard) = found::<Guard>(reporter, first, &Name::Guard(event))? {
            names.push(Name::Event(guard.value.voucher, guard.value.on, event));
        }
    }
    if let Some(voucher) = found::<Voucher>(reporter, first, &Name::Voucher(group.voucher.clone()))? {
        let voucher = voucher.value;
        names.push(Name::Approval(reporter.provider, voucher.service.clone()));
        for (booking, month) in accounts_of(reporter, group, &voucher) {
            names.push(Name::Account(voucher.voucher.clone(), booking, month));
        }
        names.extend(months_of_visits(group).into_iter().map(|month| Name::Visits(voucher.client, month)));
    }
    Ok(names.iter().map(|name| name.key(reporter.organiser)).collect())
}

fn accounts_of(reporter: Reporter<'_>, group: &Group, voucher: &Voucher) -> BTreeSet<(BookingId, Month)> {
    let days = group.reported.iter().map(|reported| reported.delivery.on());
    days.filter_map(|on| Some((voucher.booking_of(reporter.provider, on)?.booking, Month::of(on)))).collect()
}

fn months_of_visits(group: &Group) -> BTreeSet<Month> {
    let deliveries = group.reported.iter().map(|reported| reported.delivery);
    deliveries
        .flat_map(|delivery| match delivery {
            domain::event::Delivery::Visit(visit) => visit.months(),
            domain::event::Delivery::Pieces { .. } => Vec::new(),
        })
        .collect()
}

async fn assemble(
    reporter: Reporter<'_>,
    group: &Group,
    first: &Items,
    second: &Items,
) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    for reported in &group.reported {
        let event = event_id(reporter, reported);
        if let Some(guard) = found::<Guard>(reporter, first, &Name::Guard(event))? {
            let name = Name::Event(guard.value.voucher.clone(), guard.value.on, event);
            let recorded = found::<Event>(reporter, second, &name)?
                .ok_or_else(|| StoreError::Unreadable("a guard without its event".to_owned()))?;
            loaded.recorded.insert(event, (guard.value, recorded.value));
        }
    }
    let Some(voucher) = found::<Voucher>(reporter, first, &Name::Voucher(group.voucher.clone()))? else {
        return Ok(loaded);
    };
    let Voucher { service, rulebook, client, .. } = &voucher.value;
    loaded.rulebook =
        reporter.rulebooks.version(reporter.store, reporter.organiser, service, *rulebook).await?;
    let approval = Name::Approval(reporter.provider, service.clone());
    loaded.approval = found::<Approval>(reporter, second, &approval)?.map(|approval| approval.value);
    let quota = found::<Quota>(reporter, first, &Name::Quota(group.voucher.clone()))?.unwrap_or_default();
    (loaded.ledger.quota, loaded.versions.quota) = (quota.value, quota.version);
    for (booking, month) in accounts_of(reporter, group, &voucher.value) {
        let name = Name::Account(group.voucher.clone(), booking, month);
        let account = found::<Account>(reporter, second, &name)?.unwrap_or_default();
        loaded.ledger.accounts.insert((booking, month), account.value);
        loaded.versions.accounts.insert((booking, month), account.version);
    }
    for month in months_of_visits(group) {
        let visits = found::<Visits>(reporter, second, &Name::Visits(*client, month))?.unwrap_or_default();
        loaded.ledger.visits.insert(month, visits.value);
        loaded.versions.visits.insert(month, visits.version);
    }
    loaded.voucher = Some(voucher);
    Ok(loaded)
}
