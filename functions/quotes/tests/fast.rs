//! A comparison among a thousand providers, with ten thousand vouchers in a store that takes 5 ms for each answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use domain::ids::{Organiser, VoucherNumber};
use domain::provider::Offer;
use domain::rulebook::{self, Rulebook};
use domain::voucher::Voucher;
use serde_json::{Value, json};
use storage::embedded::Embedded;
use storage::keys::Name;
use storage::port::{Item, Key, Page, Query, Store, StoreError, Write};
use storage::records::put_new;
use tower::ServiceExt;
use web::{App, Clock, Issuer, LinkToken};

const PROVIDERS: u128 = 1000;
const VOUCHERS: usize = 10_000;
const CODES: [&str; 4] = ["SAA01", "SAA02", "SFA10", "SFA20"];

/// Answers as late as a database over a network, and counts how often it was asked.
struct Slow {
    store: Embedded,
    asked: AtomicUsize,
}

impl Slow {
    async fn answers(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[async_trait]
impl Store for Slow {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        self.answers().await;
        self.store.get(key).await
    }
    async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Item>, StoreError> {
        self.answers().await;
        self.store.batch_get(keys).await
    }
    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        self.answers().await;
        self.store.query(query).await
    }
    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        self.answers().await;
        self.store.write(writes).await
    }
}

fn organiser() -> Organiser {
    "testila".parse().unwrap()
}

fn rulebook() -> Rulebook {
    rulebook::parse(include_str!("../../../infra/rulebooks/dental-care.toml")).unwrap()
}

fn offer(n: u128) -> Offer {
    let id = uuid::Uuid::from_u128(n);
    let prices: Vec<Value> =
        CODES.iter().map(|code| json!({"content": code, "price_cents": 5000 + n * 7 % 4000})).collect();
    serde_json::from_value(json!({
        "name": format!("Hammashoito Testi-{n} Oy"), "languages": ["fi", "sv"],
        "units": [{"name": "Testi yksikkö", "municipality": if n.is_multiple_of(2) { "Turku" } else { "Salo" }}],
        "approval": {
            "provider": id, "service": "dental-care", "application": id, "standing": "open",
            "periods": [{"first_day": "2026-01-01"}],
            "price_lists": [{"first_day": "2026-01-01", "prices": prices}],
        },
    }))
    .unwrap()
}

fn voucher(n: usize) -> Voucher {
    let plan: Vec<Value> = CODES.iter().map(|code| json!({"code": code, "limits": {"total": 2}})).collect();
    serde_json::from_value(json!({
        "voucher": VoucherNumber::of(&organiser(), "test", &n.to_string()), "client": uuid::Uuid::max(),
        "service": "dental-care", "rulebook": 1, "decision": 1, "first_day": "2026-09-01",
        "last_day": "2026-12-31", "state": "granted", "bookings": [],
        "terms": [{"decision": 1, "first_day": "2026-09-01", "last_day": "2026-12-31", "contents": plan}],
    }))
    .unwrap()
}

fn token(n: usize) -> LinkToken {
    let mut secret = [3; 16];
    secret[..8].copy_from_slice(&n.to_le_bytes());
    LinkToken::of(&organiser(), secret)
}

async fn filled() -> Slow {
    let (store, organiser) = (Embedded::in_memory(), organiser());
    let mut writes =
        vec![put_new(&organiser, &Name::Rulebook("dental-care".parse().unwrap(), 1), &rulebook()).unwrap()];
    for n in 1..=PROVIDERS {
        let offer = offer(n);
        let name = Name::Offer(offer.approval.service.clone(), offer.approval.provider);
        writes.push(put_new(&organiser, &name, &offer).unwrap());
    }
    for n in 0..VOUCHERS {
        let voucher = voucher(n);
        let link = json!({"voucher": voucher.voucher, "last_day": "2026-12-31", "from": "Turku"});
        let link: domain::link::Link = serde_json::from_value(link).unwrap();
        writes.push(put_new(&organiser, &Name::Link(token(n).hash()), &link).unwrap());
        writes.push(put_new(&organiser, &Name::Voucher(voucher.voucher.clone()), &voucher).unwrap());
    }
    for some in writes.chunks(100) {
        store.write(some.to_vec()).await.unwrap();
    }
    Slow { store, asked: AtomicUsize::new(0) }
}

fn routes(store: Arc<Slow>) -> axum::Router {
    let nobody = "https://identity.example".to_owned();
    let issuer = Issuer { issuer: nobody.clone(), audience: nobody.clone(), jwks_url: nobody };
    let now = || "2026-11-05T10:00:00Z".parse().unwrap();
    quotes::routes(App::new(store, issuer, Clock::new(now)))
}

/// What this thread has computed, whatever else the machine does; by the clock where no kernel tells.
fn computed(begun: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

async fn compared(routes: &axum::Router, path: &str) -> (Value, Duration) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let begun = Instant::now();
    let before = computed(begun);
    let answer = routes.clone().oneshot(request).await.unwrap();
    let (status, taken) = (answer.status(), computed(begun).saturating_sub(before));
    let body = to_bytes(answer.into_body(), 10_000_000).await.unwrap();
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
    (serde_json::from_slice(&body).unwrap(), taken)
}

#[tokio::test]
async fn a_thousand_providers_are_compared_in_less_than_fifty_milliseconds_and_two_hundred_read_units() {
    let store = Arc::new(filled().await);
    let routes = routes(store.clone());
    let path = format!("/v1/comparisons/{}", token(0));
    let (first, _) = compared(&routes, &path).await;
    assert_eq!((first["items"].as_array().unwrap().len(), first["per"].clone()), (50, json!("whole")));

    store.asked.store(0, Ordering::Relaxed);
    store.store.reset_meter();
    let mut shortest = Duration::MAX;
    let rounds = 20;
    for n in 1..=rounds {
        let path = format!("/v1/comparisons/{}?sort=distance", token(n * 499));
        let (found, taken) = compared(&routes, &path).await;
        assert_eq!(found["items"].as_array().unwrap().len(), 50);
        shortest = shortest.min(taken);
    }
    let asked = store.asked.load(Ordering::Relaxed) / rounds;
    let units = store.store.meter().read_units / rounds as u64;
    let handled = shortest + Duration::from_millis(5) * u32::try_from(asked).unwrap();
    println!("{handled:?}, of it {shortest:?} computed; {asked} questions, {units} read units a comparison");
    assert!(asked <= 4, "the link, its voucher, and two pages of offers: {asked}");
    assert!(units <= 200, "{units}");
    // An unoptimised build on a machine that is shared takes up to twice what it takes alone (42 ms were seen).
    let most = Duration::from_millis(if cfg!(debug_assertions) { 100 } else { 50 });
    assert!(handled < most, "{handled:?}");
}

#[tokio::test]
async fn pages_name_every_provider_once_in_order() {
    let store = Arc::new(filled().await);
    let routes = routes(store);
    let mut seen: Vec<(i64, String)> = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/v1/comparisons/{}?limit=190{cursor}", token(1));
        let (page, _) = compared(&routes, &path).await;
        for item in page["items"].as_array().unwrap() {
            seen.push((item["client_cents"].as_i64().unwrap(), item["provider"].to_string()));
        }
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert!(seen.is_sorted_by_key(|(total, _)| *total));
    let mut providers: Vec<String> = seen.into_iter().map(|(_, provider)| provider).collect();
    providers.sort_unstable();
    providers.dedup();
    assert_eq!(providers.len() as u128, PROVIDERS);
}
