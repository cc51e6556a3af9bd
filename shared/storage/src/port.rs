//! The store's port: what the ledger needs of a database, and not more.
//!
//! Writes are Put, Delete and Check, each with a condition; there are no expression strings. One write alone
//! is a plain conditional write, several are one transaction. Reads are consistent.

use async_trait::async_trait;

/// The tables, by aggregate: transactions may span them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Table {
    /// Vouchers, quotas, accounts, events.
    Vouchers,
    /// Services, providers, applications, approvals.
    Providers,
    /// Clients' identities: the only table that has them.
    Clients,
    /// Runs, settlements, rows, invoices, number series.
    Settlements,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 4] = [Table::Vouchers, Table::Providers, Table::Clients, Table::Settlements];
}

/// Where an item lies: table, partition key and sort key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Key {
    /// The table.
    pub table: Table,
    /// The partition key; it names the organiser.
    pub pk: String,
    /// The sort key.
    pub sk: String,
}

/// What lies there: a JSON document, the name of its schema with a version, and the item's own version.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Item {
    /// Where.
    pub key: Key,
    /// 1 when the item is made, and one more with each Put.
    pub version: u64,
    /// The record's schema and its version, as `voucher/1`.
    pub schema: String,
    /// The record as JSON.
    pub body: String,
}

/// What must hold of the item for its write to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// No item has this key.
    Absent,
    /// Some item has this key.
    Exists,
    /// The item has this version.
    Version(u64),
}

impl Condition {
    /// Whether it holds of what is there.
    pub fn holds(self, item: Option<&Item>) -> bool {
        match self {
            Condition::Absent => item.is_none(),
            Condition::Exists => item.is_some(),
            Condition::Version(version) => item.is_some_and(|item| item.version == version),
        }
    }
}

/// One write of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Stores a document. Its version becomes 1 under Absent and n+1 under Version(n); Put under Exists is
    /// refused as `StoreError::Invalid`, since the version after it would be unknown.
    Put {
        /// Where.
        key: Key,
        /// The record's schema and version.
        schema: &'static str,
        /// The record as JSON.
        body: String,
        /// Absent or Version.
        condition: Condition,
    },
    /// Removes an item.
    Delete {
        /// Where.
        key: Key,
        /// Exists or Version.
        condition: Condition,
    },
    /// Writes nothing, and fails the transaction if the condition does not hold.
    Check {
        /// Where.
        key: Key,
        /// Any condition.
        condition: Condition,
    },
}

impl Write {
    /// The key that the write is about.
    pub fn key(&self) -> &Key {
        match self {
            Write::Put { key, .. } | Write::Delete { key, .. } | Write::Check { key, .. } => key,
        }
    }

    /// What must hold of the item there.
    pub fn condition(&self) -> Condition {
        match self {
            Write::Put { condition, .. }
            | Write::Delete { condition, .. }
            | Write::Check { condition, .. } => *condition,
        }
    }
}

/// The items of one partition between two sort keys, both included, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The table.
    pub table: Table,
    /// The partition.
    pub pk: String,
    /// The first sort key that may be answered.
    pub from: String,
    /// The last one.
    pub to: String,
    /// Continue after this sort key (from `Page::next`).
    pub after: Option<String>,
    /// At most so many items in a page, 1 to 1000.
    pub limit: u32,
}

/// One page of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The items, by sort key.
    pub items: Vec<Item>,
    /// Where the next page starts after, if there may be one.
    pub next: Option<String>,
}

/// Why a call to the store did not do its work. Nothing was written, save under `Unavailable`: then it is unknown.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Conditions that did not hold, by the index of the write; read again and decide again.
    #[error("condition failed for writes {failed:?}")]
    ConditionFailed {
        /// Indexes into the writes.
        failed: Vec<usize>,
    },
    /// Another transaction was writing the same items; try again.
    #[error("transaction conflict")]
    Conflict,
    /// More requests than the table takes just now; try again later.
    #[error("throttled")]
    Throttled,
    /// The request can never work: too many items, too large, or the same key twice.
    #[error("invalid request: {0}")]
    Invalid(String),
    /// The store did not answer, or answered with a fault.
    #[error("store unavailable: {0}")]
    Unavailable(String),
    /// A stored document could not be read as its schema: a bug.
    #[error("stored document unreadable: {0}")]
    Unreadable(String),
}

/// At most so many writes in a transaction, as DynamoDB has it.
pub const TRANSACTION_WRITES: usize = 100;

/// A database with versioned items.
#[async_trait]
pub trait Store: Send + Sync {
    /// The item, read consistently.
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError>;
    /// The items that exist among any number of distinct keys, in no order, each read consistently.
    async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError>;
    /// One page of a partition, read consistently.
    async fn query(&self, query: &Query) -> Result<Page, StoreError>;
    /// One conditional write, or one transaction of up to 100 on distinct keys.
    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError>;
}

#[async_trait]
impl<S: Store + ?Sized> Store for std::sync::Arc<S> {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        (**self).get(key).await
    }
    async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        (**self).batch_get(keys).await
    }
    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        (**self).query(query).await
    }
    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        (**self).write(writes).await
    }
}

/// One committed change of an item, as the change stream tells it, in order for each item.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// Where.
    pub key: Key,
    /// The item before, if there was one.
    pub old: Option<Item>,
    /// The item after, if it was not deleted.
    pub new: Option<Item>,
}
