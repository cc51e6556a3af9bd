//! The store's file: every item and every change not yet trimmed, in one redb database.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redb::{Database, DatabaseError, ReadableTable, TableDefinition};

use super::Ledger;
use super::decide::Effect;
use super::feed::Feed;
use super::shelves::number;
use crate::port::{Item, Key, Table};

const FILE: &str = "store.redb";
/// The layout of the tables below; a file with a later one is not touched.
const FORMAT: u64 = 1;
/// Reads come from memory: the file's own cache only serves its writes.
const CACHE_BYTES: usize = 64 * 1024 * 1024;

/// Version, schema and body.
type Stored<'a> = (u64, &'a str, &'a str);
/// Table, partition key and sort key.
type Place<'a> = (u8, &'a str, &'a str);

const ITEMS: TableDefinition<Place, Stored> = TableDefinition::new("items");
const CHANGES: TableDefinition<u64, (Place, Option<Stored>, Option<Stored>)> =
    TableDefinition::new("changes");
const FACTS: TableDefinition<&str, u64> = TableDefinition::new("facts");
const FORMAT_FACT: &str = "format";
const TRIMMED_FACT: &str = "trimmed";

/// Why a folder could not be opened as a store.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// One process writes a store at a time.
    #[error("the store in {} is open elsewhere: only one process may use it", folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder or the file can't be made, read or written, or is damaged.
    #[error("the store in {} can't be used: {cause}", folder.display())]
    Unusable {
        /// The folder.
        folder: PathBuf,
        /// What the system or the engine says.
        cause: String,
    },
    /// A later release wrote it.
    #[error("the store in {} has format {found}; this release reads up to {FORMAT}", folder.display())]
    LaterFormat {
        /// The folder.
        folder: PathBuf,
        /// Its format.
        found: u64,
    },
}

impl OpenError {
    pub(super) fn unusable(folder: &Path, cause: impl ToString) -> Self {
        Self::Unusable { folder: folder.to_owned(), cause: cause.to_string() }
    }
}

/// The open file.
pub(super) struct Disk {
    database: Database,
}

/// Opens or makes the file in a folder, and reads all of it.
pub(super) fn open(folder: &Path) -> Result<(Disk, Ledger), OpenError> {
    let unusable = |cause: redb::Error| OpenError::unusable(folder, cause);
    fs::create_dir_all(folder).map_err(|cause| OpenError::unusable(folder, cause))?;
    let disk = Disk { database: database(folder)? };
    match disk.prepare().map_err(unusable)? {
        found if found > FORMAT => return Err(OpenError::LaterFormat { folder: folder.to_owned(), found }),
        _ => sync_names(folder).map_err(|cause| OpenError::unusable(folder, cause))?,
    }
    let ledger = disk.load().map_err(unusable)?;
    Ok((disk, ledger))
}

fn database(folder: &Path) -> Result<Database, OpenError> {
    let opened = Database::builder().set_cache_size(CACHE_BYTES).create(folder.join(FILE));
    opened.map_err(|cause| match cause {
        DatabaseError::DatabaseAlreadyOpen => OpenError::InUse { folder: folder.to_owned() },
        other => OpenError::unusable(folder, other),
    })
}

/// A new file outlives a power cut only when the folders that name it are on disk too.
fn sync_names(folder: &Path) -> io::Result<()> {
    let folder = fs::canonicalize(folder)?;
    File::open(&folder)?.sync_all()?;
    folder.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())
}

impl Disk {
    /// Makes the tables of a new file; answers the format of the file, which it leaves alone otherwise.
    fn prepare(&self) -> Result<u64, redb::Error> {
        let transaction = self.database.begin_write()?;
        let found = transaction.open_table(FACTS)?.get(FORMAT_FACT)?.map(|format| format.value());
        if let Some(found) = found {
            transaction.abort()?;
            return Ok(found);
        }
        transaction.open_table(FACTS)?.insert(FORMAT_FACT, FORMAT)?;
        transaction.open_table(ITEMS)?;
        transaction.open_table(CHANGES)?;
        transaction.commit()?;
        Ok(FORMAT)
    }

    fn load(&self) -> Result<Ledger, redb::Error> {
        let transaction = self.database.begin_write()?;
        let mut ledger = Ledger::default();
        for entry in transaction.open_table(ITEMS)?.iter()? {
            let (place, stored) = entry?;
            ledger.shelves.put(&item(place.value(), stored.value())?);
        }
        let trimmed = transaction.open_table(FACTS)?.get(TRIMMED_FACT)?.map_or(0, |fact| fact.value());
        ledger.feed = Feed::starting_after(trimmed);
        for entry in transaction.open_table(CHANGES)?.iter()? {
            let change = entry?.1;
            let (place, old, new) = change.value();
            ledger.feed.push(effect(place, old, new)?);
        }
        transaction.abort()?;
        Ok(ledger)
    }

    /// Writes a round of effects, numbered after `last`, and forgets the changes up to `trim`, with one fsync.
    pub(super) fn commit(&self, last: u64, effects: &[Effect], trim: u64) -> Result<(), redb::Error> {
        if effects.is_empty() && trim == 0 {
            return Ok(());
        }
        let transaction = self.database.begin_write()?;
        store(&transaction, last, effects)?;
        if trim > 0 {
            transaction.open_table(CHANGES)?.retain_in(..=trim, |_, _| false)?;
            transaction.open_table(FACTS)?.insert(TRIMMED_FACT, trim)?;
        }
        transaction.commit()?;
        Ok(())
    }
}

fn store(transaction: &redb::WriteTransaction, last: u64, effects: &[Effect]) -> Result<(), redb::Error> {
    let mut items = transaction.open_table(ITEMS)?;
    let mut changes = transaction.open_table(CHANGES)?;
    for (number, effect) in (last + 1..).zip(effects) {
        let place = place(effect.key());
        match effect.after() {
            Some(new) => drop(items.insert(place, stored(new))?),
            None => drop(items.remove(place)?),
        }
        let sides = (effect.before().map(stored), effect.after().map(stored));
        changes.insert(number, (place, sides.0, sides.1))?;
    }
    Ok(())
}

fn place(key: &Key) -> Place<'_> {
    (number(key.table), &key.pk, &key.sk)
}

fn stored(item: &Arc<Item>) -> Stored<'_> {
    (item.version, &item.schema, &item.body)
}

fn item(place: Place, stored: Stored) -> Result<Arc<Item>, redb::Error> {
    let table = Table::ALL.into_iter().find(|table| number(*table) == place.0);
    let table =
        table.ok_or_else(|| redb::Error::Corrupted(format!("no table has the number {}", place.0)))?;
    let key = Key { table, pk: place.1.to_owned(), sk: place.2.to_owned() };
    Ok(Arc::new(Item { key, version: stored.0, schema: stored.1.to_owned(), body: stored.2.to_owned() }))
}

fn effect(place: Place, old: Option<Stored>, new: Option<Stored>) -> Result<Effect, redb::Error> {
    match (old, new) {
        (None, Some(new)) => Ok(Effect::Made { new: item(place, new)? }),
        (Some(old), Some(new)) => Ok(Effect::Replaced { old: item(place, old)?, new: item(place, new)? }),
        (Some(old), None) => Ok(Effect::Removed { old: item(place, old)? }),
        (None, None) => Err(redb::Error::Corrupted("a change without any item".to_owned())),
    }
}
