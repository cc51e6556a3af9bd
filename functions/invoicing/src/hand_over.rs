//! Handing over: once a run is complete, a numbered manifest names every written invoice that none named before.

use std::collections::BTreeSet;

use domain::{
    handover::{Handed, HandedPayments, Manifest, Transfers},
    ids::{Organiser, ProviderId, RunId},
    organiser,
    settlement::{Header, Run, RunStatus, Settlement, State},
};
use messages::HandOver;
use objects::Put;
use sha2::{Digest, Sha256};
use storage::{
    keys::{List, Name},
    port::{Key, StoreError},
    records::{HandedOver, Record, Versioned, page, put_new},
};

use crate::{Failure, Invoicing, check, pain, rows::hexadecimal, spool::Spool};

/// Workers that finish a run at the same time meet at its next manifest, so often.
const TRIES: usize = 10;

impl Invoicing {
    /// Writes the run's next manifest, if the run is complete and has invoices that none names yet. A settlement
    /// that is set aside does not stop the others.
    pub(crate) async fn hand_over(&self, of: &HandOver) -> Result<(), Failure> {
        let run: Versioned<Run> = self.must(&of.organiser, &Name::Run(of.run)).await?;
        for _ in 0..TRIES {
            let settlements: Vec<Settlement> = self.all(&of.organiser, &List::SettlementsIn(of.run)).await?;
            let manifests: Vec<HandedOver> = self.all(&of.organiser, &List::ManifestsOf(of.run)).await?;
            let named: BTreeSet<ProviderId> = manifests.iter().flat_map(|m| m.providers.clone()).collect();
            let new: Vec<&Settlement> =
                settlements.iter().filter(|it| is_written(it) && !named.contains(&it.provider)).collect();
            if !is_complete(&run.value, &settlements) || new.is_empty() {
                return Ok(());
            }
            let number = u32::try_from(manifests.len() + 1).unwrap_or(u32::MAX);
            self.next_manifest(of, &run.value, number, &new).await?;
        }
        Err(Failure::Unexpected("the manifests do not come to rest".to_owned()))
    }

    /// Puts the manifest and records it. One that is there already was put by a try that broke off: it wins.
    async fn next_manifest(
        &self,
        of: &HandOver,
        run: &Run,
        number: u32,
        new: &[&Settlement],
    ) -> Result<(), Failure> {
        let headers = self.headers(&of.organiser, of.run, new).await?;
        let invoices = handed(new, &headers)?;
        let mut manifest = Manifest::of(of.organiser.clone(), of.run, run.period, number, invoices);
        manifest.payments = self.payments(&manifest, &headers).await?;
        let (key, bytes) = (manifest.key(), json(&manifest)?);
        let bytes = match self.objects.put_if_absent(&key, bytes.clone(), "application/json").await? {
            Put::Stored => bytes,
            Put::AlreadyThere => self.objects.get(&key).await?.unwrap_or_default(),
        };
        let manifest: Manifest =
            serde_json::from_slice(&bytes).map_err(|error| StoreError::Unreadable(error.to_string()))?;
        let record = HandedOver {
            period: run.period,
            key,
            sha256: hexadecimal(&Sha256::digest(&bytes)),
            count: manifest.count,
            sum_cents: manifest.sum_cents,
            providers: manifest.invoices.iter().map(|invoice| invoice.provider).collect(),
            payments: manifest.payments,
        };
        let write = put_new(&of.organiser, &Name::Manifest(of.run, number), &record)?;
        match self.store.write(vec![write]).await {
            // Another worker recorded it.
            Ok(()) | Err(StoreError::ConditionFailed { .. } | StoreError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn headers(
        &self,
        organiser: &Organiser,
        run: RunId,
        new: &[&Settlement],
    ) -> Result<Vec<Header>, Failure> {
        let keys: Vec<Key> = new.iter().map(|it| Name::Invoice(run, it.provider).key(organiser)).collect();
        let items = self.store.batch_get(&keys).await?;
        items.iter().map(|item| Ok(Versioned::<Header>::read(item)?.value)).collect()
    }

    /// Puts the credit transfers that pay a manifest's invoices, where the organiser has named its account. A file that
    /// is there already was checked before a try that broke off put it.
    async fn payments(
        &self,
        manifest: &Manifest,
        headers: &[Header],
    ) -> Result<Option<HandedPayments>, Failure> {
        let name = Name::OrganiserDetails;
        let details: Versioned<organiser::Details> = self.must(&manifest.organiser, &name).await?;
        let Some(transfers) = Transfers::of(&details.value, manifest, headers) else { return Ok(None) };
        let key = manifest.payments_key();
        let mut file = Spool::default();
        pain::render(&transfers, &mut file)?;
        check::check_transfers(&mut *file.open()?, &transfers)?;
        if file.put(&*self.objects, &key, "application/xml").await? == Put::AlreadyThere {
            let there = Spool::fetch(&*self.objects, &key).await?;
            file = there.ok_or_else(|| Failure::Unexpected(format!("{key} is there and is not")))?;
        }
        let (count, sum_cents) = (transfers.all().count() as u64, transfers.sum());
        Ok(Some(HandedPayments { key, sha256: hexadecimal(&file.sha256()), count, sum_cents }))
    }

    async fn all<T: Record>(&self, organiser: &Organiser, list: &List) -> Result<Vec<T>, Failure> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let found = page::<T>(&*self.store, organiser, list, after, 1000).await?;
            all.extend(found.records.into_iter().map(|(_, record)| record));
            after = found.next;
            if after.is_none() {
                return Ok(all);
            }
        }
    }
}

fn handed(new: &[&Settlement], headers: &[Header]) -> Result<Vec<Handed>, Failure> {
    let mut handed = Vec::with_capacity(new.len());
    for settlement in new {
        let header = headers.iter().find(|header| header.header.provider == settlement.provider);
        let header = header.ok_or_else(|| Failure::Unexpected("an invoice without its header".to_owned()))?;
        handed.extend(Handed::of(settlement, header));
    }
    Ok(handed)
}

/// Every provider that was told has its settlement, and none is under way.
fn is_complete(run: &Run, settlements: &[Settlement]) -> bool {
    let under_way = |it: &Settlement| {
        matches!(it.state, State::Collecting | State::Closed | State::Matched { .. } | State::Numbered { .. })
    };
    run.status == RunStatus::Sent
        && settlements.len() as u64 >= run.told
        && !settlements.iter().any(under_way)
}

fn is_written(settlement: &Settlement) -> bool {
    matches!(settlement.state, State::Written { .. })
}

/// Readable by people, and the same for the same manifest.
fn json(manifest: &Manifest) -> Result<Vec<u8>, Failure> {
    let mut bytes =
        serde_json::to_vec_pretty(manifest).map_err(|error| Failure::Unexpected(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}
