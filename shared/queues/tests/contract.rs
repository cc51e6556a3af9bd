//! The sender's contract on the embedded queues, and on SQS when SQS_ENDPOINT names one: it says so aloud otherwise.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::config::{BehaviorVersion, Credentials, Region};
use queues::{Embedded, Queue, QueueError, Queues, Sqs};

/// A way to send, and a way to take everything out again.
enum Subject {
    Embedded(Box<Embedded>),
    Sqs { sqs: Sqs, client: Client, urls: BTreeMap<Queue, String> },
}

impl Subject {
    fn queues(&self) -> &dyn Queues {
        match self {
            Subject::Embedded(queues) => &**queues,
            Subject::Sqs { sqs, .. } => sqs,
        }
    }

    /// The bodies of a queue in byte order, each once, however often it came.
    async fn drain(&self, queue: Queue) -> Vec<String> {
        let mut bodies = match self {
            Subject::Embedded(queues) => drain_embedded(queues, queue).await,
            Subject::Sqs { client, urls, .. } => drain_sqs(client, &urls[&queue]).await,
        };
        bodies.sort();
        bodies.dedup();
        bodies
    }
}

async fn drain_embedded(queues: &Embedded, queue: Queue) -> Vec<String> {
    let received = queues.receive(queue, usize::MAX).await.unwrap();
    for message in &received {
        queues.delete(message).await.unwrap();
    }
    received.into_iter().map(|message| message.body).collect()
}

async fn drain_sqs(client: &Client, url: &str) -> Vec<String> {
    let mut bodies = Vec::new();
    loop {
        let receive = client.receive_message().queue_url(url).max_number_of_messages(10).wait_time_seconds(1);
        let received = receive.send().await.unwrap().messages.unwrap_or_default();
        if received.is_empty() {
            return bodies;
        }
        for message in received {
            client
                .delete_message()
                .queue_url(url)
                .receipt_handle(message.receipt_handle.unwrap())
                .send()
                .await
                .unwrap();
            bodies.push(message.body.unwrap());
        }
    }
}

async fn sqs() -> Option<Subject> {
    let endpoint = std::env::var("SQS_ENDPOINT").ok().filter(|endpoint| !endpoint.is_empty())?;
    let config = aws_sdk_sqs::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::new("eu-north-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "contract"));
    let client = Client::from_conf(config.build());
    let mut urls = BTreeMap::new();
    for queue in Queue::ALL {
        let name = format!("contract-{}-{}", queue.name(), unique());
        urls.insert(queue, client.create_queue().queue_name(name).send().await.unwrap().queue_url.unwrap());
    }
    Some(Subject::Sqs { sqs: Sqs::new(client.clone(), urls.clone()), client, urls })
}

fn unique() -> u64 {
    rand::random()
}

async fn every_message_of_a_send_arrives_once_in_its_own_queue(subject: Subject) {
    let sent: Vec<_> = (0..25).map(|number| format!("{{\"number\":\"{number:02}\"}}")).collect();
    subject.queues().send(Queue::Invoicing, sent.clone()).await.unwrap();
    subject.queues().send(Queue::Finance, vec!["{\"other\":1}".to_owned()]).await.unwrap();
    assert_eq!(subject.drain(Queue::Invoicing).await, sent);
    assert_eq!(subject.drain(Queue::Finance).await, ["{\"other\":1}"]);
    assert_eq!(subject.drain(Queue::Settlement).await, [""; 0]);
}

async fn bodies_arrive_byte_for_byte(subject: Subject) {
    let sent = ["\t\n\r {\"a\":\"<&>\\\"\"}", "{\"name\":\"Ä\u{1F600}\"}", "x"].map(str::to_owned).to_vec();
    subject.queues().send(Queue::Finance, sent.clone()).await.unwrap();
    let mut expected = sent;
    expected.sort();
    assert_eq!(subject.drain(Queue::Finance).await, expected);
}

async fn large_bodies_are_sent_in_as_many_requests_as_they_need(subject: Subject) {
    let sent: Vec<_> = (0..4).map(|number| format!("{number}{}", "x".repeat(200 * 1024))).collect();
    subject.queues().send(Queue::Settlement, sent.clone()).await.unwrap();
    assert_eq!(subject.drain(Queue::Settlement).await, sent);
}

async fn nothing_to_send_is_fine(subject: Subject) {
    subject.queues().send(Queue::Finance, vec![]).await.unwrap();
    assert_eq!(subject.drain(Queue::Finance).await, [""; 0]);
}

async fn a_body_that_is_empty_or_too_large_or_malformed_refuses_the_whole_send(subject: Subject) {
    for bad in [String::new(), "x".repeat(256 * 1024 + 1), "\u{0}".to_owned()] {
        let refused = subject.queues().send(Queue::Finance, vec!["good".to_owned(), bad]).await;
        assert!(matches!(refused, Err(QueueError::Invalid(_))), "{refused:?}");
    }
    assert_eq!(subject.drain(Queue::Finance).await, [""; 0]);
}

macro_rules! contract {
    ($($case:ident),+ $(,)?) => {
        mod embedded_in_memory { $(
            #[tokio::test]
            async fn $case() {
                super::$case(super::Subject::Embedded(Box::new(queues::Embedded::in_memory()))).await;
            }
        )+ }
        mod embedded_on_disk { $(
            #[tokio::test]
            async fn $case() {
                let folder = tempfile::tempdir().unwrap();
                super::$case(super::Subject::Embedded(Box::new(queues::Embedded::open(folder.path()).unwrap()))).await;
            }
        )+ }
        mod sqs_only_if_its_endpoint_is_set { $(
            #[tokio::test]
            async fn $case() {
                match super::sqs().await {
                    Some(subject) => super::$case(subject).await,
                    None => eprintln!("NOT RUN on SQS: SQS_ENDPOINT is not set"),
                }
            }
        )+ }
    };
}

contract! {
    every_message_of_a_send_arrives_once_in_its_own_queue,
    bodies_arrive_byte_for_byte,
    large_bodies_are_sent_in_as_many_requests_as_they_need,
    nothing_to_send_is_fine,
    a_body_that_is_empty_or_too_large_or_malformed_refuses_the_whole_send,
}

#[tokio::test]
async fn a_queue_that_does_not_answer_is_unavailable() {
    let config = aws_sdk_sqs::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url("http://127.0.0.1:1")
        .region(Region::new("eu-north-1"))
        .retry_config(aws_sdk_sqs::config::retry::RetryConfig::disabled())
        .credentials_provider(Credentials::new("test", "test", None, None, "contract"));
    let client = Client::from_conf(config.build());
    let sqs = Sqs::new(client, [(Queue::Finance, "http://127.0.0.1:1/queue".to_owned())]);
    let send = |queue| sqs.send(queue, vec!["{}".to_owned()]);
    for queue in [Queue::Finance, Queue::Settlement] {
        let refused = tokio::time::timeout(Duration::from_secs(20), send(queue)).await.unwrap();
        assert!(matches!(refused, Err(QueueError::Unavailable(_))), "{refused:?}");
    }
}
