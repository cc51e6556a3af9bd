//! Reads of any number of keys: by hundreds, and again for what DynamoDB left unprocessed.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::KeysAndAttributes;
use futures::stream::{self, StreamExt, TryStreamExt};

use super::attributes;
use super::refusal::refusal;
use super::tables::TableNames;
use crate::port::{Item, Key, StoreError};

/// DynamoDB's own most in a request.
const CHUNK: usize = 100;
/// So many requests are under way at once.
const CONCURRENT: usize = 4;
/// So often in a row a request may come back without having read anything.
const FRUITLESS: u32 = 8;

type Asked = HashMap<String, KeysAndAttributes>;

/// The items that exist among the keys.
pub(super) async fn get(client: &Client, names: &TableNames, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
    let asked = keys.chunks(CHUNK).map(|keys| asked(names, keys)).collect::<Result<Vec<_>, _>>()?;
    let chunks = stream::iter(asked.into_iter().map(|asked| whole(client, names, asked)));
    Ok(chunks.buffer_unordered(CONCURRENT).try_collect::<Vec<_>>().await?.concat())
}

fn asked(names: &TableNames, keys: &[Key]) -> Result<Asked, StoreError> {
    let mut by_table: HashMap<&str, Vec<_>> = HashMap::new();
    for key in keys {
        by_table.entry(names.name(key.table)).or_default().push(attributes::of_key(key));
    }
    let tables = by_table.into_iter().map(|(name, keys)| {
        let asked = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true).build();
        Ok((name.to_owned(), asked.map_err(|cause| StoreError::Invalid(cause.to_string()))?))
    });
    tables.collect()
}

/// One request and its repetitions.
async fn whole(client: &Client, names: &TableNames, mut asked: Asked) -> Result<Vec<Item>, StoreError> {
    let (mut items, mut fruitless) = (Vec::new(), 0);
    while !asked.is_empty() {
        if fruitless == FRUITLESS {
            return Err(StoreError::Throttled);
        }
        let request = client.batch_get_item().set_request_items(Some(asked));
        let answer = request.send().await.map_err(|cause| refusal(&cause))?;
        let before = items.len();
        take(names, answer.responses.unwrap_or_default(), &mut items)?;
        asked = answer.unprocessed_keys.unwrap_or_default();
        fruitless = if items.len() > before { 0 } else { fruitless + 1 };
        if !asked.is_empty() {
            tokio::time::sleep(pause(fruitless)).await;
        }
    }
    Ok(items)
}

type Found = HashMap<String, Vec<HashMap<String, aws_sdk_dynamodb::types::AttributeValue>>>;

fn take(names: &TableNames, found: Found, items: &mut Vec<Item>) -> Result<(), StoreError> {
    for (name, rows) in found {
        let table =
            names.table(&name).ok_or_else(|| StoreError::Unreadable(format!("no table is called {name}")))?;
        for row in rows {
            items.push(attributes::item(table, row)?);
        }
    }
    Ok(())
}

/// A random part of a time that doubles with each fruitless request; short when the last one was of use.
fn pause(fruitless: u32) -> Duration {
    Duration::from_millis(rand::random_range(1..=10_u64 << fruitless))
}
