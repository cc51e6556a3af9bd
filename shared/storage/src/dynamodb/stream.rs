//! A table's change stream as the port's changes; AWS's event types stop here.

use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use serde::Deserialize;

use super::tables::TableNames;
use crate::port::{Change, Item, Key, StoreError, Table};

/// One record of a stream.
#[derive(Debug)]
pub struct StreamChange {
    /// The record's sequence number: what a partial batch response names.
    pub sequence: String,
    /// What changed; `Unreadable` when the record says no such thing.
    pub change: Result<Change, StoreError>,
}

/// The records of a batch, in their order. The stream must carry new and old images.
pub fn changes_from_stream(event: Event, names: &TableNames) -> Vec<StreamChange> {
    let told = |record: EventRecord| {
        let sequence = record.change.sequence_number.clone().unwrap_or_default();
        StreamChange { sequence, change: change(record, names) }
    };
    event.records.into_iter().map(told).collect()
}

#[derive(Deserialize)]
struct Place {
    pk: String,
    sk: String,
}

#[derive(Deserialize)]
struct Stored {
    v: u64,
    s: String,
    b: String,
}

fn change(record: EventRecord, names: &TableNames) -> Result<Change, StoreError> {
    let table = table(&record, names)?;
    let place: Place = read(record.change.keys)?;
    let key = Key { table, pk: place.pk, sk: place.sk };
    let old = image(&key, record.change.old_image)?;
    let new = image(&key, record.change.new_image)?;
    match (record.event_name.as_str(), &old, &new) {
        ("INSERT", None, Some(_)) | ("MODIFY", Some(_), Some(_)) | ("REMOVE", Some(_), None) => {
            Ok(Change { key, old, new })
        }
        (name, ..) => Err(StoreError::Unreadable(format!("a stream record {name} without its images"))),
    }
}

/// The name stands in `arn:…:table/NAME/stream/…`.
fn table(record: &EventRecord, names: &TableNames) -> Result<Table, StoreError> {
    let arn = record.event_source_arn.as_deref().unwrap_or_default();
    let table = arn.split('/').nth(1).and_then(|name| names.table(name));
    table.ok_or_else(|| StoreError::Unreadable(format!("a stream of no known table: {arn}")))
}

fn image(key: &Key, image: serde_dynamo::Item) -> Result<Option<Item>, StoreError> {
    if image.is_empty() {
        return Ok(None);
    }
    let Stored { v: version, s: schema, b: body } = read(image)?;
    Ok(Some(Item { key: key.clone(), version, schema, body }))
}

fn read<'de, T: Deserialize<'de>>(item: serde_dynamo::Item) -> Result<T, StoreError> {
    serde_dynamo::from_item(item).map_err(|cause| StoreError::Unreadable(cause.to_string()))
}
