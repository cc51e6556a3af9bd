//! From a decision's letter to a provider: the link, the comparison with the client's own totals, and the choice.

use reqwest::Method;
use scenarios::{Answer, ORGANISER, Provider, Town, application, family, official};
use serde_json::{Value, json};
use web::Role;

/// A dental plan: one examination, and two fillings.
pub fn plan() -> Value {
    json!([{"code": "SAA01", "limits": {"total": 1}}, {"code": "SFA10", "limits": {"total": 2}}])
}

/// The n-th company, approved for dental care: its name, where it is, and what it charges for both procedures.
async fn dentist(town: &Town, n: usize, (name, place): (&str, &str), prices: &[(&str, i64)]) -> Provider {
    let mut applies = application(n, &["dental-care"]);
    applies["company"]["name"] = json!(name);
    applies["units"] = json!([{"name": "Testi yksikkö", "municipality": place}]);
    let prices = prices.iter().map(|(code, cents)| json!({"content": code, "price_cents": cents}));
    applies["services"][0]["prices"] = prices.collect();
    town.approved(n, &applies).await
}

/// Three dentists: a cheap one far away, a dear one near, and one that does not fill.
pub async fn dentists(town: &Town) -> [Provider; 3] {
    town.set_up(&["dental-care"]).await;
    town.has_portal().await;
    [
        dentist(town, 1, ("Cetus Testi Oy", "Oulu"), &[("SAA01", 5000), ("SFA10", 7000)]).await,
        dentist(town, 2, ("Aavetesti Oy", "Turku"), &[("SAA01", 9000), ("SFA10", 9900)]).await,
        dentist(town, 3, ("Betatesti Oy", "Salo"), &[("SAA01", 4600)]).await,
    ]
}

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

async fn order(town: &Town, token: &str, query: &str) -> String {
    let page = town.compare(token, query).await.of_status(200);
    names(&page).iter().map(|name| &name[..1]).collect::<Vec<_>>().join("")
}

async fn availability(town: &Town, provider: &Provider, told: &Value) {
    let path = "/v1/approvals/dental-care/availability";
    town.put(&provider.person(Role::ProviderMainUser), path, told).await.of_status(200);
}

#[tokio::test]
async fn a_letters_link_leads_to_every_provider_with_the_clients_own_total_of_the_whole_plan() {
    let town = Town::open().await;
    dentists(&town).await;
    let client = town.client(1).await;
    let [_, _, token] = town.linked(&client, "dental-care", &plan()).await;
    let page = town.compare(&token, "").await.of_status(200);
    assert_eq!((&page["per"], &page["on"]), (&json!("whole"), &json!("2026-11-05")));
    assert_eq!(page["own_fee"], json!({"fee_cents": 0, "per": "whole"}));
    assert_eq!(
        names(&page),
        ["Cetus Testi Oy", "Aavetesti Oy", "Betatesti Oy"],
        "who offers all comes first"
    );
    let cheap = &page["items"][0];
    assert_eq!(cheap["price_cents"], json!(5000 + 2 * 7000));
    // The library's values: 45.00 for an examination, 58.00 for a filling.
    let lines: Vec<(i64, i64)> = cheap["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["quantity"].as_i64().unwrap(), line["client_cents"].as_i64().unwrap()))
        .collect();
    assert_eq!(lines, [(1, 500), (2, 2 * 1200)]);
    assert_eq!(cheap["client_cents"], json!(2900));
    assert_eq!(page["items"][2]["not_included"], json!(["SFA10"]));
    assert_eq!(page["items"][2]["client_cents"], json!(100));
}

#[tokio::test]
async fn a_comparison_is_ordered_by_total_distance_name_or_room_and_narrowed_by_what_one_needs() {
    let town = Town::open().await;
    let [cheap, _, _] = dentists(&town).await;
    let client = town.client(1).await;
    let [_, _, token] = town.linked(&client, "dental-care", &plan()).await;
    assert_eq!(order(&town, &token, "?sort=total").await, "CAB");
    assert_eq!(order(&town, &token, "?sort=name").await, "ABC");
    assert_eq!(order(&town, &token, "?sort=distance&from=20100").await, "ABC", "Turku, Salo, Oulu");
    assert_eq!(order(&town, &token, "?sort=distance&from=ule%C3%A5borg").await, "CBA", "by its Swedish name");
    availability(&town, &cheap, &json!({"takes_new_clients": false})).await;
    assert_eq!(order(&town, &token, "?sort=availability").await, "ABC", "who has no room comes last");
    assert_eq!(order(&town, &token, "?takes_new_clients=true").await, "AB");
    assert_eq!(order(&town, &token, "?language=sv").await, "");
    assert_eq!(order(&town, &token, "?accessible=true").await, "");
    let page = town.compare(&token, "?sort=distance&from=Turku").await.of_status(200);
    let far = page["items"][2]["distance_km"].as_u64().unwrap();
    assert!((510..=560).contains(&far), "Turku to Oulu: {far}");
    let first = town.compare(&token, "?sort=name&limit=2").await.of_status(200);
    assert_eq!(names(&first), ["Aavetesti Oy", "Betatesti Oy"]);
    let next = format!("?sort=name&limit=2&cursor={}", first["next"].as_str().unwrap());
    let rest = town.compare(&token, &next).await.of_status(200);
    assert_eq!((names(&rest), &rest["next"]), (vec!["Cetus Testi Oy"], &Value::Null));
    for wrong in ["?sort=luck", "?from=Olematon", "?cursor=bm8", "?limit=0"] {
        assert_eq!(town.compare(&token, wrong).await.refused(400), "bad_parameter", "{wrong}");
    }
}

#[tokio::test]
async fn a_suspended_provider_vanishes_from_the_comparison_at_once_and_new_prices_wait_for_their_day() {
    let town = Town::open().await;
    let [cheap, dear, _] = dentists(&town).await;
    let client = town.client(1).await;
    let [_, _, token] = town.linked(&client, "dental-care", &plan()).await;
    let manager = dear.person(Role::ServiceManager);
    let lower = json!({"first_day": "2027-01-01", "prices": [{"content": "SAA01", "price_cents": 4500}, {"content": "SFA10", "price_cents": 6000}]});
    // Sixty days' notice, and the year's first day.
    let announced = town.post(&manager, "/v1/approvals/dental-care/price-lists", &lower).await;
    assert!(matches!(announced.status, 201 | 422), "{}", announced.text);
    assert_eq!(order(&town, &token, "").await, "CAB", "the announced prices are not today's");
    let approver = official(ORGANISER, Role::Approver);
    let applications = town.all(&approver, "/v1/applications").await;
    let its = |one: &&Value| one["business_id"] == json!(cheap.business_id);
    let path = format!(
        "/v1/applications/{}",
        applications.iter().find(its).unwrap()["application"].as_str().unwrap()
    );
    let reason = json!({"reason": "Vakuutus on päättynyt."});
    town.post(&approver, &format!("{path}/suspension"), &reason).await.of_status(200);
    assert_eq!(order(&town, &token, "").await, "AB");
    assert_eq!(town.choose(&token, &cheap.provider).await.refused(422), "provider_not_approved");
    town.post(&approver, &format!("{path}/reinstatement"), &reason).await.of_status(200);
    assert_eq!(order(&town, &token, "").await, "CAB");
}

#[tokio::test]
async fn a_provider_that_applies_anew_is_compared_under_its_new_name_in_every_service() {
    let town = Town::open().await;
    town.set_up(&["dental-care", "home-care"]).await;
    town.has_portal().await;
    town.provider(1, &["dental-care", "home-care"]).await;
    let mut renamed = application(1, &["home-care"]);
    renamed["company"]["name"] = json!("Uusi Testi Oy");
    let path = town.submitted(1, &renamed).await;
    let approver = official(ORGANISER, Role::Approver);
    let approves = json!({"approve": true, "reason": "Selvä."});
    town.post(&approver, &format!("{path}/decision"), &approves).await.of_status(200);
    let client = town.client(1).await;
    let [_, _, token] = town.linked(&client, "dental-care", &plan()).await;
    let page = town.compare(&token, "").await.of_status(200);
    assert_eq!(names(&page), ["Uusi Testi Oy"]);
}

#[tokio::test]
async fn a_choice_is_a_booking_made_once_that_the_provider_sees() {
    let town = Town::open().await;
    let [cheap, dear, _] = dentists(&town).await;
    let client = town.client(1).await;
    let [voucher, _, token] = town.linked(&client, "dental-care", &plan()).await;
    availability(&town, &cheap, &json!({"takes_new_clients": false, "next_free_day": "2027-01-15"})).await;
    assert_eq!(town.choose(&token, &cheap.provider).await.refused(422), "provider_full");
    availability(&town, &cheap, &json!({"takes_new_clients": true})).await;
    let chosen = town.choose(&token, &cheap.provider).await.of_status(200);
    assert_eq!(chosen["first_day"], json!("2026-11-05"), "from today, not from days gone by");
    assert_eq!(chosen["last_day"], json!("2026-12-31"));
    let stored = town.stored();
    assert_eq!(town.choose(&token, &cheap.provider).await.of_status(200), chosen);
    assert_eq!(town.stored(), stored, "the same choice again stores nothing");
    assert_eq!(town.choose(&token, &dear.provider).await.refused(422), "booking_overlaps");
    let bookings = town.all(&cheap.recorder(), "/v1/bookings").await;
    assert_eq!(bookings.iter().filter(|one| one["voucher"] == json!(voucher)).count(), 1);
    assert_eq!(town.seen(&voucher).await["state"], json!("open"));
    let page = town.compare(&token, "").await.of_status(200);
    assert_eq!((&page["is_booked"], &page["chose"]["name"]), (&json!(true), &json!("Cetus Testi Oy")));
}

async fn quoted(town: &Town, body: &Value) -> Answer {
    town.send(town.request(Method::POST, "/v1/quotes").json(body)).await
}

#[tokio::test]
async fn anyone_is_quoted_by_their_circumstances_what_a_decision_would_come_to_and_nothing_is_stored() {
    let town = Town::open().await;
    town.set_up(&["early-education"]).await;
    town.has_portal().await;
    town.provider(1, &["early-education"]).await;
    let child = town.client(2).await;
    let told = family(None, "3500");
    town.tell(&child, &told).await;
    let (_, decisions) = town.educated(&child).await;
    let grantor = official(ORGANISER, Role::Grantor);
    let first = town.get(&grantor, &format!("/v1/decisions/{}", decisions[0])).await.of_status(200);
    let copayment = first["contents"][0]["copayment_cents"].as_i64().unwrap();
    let stored = town.stored();
    let mut body = json!({
        "org": ORGANISER, "service": "early-education", "on": "2026-03-02", "circumstances": told["circumstances"],
        "asked": [{"code": "under3-full"}],
    });
    let page = quoted(&town, &body).await.of_status(200);
    assert_eq!(page["items"][0]["price_cents"], json!(110_000));
    assert_eq!(page["items"][0]["client_cents"], json!(copayment));
    assert_eq!(page["own_fee"]["fee_cents"], json!(copayment), "the family's fee in the own service");
    body["circumstances"] = json!({});
    assert_eq!(quoted(&town, &body).await.refused(422), "household_missing");
    body["service"] = json!("olematon");
    assert_eq!(quoted(&town, &body).await.refused(422), "service_not_found");
    body["name"] = json!("Testi");
    assert_eq!(quoted(&town, &body).await.refused(400), "malformed_json");
    assert_eq!(town.stored(), stored);
}

#[tokio::test]
async fn letters_have_no_link_without_a_portal_whose_address_is_a_host_alone() {
    let town = Town::open().await;
    town.set_up(&["dental-care", "rehabilitative-work"]).await;
    let client = town.client(1).await;
    let grantor = official(ORGANISER, Role::Grantor);
    let granted = json!({
        "client": client, "service": "dental-care", "first_day": "2026-09-01", "last_day": "2026-12-31",
        "contents": plan(),
    });
    let granted = town.post(&grantor, "/v1/vouchers", &granted).await.of_status(201);
    assert_eq!(town.tokens(granted["decisions"][0].as_str().unwrap()).await, Vec::<String>::new());
    let mut details = scenarios::details();
    let main_user = official(ORGANISER, Role::MainUser);
    for wrong in
        ["javascript:alert(1)", "https://a b", "http://example.fi", "https://example.fi/x", "https://"]
    {
        details["portal"] = json!(wrong);
        let answer = town.put(&main_user, "/v1/organiser", &details).await;
        assert_eq!(answer.refused(400), "bad_parameter", "{wrong}");
    }
}
