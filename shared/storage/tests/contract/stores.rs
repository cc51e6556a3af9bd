//! The implementations under contract.

use std::path::Path;
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use storage::dynamodb::{DynamoDb, TableNames};
use storage::embedded::Embedded;
use storage::port::{Store, Table};
use tokio::sync::OnceCell;

pub type Shared = Arc<dyn Store>;

pub fn in_memory() -> Shared {
    Arc::new(Embedded::in_memory())
}

pub fn on_disk(folder: &Path) -> Shared {
    Arc::new(Embedded::open(folder).unwrap())
}

/// A DynamoDB with new tables, made once for all cases of this process.
pub async fn dynamodb() -> Option<Shared> {
    static TABLES: OnceCell<TableNames> = OnceCell::const_new();
    let endpoint = std::env::var("DYNAMODB_ENDPOINT").ok().filter(|endpoint| !endpoint.is_empty())?;
    let client = client(&endpoint);
    let names = TABLES.get_or_init(|| make_tables(&client)).await;
    Some(Arc::new(DynamoDb::new(client, names.clone())))
}

fn client(endpoint: &str) -> Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::new("eu-north-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "contract"));
    Client::from_conf(config.build())
}

async fn make_tables(client: &Client) -> TableNames {
    let names = TableNames::with_prefix(&format!("contract-{}-", uuid::Uuid::new_v4()));
    for table in Table::ALL {
        make_table(client, names.name(table)).await;
    }
    names
}

async fn make_table(client: &Client, name: &str) {
    let attribute = |name| {
        let kind = ScalarAttributeType::S;
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
    };
    let part = |name, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap();
    let table = client.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    let table = table.attribute_definitions(attribute("pk")).attribute_definitions(attribute("sk"));
    let table = table.key_schema(part("pk", KeyType::Hash)).key_schema(part("sk", KeyType::Range));
    table.send().await.unwrap();
}
