//! A letter gets into the outbox once, whatever crashes and comes again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod letter;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use domain::{
    ids::{DecisionId, Organiser},
    letter::{About, Channel, Letter, Recipient, handover_key, pdf_key},
};
use letter::{IMPRINT, letter};
use messages::{Message, PlanRun, WriteLetter};
use objects::{Memory, ObjectError, Objects, Put};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use statements::{Failure, Statements, pdf::pdf};
use storage::{
    embedded::Embedded,
    keys::Name,
    port::Store,
    records::{Listed, put_new},
};

struct Desk {
    store: Arc<Embedded>,
    documents: Arc<Documents>,
    statements: Statements,
    due: WriteLetter,
}

/// A bucket that can be told to fail before it keeps a handover.
#[derive(Default)]
struct Documents {
    kept: Memory,
    crashes: AtomicBool,
}

#[async_trait]
impl Objects for Documents {
    async fn put_if_absent(&self, key: &str, bytes: Vec<u8>, kind: &str) -> Result<Put, ObjectError> {
        if key.ends_with(".json") && self.crashes.swap(false, Ordering::Relaxed) {
            return Err(ObjectError::Unavailable("crashed".to_owned()));
        }
        self.kept.put_if_absent(key, bytes, kind).await
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, ObjectError> {
        self.kept.get(key).await
    }

    async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<String>, ObjectError> {
        self.kept.list(prefix, after, limit).await
    }
}

impl Desk {
    /// A decision stored its letter, and that it is due.
    async fn with_a_letter() -> Self {
        let (store, documents) = (Arc::new(Embedded::in_memory()), Arc::new(Documents::default()));
        let decision = DecisionId("3b0f6a52-9d57-5c0e-8a21-0f6b2d7c5e11".parse().unwrap());
        let due = WriteLetter { organiser: "testila".parse().unwrap(), decision, version: 1 };
        let stored = Letter {
            document: letter(),
            sender: IMPRINT.organiser.to_owned(),
            reference: IMPRINT.reference.to_owned(),
            written_at: IMPRINT.at,
            channel: Channel::SuomiFi,
            about: About::Decision,
            recipient: Recipient::Client,
        };
        let writes = vec![
            put_new(&due.organiser, &Name::Letter(decision, 1), &stored).unwrap(),
            put_new(&due.organiser, &Name::LetterDue(decision, 1), &Listed {}).unwrap(),
        ];
        store.write(writes).await.unwrap();
        let statements = Statements::new(store.clone(), documents.clone(), Arc::new(Memory::new()));
        Self { store, documents, statements, due }
    }

    async fn write(&self) -> Result<(), Failure> {
        self.statements.handle(Message::WriteLetter(self.due.clone())).await
    }

    async fn is_due(&self) -> bool {
        let key = Name::LetterDue(self.due.decision, 1).key(&self.due.organiser);
        self.store.get(&key).await.unwrap().is_some()
    }

    async fn object(&self, key: fn(&Organiser, DecisionId, u32) -> String) -> Option<Vec<u8>> {
        self.documents.get(&key(&self.due.organiser, self.due.decision, 1)).await.unwrap()
    }

    async fn handover(&self) -> Value {
        serde_json::from_slice(&self.object(handover_key).await.unwrap()).unwrap()
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_letter_lies_beside_what_its_carrier_must_know_and_nothing_personal() {
    let desk = Desk::with_a_letter().await;
    desk.write().await.unwrap();
    let pdf = desk.object(pdf_key).await.unwrap();
    assert!(!desk.is_due().await);
    let expected = json!({
        "schema": "handover/1", "organiser": "testila", "decision": "3b0f6a52-9d57-5c0e-8a21-0f6b2d7c5e11",
        "version": 1, "channel": "suomi_fi", "about": "decision", "recipient": "client", "language": "fi", "sha256": sha256(&pdf),
    });
    assert_eq!(desk.handover().await, expected);
    let keys = desk.documents.list("", None, 10).await.unwrap();
    let of = "letters/testila/3b0f6a52-9d57-5c0e-8a21-0f6b2d7c5e11";
    assert_eq!(keys, [format!("{of}/1.handover.json"), format!("{of}/1.pdf")]);
}

#[tokio::test]
async fn a_message_that_comes_again_changes_nothing() {
    let desk = Desk::with_a_letter().await;
    desk.write().await.unwrap();
    let (first, told) = (desk.object(pdf_key).await, desk.handover().await);
    desk.write().await.unwrap();
    assert_eq!((desk.object(pdf_key).await, desk.handover().await), (first, told));
}

#[tokio::test]
async fn after_a_crash_between_letter_and_handover_the_letter_is_still_due_and_becomes_the_same() {
    let desk = Desk::with_a_letter().await;
    desk.documents.crashes.store(true, Ordering::Relaxed);
    assert!(matches!(desk.write().await, Err(Failure::Object(_))));
    let first = desk.object(pdf_key).await.unwrap();
    assert!(desk.is_due().await);
    desk.write().await.unwrap();
    assert_eq!(desk.object(pdf_key).await.unwrap(), first);
    assert_eq!(desk.handover().await["sha256"], sha256(&first));
    assert!(!desk.is_due().await);
}

#[tokio::test]
async fn a_letter_that_lay_there_already_wins_and_its_own_checksum_is_told() {
    let desk = Desk::with_a_letter().await;
    let key = pdf_key(&desk.due.organiser, desk.due.decision, 1);
    let earlier = pdf(&letter(), &IMPRINT).unwrap().into_iter().chain(*b"\n").collect::<Vec<u8>>();
    desk.documents.put_if_absent(&key, earlier.clone(), "application/pdf").await.unwrap();
    desk.write().await.unwrap();
    assert_eq!(desk.object(pdf_key).await.unwrap(), earlier);
    assert_eq!(desk.handover().await["sha256"], sha256(&earlier));
}

#[tokio::test]
async fn a_letter_that_is_not_stored_and_another_functions_message_come_again() {
    let desk = Desk::with_a_letter().await;
    let unknown = WriteLetter { version: 2, ..desk.due.clone() };
    let refused = desk.statements.handle(Message::WriteLetter(unknown)).await;
    assert!(matches!(refused, Err(Failure::Unexpected("no such letter is stored"))));
    let plan = PlanRun {
        organiser: "testila".parse().unwrap(),
        run: domain::ids::RunId(desk.due.decision.0),
        period: "2026-10".parse().unwrap(),
    };
    assert!(matches!(desk.statements.handle(Message::PlanRun(plan)).await, Err(Failure::Unexpected(_))));
    assert_eq!(desk.documents.list("", None, 10).await.unwrap(), [""; 0]);
}
