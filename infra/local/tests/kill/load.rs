//! The load: providers record, singly and in batches, vouchers are granted and booked, finance settles, all at once.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::ToSpan;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::api::{Answer, Person};
use crate::process::Local;
use crate::setting::{Setting, booking_path};

/// What was sent, and the answer if one came.
#[derive(Clone)]
pub enum Sent {
    /// An event, with the answer of its line.
    Event(Value, Option<Value>),
    /// A booking: path, idempotency key, and the answer.
    Booking(String, String, Option<Value>),
}

/// A load under way.
pub struct Load {
    tasks: JoinSet<()>,
    sent: Log,
}

type Log = Arc<Mutex<Vec<Sent>>>;

impl Load {
    /// Waits until each task has met the kill, and tells what was sent.
    pub async fn ended(mut self) -> Vec<Sent> {
        while let Some(ended) = self.tasks.join_next().await {
            ended.unwrap();
        }
        std::mem::take(&mut *self.sent.lock().unwrap())
    }
}

/// Starts it; it goes on until the system is killed.
pub async fn start(local: &Local, setting: &Setting, round: u64, seed: u64) -> Load {
    let (sent, mut tasks) = (Log::default(), JoinSet::new());
    let provider = setting.provider(local).await;
    let grantor = Person::sign_in(local, "grantor", None).await;
    let finance = Person::sign_in(local, "finance", None).await;
    for lane in 0..4 {
        let chance = ChaCha8Rng::seed_from_u64(seed.wrapping_add(lane));
        let events = Events { setting: setting.clone(), name: format!("{round}-{lane}"), count: 0, chance };
        tasks.spawn(record(provider.clone(), events, Arc::clone(&sent)));
    }
    tasks.spawn(book(grantor, provider, setting.clone(), round, Arc::clone(&sent)));
    tasks.spawn(settle(finance, setting.clone(), round));
    Load { tasks, sent }
}

/// The events of one lane: each id once.
struct Events {
    setting: Setting,
    name: String,
    count: u64,
    chance: ChaCha8Rng,
}

impl Events {
    fn next(&mut self) -> Value {
        self.count += 1;
        let voucher = self.chance.random_range(0..self.setting.vouchers.len());
        let day = self.setting.month.first_day().saturating_add(self.chance.random_range(0..28).days());
        json!({
            "id": format!("kill-{}-{}", self.name, self.count),
            "voucher": self.setting.vouchers[voucher],
            "content": "SAA01", "unit": "C62", "day": day, "quantity": self.chance.random_range(1..=3),
        })
    }
}

/// Now one event, now a batch.
async fn record(provider: Person, mut events: Events, sent: Log) {
    loop {
        let batch: Vec<Value> = (0..events.chance.random_range(1..=20)).map(|_| events.next()).collect();
        let answered = match &batch[..] {
            [event] => {
                provider.post("/v1/events", "", event).await.map(|(status, answer)| one(status, answer))
            }
            _ => provider.post("/v1/events/batch", "", &json!({"events": batch})).await.map(many),
        };
        let is_end = answered.is_none();
        let answers = answered.unwrap_or_default().into_iter().chain(std::iter::repeat(None));
        sent.lock()
            .unwrap()
            .extend(batch.into_iter().zip(answers).map(|(event, answer)| Sent::Event(event, answer)));
        if is_end {
            return;
        }
    }
}

/// `try_again` is no promise: what comes of such an event shows when it is sent again.
fn one(status: u16, answer: Value) -> Vec<Option<Value>> {
    assert!(matches!(status, 201 | 503), "{status} {answer}");
    vec![(status == 201).then_some(answer)]
}

fn many((status, mut answer): Answer) -> Vec<Option<Value>> {
    assert!(matches!(status, 200 | 503), "{status} {answer}");
    let lines = answer["results"].as_array_mut().map(std::mem::take).unwrap_or_default();
    lines.into_iter().map(|line| (line["code"] != "try_again").then_some(line)).collect()
}

/// Grants vouchers and books them.
async fn book(grantor: Person, provider: Person, setting: Setting, round: u64, sent: Log) {
    for n in 0.. {
        let key = format!("kill-{round}-{n}");
        let Some((status, granted)) = grantor.post("/v1/vouchers", &key, &setting.grant()).await else {
            return;
        };
        assert_eq!(status, 201, "{granted}");
        let path = booking_path(granted["voucher"].as_str().unwrap());
        let answer = provider.post(&path, &key, &setting.days()).await;
        let is_end = answer.is_none();
        let booking = answer.map(|(status, answer)| {
            assert_eq!(status, 201, "{answer}");
            answer
        });
        sent.lock().unwrap().push(Sent::Booking(path, key, booking));
        if is_end {
            return;
        }
    }
}

/// Settles while others record.
async fn settle(finance: Person, setting: Setting, round: u64) {
    for n in 0.. {
        let period = json!({"period": setting.month});
        let answer = finance.post("/v1/settlement-runs", &format!("kill-{round}-{n}"), &period).await;
        let Some((status, answer)) = answer else { return };
        assert_eq!(status, 201, "{answer}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
