//! The queues' file: waiting messages and dead letters in one redb database.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redb::{Database, DatabaseError, Durability, ReadableTable, TableDefinition, WriteTransaction};
use tokio::time::Instant;

use super::line::{Lines, number};
use crate::Queue;

const FILE: &str = "queues.redb";
/// Messages are read from memory: the file's own cache only serves its writes.
const CACHE_BYTES: usize = 16 * 1024 * 1024;

/// Queue and message number, to receives and body.
type Messages<'a> = TableDefinition<'a, (u8, u64), (u32, &'static str)>;
const WAITING: Messages = TableDefinition::new("waiting/1");
const DEAD: Messages = TableDefinition::new("dead/1");

/// Why a folder could not be opened as queues.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// One process uses the queues at a time.
    #[error("the queues in {} are open elsewhere: only one process may use them", folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder or the file can't be made, read or written, or is damaged.
    #[error("the queues in {} can't be used: {cause}", folder.display())]
    Unusable {
        /// The folder.
        folder: PathBuf,
        /// What the system or the engine says.
        cause: String,
    },
}

/// The open file.
pub(super) struct Disk {
    database: Database,
}

/// Opens or makes the file in a folder, and reads all of it.
pub(super) fn open(folder: &Path) -> Result<(Disk, Lines), OpenError> {
    let unusable = |cause: String| OpenError::Unusable { folder: folder.to_owned(), cause };
    fs::create_dir_all(folder).map_err(|cause| unusable(cause.to_string()))?;
    let disk = Disk { database: database(folder)? };
    let lines = disk.load().map_err(|cause| unusable(cause.to_string()))?;
    sync_names(folder).map_err(|cause| unusable(cause.to_string()))?;
    Ok((disk, lines))
}

fn database(folder: &Path) -> Result<Database, OpenError> {
    let opened = Database::builder().set_cache_size(CACHE_BYTES).create(folder.join(FILE));
    opened.map_err(|cause| match cause {
        DatabaseError::DatabaseAlreadyOpen => OpenError::InUse { folder: folder.to_owned() },
        other => OpenError::Unusable { folder: folder.to_owned(), cause: other.to_string() },
    })
}

/// A new file outlives a power cut only when the folders that name it are on disk too.
fn sync_names(folder: &Path) -> io::Result<()> {
    let folder = fs::canonicalize(folder)?;
    File::open(&folder)?.sync_all()?;
    folder.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())
}

impl Disk {
    fn load(&self) -> Result<Lines, redb::Error> {
        let mut lines = Lines::default();
        let now = Instant::now();
        let transaction = self.database.begin_write()?;
        for queue in Queue::ALL {
            for (id, receives, body) in all(&transaction, WAITING, queue)? {
                lines.restore(queue, id, body, receives, now);
            }
            for (id, _, body) in all(&transaction, DEAD, queue)? {
                lines.bury(queue, id, body);
            }
        }
        transaction.commit()?;
        Ok(lines)
    }

    /// Keeps new messages.
    pub(super) fn send(&self, queue: Queue, messages: &[(u64, Arc<str>)]) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        {
            let mut waiting = transaction.open_table(WAITING)?;
            for (id, body) in messages {
                waiting.insert((number(queue), *id), (0, &**body))?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Keeps how often messages were received, so that one that ends the process still dies in time.
    pub(super) fn receive(
        &self,
        queue: Queue,
        counts: &[(u64, u32)],
        buried: &[u64],
    ) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        {
            let mut waiting = transaction.open_table(WAITING)?;
            for (id, receives) in counts {
                let body = waiting.get((number(queue), *id))?.map(|kept| kept.value().1.to_owned());
                if let Some(body) = body {
                    waiting.insert((number(queue), *id), (*receives, body.as_str()))?;
                }
            }
            let mut dead = transaction.open_table(DEAD)?;
            for id in buried {
                if let Some(kept) = waiting.remove((number(queue), *id))? {
                    dead.insert((number(queue), *id), kept.value())?;
                }
            }
        }
        Ok(transaction.commit()?)
    }

    /// Forgets a message, without waiting for the disk: after a power cut it comes once more, as it may at any time.
    pub(super) fn delete(&self, queue: Queue, id: u64) -> Result<(), redb::Error> {
        let mut transaction = self.database.begin_write()?;
        transaction.set_durability(Durability::None)?;
        transaction.open_table(WAITING)?.remove((number(queue), id))?;
        Ok(transaction.commit()?)
    }

    /// Moves dead letters back.
    pub(super) fn redrive(&self, queue: Queue, ids: &[u64]) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        {
            let mut waiting = transaction.open_table(WAITING)?;
            let mut dead = transaction.open_table(DEAD)?;
            for id in ids {
                if let Some(kept) = dead.remove((number(queue), *id))? {
                    waiting.insert((number(queue), *id), (0, kept.value().1))?;
                }
            }
        }
        Ok(transaction.commit()?)
    }
}

fn all(
    transaction: &WriteTransaction,
    table: Messages,
    queue: Queue,
) -> Result<Vec<(u64, u32, Arc<str>)>, redb::Error> {
    let line = number(queue);
    let mut found = Vec::new();
    for entry in transaction.open_table(table)?.range((line, 0)..=(line, u64::MAX))? {
        let (place, kept) = entry?;
        let (receives, body) = kept.value();
        found.push((place.value().1, receives, Arc::from(body)));
    }
    Ok(found)
}
