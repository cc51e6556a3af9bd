//! Samples of the HTTP API: parsed as `lambda_http` does, run against the function's own router.

use local::oidc::TestPerson;
use serde_json::{Value, json};
use tower::ServiceExt;
use web::Role;

use crate::bench::{Bench, read};

/// Executes a request of the gateway, in a person's name.
pub async fn execute(bench: &Bench, function: &str, who: &TestPerson, payload: &str) -> (u16, String) {
    let payload = payload.replace("Bearer TOKEN", &format!("Bearer {}", bench.token(who)));
    let request = lambda_http::request::from_str(&payload).unwrap();
    read(bench.function(function).oneshot(request).await.unwrap()).await
}

/// The answer as JSON, if the status is this one.
async fn answered(bench: &Bench, function: &str, who: &TestPerson, payload: &str, status: u16) -> Value {
    let (found, text) = execute(bench, function, who, payload).await;
    assert_eq!(found, status, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// The list that a person sees at a path.
async fn list(bench: &Bench, function: &str, path: &str, who: &TestPerson) -> Vec<Value> {
    bench.get(function, path, who).await["items"].as_array().unwrap().clone()
}

pub async fn grant(bench: &Bench, payload: &str) {
    let grantor = bench.official(Role::Grantor);
    let granted = answered(bench, "voucher-issuance", &grantor, payload, 201).await;
    let path = format!("/v1/vouchers/{}", granted["voucher"].as_str().unwrap());
    let seen = bench.get("voucher-issuance", &path, &grantor).await;
    assert_eq!((&seen["state"], &seen["first_day"]), (&json!("granted"), &json!("2027-01-01")));
    let again = answered(bench, "voucher-issuance", &grantor, payload, 201).await;
    assert_eq!(again, granted, "the gateway's retry grants nothing more");
}

pub async fn rulebook(bench: &Bench, payload: &str) {
    let main_user = bench.official(Role::MainUser);
    let published = answered(bench, "voucher-issuance", &main_user, payload, 201).await;
    assert_eq!(published, json!({"service": "rehabilitative-work", "version": 1}));
    let services = list(bench, "voucher-issuance", "/v1/services?org=testila", &main_user).await;
    let names: Vec<&Value> = services.iter().map(|service| &service["names"]["fi"]).collect();
    assert_eq!(names, [&json!("Varhaiskasvatus"), &json!("Kuntouttava työtoiminta")]);
}

pub async fn general_part(bench: &Bench, payload: &str) {
    let main_user = bench.official(Role::MainUser);
    let published = answered(bench, "voucher-issuance", &main_user, payload, 201).await;
    assert_eq!(published, json!({"version": 2}));
    let read = bench.get("voucher-issuance", "/v1/general-parts/2?org=testila", &main_user).await;
    assert_eq!((&read["first_day"], read["chapter"].as_array().unwrap().len()), (&json!("2027-01-01"), 2));
}

pub async fn application(bench: &Bench, payload: &str) {
    let signatory = bench.provider(Role::Signatory);
    let drafted = answered(bench, "provider-applications", &signatory, payload, 201).await;
    assert_eq!(drafted["state"], json!("draft"));
    let seen = list(bench, "provider-applications", "/v1/applications", &signatory).await;
    let seen = seen.iter().find(|one| one["application"] == drafted["application"]).unwrap();
    assert_eq!(seen["company"]["name"], json!("Testi Päiväkodit Oy"));
}

pub async fn quote(bench: &Bench, payload: &str) {
    let nobody = bench.provider(Role::Signatory);
    let page = answered(bench, "quotes", &nobody, payload, 200).await;
    let item = &page["items"][0];
    assert_eq!((&item["name"], &item["price_cents"]), (&json!("Testi 1 Oy"), &json!(110_000)));
    assert!(page["own_fee"]["fee_cents"].as_i64().is_some_and(|fee| fee > 0), "{page}");
    assert!(item["client_cents"].as_i64() >= page["own_fee"]["fee_cents"].as_i64(), "{page}");
}

pub async fn event(bench: &Bench, payload: &str) {
    let recorder = bench.provider(Role::Recorder);
    let recorded = answered(bench, "service-event-intake", &recorder, payload, 201).await;
    assert_eq!((&recorded["status"], &recorded["provider_cents"]), (&json!("approved"), &json!(88300)));
    let again = answered(bench, "service-event-intake", &recorder, payload, 200).await;
    assert_eq!((&again["event"], &again["repeated"]), (&recorded["event"], &json!(true)));
    let roster = bench.get("service-event-intake", "/v1/roster/2026-10", &recorder).await;
    assert_eq!(roster["lines"][0]["recorded"], json!(true));
}

pub async fn run(bench: &Bench, payload: &str) {
    let finance = bench.official(Role::Finance);
    let asked = answered(bench, "finance", &finance, payload, 201).await;
    let runs = list(bench, "finance", "/v1/settlement-runs", &finance).await;
    assert_eq!((runs.len(), &runs[0]["run"], &runs[0]["status"]), (1, &asked["run"], &json!("planned")));
}

pub async fn front_page(bench: &Bench, payload: &str) {
    let (status, page) = execute(bench, "portal", &bench.official(Role::Viewer), payload).await;
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("<html lang=\"sv\"") && page.contains("Seteli"), "{page}");
}

pub async fn file(bench: &Bench, payload: &str) {
    let recorder = bench.provider(Role::Recorder);
    let asked = answered(bench, "service-event-files", &recorder, payload, 201).await;
    let file = asked["file"].as_str().unwrap();
    assert!(asked["url"].as_str().unwrap().ends_with(file) && asked["method"] == "PUT", "{asked}");
    let again = answered(bench, "service-event-files", &recorder, payload, 201).await;
    assert_eq!(again["file"], asked["file"], "the gateway's retry announces no other file");
    let files = list(bench, "service-event-files", "/v1/event-files", &recorder).await;
    assert_eq!((files.len(), &files[0]["state"]), (1, &json!("awaiting")));
}
