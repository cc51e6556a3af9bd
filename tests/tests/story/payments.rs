//! A file of payments from the finance system: each line is answered, and what is paid reaches the events.

use scenarios::{Answer, ORGANISER, Provider, Town, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

const COLUMNS: &str = "invoice_number;amount;status;on;reason";

/// Two providers with an invoice of 36.00 each, and their events.
async fn invoiced() -> (Town, [Provider; 2], [String; 2], String) {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let providers = [town.provider(1, &["home-care"]).await, town.provider(2, &["home-care"]).await];
    let mut events = Vec::new();
    for (n, provider) in (1..).zip(&providers) {
        let client = town.client(n).await;
        let voucher = town.booked(provider, &client, "home-care", &home_care(&json!({}))).await;
        let visit = hours(&format!("v-{n}"), &voucher, "2026-10-05T08:00", "2026-10-05T09:00");
        let recorded = town.record(provider, &visit).await;
        events.push(recorded["event"].as_str().unwrap().to_owned());
    }
    let run = town.settle("2026-10").await;
    (town, providers, [events.remove(0), events.remove(0)], run)
}

async fn drop_file(town: &Town, role: Role, file: &str) -> Answer {
    let request = town.request(reqwest::Method::POST, "/v1/payment-files");
    let request = request.bearer_auth(town.token(&official(ORGANISER, role)));
    town.send(request.header("content-type", "text/csv; charset=utf-8").body(file.to_owned())).await
}

fn number(provider: &Provider) -> String {
    format!("{}000001", provider.business_id.replace('-', ""))
}

#[tokio::test]
async fn each_line_is_answered_the_right_ones_are_stored_and_the_same_file_again_stores_nothing() {
    let (town, [one, two], _, run) = invoiced().await;
    let (first, second) = (number(&one), number(&two));
    let file = format!(
        "{COLUMNS}\r\n{first};36,00;paid;2026-11-05;\r\n{second};35,99;paid;2026-11-05;\r\n=1+1;36,00;paid;2026-11-05;\r\n\
         {second};36,00;rejected;2026-11-05;\r\n{second};36,00;rejected;2026-11-05;Tili suljettu\r\n\
         {first};36,00;rejected;2026-11-05;Erehdys\r\n99900016000099;36,00;paid;2026-11-05;\r\n\
         {first};36,00;paid;2026-11-05;\r\n"
    );
    let answer = drop_file(&town, Role::Finance, &file).await.of_status(200);
    assert_eq!(
        (&answer["stored"], &answer["stored_cents"], &answer["known"]),
        (&json!(2), &json!(7200), &json!(1))
    );
    let refused: Vec<(u64, &str)> = answer["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|refused| (refused["line"].as_u64().unwrap(), refused["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        refused,
        [
            (3, "payment_amount_differs"),
            (4, "payment_line_malformed"),
            (5, "reason_required"),
            (7, "already_paid"),
            (8, "invoice_not_found"),
        ]
    );
    assert_eq!(town.settlement(&run, &one).await["payment"]["status"], json!("paid"));
    assert_eq!(town.settlement(&run, &two).await["payment"]["reason"], json!("Tili suljettu"));
    let stored = town.stored();
    let good = format!(
        "{COLUMNS}\n{first};36.00;paid;2026-11-05;\n{second};36.00;rejected;2026-11-05;Tili suljettu\n"
    );
    let again = drop_file(&town, Role::Finance, &good).await.of_status(200);
    assert_eq!((&again["stored"], &again["known"], town.stored()), (&json!(0), &json!(2), stored));
}

#[tokio::test]
async fn a_file_that_is_no_file_of_payments_is_refused_whole() {
    let (town, ..) = invoiced().await;
    for file in ["", "<?xml version=\"1.0\"?><Document/>", "invoice_number;amount\n"] {
        assert_eq!(drop_file(&town, Role::Finance, file).await.refused(422), "payment_line_malformed");
    }
    assert_eq!(drop_file(&town, Role::MainUser, COLUMNS).await.refused(403), "not_allowed");
}

#[tokio::test]
async fn an_event_shows_that_it_was_settled_and_paid_and_nothing_is_written_to_it() {
    let (town, [one, _], [event, _], run) = invoiced().await;
    let person = one.person(Role::Recorder);
    let see = async || town.get(&person, &format!("/v1/events/{event}")).await.of_status(200);
    let settled = see().await;
    let expected = json!({"run": run, "invoice_number": number(&one), "paid": false});
    assert_eq!((&settled["settled"], &settled["settlement"]), (&json!(true), &expected));
    let file = format!("{COLUMNS}\n{};36,00;paid;2026-11-05;\n", number(&one));
    drop_file(&town, Role::Finance, &file).await.of_status(200);
    let paid = see().await;
    assert_eq!(paid["settlement"]["paid"], json!(true));
    let without = |mut event: Value| {
        event.as_object_mut().unwrap().remove("settlement");
        event
    };
    assert_eq!(without(settled), without(paid), "the event itself is what it was");
}

#[tokio::test]
async fn an_event_that_no_settlement_took_shows_none() {
    let (town, [one, _], _, _) = invoiced().await;
    let client = town.client(3).await;
    let voucher = town.booked(&one, &client, "home-care", &home_care(&json!({}))).await;
    let visit = hours("v-9", &voucher, "2026-10-06T08:00", "2026-10-06T09:00");
    let event = town.record(&one, &visit).await["event"].as_str().unwrap().to_owned();
    let seen = town.get(&one.person(Role::Recorder), &format!("/v1/events/{event}")).await.of_status(200);
    assert_eq!((&seen["settled"], &seen["settlement"]), (&json!(false), &Value::Null));
}
