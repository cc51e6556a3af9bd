//! Queues and streams as event sources: what fails is reported by item, and only that comes again.

use aws_lambda_events::event::{
    dynamodb,
    sqs::{BatchItemFailure, SqsBatchResponse, SqsEvent},
};
use lambda_runtime::{LambdaEvent, service_fn};
use serde::Serialize;
use storage::{
    dynamodb::{TableNames, changes_from_stream},
    port::Change,
};

use crate::Error;

/// Why a handler failed: logged here, once.
pub type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Runs a function behind a queue; the handler gets the bodies one by one.
pub async fn queue<H, F>(handle: H) -> Result<(), Error>
where
    H: Fn(String) -> F,
    F: Future<Output = Result<(), Failed>>,
{
    let handle = &handle;
    lambda_runtime::run(service_fn(async |event: LambdaEvent<SqsEvent>| {
        let mut response = SqsBatchResponse::default();
        for message in event.payload.records {
            let id = message.message_id.unwrap_or_default();
            if let Err(error) = handle(message.body.unwrap_or_default()).await {
                tracing::error!(%error, message = id, "message failed");
                let mut failure = BatchItemFailure::default();
                failure.item_identifier = id;
                response.batch_item_failures.push(failure);
            }
        }
        Ok::<_, Error>(response)
    }))
    .await
}

/// What a stream's event source is told: where to start again.
#[derive(Default, Serialize)]
struct StreamResponse {
    #[serde(rename = "batchItemFailures")]
    failures: Vec<StreamFailure>,
}

#[derive(Serialize)]
struct StreamFailure {
    #[serde(rename = "itemIdentifier")]
    sequence: String,
}

/// Runs a function behind change streams; the handler gets the changes one by one, in their order, and the
/// stream goes on from the first that fails.
pub async fn streams<H, F>(names: &TableNames, handle: H) -> Result<(), Error>
where
    H: Fn(Change) -> F,
    F: Future<Output = Result<(), Failed>>,
{
    let handle = &handle;
    lambda_runtime::run(service_fn(async |event: LambdaEvent<dynamodb::Event>| {
        for record in changes_from_stream(event.payload, names) {
            let relayed = match record.change {
                Ok(change) => handle(change).await,
                Err(error) => Err(error.into()),
            };
            if let Err(error) = relayed {
                tracing::error!(%error, sequence = record.sequence, "change failed");
                return Ok::<_, Error>(StreamResponse {
                    failures: vec![StreamFailure { sequence: record.sequence }],
                });
            }
        }
        Ok(StreamResponse::default())
    }))
    .await
}
