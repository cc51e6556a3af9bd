//! Objects in memory, for tests and for a demo that leaves nothing behind.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use crate::{Address, LISTED, ObjectError, Objects, Put, Uploads, key};

/// Objects that live as long as this value.
#[derive(Default)]
pub struct Memory {
    objects: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Memory {
    /// Without any object.
    pub fn new() -> Self {
        Self::default()
    }

    fn objects(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.objects.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Objects for Memory {
    async fn put_if_absent(
        &self,
        key: &str,
        bytes: Vec<u8>,
        _content_type: &str,
    ) -> Result<Put, ObjectError> {
        key::check(key)?;
        match self.objects().entry(key.to_owned()) {
            Entry::Occupied(_) => Ok(Put::AlreadyThere),
            Entry::Vacant(place) => {
                place.insert(bytes);
                Ok(Put::Stored)
            }
        }
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, ObjectError> {
        key::check(key)?;
        Ok(self.objects().get(key).cloned())
    }

    async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<String>, ObjectError> {
        let objects = self.objects();
        let start = match after {
            Some(after) if after >= prefix => Bound::Excluded(after),
            _ => Bound::Included(prefix),
        };
        let keys = objects.range::<str, _>((start, Bound::Unbounded)).map(|(key, _)| key);
        Ok(keys.take_while(|key| key.starts_with(prefix)).take(limit.min(LISTED)).cloned().collect())
    }
}

#[async_trait]
impl Uploads for Memory {
    /// Nothing answers there: whoever shares this memory puts the object by its key.
    async fn address(&self, key: &str, _content_type: &str, _bytes: u64) -> Result<Address, ObjectError> {
        key::check(key)?;
        Ok(Address { url: format!("memory:{key}"), headers: Vec::new() })
    }
}
