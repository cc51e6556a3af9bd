//! What recording and settling cost in write and read units, measured over HTTP by the embedded store's meter.
//!
//! DynamoDB bills and throttles by these units; the limits are the design's aims. `--nocapture` shows the numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rust_decimal::Decimal;
use scenarios::{Provider, Town, early_education, home_care, hours, pieces};
use serde_json::{Value, json};
use storage::embedded::Meter;

/// What a thousand events cost by so many units each.
fn cost(events: u64, used: &Meter) -> Decimal {
    let prices: Value = serde_json::from_str(include_str!("../../infra/prices.json")).unwrap();
    let price = |unit: &str| prices[unit].as_str().unwrap().parse::<Decimal>().unwrap();
    let sum = Decimal::from(used.write_units) * price("million_write_units")
        + Decimal::from(used.read_units) * price("million_read_units");
    (sum / Decimal::from(events) / Decimal::from(1000)).round_dp(6)
}

/// The units of what is done, with all that follows from it; its events' cost is printed where there are any.
async fn metered<T>(town: &Town, what: &str, events: u64, done: impl Future<Output = T>) -> Meter {
    town.rest().await;
    town.system.store().reset_meter();
    done.await;
    town.rest().await;
    let used = town.system.store().meter();
    print!("{what}: {} write units, {} read units", used.write_units, used.read_units);
    if events > 0 {
        print!("; {} USD for 1 000 events in the tables", cost(events, &used));
    }
    println!();
    used
}

/// The write units of an event, or of something else.
async fn units<T>(town: &Town, what: &str, done: impl Future<Output = T>) -> u64 {
    metered(town, what, 1, done).await.write_units
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
            let used = metered(&town, &format!("{what} batch of 20, {service}"), 20, all).await.write_units;
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
    let confirmed = town.post(&who, "/v1/roster/2026-10", &empty);
    let used = metered(&town, "a roster of 10 lines", 10, confirmed).await.write_units;
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
        let what = format!("a run of {accounts} accounts");
        let used = metered(&town, &what, 0, town.settle("2026-10")).await.write_units;
        // What a run and an invoice cost themselves is shared by their accounts.
        let fixed = 24;
        assert!(used <= fixed + accounts * 10, "{accounts} accounts: {used}");
        assert!(accounts < 24 || used <= accounts * 10, "{accounts} accounts: {used}");
    }
}

#[tokio::test]
async fn an_event_reads_at_most_six_units_alone_and_two_in_a_batch_once_the_rulebook_is_known() {
    for (service, contents) in
        [("dental-care", procedures()), ("home-care", home_care(&json!({"month": 10_000})))]
    {
        let (town, provider, voucher) = town_with(service, &contents).await;
        let event = |n| if service == "dental-care" { examination(n, &voucher) } else { visit(n, &voucher) };
        town.record(&provider, &event(61)).await;
        let what = format!("an event of {service}");
        let alone = metered(&town, &what, 1, town.record(&provider, &event(0))).await;
        assert!(alone.read_units <= 6, "{alone:?}");
        let events: Vec<Value> = (1..61).map(event).collect();
        let batch = metered(&town, "a batch of 60", 60, town.record_all(&provider, &events)).await;
        assert!(batch.read_units <= 2 * 60, "{batch:?}");
    }
}

#[tokio::test]
async fn a_files_event_takes_no_more_than_a_batchs_whichever_way_it_is_sorted() {
    for by_voucher in [true, false] {
        let (town, provider, first) = town_with("dental-care", &procedures()).await;
        let mut vouchers = vec![first];
        for n in 2..=20 {
            let client = town.client(n).await;
            vouchers.push(town.booked(&provider, &client, "dental-care", &procedures()).await);
        }
        let place = |n: usize| if by_voucher { (n / 50, n % 50) } else { (n % 20, n / 20) };
        let line = |n: usize| {
            let (voucher, event) = place(n);
            let day = 1 + event % 31;
            format!("e-{n},{},SAA01,C62,2026-10-{day:02},1\n", vouchers[voucher])
        };
        let text =
            "id,voucher,content,unit,day,quantity\n".to_owned() + &(0..1000).map(line).collect::<String>();
        let what = if by_voucher { "a file of 1000, by voucher" } else { "a file of 1000, by time" };
        let upload = async {
            let file = town.upload(&provider, "csv", text.as_bytes()).await;
            assert_eq!(file["approved"], json!(1000), "{file}");
        };
        let used = metered(&town, what, 1000, upload).await;
        assert!(used.write_units * 2 <= 1000 * 9 && used.read_units <= 2 * 1000, "{used:?}");
    }
}
