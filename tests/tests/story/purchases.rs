//! Client purchases: ordered at an agreed price, confirmed or declined by the provider.

use scenarios::{ORGANISER, Provider, Town, official, pieces};
use serde_json::{Value, json};
use web::Role;

async fn ordered() -> (Town, Provider, String) {
    let town = Town::open().await;
    town.set_up(&["rehabilitative-work"]).await;
    let provider = town.provider(1, &["rehabilitative-work"]).await;
    let client = town.client(1).await;
    let order = town.order(&client, &provider).await;
    (town, provider, order)
}

fn day_of_work(id: &str, order: &str) -> Value {
    pieces(id, order, "attendance-day", "DAY", "2026-10-05", 1)
}

#[tokio::test]
async fn an_order_is_seen_by_its_provider_confirmed_delivered_and_invoiced_at_the_agreed_price() {
    let (town, provider, order) = ordered().await;
    let manager = provider.person(Role::ServiceManager);
    let seen = town.all(&manager, "/v1/purchases").await;
    assert_eq!((&seen[0]["voucher"], &seen[0]["state"]), (&json!(order), &json!("ordered")));
    assert_eq!(
        (&seen[0]["client_name"], &seen[0]["contents"][0]["price_cents"]),
        (&json!("Testi Asiakas-001"), &json!(7500))
    );
    let early = town.post(&manager, "/v1/events", &day_of_work("d-0", &order)).await;
    assert_eq!(early.refused(422), "voucher_not_open");

    let confirmation = town.post(&manager, &format!("/v1/purchases/{order}/confirmation"), &json!({})).await;
    assert_eq!(confirmation.of_status(200), json!({"state": "confirmed"}));
    let day = town.record(&provider, &day_of_work("d-0", &order)).await;
    assert_eq!(
        (&day["provider_cents"], &day["client_cents"]),
        (&json!(7500), &json!(0)),
        "free of charge to the client"
    );
    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &provider).await["total_cents"], json!(7500));
}

#[tokio::test]
async fn a_declined_order_takes_no_events_and_is_answered_once() {
    let (town, provider, order) = ordered().await;
    let manager = provider.person(Role::ServiceManager);
    let decline = format!("/v1/purchases/{order}/decline");
    assert_eq!(town.post(&manager, &decline, &json!({"reason": " "})).await.refused(422), "reason_required");
    let declined = town.post(&manager, &decline, &json!({"reason": "Ei paikkoja."})).await;
    assert_eq!(declined.of_status(200), json!({"state": "declined"}));
    let confirmation = town.post(&manager, &format!("/v1/purchases/{order}/confirmation"), &json!({})).await;
    assert_eq!(confirmation.refused(409), "already_decided");
    let event = town.post(&manager, "/v1/events", &day_of_work("d-1", &order)).await;
    assert_eq!(event.refused(422), "voucher_not_open");
    let client = town.seen(&order).await["client"].as_str().unwrap().to_owned();
    let grantor = official(ORGANISER, Role::Grantor);
    let of_client = town.all(&grantor, &format!("/v1/clients/{client}/vouchers")).await;
    assert_eq!(of_client[0]["state"], json!("declined"), "the grantor sees it");
}
