//! Queues and streams as event sources: what fails is reported by item, and only that comes again.

use aws_lambda_events::event::{
    dynamodb,
    sqs::{BatchItemFailure, SqsBatchResponse, SqsEvent},
};
use axum::Router;
use lambda_http::{Adapter, request::LambdaRequest};
use lambda_runtime::{LambdaEvent, Service, service_fn};
use serde::Serialize;
use serde_json::Value;
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
        Ok::<_, Error>(each(event.payload, handle).await)
    }))
    .await
}

async fn each<H, F>(event: SqsEvent, handle: &H) -> SqsBatchResponse
where
    H: Fn(String) -> F,
    F: Future<Output = Result<(), Failed>>,
{
    let mut response = SqsBatchResponse::default();
    for message in event.records {
        let id = message.message_id.unwrap_or_default();
        if let Err(error) = handle(message.body.unwrap_or_default()).await {
            tracing::error!(%error, message = id, "message failed");
            let mut failure = BatchItemFailure::default();
            failure.item_identifier = id;
            response.batch_item_failures.push(failure);
        }
    }
    response
}

/// Runs a function behind the HTTP API and behind a queue: an event with records is the queue's.
pub async fn http_and_queue<H, F>(router: Router, handle: H) -> Result<(), Error>
where
    H: Fn(String) -> F,
    F: Future<Output = Result<(), Failed>>,
{
    let (handle, router) = (&handle, &router);
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| {
        let LambdaEvent { payload, context } = event;
        if payload.get("Records").is_some() {
            let response = each(serde_json::from_value(payload)?, handle).await;
            return Ok::<_, Error>(serde_json::to_value(response)?);
        }
        // As text: parts of a request are kept as they were written.
        let request: LambdaRequest = serde_json::from_str(&payload.to_string())?;
        let answer = Adapter::from(router.clone()).call(LambdaEvent::new(request, context)).await?;
        Ok(serde_json::to_value(answer)?)
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
