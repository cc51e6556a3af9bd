//! What is late is counted over all pages, and told in the line that the template's metric reads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::sync::{Arc, Mutex};

use domain::ids::{ClientId, DecisionId, Organiser};
use messages::{LookForLate, Message, PlanRun};
use notices::{Failure, Late, Notices};
use serde_json::{Value, json};
use storage::{
    embedded::Embedded,
    keys::Name,
    port::Store,
    records::{Identity, put_new},
};
use tracing_subscriber::fmt::MakeWriter;
use uuid::Uuid;

/// A log that can be read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        self.clone()
    }
}

fn organiser() -> Organiser {
    "testila".parse().unwrap()
}

/// A work queue with so many decisions due on each day.
async fn queue(due: &[(&str, u128)]) -> Arc<Embedded> {
    let store = Arc::new(Embedded::in_memory());
    let mut id = 0;
    for (day, count) in due {
        for _ in 0..*count {
            id += 1;
            let name = Name::Work(day.parse().unwrap(), DecisionId(Uuid::from_u128(id)));
            let client = Identity { client: ClientId(Uuid::from_u128(id)) };
            store.write(vec![put_new(&organiser(), &name, &client).unwrap()]).await.unwrap();
        }
    }
    store
}

/// The morning's look, with the fields of the line that it wrote.
async fn look(due: &[(&str, u128)]) -> (Late, Value) {
    let notices = Notices::new(queue(due).await);
    let log = Log::default();
    let lines = tracing_subscriber::fmt().json().with_writer(log.clone()).finish();
    let guard = tracing::subscriber::set_default(lines);
    let scheduled_at = "2026-11-05T04:30:00Z".parse().unwrap();
    let message = LookForLate { organiser: organiser(), scheduled_at };
    let late = notices.look(&message).await.unwrap();
    drop(guard);
    let line: Value = serde_json::from_slice(&log.0.lock().unwrap()).unwrap();
    (late, line["fields"].clone())
}

#[tokio::test]
async fn what_was_due_before_today_is_counted_over_all_pages_with_its_oldest_day() {
    let (late, line) = look(&[("2026-10-30", 1), ("2026-11-04", 600), ("2026-11-05", 3)]).await;
    assert_eq!(late, Late { decisions: 601, oldest_due: Some("2026-10-30".parse().unwrap()) });
    let expected = json!({
        "message": "decisions are late", "organiser": "testila", "late": 601, "oldest_due": "2026-10-30",
    });
    assert_eq!(line, expected);
}

#[tokio::test]
async fn nothing_late_is_told_too_so_that_silence_means_that_nobody_looked() {
    let (late, line) = look(&[("2026-11-05", 2)]).await;
    assert_eq!(late, Late::default());
    assert_eq!((&line["message"], &line["late"]), (&json!("decisions are late"), &json!(0)));
}

#[test]
fn the_templates_metric_reads_that_line() {
    let template = std::fs::read_to_string("../../template.yaml").unwrap();
    let (_, metric) = template.split_once("  LateDecisions:").unwrap();
    let (metric, _) = metric.split_once("LateDecisionsAlarm:").unwrap();
    assert!(metric.contains("$.fields.message = \"decisions are late\""), "{metric}");
    assert!(metric.contains("MetricValue: $.fields.late}"), "{metric}");
}

#[tokio::test]
async fn another_functions_message_comes_again() {
    let plan = PlanRun {
        organiser: organiser(),
        run: domain::ids::RunId(Uuid::nil()),
        period: "2026-10".parse().unwrap(),
    };
    let refused = Notices::new(queue(&[]).await)
        .handle(Message::PlanRun(plan), "2026-11-05T10:00:00Z".parse().unwrap())
        .await;
    assert!(matches!(refused, Err(Failure::Unexpected(_))));
}
