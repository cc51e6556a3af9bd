//! The rows of a closed settlement, read consistently, with their sum and their hash.

use domain::{ids::RunId, money::Cents, settlement::Row};
use messages::InvoiceSettlement;
use sha2::{Digest, Sha256};
use storage::{keys::List, port::StoreError, records::page};

use crate::{Failure, Invoicing};

/// What closed settlements took.
#[derive(Clone)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    pub(crate) total: Cents,
    /// SHA-256 over the rows in their order, hexadecimal: what a header was drawn for.
    pub(crate) sha256: String,
}

impl Invoicing {
    /// The rows of earlier runs that were carried over, then the settlement's own.
    pub(crate) async fn rows(&self, of: &InvoiceSettlement, carried: &[RunId]) -> Result<Rows, Failure> {
        let mut rows = Vec::new();
        for run in carried.iter().chain([&of.run]) {
            let list = List::RowsOf(*run, of.provider);
            let mut after = None;
            loop {
                let found = page::<Row>(&*self.store, &of.organiser, &list, after, 1000).await?;
                rows.extend(found.records.into_iter().map(|(_, row)| row));
                after = found.next;
                if after.is_none() {
                    break;
                }
            }
        }
        let mut hash = Sha256::new();
        for row in &rows {
            let body = serde_json::to_vec(row).map_err(|error| StoreError::Unreadable(error.to_string()))?;
            hash.update(&body);
        }
        let total = rows.iter().map(Row::total).sum();
        Ok(Rows { rows, total, sha256: hexadecimal(&hash.finalize()) })
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
