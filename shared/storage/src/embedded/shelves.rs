//! The items in memory, by table, partition and sort key.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use super::decide::Effect;
use crate::limits::{PAGE_BYTES, item_size};
use crate::port::{Item, Key, Page, Query, Table};

type Partition = BTreeMap<String, Arc<Item>>;

/// All items.
#[derive(Default)]
pub(super) struct Shelves {
    tables: [HashMap<String, Partition>; Table::ALL.len()],
}

/// The table's number in memory and on disk: never changed, only added to.
pub(super) fn number(table: Table) -> u8 {
    match table {
        Table::Vouchers => 0,
        Table::Providers => 1,
        Table::Clients => 2,
        Table::Settlements => 3,
    }
}

/// The size of an item in bytes, as DynamoDB reckons it.
pub(super) fn size(item: &Item) -> usize {
    item_size(&item.key, item.version, &item.schema, &item.body)
}

impl Shelves {
    /// The item with this key.
    pub(super) fn find(&self, key: &Key) -> Option<Arc<Item>> {
        self.partition(key.table, &key.pk)?.get(&key.sk).cloned()
    }

    /// One page of a partition, and the bytes of its items.
    ///
    /// Like DynamoDB's, a page that its limit ended names a next one, though that may turn out empty.
    pub(super) fn page(&self, query: &Query) -> (Page, usize) {
        let mut page = Page { items: Vec::new(), next: None };
        let mut bytes = 0;
        for item in self.range(query) {
            if bytes > 0 && bytes + size(item) > PAGE_BYTES {
                page.next = page.items.last().map(|last: &Item| last.key.sk.clone());
                break;
            }
            bytes += size(item);
            page.items.push(Item::clone(item));
            if page.items.len() == query.limit as usize {
                page.next = Some(item.key.sk.clone());
                break;
            }
        }
        (page, bytes)
    }

    fn range<'a>(&'a self, query: &'a Query) -> impl Iterator<Item = &'a Arc<Item>> {
        let partition = self.partition(query.table, &query.pk);
        let bounds = lower_bound(query).map(|lower| (lower, Bound::Included(query.to.as_str())));
        let found = partition.zip(bounds).map(|(partition, bounds)| partition.range::<str, _>(bounds));
        found.into_iter().flatten().map(|(_, item)| item)
    }

    /// Puts what a write left in the place of what it found.
    pub(super) fn apply(&mut self, effect: &Effect) {
        match effect {
            Effect::Made { new } | Effect::Replaced { new, .. } => self.put(new),
            Effect::Removed { old } => self.remove(&old.key),
        }
    }

    /// Puts an item in its place.
    pub(super) fn put(&mut self, item: &Arc<Item>) {
        let table = &mut self.tables[usize::from(number(item.key.table))];
        if let Some(partition) = table.get_mut(&item.key.pk) {
            match partition.get_mut(&item.key.sk) {
                Some(place) => *place = Arc::clone(item),
                None => drop(partition.insert(item.key.sk.clone(), Arc::clone(item))),
            }
        } else {
            table.insert(item.key.pk.clone(), BTreeMap::from([(item.key.sk.clone(), Arc::clone(item))]));
        }
    }

    fn remove(&mut self, key: &Key) {
        let table = &mut self.tables[usize::from(number(key.table))];
        if let Some(partition) = table.get_mut(&key.pk) {
            partition.remove(&key.sk);
            if partition.is_empty() {
                table.remove(&key.pk);
            }
        }
    }

    fn partition(&self, table: Table, pk: &str) -> Option<&Partition> {
        self.tables[usize::from(number(table))].get(pk)
    }
}

/// Where the page starts, or nothing when it would start after the query's end.
fn lower_bound(query: &Query) -> Option<Bound<&str>> {
    match query.after.as_deref() {
        Some(after) if after >= query.to.as_str() => None,
        Some(after) if after >= query.from.as_str() => Some(Bound::Excluded(after)),
        _ => Some(Bound::Included(query.from.as_str())),
    }
}
