//! Many at the same time: nothing is recorded twice, and no limit is exceeded.

use futures::future::join_all;
use scenarios::{Answer, Provider, Town, home_care, hours, pieces};
use serde_json::{Value, json};

async fn town() -> (Town, Provider, String) {
    let town = Town::open().await;
    town.set_up(&["dental-care"]).await;
    town.side_by_side("home-care").await;
    let provider = town.provider(1, &["dental-care", "home-care"]).await;
    let client = town.client(1).await;
    (town, provider, client)
}

/// Sends one after the other until it is answered definitively; a busy system may say `try_again`.
async fn told(town: &Town, provider: &Provider, event: &Value) -> Answer {
    for _ in 0..50 {
        let answer = town.post(&provider.recorder(), "/v1/events", event).await;
        if answer.status != 503 {
            return answer;
        }
    }
    panic!("never answered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_event_twenty_times_at_once_is_recorded_exactly_once() {
    let (town, provider, client) = town().await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    let visit = hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T09:00");
    let answers = join_all((0..20).map(|_| told(&town, &provider, &visit))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!((statuses[..19].to_vec(), statuses[19]), (vec![200; 19], 201));
    let event = &answers[0].body["event"];
    assert!(answers.iter().all(|answer| answer.body["event"] == *event));
    assert_eq!(town.seen(&voucher).await["use"]["home-care"]["used"], json!(60));
    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &provider).await["total_cents"], json!(3600));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn events_at_once_under_a_limit_never_exceed_it_and_use_all_of_it() {
    let (town, provider, client) = town().await;
    let contents = json!([{"code": "SAA01", "limits": {"total": 7}}]);
    let voucher = town.booked(&provider, &client, "dental-care", &contents).await;
    let events: Vec<Value> =
        (0..20).map(|n| pieces(&format!("e-{n}"), &voucher, "SAA01", "C62", "2026-10-05", 1)).collect();
    let answers = join_all(events.iter().map(|event| told(&town, &provider, event))).await;
    let recorded = answers.iter().filter(|answer| answer.status == 201).count();
    let refused = answers.iter().filter(|answer| answer.body["code"] == "over_limit").count();
    assert_eq!((recorded, refused), (7, 13));
    assert_eq!(town.seen(&voucher).await["use"]["SAA01"]["used"], json!(7));
    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &provider).await["total_cents"], json!(7 * 4500));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn visits_of_one_client_at_once_never_overlap() {
    let (town, provider, client) = town().await;
    let mut events = Vec::new();
    for n in 0..8 {
        let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
        events.push(hours(&format!("v-{n}"), &voucher, "2026-10-05T08:00", "2026-10-05T09:00"));
    }
    let answers = join_all(events.iter().map(|event| told(&town, &provider, event))).await;
    let recorded = answers.iter().filter(|answer| answer.status == 201).count();
    let overlaps = answers.iter().filter(|answer| answer.body["code"] == "overlap").count();
    assert_eq!((recorded, overlaps), (1, 7));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn recording_while_settling_loses_and_doubles_nothing() {
    let (town, provider, client) = town().await;
    let voucher = town.booked(&provider, &client, "dental-care", &json!([{"code": "SAA01"}])).await;
    let events: Vec<Value> =
        (0..40).map(|n| pieces(&format!("e-{n}"), &voucher, "SAA01", "C62", "2026-10-05", 1)).collect();
    let recording = async {
        for event in &events {
            assert_eq!(told(&town, &provider, event).await.status, 201);
        }
    };
    let settling = async {
        let mut runs = Vec::new();
        for _ in 0..3 {
            runs.push(town.settle("2026-10").await);
        }
        runs
    };
    let (mut runs, ()) = futures::future::join(settling, recording).await;
    runs.push(town.settle("2026-10").await);
    let mut total = 0;
    for run in &runs {
        total += town.settlement(run, &provider).await["total_cents"].as_i64().unwrap_or_default();
    }
    assert_eq!(total, 40 * 4500);
}
