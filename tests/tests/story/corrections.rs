//! Correcting what was recorded: by the provider and by the organiser, before and after a settlement.

use scenarios::{ORGANISER, Provider, Town, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

async fn recorded() -> (Town, Provider, String, Value) {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    let event = town.record(&provider, &hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T10:00")).await;
    (town, provider, voucher, event)
}

fn path(event: &Value, what: &str) -> String {
    format!("/v1/events/{}{what}", event["event"].as_str().unwrap())
}

#[tokio::test]
async fn a_correction_takes_the_old_event_back_and_records_the_new_one_at_once_and_once() {
    let (town, provider, voucher, old) = recorded().await;
    let right = hours("v-1b", &voucher, "2026-10-05T08:30", "2026-10-05T09:30");
    let new = town.post(&provider.recorder(), &path(&old, "/correction"), &right).await.of_status(201);
    assert_eq!((&new["status"], &new["replaces"]), (&json!("approved"), &old["event"]));
    let stored = town.stored();
    let again = town.post(&provider.recorder(), &path(&old, "/correction"), &right).await.of_status(200);
    assert_eq!((&again["event"], &again["repeated"], town.stored()), (&new["event"], &json!(true), stored));
    let seen = town.get(&provider.recorder(), &path(&old, "")).await.of_status(200);
    assert_eq!((&seen["state"], &seen["replaced_by"]), (&json!("reversed"), &new["event"]));
    assert_eq!(town.seen(&voucher).await["use"]["home-care"]["used"], json!(60));
    let other = hours("v-1c", &voucher, "2026-10-05T08:00", "2026-10-05T09:00");
    let late = town.post(&provider.recorder(), &path(&old, "/correction"), &other).await;
    assert_eq!(late.refused(409), "event_not_standing");
    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &provider).await["total_cents"], new["provider_cents"]);
    let settled = town.get(&provider.recorder(), &path(&new, "")).await.of_status(200);
    assert_eq!((&settled["state"], &settled["settled"]), (&json!("approved"), &json!(true)));
}

#[tokio::test]
async fn after_a_settlement_the_difference_is_settled_by_the_next_run() {
    let (town, provider, voucher, old) = recorded().await;
    town.settle("2026-10").await;
    let right = hours("v-1b", &voucher, "2026-10-05T08:00", "2026-10-05T11:00");
    let new = town.post(&provider.recorder(), &path(&old, "/correction"), &right).await.of_status(201);
    let run = town.settle("2026-10").await;
    let difference = new["provider_cents"].as_i64().unwrap() - old["provider_cents"].as_i64().unwrap();
    let settlement = town.settlement(&run, &provider).await;
    assert_eq!((&settlement["status"], &settlement["total_cents"]), (&json!("written"), &json!(difference)));
}

#[tokio::test]
async fn an_approver_takes_an_event_back_and_the_provider_reads_why() {
    let (town, provider, voucher, event) = recorded().await;
    let why = json!({"reason": "not_delivered", "text": "Asiakas oli sairaalassa."});
    let approver = official(ORGANISER, Role::Approver);
    let answer = town.post_under("k-1", &approver, &path(&event, "/reversal"), &why).await.of_status(200);
    assert_eq!(answer, json!({"event": event["event"], "status": "reversed"}));
    let again = town.post_under("k-1", &approver, &path(&event, "/reversal"), &why).await.of_status(200);
    assert_eq!(again, answer);
    let twice = town.post(&provider.recorder(), &path(&event, "/reversal"), &why).await;
    assert_eq!(twice.refused(409), "event_not_standing");
    let seen = town.get(&provider.recorder(), &path(&event, "")).await.of_status(200);
    assert_eq!(seen["reversal"]["by"], json!("organiser"));
    assert_eq!(seen["reversal"]["text"], why["text"]);
    assert_eq!(town.seen(&voucher).await["use"]["home-care"]["used"], json!(0));
    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &provider).await, Value::Null, "nothing is left to settle");
}
