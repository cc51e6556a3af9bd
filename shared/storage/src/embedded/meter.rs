//! Counts write and read units by DynamoDB's rules, in all, by table and by partition.
//!
//! A write costs a unit for each KB begun of the larger of the old and the new item, a delete and a condition that
//! fails of the old one, twice that in a transaction (a Check alone is one). A consistent read costs a unit for
//! each 4 KB begun of an item, a query of all of its items together. The least is one unit.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::shelves::{number, size};
use crate::limits::{item_size, version_after};
use crate::port::{Item, Key, Table, Write};

/// Capacity units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// Write units, of 1 KB.
    pub write: u64,
    /// Read units, of 4 KB, all consistent.
    pub read: u64,
}

/// The units used since the last reset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meter {
    /// Write units over all tables.
    pub write_units: u64,
    /// Read units over all tables.
    pub read_units: u64,
    /// The same by table.
    pub tables: BTreeMap<Table, Units>,
}

/// The units that one partition took: DynamoDB gives each 1 000 write and 3 000 read units a second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heat {
    /// The table.
    pub table: Table,
    /// The partition key.
    pub pk: String,
    /// What it took.
    pub units: Units,
}

/// The running counts.
#[derive(Default)]
pub(super) struct Counts {
    partitions: Mutex<[HashMap<String, Units>; Table::ALL.len()]>,
}

type Partitions = [HashMap<String, Units>; Table::ALL.len()];

impl Counts {
    /// Counts one request of writes, whose items were found so.
    pub(super) fn write(&self, writes: &[Write], found: &[Option<Arc<Item>>], committed: bool) {
        let transaction = writes.len() > 1 || matches!(writes, [Write::Check { .. }]);
        let factor = if transaction { 2 } else { 1 };
        let mut partitions = self.lock();
        for (write, old) in writes.iter().zip(found) {
            let units = factor * write_units(write, old.as_deref(), committed || transaction);
            add(&mut partitions, write.key().table, &write.key().pk, Units { write: units, read: 0 });
        }
    }

    /// Counts a read of one item, there or not.
    pub(super) fn read_item(&self, key: &Key, found: Option<&Item>) {
        self.read_page(key.table, &key.pk, found.map_or(0, size));
    }

    /// Counts a page of a query.
    pub(super) fn read_page(&self, table: Table, pk: &str, bytes: usize) {
        add(&mut self.lock(), table, pk, Units { write: 0, read: units(bytes, 4096) });
    }

    /// The sums.
    pub(super) fn meter(&self) -> Meter {
        let partitions = self.lock();
        let mut meter = Meter::default();
        for table in Table::ALL {
            let used = partitions[usize::from(number(table))].values().fold(Units::default(), sum);
            meter.write_units += used.write;
            meter.read_units += used.read;
            meter.tables.insert(table, used);
        }
        meter
    }

    /// Back to nothing.
    pub(super) fn reset(&self) {
        *self.lock() = Partitions::default();
    }

    /// The partitions with the most write units.
    pub(super) fn hottest(&self, count: usize) -> Vec<Heat> {
        let partitions = self.lock();
        let of =
            |table| partitions[usize::from(number(table))].iter().map(move |(pk, units)| (table, pk, *units));
        let mut all: Vec<_> = Table::ALL.into_iter().flat_map(of).collect();
        all.sort_by(|a, b| b.2.write.cmp(&a.2.write).then_with(|| a.1.cmp(b.1)));
        all.truncate(count);
        all.into_iter().map(|(table, pk, units)| Heat { table, pk: pk.clone(), units }).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Partitions> {
        self.partitions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn add(partitions: &mut Partitions, table: Table, pk: &str, used: Units) {
    let table = &mut partitions[usize::from(number(table))];
    match table.get_mut(pk) {
        Some(units) => *units = sum(*units, &used),
        None => drop(table.insert(pk.to_owned(), used)),
    }
}

fn sum(a: Units, b: &Units) -> Units {
    Units { write: a.write + b.write, read: a.read + b.read }
}

/// What one write costs outside a transaction.
fn write_units(write: &Write, old: Option<&Item>, stores: bool) -> u64 {
    let old = old.map_or(0, size);
    let new = match write {
        Write::Put { key, schema, body, condition } if stores => {
            version_after(*condition).map_or(0, |version| item_size(key, version, schema, body))
        }
        Write::Put { .. } | Write::Delete { .. } | Write::Check { .. } => 0,
    };
    units(old.max(new), 1024)
}

fn units(bytes: usize, unit: usize) -> u64 {
    bytes.div_ceil(unit).max(1) as u64
}
