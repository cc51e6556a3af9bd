//! What was acknowledged so far, and the check that the system has it exactly once.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::api::Person;
use crate::load::Sent;
use crate::process::Local;
use crate::setting::Setting;

/// Settling what a round recorded takes at most so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the system has promised.
#[derive(Default)]
pub struct Acknowledged {
    /// Answers to events, by external id.
    events: HashMap<String, Value>,
    bookings: HashSet<String>,
    /// Of the last round, to be sent again.
    sent: Vec<Sent>,
    unanswered: usize,
    round: usize,
    invoices: usize,
}

impl Acknowledged {
    /// Takes what a load sent.
    pub fn take(&mut self, sent: Vec<Sent>) {
        let is_unanswered = |sent: &&Sent| matches!(sent, Sent::Event(_, None) | Sent::Booking(_, _, None));
        self.unanswered += sent.iter().filter(is_unanswered).count();
        self.sent = sent;
        self.round += 1;
    }

    /// Sends everything of the last round again, settles, and compares.
    pub async fn check(&mut self, local: &Local, setting: &Setting) {
        let provider = setting.provider(local).await;
        for sent in std::mem::take(&mut self.sent) {
            match sent {
                Sent::Event(event, answer) => self.event_again(&provider, event, answer).await,
                Sent::Booking(path, key, answer) => {
                    self.booking_again(&provider, setting, &path, &key, answer).await
                }
            }
        }
        self.check_bookings(&provider).await;
        self.check_money(local, setting, &provider).await;
    }

    async fn event_again(&mut self, provider: &Person, event: Value, first: Option<Value>) {
        let (status, again) = provider.post("/v1/events", "", &event).await.expect("the system answers");
        assert!(matches!(status, 200 | 201) && again["status"] == "approved", "{event}: {status} {again}");
        if let Some(first) = first {
            assert_eq!((status, &again["repeated"]), (200, &json!(true)), "acknowledged and lost: {event}");
            for same in ["event", "status", "provider_cents", "client_cents"] {
                assert_eq!(first[same], again[same], "{same} of {event}");
            }
        }
        self.events.insert(event["id"].as_str().unwrap().to_owned(), again);
    }

    async fn booking_again(
        &mut self,
        provider: &Person,
        setting: &Setting,
        path: &str,
        key: &str,
        first: Option<Value>,
    ) {
        let again = provider.do_post(path, key, &setting.days()).await;
        if let Some(first) = first {
            assert_eq!(first["booking"], again["booking"], "{path}");
        }
        self.bookings.insert(again["booking"].as_str().unwrap().to_owned());
    }

    /// Each booking is in the provider's list once, beside those of the setting.
    async fn check_bookings(&self, provider: &Person) {
        let listed = provider.list("/v1/bookings").await;
        let ids: HashSet<&str> = listed.iter().map(|booking| booking["booking"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), listed.len(), "a booking is listed twice");
        assert_eq!(ids.len(), self.bookings.len() + 3, "bookings that nobody made, or that are gone");
        assert!(self.bookings.iter().all(|booking| ids.contains(&**booking)));
    }

    /// After one more run every acknowledged cent is in exactly one written invoice.
    async fn check_money(&mut self, local: &Local, setting: &Setting, provider: &Person) {
        let finance = Person::sign_in(local, "finance", None).await;
        let key = format!("kill-check-{}", self.round);
        finance.do_post("/v1/settlement-runs", &key, &json!({"period": setting.month})).await;
        let recorded: i64 =
            self.events.values().map(|answer| answer["provider_cents"].as_i64().unwrap()).sum();
        let since = Instant::now();
        loop {
            let settlements = provider.list("/v1/settlements").await;
            let settled = cents(&settlements);
            assert!(settled <= recorded, "{settled} cents settled, {recorded} recorded");
            let unfinished: Vec<_> =
                settlements.iter().filter(|settlement| !is_finished(settlement)).collect();
            if settled == recorded && unfinished.is_empty() {
                return self.check_invoices(provider, setting, &settlements).await;
            }
            let is_late = since.elapsed() > PATIENCE;
            assert!(!is_late, "{settled} of {recorded} cents settled; unfinished: {unfinished:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The files say what the settlements say, under numbers without a gap.
    async fn check_invoices(&mut self, provider: &Person, setting: &Setting, settlements: &[Value]) {
        let mut numbers = BTreeSet::new();
        for settlement in settlements {
            let Some(number) = settlement["invoice_number"].as_str() else { continue };
            let running = number.strip_prefix(&setting.business_id.replace('-', "")).unwrap();
            assert!(numbers.insert(running.parse::<usize>().unwrap()), "number {number} was drawn twice");
            let path = format!("/v1/settlements/{}/invoice", settlement["run"].as_str().unwrap());
            assert_eq!(total(&provider.text(&path).await), cents(std::slice::from_ref(settlement)), "{path}");
        }
        assert!(numbers.iter().copied().eq(1..=numbers.len()), "a number is missing: {numbers:?}");
        self.invoices = numbers.len();
    }

    /// What the test has seen.
    pub fn summary(&self) -> String {
        let Self { events, bookings, unanswered, invoices, .. } = self;
        format!(
            "{} events, {} bookings, {invoices} invoices; {unanswered} requests without an answer",
            events.len(),
            bookings.len()
        )
    }

    /// Whether enough happened: kills that met something under way, and invoices.
    pub fn is_telling(&self, rounds: u64) -> bool {
        let rounds = usize::try_from(rounds).unwrap();
        self.events.len() >= rounds && self.unanswered >= rounds && self.invoices >= rounds / 2
    }
}

/// Closed without a total is finished too: another run was quicker with all there was to take. Had it rows, the
/// cents in them would be missing from the sum.
fn is_finished(settlement: &Value) -> bool {
    settlement["status"] == "written" || settlement["status"] == "closed"
}

/// In written invoices.
fn cents(settlements: &[Value]) -> i64 {
    let written = settlements.iter().filter(|settlement| settlement["status"] == "written");
    written.map(|settlement| settlement["total_cents"].as_i64().unwrap()).sum()
}

/// The total that the invoice's file states, `1234,50` in euros, as cents.
fn total(finvoice: &str) -> i64 {
    let (_, after) = finvoice.split_once("<InvoiceTotalVatIncludedAmount").unwrap();
    let (_, amount) = after.split_once('>').unwrap();
    let (amount, _) = amount.split_once('<').unwrap();
    amount.replace(',', "").parse().unwrap()
}
