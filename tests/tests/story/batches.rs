//! Batches: ids that come twice, lines that are bad, and more events of one voucher than one transaction takes.

use scenarios::{Provider, Town, home_care, hours, pieces};
use serde_json::{Value, json};

async fn dental_town() -> (Town, Provider, String) {
    let town = Town::open().await;
    town.set_up(&["dental-care"]).await;
    town.side_by_side("home-care").await;
    let provider = town.provider(1, &["dental-care", "home-care"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "dental-care", &json!([{"code": "SAA01"}])).await;
    (town, provider, voucher)
}

fn examination(id: &str, voucher: &str, day: u32) -> Value {
    pieces(id, voucher, "SAA01", "C62", &format!("2026-10-{day:02}"), 1)
}

fn told(line: &Value) -> (u64, &str, &str) {
    (line["line"].as_u64().unwrap(), line["id"].as_str().unwrap(), line["status"].as_str().unwrap())
}

#[tokio::test]
async fn an_id_that_comes_twice_in_a_batch_is_recorded_once_and_with_other_content_refused() {
    let (town, provider, voucher) = dental_town().await;
    let events = [
        examination("a", &voucher, 5),
        examination("a", &voucher, 5),
        examination("a", &voucher, 6),
        examination("b", &voucher, 6),
    ];
    let lines = town.record_all(&provider, &events).await;
    let all: Vec<_> = lines.iter().map(told).collect();
    assert_eq!(all, [(1, "a", "approved"), (2, "a", "approved"), (3, "a", "refused"), (4, "b", "approved")]);
    assert_eq!((&lines[0]["repeated"], &lines[1]["repeated"]), (&json!(false), &json!(true)));
    assert_eq!((&lines[0]["event"], &lines[2]["code"]), (&lines[1]["event"], &json!("event_conflict")));
    assert_eq!(town.seen(&voucher).await["use"]["SAA01"]["used"], json!(2));
}

#[tokio::test]
async fn a_batch_with_bad_lines_records_the_good_ones_and_answers_each() {
    let (town, provider, voucher) = dental_town().await;
    let mut unknown_field = examination("b", &voucher, 5);
    unknown_field["colour"] = json!("blue");
    let events = [
        examination("a", &voucher, 5),
        unknown_field,
        json!("not an event"),
        examination("d", "K7M2Q-9TRX4-H", 5),
        hours("e", &voucher, "2026-10-05T08:00", "2026-10-05T09:00"),
        examination("f", &voucher, 31),
        pieces("g", &voucher, "SAA01", "C62", "2026-11-06", 1),
        pieces("h", &voucher, "SAA01", "C62", "2026-10-07", 0),
    ];
    let lines = town.record_all(&provider, &events).await;
    let codes: Vec<&str> = lines.iter().map(|line| line["code"].as_str().unwrap_or("recorded")).collect();
    assert_eq!(
        codes,
        [
            "recorded",
            "malformed_event",
            "malformed_event",
            "voucher_not_found",
            "unknown_content",
            "recorded",
            "in_the_future",
            "quantity_out_of_range",
        ]
    );
    for (at, line) in lines.iter().enumerate() {
        assert_eq!(line["line"], json!(at + 1));
        assert_eq!(line["detail"].is_string(), line["code"].is_string(), "{line}");
    }
    assert_eq!(lines[7]["field"], json!("quantity"));
    assert_eq!(town.seen(&voucher).await["use"]["SAA01"]["used"], json!(2));
    let again = town.record_all(&provider, &events).await;
    let repeated: Vec<&Value> = again.iter().map(|line| &line["repeated"]).collect();
    assert_eq!((repeated[0], repeated[1], repeated[5]), (&json!(true), &Value::Null, &json!(true)));
}

#[tokio::test]
async fn more_events_of_one_voucher_than_a_transaction_takes_are_all_recorded_once() {
    let (town, provider, voucher) = dental_town().await;
    let events: Vec<Value> = (0..75).map(|n| examination(&format!("e-{n}"), &voucher, 1 + n % 31)).collect();
    for repeated in [false, true] {
        let lines = town.record_all(&provider, &events).await;
        assert_eq!(lines.len(), 75);
        let as_expected = |line: &Value| line["status"] == "approved" && line["repeated"] == repeated;
        assert!(lines.iter().all(as_expected), "{lines:?}");
    }
    assert_eq!(town.seen(&voucher).await["use"]["SAA01"]["used"], json!(75));
    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &provider).await["total_cents"], json!(75 * 4500));
}

#[tokio::test]
async fn a_batch_over_vouchers_keeps_each_limit_and_the_clients_time() {
    let (town, provider, dental) = dental_town().await;
    let client = town.seen(&dental).await["client"].as_str().unwrap().to_owned();
    let one = town.booked(&provider, &client, "home-care", &home_care(&json!({"day": 60}))).await;
    let two = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    let visit = |id: &str, voucher: &str, from: u32, to: u32| {
        hours(id, voucher, &format!("2026-10-05T{from:02}:00"), &format!("2026-10-05T{to:02}:00"))
    };
    let events = [
        visit("a", &one, 8, 9),
        visit("b", &two, 8, 9),
        visit("c", &one, 10, 11),
        examination("d", &dental, 5),
        visit("e", &two, 12, 13),
    ];
    let lines = town.record_all(&provider, &events).await;
    let status = |n: usize| lines[n]["status"].as_str().unwrap();
    // Whose visit of the two at 8 comes first is not promised; that it is only one is.
    let at_eight = [status(0), status(1)];
    assert!(at_eight == ["approved", "refused"] || at_eight == ["refused", "approved"], "{lines:?}");
    let over = if status(0) == "approved" { "held" } else { "approved" };
    assert_eq!((status(2), status(3), status(4)), (over, "approved", "approved"), "{lines:?}");
}
