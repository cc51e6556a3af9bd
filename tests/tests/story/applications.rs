//! An application from its draft to its end, and what each state means for bookings, events and the register.

use scenarios::{ORGANISER, Provider, Town, application, company, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

/// What an approver does with an application.
async fn decide(town: &Town, path: &str, what: &str, body: Value) -> Value {
    town.post(&official(ORGANISER, Role::Approver), &format!("{path}/{what}"), &body).await.of_status(200)
}

async fn in_register(town: &Town, provider: &Provider) -> bool {
    let anyone = official(ORGANISER, Role::Viewer);
    let listed = town.all(&anyone, &format!("/v1/register?org={ORGANISER}")).await;
    listed.iter().any(|one| one["provider"] == provider.provider.as_str())
}

/// The latest application's path of a provider.
async fn path_of(town: &Town, provider: &Provider) -> String {
    let own = town.all(&provider.person(Role::Signatory), "/v1/applications").await;
    format!("/v1/applications/{}", own.last().unwrap()["application"].as_str().unwrap())
}

async fn approved(town: &Town, n: usize) -> (Provider, String) {
    let provider = town.provider(n, &["home-care"]).await;
    let path = path_of(town, &provider).await;
    (provider, path)
}

async fn record(town: &Town, provider: &Provider, voucher: &str, id: &str, day: &str) -> String {
    let visit = hours(id, voucher, &format!("{day}T08:00"), &format!("{day}T09:00"));
    let answer = town.post(&provider.recorder(), "/v1/events", &visit).await;
    answer.body["code"].as_str().or(answer.body["status"].as_str()).unwrap().to_owned()
}

#[tokio::test]
async fn an_application_that_lacks_something_is_mended_and_submitted_again() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let path = town.submitted(1, &application(1, &["home-care"])).await;
    let question = json!({"reason": "Tilinumero puuttuu.", "deadline": "2026-11-20"});
    decide(&town, &path, "information-request", question).await;
    let signatory = company(ORGANISER, &local::regions::numbers::business_id(1), Role::Signatory);
    let seen = town.get(&signatory, &path).await.of_status(200);
    assert_eq!(
        (&seen["state"], &seen["reason"]),
        (&json!("more_information"), &json!("Tilinumero puuttuu."))
    );
    assert_eq!(seen["history"][1]["days"]["deadline"], json!("2026-11-20"));

    let mut mended = application(1, &["home-care"]);
    mended["company"]["street"] = json!("Uusikatu 3");
    town.put(&signatory, &path, &mended).await.of_status(200);
    let again = json!({"commitments": [{"service": "home-care", "rulebook": 1}]});
    town.post(&signatory, &format!("{path}/submission"), &again).await.of_status(200);
    let refused = town.put(&signatory, &path, &mended).await.refused(409);
    assert_eq!(
        refused, "impossible_transition",
        "what was submitted is not changed under the approver's eyes"
    );
    decide(&town, &path, "decision", json!({"approve": true, "reason": "Selvä."})).await;
    let seen = town.get(&signatory, &path).await.of_status(200);
    assert_eq!(seen["company"]["street"], json!("Uusikatu 3"));
    let ways: Vec<&Value> = seen["history"].as_array().unwrap().iter().map(|change| &change["to"]).collect();
    assert_eq!(ways, ["submitted", "more_information", "submitted", "approved"]);
}

#[tokio::test]
async fn a_suspended_provider_gets_no_booking_and_what_it_delivers_is_refused_until_it_goes_on() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let (provider, path) = approved(&town, 1).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    assert!(in_register(&town, &provider).await);

    decide(&town, &path, "suspension", json!({"reason": "Vakuutus päättyi.", "from": "2026-11-05"})).await;
    assert!(!in_register(&town, &provider).await, "at once");
    let other = town.voucher(&town.client(2).await, "home-care", &home_care(&json!({}))).await;
    let days = json!({"first_day": "2026-11-01", "last_day": "2026-12-31"});
    let booking = |voucher: &str| format!("/v1/vouchers/{voucher}/bookings");
    let refused = town.post(&provider.recorder(), &booking(&other), &days).await.refused(422);
    assert_eq!(refused, "provider_not_approved");
    assert_eq!(record(&town, &provider, &voucher, "during", "2026-11-05").await, "provider_not_approved");
    assert_eq!(
        record(&town, &provider, &voucher, "before", "2026-11-04").await,
        "approved",
        "paid as delivered"
    );

    decide(&town, &path, "reinstatement", json!({"reason": "Vakuutus on voimassa."})).await;
    assert!(in_register(&town, &provider).await);
    assert_eq!(record(&town, &provider, &voucher, "during", "2026-11-05").await, "approved");
    town.post(&provider.recorder(), &booking(&other), &days).await.of_status(201);
}

#[tokio::test]
async fn a_revoked_approval_pays_what_was_delivered_before_and_never_comes_back() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let (provider, path) = approved(&town, 1).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    decide(&town, &path, "revocation", json!({"reason": "Edellytykset puuttuvat.", "from": "2026-11-05"}))
        .await;
    assert!(!in_register(&town, &provider).await);
    assert_eq!(record(&town, &provider, &voucher, "before", "2026-11-04").await, "approved");
    assert_eq!(record(&town, &provider, &voucher, "after", "2026-11-05").await, "provider_not_approved");
    let approver = official(ORGANISER, Role::Approver);
    let back = town.post(&approver, &format!("{path}/reinstatement"), &json!({"reason": "Sittenkin."})).await;
    assert_eq!(back.refused(409), "impossible_transition");
}

#[tokio::test]
async fn a_provider_may_go_and_an_application_that_a_newer_one_replaced_changes_nothing_more() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let (provider, first) = approved(&town, 1).await;
    let second = town.submitted(1, &application(1, &["home-care"])).await;
    decide(&town, &second, "decision", json!({"approve": true, "reason": "Selvä.", "from": "2026-11-05"}))
        .await;
    let (approver, reason) = (official(ORGANISER, Role::Approver), json!({"reason": "Ei enää."}));
    let old = town.post(&approver, &format!("{first}/revocation"), &reason).await;
    assert_eq!(old.refused(409), "application_replaced");
    let signatory = provider.person(Role::Signatory);
    town.post(&signatory, &format!("{second}/withdrawal"), &reason).await.of_status(200);
    assert!(!in_register(&town, &provider).await);
}

#[tokio::test]
async fn an_approval_for_a_time_is_noted_as_over_when_its_days_are() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let path = town.submitted(1, &application(1, &["home-care"])).await;
    let until = |last_day: &str| json!({"approve": true, "reason": "Selvä.", "from": "2026-01-01", "last_day": last_day});
    decide(&town, &path, "decision", until("2026-11-10")).await;
    let (approver, reason) = (official(ORGANISER, Role::Approver), json!({"reason": "Määräaika."}));
    let early = town.post(&approver, &format!("{path}/expiry"), &reason).await;
    assert_eq!(early.refused(409), "impossible_transition", "there are days left");
    let over = town.submitted(2, &application(2, &["home-care"])).await;
    decide(&town, &over, "decision", until("2026-10-31")).await;
    decide(&town, &over, "expiry", reason).await;
    let seen = town.get(&approver, &over).await.of_status(200);
    assert_eq!(seen["state"], json!("expired"));
}

#[tokio::test]
async fn a_decision_is_a_document_that_says_how_to_appeal() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let path = town.submitted(1, &application(1, &["home-care"])).await;
    let approver = official(ORGANISER, Role::Approver);
    let none = town.get(&approver, &format!("{path}/decision")).await;
    assert_eq!(none.refused(404), "not_found", "before it is decided there is none");
    decide(&town, &path, "decision", json!({"approve": false, "reason": "Vakuutus puuttuu."})).await;
    let document = town.get(&approver, &format!("{path}/decision")).await.of_status(200);
    assert_eq!(
        (&document["decision"], &document["reason"]),
        (&json!("rejected"), &json!("Vakuutus puuttuu."))
    );
    assert_eq!(document["organiser"]["name"], json!("Testilän hyvinvointialue"));
    assert_eq!(document["commitments"], json!([{"service": "home-care", "rulebook": 1, "general_part": 1}]));
    let appeal = &document["appeal"];
    assert_eq!((&appeal["act"], &appeal["days"]), (&json!("611/2021"), &json!(14)));
    assert_eq!(appeal["last_day_by_post"], json!("2026-11-26"), "7 days to arrive, 14 to appeal");
}

#[tokio::test]
async fn the_register_is_found_by_service_place_and_language_and_its_table_computes_nothing() {
    let town = Town::open().await;
    town.set_up(&["home-care", "dental-care"]).await;
    let first = town.provider(1, &["home-care"]).await;
    let mut other = application(2, &["dental-care"]);
    other["company"]["name"] = json!("=HYPERLINK(\"http://x.example\") <b>");
    other["units"] = json!([{"name": "@SUM(A1)", "municipality": "Toisela", "accessible": true}]);
    other["languages"] = json!(["sv"]);
    town.approved(2, &other).await;
    let anyone = official(ORGANISER, Role::Viewer);
    let found =
        async |filter: &str| town.all(&anyone, &format!("/v1/register?org={ORGANISER}{filter}")).await.len();
    assert_eq!(found("").await, 2);
    for one in ["&service=dental-care", "&municipality=toisela", "&language=sv"] {
        assert_eq!(found(one).await, 1, "{one}");
    }
    assert_eq!(found("&service=dental-care&language=fi").await, 0);
    assert_eq!((found("&accessible=true").await, found("&accessible=false").await), (1, 2));
    let full = json!({"takes_new_clients": false, "next_free_day": "2027-02-01"});
    let recorder = first.recorder();
    town.put(&recorder, "/v1/approvals/home-care/availability", &full).await.of_status(200);
    assert_eq!(town.all(&recorder, "/v1/approvals").await[0]["availability"], full);
    assert_eq!((found("&takes_new_clients=true").await, found("").await), (1, 2), "full, not hidden");
    let elsewhere = town.put(&recorder, "/v1/approvals/dental-care/availability", &full).await;
    assert_eq!(elsewhere.refused(404), "not_found", "no approval, nothing to tell");

    let path = format!("/v1/register?org={ORGANISER}&format=csv");
    let table = town.send(town.request(reqwest::Method::GET, &path)).await;
    assert_eq!(table.headers["content-type"], "text/csv; charset=utf-8; header=present");
    assert_eq!(table.headers["cache-control"], "public, no-cache");
    assert_eq!(table.headers["x-content-type-options"], "nosniff");
    assert!(table.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let lines: Vec<&str> = table.text.split("\r\n").filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 1 + 5 + 2, "a head, five bands, two procedures: {}", table.text);
    assert!(lines[0].starts_with("business_id,name,"), "{}", lines[0]);
    let hostile = "\"'=HYPERLINK(\"\"http://x.example\"\") <b>\"";
    assert!(table.text.contains(hostile) && table.text.contains("'@SUM(A1)"), "{}", table.text);
    let wrong = town.send(town.request(reqwest::Method::GET, &format!("{path}x"))).await;
    assert_eq!(wrong.refused(400), "bad_parameter");
}

#[tokio::test]
async fn announced_prices_are_seen_by_their_provider_and_begin_on_their_day() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let (provider, _) = approved(&town, 1).await;
    let manager = provider.person(Role::ServiceManager);
    let mut prices = application(1, &["home-care"])["services"][0]["prices"].clone();
    prices.as_array_mut().unwrap().iter_mut().for_each(|price| price["price_cents"] = json!(4200));
    let list = json!({"first_day": "2027-08-01", "prices": prices});
    town.post(&manager, "/v1/approvals/home-care/price-lists", &list).await.of_status(201);
    let own = town.all(&manager, "/v1/approvals").await;
    let days: Vec<&Value> =
        own[0]["price_lists"].as_array().unwrap().iter().map(|list| &list["first_day"]).collect();
    assert_eq!((own.len(), days), (1, vec![&json!("2026-01-01"), &json!("2027-08-01")]));
    let listed = town.all(&manager, &format!("/v1/register?org={ORGANISER}")).await;
    assert_eq!(listed[0]["services"][0]["prices"][0]["price_cents"], json!(4000), "the price of today");
}
