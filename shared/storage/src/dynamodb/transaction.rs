//! Several writes, or a Check, as one `TransactWriteItems`.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem};
use uuid::Uuid;

use super::attributes::{expression_values, of_item, of_key};
use super::refusal::transaction_refusal;
use super::tables::TableNames;
use crate::limits::{expression, version_after};
use crate::port::{StoreError, Write};

/// Writes all or nothing. The token makes the SDK's own repetition of a lost answer harmless.
pub(super) async fn write(client: &Client, names: &TableNames, writes: Vec<Write>) -> Result<(), StoreError> {
    let items = writes.into_iter().map(|write| item(names, write)).collect::<Result<Vec<_>, _>>()?;
    let request = client.transact_write_items().set_transact_items(Some(items));
    let request = request.client_request_token(Uuid::new_v4().to_string());
    request.send().await.map(drop).map_err(|cause| transaction_refusal(&cause))
}

fn item(names: &TableNames, write: Write) -> Result<TransactWriteItem, StoreError> {
    let item = TransactWriteItem::builder();
    let item = match write {
        Write::Put { key, schema, body, condition } => {
            let version = version_after(condition)?;
            let put = Put::builder().table_name(names.name(key.table));
            let put = put.set_item(Some(of_item(&key, version, schema, body)));
            let put = put.condition_expression(expression(condition));
            item.put(
                put.set_expression_attribute_values(expression_values(condition))
                    .build()
                    .map_err(incomplete)?,
            )
        }
        Write::Delete { key, condition } => {
            let delete = Delete::builder().table_name(names.name(key.table)).set_key(Some(of_key(&key)));
            let delete = delete.condition_expression(expression(condition));
            let delete = delete.set_expression_attribute_values(expression_values(condition));
            item.delete(delete.build().map_err(incomplete)?)
        }
        Write::Check { key, condition } => {
            let check =
                ConditionCheck::builder().table_name(names.name(key.table)).set_key(Some(of_key(&key)));
            let check = check.condition_expression(expression(condition));
            let check = check.set_expression_attribute_values(expression_values(condition));
            item.condition_check(check.build().map_err(incomplete)?)
        }
    };
    Ok(item.build())
}

fn incomplete(cause: BuildError) -> StoreError {
    StoreError::Invalid(cause.to_string())
}
