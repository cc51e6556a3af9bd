//! Reconciliation at close: events that do not come to what was taken of their account stop the settlement.

use domain::event::Event;
use domain::ids::Organiser;
use domain::money::Cents;
use domain::time::Month;
use scenarios::{ORGANISER, Provider, Town, home_care, hours, official};
use serde_json::{Value, json};
use storage::keys::{List, Name};
use storage::port::Store;
use storage::records::{load, page};
use web::Role;

/// Somebody's hand in the store: one event says that it costs so much more.
async fn plant(town: &Town, voucher: &str, cents: i64) {
    let (store, organiser) = (town.system.store(), ORGANISER.parse::<Organiser>().unwrap());
    let month: Month = "2026-10".parse().unwrap();
    let events = List::EventsIn(voucher.parse().unwrap(), month);
    let found = page::<Event>(store, &organiser, &events, None, 10).await.unwrap().records;
    let (name, _): &(Name, Event) = &found[0];
    let mut event = load::<Event>(store, &organiser, name).await.unwrap().unwrap();
    event.value.lines[0].provider += Cents(cents);
    store.write(vec![event.put(&organiser, name).unwrap()]).await.unwrap();
}

async fn recorded() -> (Town, Provider, String) {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    for (id, day) in [("v-1", "05"), ("v-2", "06")] {
        let visit = hours(id, &voucher, &format!("2026-10-{day}T08:00"), &format!("2026-10-{day}T10:00"));
        town.record(&provider, &visit).await;
    }
    (town, provider, voucher)
}

#[tokio::test]
async fn a_difference_stops_the_close_and_finance_sees_it_and_mended_it_closes() {
    let (town, provider, voucher) = recorded().await;
    plant(&town, &voucher, 1).await;
    let finance = official(ORGANISER, Role::Finance);
    let asked = town.post(&finance, "/v1/settlement-runs", &json!({"period": "2026-10"})).await;
    let run = asked.of_status(201)["run"].as_str().unwrap().to_owned();
    town.system.idle().await;
    assert_eq!(town.system.dead_letters().len(), 1, "whoever is on call finds the message");
    let open = town.settlement(&run, &provider).await;
    assert_eq!((&open["status"], &open["total_cents"]), (&json!("collecting"), &Value::Null));
    let (taken, events) = (&open["differences"][0]["taken"], &open["differences"][0]["events"]);
    assert_eq!((&open["differences"][0]["voucher"], &taken["provider"]), (&json!(voucher), &json!(14_400)));
    assert_eq!((&events["provider"], &events["client"]), (&json!(14_401), &taken["client"]));
    plant(&town, &voucher, -1).await;
    town.system.redrive().await.unwrap();
    town.rest().await;
    let closed = town.settlement(&run, &provider).await;
    assert_eq!((&closed["status"], &closed["total_cents"]), (&json!("written"), &json!(14_400)));
    assert_eq!(closed["differences"], Value::Null);
}
