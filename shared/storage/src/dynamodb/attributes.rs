//! Items and conditions as DynamoDB's attributes and expressions.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::port::{Condition, Item, Key, StoreError, Table};

type Attributes = HashMap<String, AttributeValue>;

/// An item's attributes.
pub(super) fn of_item(key: &Key, version: u64, schema: &str, body: String) -> Attributes {
    let mut attributes = of_key(key);
    attributes.insert("v".to_owned(), AttributeValue::N(version.to_string()));
    attributes.insert("s".to_owned(), AttributeValue::S(schema.to_owned()));
    attributes.insert("b".to_owned(), AttributeValue::S(body));
    attributes
}

/// A key's attributes.
pub(super) fn of_key(key: &Key) -> Attributes {
    let text = |value: &String| AttributeValue::S(value.clone());
    HashMap::from([("pk".to_owned(), text(&key.pk)), ("sk".to_owned(), text(&key.sk))])
}

/// The item with these attributes.
pub(super) fn item(table: Table, mut attributes: Attributes) -> Result<Item, StoreError> {
    let key = Key { table, pk: text(&mut attributes, "pk")?, sk: text(&mut attributes, "sk")? };
    let (schema, body) = (text(&mut attributes, "s")?, text(&mut attributes, "b")?);
    Ok(Item { key, version: version(&attributes)?, schema, body })
}

/// Takes a text out of the attributes.
pub(super) fn text(attributes: &mut Attributes, name: &str) -> Result<String, StoreError> {
    match attributes.remove(name) {
        Some(AttributeValue::S(text)) => Ok(text),
        _ => Err(StoreError::Unreadable(format!("an item without the text {name}"))),
    }
}

fn version(attributes: &Attributes) -> Result<u64, StoreError> {
    let number =
        attributes.get("v").and_then(|value| value.as_n().ok()).and_then(|number| number.parse().ok());
    number.ok_or_else(|| StoreError::Unreadable("an item without a version".to_owned()))
}

/// The values that the expression names.
pub(super) fn expression_values(condition: Condition) -> Option<Attributes> {
    match condition {
        Condition::Absent | Condition::Exists => None,
        Condition::Version(version) => {
            Some(HashMap::from([(":v".to_owned(), AttributeValue::N(version.to_string()))]))
        }
    }
}
