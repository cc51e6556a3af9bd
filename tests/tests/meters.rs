//! What recording and settling cost in write units, measured over HTTP by the embedded store's meter.
//!
//! DynamoDB bills and throttles by these units; the limits are the design's aims. `--nocapture` shows the numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use scenarios::{Provider, Town, early_education, home_care, hours, pieces};
use serde_json::{Value, json};

/// The write units of what is done, with all that follows from it.
async fn units<T>(town: &Town, what: &str, done: impl Future<Output = T>) -> u64 {
    town.rest().await;
    town.system.store().reset_meter();
    done.await;
    town.rest().await;
    let used = town.system.store().meter();
    println!("{what}: {} write units, {} read units", used.write_units, used.read_units);
    used.write_units
}

async fn town_with(service: &str, contents: &Value) -> (Town, Provider, String) {
    let town = Town::open().await;
    town.set_up(&[service]).await;
    let provider = town.provider(1, &[service]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, service, contents).await;
    (town, provider, voucher)
}

fn procedures() -> Value {
    json!([{"code": "SAA01", "limits": {"total": 500}}, {"code": "SFA10", "limits": {"total": 500}}])
}

fn examination(n: usize, voucher: &str) -> Value {
    pieces(&format!("e-{n:04}"), voucher, "SAA01", "C62", &format!("2026-10-{:02}", 1 + n % 31), 1)
}

/// Forty-five minutes, the n-th of three a day.
fn visit(n: usize, voucher: &str) -> Value {
    let (day, hour) = (1 + n / 3 % 31, 8 + n % 3);
    let at = |minute: usize| format!("2026-10-{day:02}T{hour:02}:{minute:02}");
    hours(&format!("v-{n:04}"), voucher, &at(0), &at(45))
}

#[tokio::test]
async fn an_event_without_times_takes_at_most_eight_units_once_its_account_is_open() {
    let (town, provider, voucher) = town_with("dental-care", &procedures()).await;
    let first = units(
        &town,
        "first event of a month, without times",
        town.record(&provider, &examination(0, &voucher)),
    )
    .await;
    assert!(first <= 12, "{first}");
    let mut all = Vec::new();
    for n in 1..60 {
        all.push(
            units(&town, "event without times", town.record(&provider, &examination(n, &voucher))).await,
        );
    }
    assert!(all.iter().all(|used| *used <= 8), "{all:?}");
}

#[tokio::test]
async fn an_event_with_times_takes_at_most_ten_units_once_its_account_is_open() {
    let (town, provider, voucher) = town_with("home-care", &home_care(&json!({"month": 10_000}))).await;
    let first =
        units(&town, "first event of a month, with times", town.record(&provider, &visit(0, &voucher))).await;
    assert!(first <= 14, "{first}");
    // Three visits a day for a month: the client's times grow longest here.
    let mut all = Vec::new();
    for n in 1..93 {
        all.push(units(&town, "event with times", town.record(&provider, &visit(n, &voucher))).await);
    }
    assert!(all.iter().all(|used| *used <= 10), "{all:?}");
}

#[tokio::test]
async fn an_event_sent_again_or_refused_takes_none() {
    let (town, provider, voucher) = town_with("dental-care", &procedures()).await;
    let (who, event) = (provider.recorder(), examination(0, &voucher));
    town.record(&provider, &event).await;
    assert_eq!(units(&town, "event sent again", town.post(&who, "/v1/events", &event)).await, 0);
    let refused = pieces("e-9999", &voucher, "SAA01", "C62", "2026-12-01", 1);
    assert_eq!(units(&town, "event refused", town.post(&who, "/v1/events", &refused)).await, 0);
}

#[tokio::test]
async fn twenty_events_of_one_voucher_and_month_take_at_most_four_and_a_half_units_each() {
    for (service, contents) in
        [("dental-care", procedures()), ("home-care", home_care(&json!({"month": 10_000})))]
    {
        let (town, provider, voucher) = town_with(service, &contents).await;
        let event = |n| if service == "dental-care" { examination(n, &voucher) } else { visit(n, &voucher) };
        for (what, from) in [("first", 0), ("second", 20)] {
            let events: Vec<Value> = (from..from + 20).map(event).collect();
            let all = async {
                let lines = town.record_all(&provider, &events).await;
                assert!(lines.iter().all(|line| line["status"] == "approved"), "{lines:?}");
            };
            let used = units(&town, &format!("{what} batch of 20, {service}"), all).await;
            assert!(used * 2 <= 20 * 9, "{service}, {what} batch: {used} units for 20 events");
        }
    }
}

#[tokio::test]
async fn a_roster_takes_at_most_fourteen_units_a_line() {
    let town = Town::open().await;
    town.set_up(&["early-education"]).await;
    let provider = town.provider(1, &["early-education"]).await;
    for n in 1..=10 {
        let client = town.client(n).await;
        town.booked(&provider, &client, "early-education", &early_education()).await;
    }
    let who = provider.recorder();
    let empty = json!({});
    let used = units(&town, "a roster of 10 lines", town.post(&who, "/v1/roster/2026-10", &empty)).await;
    assert!(used <= 10 * 14, "{used}");
}

#[tokio::test]
async fn settlement_takes_at_most_ten_units_for_an_account_with_all_that_a_run_does() {
    for accounts in [1_u64, 24, 60] {
        let town = Town::open().await;
        town.set_up(&["dental-care"]).await;
        let provider = town.provider(1, &["dental-care"]).await;
        for n in 0..accounts {
            let client = town.client(usize::try_from(n).unwrap()).await;
            let voucher = town.booked(&provider, &client, "dental-care", &procedures()).await;
            town.record(&provider, &pieces(&format!("e-{n}"), &voucher, "SAA01", "C62", "2026-10-05", 1))
                .await;
        }
        let used = units(&town, &format!("a run of {accounts} accounts"), town.settle("2026-10")).await;
        // What a run and an invoice cost themselves is shared by their accounts.
        let fixed = 24;
        assert!(used <= fixed + accounts * 10, "{accounts} accounts: {used}");
        assert!(accounts < 24 || used <= accounts * 10, "{accounts} accounts: {used}");
    }
}
