//! Why an event costs what it does: the same steps for its provider and for officials, secrets left out.

use reqwest::Method;
use scenarios::{ORGANISER, Provider, Town, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

/// A visit over a band's edge, with a value that was raised for the client.
async fn visited() -> (Town, Provider, String, Value) {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let mut raised = home_care(&json!({}));
    let days = json!({"first_day": "2026-09-01", "last_day": "2026-12-31"});
    raised[0]["raise"] = json!({"by_cents": 100, "days": days});
    let voucher = town.booked(&provider, &town.client(1).await, "home-care", &raised).await;
    let event = town.record(&provider, &hours("v-1", &voucher, "2026-10-02T17:30", "2026-10-02T18:30")).await;
    (town, provider, voucher, event)
}

async fn seen(town: &Town, who: &local::oidc::TestPerson, event: &Value, language: &str) -> Value {
    let path = format!("/v1/events/{}", event["event"].as_str().unwrap());
    let request = town.request(Method::GET, &path).bearer_auth(town.token(who));
    town.send(request.header("accept-language", language)).await.of_status(200)
}

fn steps(seen: &Value) -> Vec<&str> {
    seen["steps"].as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap()).collect()
}

/// What the last step of each line comes to, in cents.
fn sum(seen: &Value, of: &str) -> i64 {
    let steps = seen["steps"].as_array().unwrap().iter().filter(|step| step["step"] == json!(of));
    steps.map(|step| step["result"]["cents"].as_i64().unwrap()).sum()
}

#[tokio::test]
async fn an_events_price_is_explained_in_the_readers_language_and_the_raise_to_officials_alone() {
    let (town, provider, _, event) = visited().await;
    let grantor = seen(&town, &official(ORGANISER, Role::Grantor), &event, "fi").await;
    let theirs = seen(&town, &provider.recorder(), &event, "sv").await;
    for one in [&grantor, &theirs] {
        assert_eq!(sum(one, "organisers_part"), one["provider_cents"].as_i64().unwrap());
        assert_eq!(sum(one, "clients_part"), one["client_cents"].as_i64().unwrap());
    }
    assert!(steps(&grantor).contains(&"raised_value") && !steps(&theirs).contains(&"raised_value"));
    let said = |seen: &Value| seen["explanation"].to_string();
    assert!(said(&grantor).contains("aikavyöhyke ilta"), "{}", said(&grantor));
    assert!(said(&theirs).contains("tidsbandet kväll"), "{}", said(&theirs));
    let viewer = seen(&town, &official(ORGANISER, Role::Viewer), &event, "en").await;
    assert_eq!(steps(&viewer), steps(&theirs), "who may not see decisions sees no raise");
}

#[tokio::test]
async fn after_a_later_decision_the_explanation_is_that_of_the_new_price() {
    let (town, provider, voucher, event) = visited().await;
    let client = town.seen(&voucher).await["client"].as_str().unwrap().to_owned();
    let grantor = official(ORGANISER, Role::Grantor);
    let decisions = town.all(&grantor, &format!("/v1/clients/{client}/decisions")).await;
    let path = format!("/v1/decisions/{}/annulment", decisions[0]["decision"].as_str().unwrap());
    let body = json!({"from": "2026-10-01", "reason": "Erehdys."});
    town.post(&grantor, &path, &body).await.of_status(200);
    town.rest().await;
    let now = seen(&town, &provider.recorder(), &event, "fi").await;
    assert_eq!(
        (&now["provider_cents"], &now["steps"]),
        (&json!(0), &json!([])),
        "nothing is granted any more"
    );
}
