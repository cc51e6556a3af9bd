//! What no emulator ever answers: conflicts, throttling, reasons in a mix; and the stream's records.

use std::sync::{Arc, Mutex};

use aws_lambda_events::event::dynamodb::Event;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{DynamoDb, TableNames, changes_from_stream};
use crate::port::{Change, Condition, Item, Key, Store, StoreError, Table, Write};

/// The bodies of the requests that a scripted DynamoDB got.
type Requests = Arc<Mutex<Vec<Value>>>;

/// A DynamoDB that gives these answers, one by one, and the last one from then on.
async fn scripted(answers: Vec<(u16, Value)>) -> (DynamoDb, Requests) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let requests = Requests::default();
    let log = Arc::clone(&requests);
    tokio::spawn(async move {
        for turn in 0.. {
            let (mut stream, _) = listener.accept().await.unwrap();
            let request = request(&mut stream).await;
            log.lock().unwrap().push(request);
            let (status, body) = &answers[turn.min(answers.len() - 1)];
            answer(&mut stream, *status, &body.to_string()).await;
        }
    });
    (DynamoDb::new(client(&endpoint), TableNames::with_prefix("t-")), requests)
}

fn client(endpoint: &str) -> Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::new("eu-north-1"))
        .retry_config(RetryConfig::standard().with_initial_backoff(std::time::Duration::from_millis(1)))
        .credentials_provider(Credentials::new("test", "test", None, None, "scripted"));
    Client::from_conf(config.build())
}

/// Reads one request whole.
async fn request(stream: &mut TcpStream) -> Value {
    let mut bytes = Vec::new();
    loop {
        let mut part = [0; 4096];
        let count = stream.read(&mut part).await.unwrap();
        bytes.extend_from_slice(&part[..count]);
        if let Some(request) = whole(&bytes) {
            return request;
        }
        assert_ne!(count, 0, "the request ended early");
    }
}

/// Answers it, and ends the connection.
async fn answer(stream: &mut TcpStream, status: u16, body: &str) {
    let head = "content-type: application/x-amz-json-1.0\r\nconnection: close";
    let text = format!("HTTP/1.1 {status} X\r\n{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    stream.write_all(text.as_bytes()).await.unwrap();
}

fn whole(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let head = head.to_lowercase();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok())?;
    (body.len() == length).then(|| serde_json::from_str(body).unwrap())
}

fn key(sk: &str) -> Key {
    Key { table: Table::Vouchers, pk: "p".to_owned(), sk: sk.to_owned() }
}

fn put(sk: &str) -> Write {
    Write::Put { key: key(sk), schema: "s/1", body: "{}".to_owned(), condition: Condition::Absent }
}

fn error(code: &str) -> (u16, Value) {
    (400, json!({ "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": "scripted" }))
}

fn canceled(codes: [&str; 3]) -> (u16, Value) {
    let reasons = codes.map(|code| json!({ "Code": code, "Message": "scripted" }));
    let kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
    (400, json!({ "__type": kind, "Message": "scripted", "CancellationReasons": reasons }))
}

async fn canceled_by(codes: [&str; 3]) -> StoreError {
    let (store, _) = scripted(vec![canceled(codes)]).await;
    store.write(vec![put("a"), put("b"), put("c")]).await.unwrap_err()
}

#[tokio::test]
async fn a_canceled_transaction_tells_its_failed_conditions_before_conflicts() {
    let refused =
        canceled_by(["ConditionalCheckFailed", "TransactionConflict", "ConditionalCheckFailed"]).await;
    assert!(matches!(&refused, StoreError::ConditionFailed { failed } if *failed == [0, 2]), "{refused}");
}

#[tokio::test]
async fn a_canceled_transaction_tells_conflict_throttling_and_invalidity_apart() {
    let refused = canceled_by(["None", "TransactionConflict", "ThrottlingError"]).await;
    assert!(matches!(refused, StoreError::Conflict), "{refused}");
    for code in ["ThrottlingError", "ProvisionedThroughputExceeded"] {
        let refused = canceled_by(["None", "None", code]).await;
        assert!(matches!(refused, StoreError::Throttled), "{refused}");
    }
    let refused = canceled_by(["ConditionalCheckFailed", "ValidationError", "None"]).await;
    assert!(matches!(refused, StoreError::Invalid(_)), "{refused}");
    let refused = canceled_by(["None", "SomethingNew", "None"]).await;
    assert!(matches!(refused, StoreError::Unavailable(_)), "{refused}");
}

#[tokio::test]
async fn a_single_write_tells_conflict_throttling_and_outage_apart() {
    for (code, expected) in [
        ("ConditionalCheckFailedException", "condition failed for writes [0]"),
        ("TransactionConflictException", "transaction conflict"),
        ("ProvisionedThroughputExceededException", "throttled"),
        ("ThrottlingException", "throttled"),
        ("ValidationException", "invalid request"),
        ("ResourceNotFoundException", "store unavailable"),
        ("InternalServerError", "store unavailable"),
    ] {
        let (store, _) = scripted(vec![error(code)]).await;
        let refused = store.write(vec![put("a")]).await.unwrap_err().to_string();
        assert!(refused.starts_with(expected), "{code}: {refused}");
    }
}

#[tokio::test]
async fn a_transaction_is_sent_again_with_the_same_token() {
    let (store, requests) = scripted(vec![(500, json!({})), (200, json!({}))]).await;
    store.write(vec![put("a"), put("b")]).await.unwrap();
    store.write(vec![put("a"), put("b")]).await.unwrap();
    let tokens: Vec<_> =
        requests.lock().unwrap().iter().map(|request| request["ClientRequestToken"].clone()).collect();
    assert!(tokens.len() == 3 && tokens[0].is_string());
    assert_eq!(tokens[0], tokens[1]);
    assert_ne!(tokens[1], tokens[2]);
}

#[tokio::test]
async fn unprocessed_keys_are_asked_for_again_until_all_are_read() {
    let asked = |sk: &str| json!({ "t-vouchers": { "Keys": [{ "pk": { "S": "p" }, "sk": { "S": sk } }] } });
    let found = |sk: &str| json!({ "t-vouchers": [attributes(sk, 1)] });
    let answers = vec![
        (200, json!({ "Responses": {}, "UnprocessedKeys": asked("b") })),
        (200, json!({ "Responses": found("a"), "UnprocessedKeys": asked("b") })),
        (200, json!({ "Responses": found("b"), "UnprocessedKeys": {} })),
    ];
    let (store, requests) = scripted(answers).await;
    let items = store.batch_get(&[key("a"), key("b")]).await.unwrap();
    assert_eq!(items, [item("a", 1), item("b", 1)]);
    assert_eq!(requests.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn keys_that_stay_unprocessed_are_throttled_in_the_end() {
    let left = json!({ "t-vouchers": { "Keys": [{ "pk": { "S": "p" }, "sk": { "S": "a" } }] } });
    let (store, _) = scripted(vec![(200, json!({ "Responses": {}, "UnprocessedKeys": left }))]).await;
    let refused = store.batch_get(&[key("a")]).await.unwrap_err();
    assert!(matches!(refused, StoreError::Throttled), "{refused}");
}

#[tokio::test]
async fn an_item_of_another_shape_is_unreadable() {
    let (store, _) =
        scripted(vec![(200, json!({ "Item": { "pk": { "S": "p" }, "sk": { "S": "a" } } }))]).await;
    let refused = store.get(&key("a")).await.unwrap_err();
    assert!(matches!(refused, StoreError::Unreadable(_)), "{refused}");
}

fn attributes(sk: &str, version: u64) -> Value {
    json!({
        "pk": { "S": "p" }, "sk": { "S": sk }, "v": { "N": version.to_string() },
        "s": { "S": "s/1" }, "b": { "S": "{\"a\":1}" },
    })
}

fn item(sk: &str, version: u64) -> Item {
    Item { key: key(sk), version, schema: "s/1".to_owned(), body: "{\"a\":1}".to_owned() }
}

/// One record as Lambda gets it.
fn record(name: &str, table: &str, old: Option<Value>, new: Option<Value>) -> Value {
    let mut change = json!({
        "ApproximateCreationDateTime": 1_790_000_000, "Keys": { "pk": { "S": "p" }, "sk": { "S": "a" } },
        "SequenceNumber": "111", "SizeBytes": 26, "StreamViewType": "NEW_AND_OLD_IMAGES",
    });
    change["OldImage"] = old.unwrap_or_default();
    change["NewImage"] = new.unwrap_or_default();
    let arn =
        format!("arn:aws:dynamodb:eu-north-1:123456789012:table/{table}/stream/2026-01-01T00:00:00.000");
    json!({
        "eventID": "1", "eventName": name, "eventVersion": "1.1", "eventSource": "aws:dynamodb",
        "awsRegion": "eu-north-1", "dynamodb": change, "eventSourceARN": arn,
    })
}

fn told(records: Vec<Value>) -> Vec<Result<Change, StoreError>> {
    let event: Event = serde_json::from_value(json!({ "Records": records })).unwrap();
    let changes = changes_from_stream(event, &TableNames::with_prefix("t-"));
    assert!(changes.iter().all(|change| change.sequence == "111"));
    changes.into_iter().map(|change| change.change).collect()
}

#[test]
fn stream_records_are_changes_in_their_order() {
    let (one, two) = (Some(attributes("a", 1)), Some(attributes("a", 2)));
    let changes = told(vec![
        record("INSERT", "t-vouchers", None, one.clone()),
        record("MODIFY", "t-vouchers", one, two.clone()),
        record("REMOVE", "t-vouchers", two, None),
    ]);
    let change = |old, new| Change { key: key("a"), old, new };
    let expected = [
        change(None, Some(item("a", 1))),
        change(Some(item("a", 1)), Some(item("a", 2))),
        change(Some(item("a", 2)), None),
    ];
    assert_eq!(changes.into_iter().map(Result::unwrap).collect::<Vec<_>>(), expected);
}

#[test]
fn a_stream_record_that_says_no_change_is_unreadable() {
    let one = || Some(attributes("a", 1));
    let broken = vec![
        record("INSERT", "t-strangers", None, one()),
        record("MODIFY", "t-vouchers", None, one()),
        record("INSERT", "t-vouchers", None, None),
        record("INSERT", "t-vouchers", None, Some(json!({ "pk": { "S": "p" } }))),
    ];
    for change in told(broken) {
        assert!(matches!(change, Err(StoreError::Unreadable(_))), "{change:?}");
    }
}
