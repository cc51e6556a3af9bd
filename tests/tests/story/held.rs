//! Many held events at once: one decision, an answer for each, and every cent in its place.

use scenarios::{ORGANISER, Provider, Town, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

async fn town_with_vouchers(count: usize) -> (Town, Provider, Vec<String>) {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let mut vouchers = Vec::new();
    for n in 1..=count {
        let client = town.client(n).await;
        vouchers.push(town.booked(&provider, &client, "home-care", &home_care(&json!({"day": 60}))).await);
    }
    (town, provider, vouchers)
}

/// Two hours on each of so many days from 5 September; one hour is inside the limit of a day.
fn visits(voucher: &str, count: usize, end: &str) -> Vec<Value> {
    let day =
        |n: usize| if n < 25 { format!("2026-09-{:02}", 5 + n) } else { format!("2026-10-{:02}", n - 24) };
    let visit = |n: usize| {
        let day = day(n);
        hours(&format!("{voucher}-{n}"), voucher, &format!("{day}T08:00"), &format!("{day}T{end}"))
    };
    (0..count).map(visit).collect()
}

fn each<'a>(lines: &'a [Value], field: &str) -> Vec<&'a str> {
    lines.iter().map(|line| line[field].as_str().unwrap_or_default()).collect()
}

async fn results(town: &Town, key: &str, body: &Value) -> Vec<Value> {
    let approver = official(ORGANISER, Role::Approver);
    let answer = town.post_under(key, &approver, "/v1/held/decisions", body).await.of_status(200);
    answer["results"].as_array().unwrap().clone()
}

#[tokio::test]
async fn many_held_events_of_some_vouchers_are_approved_at_once_each_with_its_answer() {
    let (town, provider, vouchers) = town_with_vouchers(3).await;
    let mut reported = visits(&vouchers[0], 35, "10:00");
    reported.extend(visits(&vouchers[1], 2, "10:00"));
    let held = town.record_all(&provider, &reported).await;
    assert!(held.iter().all(|line| line["status"] == "held"), "{held:?}");
    let approved = town.record_all(&provider, &visits(&vouchers[2], 1, "09:00")).await;
    let nobody = "00000000-0000-4000-8000-000000000000";
    let mut events = each(&held, "event");
    events.extend([each(&approved, "event")[0], nobody]);
    let body = json!({"events": events, "approve": true, "reason": ""});
    let answers = results(&town, "many", &body).await;
    assert_eq!(each(&answers, "event"), events);
    let statuses = each(&answers, "status");
    assert!(statuses[..37].iter().all(|status| *status == "approved"), "{answers:?}");
    assert_eq!(each(&answers[37..], "code"), ["not_held", "not_found"]);
    assert_eq!(answers[37]["detail"], json!(web::sentence("not_held", domain::language::Language::Fi)));
    for (voucher, minutes) in vouchers.iter().zip([35 * 120, 2 * 120, 60]) {
        let used = &town.seen(voucher).await["use"]["home-care"];
        assert_eq!((&used["used"], &used["held"]), (&json!(minutes), &json!(0)));
    }
    let waiting = town.get(&official(ORGANISER, Role::Approver), "/v1/held?service=home-care").await;
    assert_eq!(waiting.of_status(200)["items"], json!([]));

    let stored = town.stored();
    assert_eq!(results(&town, "many", &body).await, answers, "sent again, it gets the same answer");
    assert_eq!(town.stored(), stored);
    let other = json!({"events": [events[0]], "approve": false, "reason": "Ei."});
    let approver = official(ORGANISER, Role::Approver);
    let refused = town.post_under("many", &approver, "/v1/held/decisions", &other).await;
    assert_eq!(refused.refused(409), "idempotency_key_reused");
    let again = results(&town, "again", &body).await;
    assert!(each(&again[..38], "code").iter().all(|code| *code == "not_held"), "{again:?}");

    let paid =
        |lines: &[Value]| lines.iter().map(|line| line["provider_cents"].as_i64().unwrap()).sum::<i64>();
    let run = town.settle("2026-10").await;
    let settled = town.settlement(&run, &provider).await["total_cents"].clone();
    assert_eq!(settled, json!(paid(&held) + paid(&approved)));
}

#[tokio::test]
async fn many_held_events_are_rejected_at_once_and_free_what_they_reserved() {
    let (town, provider, vouchers) = town_with_vouchers(1).await;
    let held = town.record_all(&provider, &visits(&vouchers[0], 4, "10:00")).await;
    let body = json!({"events": each(&held, "event"), "approve": false, "reason": "Ei käyntejä."});
    assert_eq!(each(&results(&town, "many", &body).await, "status"), ["rejected"; 4]);
    let used = &town.seen(&vouchers[0]).await["use"]["home-care"];
    assert_eq!((&used["used"], &used["held"]), (&json!(0), &json!(0)));
    let mut anew = visits(&vouchers[0], 4, "09:00");
    anew.iter_mut().for_each(|event| event["id"] = json!(format!("anew-{}", event["id"].as_str().unwrap())));
    let anew = town.record_all(&provider, &anew).await;
    assert_eq!(each(&anew, "status"), ["approved"; 4], "the client's time is free too");
}
