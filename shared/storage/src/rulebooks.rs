//! Rulebook versions, kept once read: a published version never changes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{
    ids::{Organiser, ServiceCode},
    rulebook::{GeneralPart, Rulebook},
};
use jiff::civil::Date;

use crate::{
    keys::{List, Name},
    port::{Store, StoreError},
    records::{Record, load, page},
};

/// The rulebook versions that this process has read.
#[derive(Clone, Default)]
pub struct Rulebooks(Arc<Mutex<Known>>);

type Known = HashMap<(Organiser, ServiceCode, u32), Arc<Rulebook>>;

impl Rulebooks {
    /// A published version.
    pub async fn version(
        &self,
        store: &dyn Store,
        organiser: &Organiser,
        service: &ServiceCode,
        version: u32,
    ) -> Result<Option<Arc<Rulebook>>, StoreError> {
        let key = (organiser.clone(), service.clone(), version);
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Some(known.clone()));
        }
        let name = Name::Rulebook(service.clone(), version);
        let Some(found) = load::<Rulebook>(store, organiser, &name).await? else { return Ok(None) };
        let rulebook = Arc::new(found.value);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, rulebook.clone());
        Ok(Some(rulebook))
    }
}

/// The version of a service that is in force on a day: the last to begin among those that have begun.
pub async fn in_force(
    store: &dyn Store,
    organiser: &Organiser,
    service: &ServiceCode,
    on: Date,
) -> Result<Option<Rulebook>, StoreError> {
    let versions = all(store, organiser, &List::RulebooksOf(service.clone())).await?;
    let begun = versions.into_iter().filter(|rulebook| rulebook.first_day <= on);
    Ok(begun.max_by_key(|rulebook| (rulebook.first_day, rulebook.version)))
}

/// Every version in a list of rulebooks; an organiser has some dozens.
pub async fn all(store: &dyn Store, organiser: &Organiser, list: &List) -> Result<Vec<Rulebook>, StoreError> {
    every(store, organiser, list).await
}

/// Every published version of the general part.
pub async fn general_parts(store: &dyn Store, organiser: &Organiser) -> Result<Vec<GeneralPart>, StoreError> {
    every(store, organiser, &List::GeneralParts).await
}

/// The version of the general part that is in force on a day: the last to begin among those that have begun.
pub async fn general_part_on(
    store: &dyn Store,
    organiser: &Organiser,
    on: Date,
) -> Result<Option<GeneralPart>, StoreError> {
    let begun = general_parts(store, organiser).await?.into_iter().filter(|part| part.first_day <= on);
    Ok(begun.max_by_key(|part| (part.first_day, part.version)))
}

async fn every<T: Record>(
    store: &dyn Store,
    organiser: &Organiser,
    list: &List,
) -> Result<Vec<T>, StoreError> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let found = page::<T>(store, organiser, list, after, 100).await?;
        all.extend(found.records.into_iter().map(|(_, version)| version));
        after = found.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}
