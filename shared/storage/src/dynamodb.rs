//! The store on DynamoDB: conditional single writes, `TransactWriteItems`, and consistent reads.
//!
//! Attributes: pk, sk (the key), v (version), s (schema), b (body).
//!
//! The SDK sends a request again when its answer was lost. A transaction carries a token, so that it happens once
//! and its answer is the true one. A single write carries none: when the first try was stored and its answer lost,
//! the second one answers `ConditionFailed`. Callers read again after `ConditionFailed` in any case, and then find
//! their own write; they must know it by its content and not take it for somebody else's.

mod attributes;
mod batch;
mod refusal;
mod stream;
mod tables;
#[cfg(test)]
mod tests;
mod transaction;

use std::collections::HashMap;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;

use self::refusal::refusal;
pub use self::stream::{StreamChange, changes_from_stream};
pub use self::tables::TableNames;
use crate::limits;
use crate::port::{Condition, Item, Key, Page, Query, Store, StoreError, Write};

/// The store on a DynamoDB.
pub struct DynamoDb {
    client: Client,
    names: TableNames,
}

impl DynamoDb {
    /// The store on these tables, with the process's AWS configuration.
    pub fn on(config: &aws_config::SdkConfig, names: TableNames) -> Self {
        Self::new(Client::new(config), names)
    }

    /// The store on these tables.
    pub fn new(client: Client, names: TableNames) -> Self {
        Self { client, names }
    }

    async fn put(
        &self,
        key: &Key,
        schema: &str,
        body: String,
        condition: Condition,
    ) -> Result<(), StoreError> {
        let item = attributes::of_item(key, limits::version_after(condition)?, schema, body);
        let put = self.client.put_item().table_name(self.names.name(key.table)).set_item(Some(item));
        let put = put.condition_expression(limits::expression(condition));
        let put = put.set_expression_attribute_values(attributes::expression_values(condition));
        put.send().await.map(drop).map_err(|cause| refusal(&cause))
    }

    async fn delete(&self, key: &Key, condition: Condition) -> Result<(), StoreError> {
        let delete = self.client.delete_item().table_name(self.names.name(key.table));
        let delete = delete.set_key(Some(attributes::of_key(key)));
        let delete = delete.condition_expression(limits::expression(condition));
        let delete = delete.set_expression_attribute_values(attributes::expression_values(condition));
        delete.send().await.map(drop).map_err(|cause| refusal(&cause))
    }
}

#[async_trait]
impl Store for DynamoDb {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        limits::check_key(key)?;
        let get = self.client.get_item().table_name(self.names.name(key.table)).consistent_read(true);
        let found =
            get.set_key(Some(attributes::of_key(key))).send().await.map_err(|cause| refusal(&cause))?;
        found.item.map(|item| attributes::item(key.table, item)).transpose()
    }

    async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        limits::check_keys(keys.iter())?;
        batch::get(&self.client, &self.names, keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        limits::check_query(query)?;
        if query.after.as_ref().is_some_and(|after| *after >= query.to) {
            return Ok(Page { items: Vec::new(), next: None });
        }
        let limit = i32::try_from(query.limit).map_err(|_| StoreError::Invalid("limit".to_owned()))?;
        let ask =
            self.client.query().table_name(self.names.name(query.table)).consistent_read(true).limit(limit);
        let ask = ask.key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to");
        let ask =
            ask.set_expression_attribute_values(Some(range(query))).set_exclusive_start_key(start(query));
        let answer = ask.send().await.map_err(|cause| refusal(&cause))?;
        let items =
            answer.items.unwrap_or_default().into_iter().map(|item| attributes::item(query.table, item));
        let next = answer.last_evaluated_key.map(|mut key| attributes::text(&mut key, "sk")).transpose()?;
        Ok(Page { items: items.collect::<Result<_, _>>()?, next })
    }

    async fn write(&self, mut writes: Vec<Write>) -> Result<(), StoreError> {
        limits::check_writes(&writes)?;
        match writes.pop_if(|write| !matches!(write, Write::Check { .. })) {
            Some(Write::Put { key, schema, body, condition }) if writes.is_empty() => {
                self.put(&key, schema, body, condition).await
            }
            Some(Write::Delete { key, condition }) if writes.is_empty() => self.delete(&key, condition).await,
            last => {
                writes.extend(last);
                transaction::write(&self.client, &self.names, writes).await
            }
        }
    }
}

fn range(query: &Query) -> HashMap<String, AttributeValue> {
    [(":pk", &query.pk), (":from", &query.from), (":to", &query.to)]
        .map(|(name, value)| (name.to_owned(), AttributeValue::S(value.clone())))
        .into()
}

/// DynamoDB refuses a start before the range; starting there is starting at the range's first key.
fn start(query: &Query) -> Option<HashMap<String, AttributeValue>> {
    let after = query.after.as_ref().filter(|after| **after >= query.from)?;
    Some(attributes::of_key(&Key { table: query.table, pk: query.pk.clone(), sk: after.clone() }))
}
