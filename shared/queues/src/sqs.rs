//! The queues on SQS: batches of ten, sent again where SQS took only a part.

use std::collections::HashMap;
use std::time::Duration;

use async_trait::async_trait;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::{BuildError, DisplayErrorContext};
use aws_sdk_sqs::types::{BatchResultErrorEntry, SendMessageBatchRequestEntry};

use crate::{Queue, QueueError, Queues, limits};

/// SQS's own most in a request.
const BATCH: usize = 10;
/// So often what SQS did not take is sent again.
const TRIES: u32 = 5;

/// The queues of a deployment.
pub struct Sqs {
    client: Client,
    urls: HashMap<Queue, String>,
}

impl Sqs {
    /// The queues at these URLs, with the process's AWS configuration.
    pub fn on(config: &aws_config::SdkConfig, urls: impl IntoIterator<Item = (Queue, String)>) -> Self {
        Self::new(Client::new(config), urls)
    }

    /// The queues at these URLs. A function gives only those that it sends to.
    pub fn new(client: Client, urls: impl IntoIterator<Item = (Queue, String)>) -> Self {
        Self { client, urls: urls.into_iter().collect() }
    }

    /// Sends one batch until SQS has taken all of it.
    async fn send_batch(&self, url: &str, mut bodies: Vec<String>) -> Result<(), QueueError> {
        for attempt in 0..TRIES {
            let refused = self.try_batch(url, &bodies).await?;
            if let Some(fault) = refused.iter().find(|refused| refused.sender_fault()) {
                return Err(QueueError::Invalid(told(fault)));
            }
            bodies = left(&refused, bodies);
            if bodies.is_empty() {
                return Ok(());
            }
            tracing::warn!(left = bodies.len(), attempt, "SQS took only a part of a batch");
            tokio::time::sleep(Duration::from_millis(rand::random_range(1..=50_u64 << attempt))).await;
        }
        Err(QueueError::Unavailable(format!("{} messages were not taken in {TRIES} tries", bodies.len())))
    }

    async fn try_batch(
        &self,
        url: &str,
        bodies: &[String],
    ) -> Result<Vec<BatchResultErrorEntry>, QueueError> {
        let entries =
            bodies.iter().enumerate().map(|(index, body)| entry(index, body)).collect::<Result<_, _>>();
        let entries = entries.map_err(|cause: BuildError| QueueError::Invalid(cause.to_string()))?;
        let request = self.client.send_message_batch().queue_url(url).set_entries(Some(entries));
        let answer = request.send().await.map_err(|cause| unavailable(&cause))?;
        Ok(answer.failed)
    }
}

#[async_trait]
impl Queues for Sqs {
    async fn send(&self, queue: Queue, bodies: Vec<String>) -> Result<(), QueueError> {
        limits::check(&bodies)?;
        let unknown =
            || QueueError::Unavailable(format!("no URL is configured for the queue {}", queue.name()));
        let url = self.urls.get(&queue).ok_or_else(unknown)?;
        for batch in batches(bodies) {
            self.send_batch(url, batch).await?;
        }
        Ok(())
    }
}

/// Ten at a time, and no more bytes than a request may have.
fn batches(bodies: Vec<String>) -> Vec<Vec<String>> {
    let (mut batches, mut bytes) = (Vec::<Vec<String>>::new(), 0);
    for body in bodies {
        match batches.last_mut() {
            Some(batch) if batch.len() < BATCH && bytes + body.len() <= limits::BYTES => {
                bytes += body.len();
                batch.push(body);
            }
            _ => {
                bytes = body.len();
                batches.push(vec![body]);
            }
        }
    }
    batches
}

/// The entry's id is its place in the batch.
fn entry(index: usize, body: &str) -> Result<SendMessageBatchRequestEntry, BuildError> {
    SendMessageBatchRequestEntry::builder().id(index.to_string()).message_body(body).build()
}

/// The bodies that were refused.
fn left(refused: &[BatchResultErrorEntry], bodies: Vec<String>) -> Vec<String> {
    let is_refused = |index: usize| refused.iter().any(|refused| refused.id() == index.to_string());
    bodies.into_iter().enumerate().filter(|(index, _)| is_refused(*index)).map(|(_, body)| body).collect()
}

fn told(refused: &BatchResultErrorEntry) -> String {
    format!("{}: {}", refused.code(), refused.message().unwrap_or_default())
}

fn unavailable<E: std::error::Error + 'static>(cause: &E) -> QueueError {
    QueueError::Unavailable(DisplayErrorContext(cause).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_has_at_most_ten_messages_and_256_kb() {
        let sizes = |bodies: Vec<String>| batches(bodies).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(sizes(vec![]), [0; 0]);
        assert_eq!(sizes(vec!["{}".to_owned(); 25]), [10, 10, 5]);
        assert_eq!(sizes(vec!["x".repeat(100 * 1024); 5]), [2, 2, 1]);
        assert_eq!(sizes(vec!["x".repeat(limits::BYTES); 3]), [1, 1, 1]);
        assert_eq!(sizes(vec!["x".repeat(limits::BYTES / 2); 3]), [2, 1]);
    }

    #[test]
    fn what_sqs_refused_is_sent_again_and_nothing_else() {
        let refused = |id: &str| {
            let entry = BatchResultErrorEntry::builder().id(id).sender_fault(false).code("InternalError");
            entry.build().unwrap()
        };
        let bodies = ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(left(&[refused("2"), refused("0")], bodies.clone()), ["a", "c"]);
        assert_eq!(left(&[], bodies), [""; 0]);
    }
}
