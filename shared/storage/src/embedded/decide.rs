//! Decides a transaction against what is stored: all of its writes happen, or none.

use std::sync::Arc;

use super::meter::Counts;
use crate::limits::version_after;
use crate::port::{Change, Item, Key, StoreError, Write};

/// What a write does to an item; the change feed keeps these.
pub(super) enum Effect {
    Made { new: Arc<Item> },
    Replaced { old: Arc<Item>, new: Arc<Item> },
    Removed { old: Arc<Item> },
}

impl Effect {
    pub(super) fn before(&self) -> Option<&Arc<Item>> {
        match self {
            Effect::Made { .. } => None,
            Effect::Replaced { old, .. } | Effect::Removed { old } => Some(old),
        }
    }

    pub(super) fn after(&self) -> Option<&Arc<Item>> {
        match self {
            Effect::Made { new } | Effect::Replaced { new, .. } => Some(new),
            Effect::Removed { .. } => None,
        }
    }

    pub(super) fn key(&self) -> &Key {
        match self {
            Effect::Made { new: item }
            | Effect::Replaced { new: item, .. }
            | Effect::Removed { old: item } => &item.key,
        }
    }

    /// The same, as the port tells it.
    pub(super) fn change(&self) -> Change {
        let item = |side: Option<&Arc<Item>>| side.map(|item| Item::clone(item));
        Change { key: self.key().clone(), old: item(self.before()), new: item(self.after()) }
    }
}

/// The effects of the writes, or the indexes of the conditions that do not hold.
pub(super) fn decide(
    writes: Vec<Write>,
    counts: &Counts,
    find: impl Fn(&Key) -> Option<Arc<Item>>,
) -> Result<Vec<Effect>, StoreError> {
    let found: Vec<_> = writes.iter().map(|write| find(write.key())).collect();
    let pairs = writes.iter().zip(&found).enumerate();
    let failed: Vec<_> = pairs
        .filter(|(_, (write, old))| !write.condition().holds(old.as_deref()))
        .map(|(at, _)| at)
        .collect();
    counts.write(&writes, &found, failed.is_empty());
    if !failed.is_empty() {
        return Err(StoreError::ConditionFailed { failed });
    }
    writes.into_iter().zip(found).filter_map(|(write, old)| effect(write, old).transpose()).collect()
}

/// What a write does whose condition holds: a Check nothing.
fn effect(write: Write, old: Option<Arc<Item>>) -> Result<Option<Effect>, StoreError> {
    match write {
        Write::Put { key, schema, body, condition } => {
            let new = Item { key, version: version_after(condition)?, schema: schema.to_owned(), body };
            Ok(Some(replacing(old, Arc::new(new))))
        }
        Write::Delete { .. } => Ok(old.map(|old| Effect::Removed { old })),
        Write::Check { .. } => Ok(None),
    }
}

fn replacing(old: Option<Arc<Item>>, new: Arc<Item>) -> Effect {
    match old {
        Some(old) => Effect::Replaced { old, new },
        None => Effect::Made { new },
    }
}
