//! What would happen: a dry run answers as the real request then does, and stores nothing.

use scenarios::{Provider, Town, early_education, home_care, hours, pieces};
use serde_json::{Value, json};

/// The same lines, without what only a dry run says of itself.
fn plain(mut answer: Value) -> Value {
    assert_eq!(answer.as_object_mut().unwrap().remove("dry_run"), Some(json!(true)), "{answer}");
    answer
}

async fn asked_twice(town: &Town, provider: &Provider, path: &str, body: &Value) -> [Value; 2] {
    let (who, stored) = (provider.recorder(), town.stored());
    let tried = town.post(&who, &format!("{path}?dry_run=true"), body).await.of_status(200);
    let tried_again = town.post(&who, &format!("{path}?dry_run=true"), body).await.of_status(200);
    assert_eq!(tried, tried_again, "a dry run leaves nothing behind for the next one");
    assert_eq!(town.stored(), stored, "nothing is stored");
    [plain(tried), town.post(&who, path, body).await.body]
}

#[tokio::test]
async fn a_dry_run_of_an_event_answers_what_recording_it_then_answers() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({"day": 60}))).await;
    let visit = |id: &str, end: &str| hours(id, &voucher, "2026-10-05T08:00", &format!("2026-10-05T{end}"));
    let [held, then] = asked_twice(&town, &provider, "/v1/events", &visit("a", "10:00")).await;
    assert_eq!((&held, &held["status"]), (&then, &json!("held")));
    let overlapping = visit("b", "09:00");
    let refused = town.post(&provider.recorder(), "/v1/events?dry_run=true", &overlapping).await;
    assert_eq!(refused.refused(422), "overlap");
    let id = held["event"].as_str().unwrap();
    let path = format!("/v1/events/{id}/correction");
    let [corrected, then] = asked_twice(&town, &provider, &path, &visit("c", "08:45")).await;
    assert_eq!((&corrected, &corrected["status"]), (&then, &json!("approved")));
}

#[tokio::test]
async fn a_dry_run_of_a_batch_sees_what_its_own_lines_use_up() {
    let town = Town::open().await;
    town.set_up(&["home-care", "dental-care"]).await;
    let provider = town.provider(1, &["home-care", "dental-care"]).await;
    let client = town.client(1).await;
    let procedures = json!([{"code": "SAA01", "limits": {"total": 40}}]);
    let dental = town.booked(&provider, &client, "dental-care", &procedures).await;
    let home = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    // More than one transaction's lines, the last of them over the limit; a visit twice, and an id twice.
    let piece = |n: usize| pieces(&format!("p-{n}"), &dental, "SAA01", "C62", "2026-10-05", 1);
    let mut events: Vec<Value> = (0..45).map(piece).collect();
    for id in ["v-1", "v-2", "v-1"] {
        events.push(hours(id, &home, "2026-10-05T08:00", "2026-10-05T09:00"));
    }
    events.push(json!({"id": "unreadable"}));
    let body = json!({"events": events});
    let [tried, then] = asked_twice(&town, &provider, "/v1/events/batch", &body).await;
    assert_eq!(tried, then);
    let count = |status: &str| {
        then["results"].as_array().unwrap().iter().filter(|line| line["status"] == status).count()
    };
    assert_eq!((count("approved"), count("refused")), (42, 7), "{then}");
}

#[tokio::test]
async fn a_dry_run_of_a_roster_answers_each_line_and_records_none() {
    let town = Town::open().await;
    town.set_up(&["early-education"]).await;
    let provider = town.provider(1, &["early-education"]).await;
    for n in 1..=3 {
        let client = town.client(n).await;
        town.booked(&provider, &client, "early-education", &early_education()).await;
    }
    let [tried, then] = asked_twice(&town, &provider, "/v1/roster/2026-10", &json!({})).await;
    assert_eq!((&tried, tried["results"].as_array().unwrap().len()), (&then, 3));
}
