//! Invoices handed over to the finance system, and what it tells of their payments.

use std::collections::BTreeSet;

use scenarios::{ORGANISER, Provider, Town, application, details, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

/// A town whose organiser takes every format, with home care.
async fn town() -> Town {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let mut details = details();
    details["invoicing"] = json!([{
        "from": "2026-01-01", "buyer_reference": "TILITYS",
        "formats": ["finvoice", "finvoice_framed", "peppol", "posting", "specification_csv", "specification_json", "statement"],
    }]);
    town.put(&official(ORGANISER, Role::MainUser), "/v1/organiser", &details).await.of_status(200);
    town
}

/// A client's visit of an hour at a provider.
async fn visited(town: &Town, n: usize, provider: &Provider, id: &str, day: &str) {
    let client = town.client(n).await;
    let voucher = town.booked(provider, &client, "home-care", &home_care(&json!({}))).await;
    town.record(provider, &hours(id, &voucher, &format!("{day}T08:00"), &format!("{day}T09:00"))).await;
}

async fn manifests(town: &Town, run: &str) -> Vec<Value> {
    town.all(&official(ORGANISER, Role::Finance), &format!("/v1/settlement-runs/{run}/manifests")).await
}

#[tokio::test]
async fn a_manifest_names_every_file_of_a_run_and_no_file_names_a_client() {
    let town = town().await;
    let (one, two) = (town.provider(1, &["home-care"]).await, town.provider(2, &["home-care"]).await);
    town.provider(3, &["home-care"]).await;
    visited(&town, 1, &one, "v-1", "2026-10-05").await;
    visited(&town, 2, &two, "v-2", "2026-10-06").await;
    let run = town.settle("2026-10").await;

    let listed = manifests(&town, &run).await;
    assert_eq!((listed.len(), &listed[0]["count"], &listed[0]["sum_cents"]), (1, &json!(2), &json!(7200)));
    let finance = official(ORGANISER, Role::Finance);
    let path = format!("/v1/settlement-runs/{run}/manifests/1");
    let manifest = town.get(&finance, &path).await.of_status(200);
    let transfers = town.get(&finance, &format!("{path}/payments")).await;
    let bytes = transfers.text.clone();
    assert_eq!((bytes.matches("<InstdAmt Ccy=\"EUR\">36.00<").count(), transfers.status), (2, 200));
    let payments = &manifest["payments"];
    assert_eq!((&payments["count"], &payments["sum_cents"]), (&json!(2), &json!(7200)));
    assert_eq!(listed[0]["payments"], *payments);
    let key = payments["key"].as_str().unwrap();
    assert_eq!(town.system.objects().get(key).await.unwrap().unwrap(), bytes.as_bytes());
    let mut named = BTreeSet::new();
    for invoice in manifest["invoices"].as_array().unwrap() {
        assert_eq!(invoice["payable_cents"], json!(3600));
        for file in invoice["files"].as_array().unwrap() {
            let key = file["key"].as_str().unwrap();
            let bytes = town.system.objects().get(key).await.unwrap().unwrap();
            let text = String::from_utf8_lossy(&bytes);
            for private in ["Asiakas", "Testi Asiakas", "131052"] {
                assert!(!text.contains(private), "{private} in {key}");
            }
            assert!(!domain::identifiers::IdentityCode::occurs_in(&text), "{key}");
            named.insert(key.to_owned());
        }
    }
    let there: BTreeSet<String> =
        town.system.objects().list("invoices/", None, 100).await.unwrap().into_iter().collect();
    let others: Vec<&String> = there.difference(&named).collect();
    let for_people = others.iter().all(|key| key.contains("/statement."));
    assert!(named.is_subset(&there) && for_people && others.len() == 2 * 2, "{others:?}");
    assert_eq!(named.len(), 2 * 6);
    assert_eq!(town.get(&finance, &path.replace("/1", "/2")).await.refused(404), "not_found");
}

#[tokio::test]
async fn a_provider_fetches_its_statement_as_a_pdf_and_no_statement_names_a_client() {
    let town = town().await;
    let provider = town.provider(1, &["home-care"]).await;
    visited(&town, 1, &provider, "v-1", "2026-10-05").await;
    let run = town.settle("2026-10").await;
    town.rest().await;
    let path = format!("/v1/settlements/{run}/invoice?format=statement");
    let answer = town.get(&provider.person(Role::ServiceManager), &path).await;
    assert_eq!((answer.status, answer.headers["content-type"].to_str().unwrap()), (200, "application/pdf"));
    assert!(answer.text.starts_with("%PDF-1.7"));
    let keys = town.system.objects().list("invoices/", None, 100).await.unwrap();
    let stored = keys.iter().find(|key| key.ends_with("/statement.json")).unwrap();
    let stored = town.system.objects().get(stored).await.unwrap().unwrap();
    let stored = String::from_utf8(stored).unwrap();
    assert!(stored.contains("Palvelutapahtumat") && stored.contains("36,00"), "{stored}");
    for private in ["Asiakas", "131052"] {
        assert!(!stored.contains(private), "{private} in {stored}");
    }
    assert!(!domain::identifiers::IdentityCode::occurs_in(&stored));
}

#[tokio::test]
async fn a_provider_that_is_set_aside_does_not_hold_up_the_manifest_of_the_others() {
    let town = town().await;
    let one = town.provider(1, &["home-care"]).await;
    let mut incomplete = application(2, &["home-care"]);
    (incomplete["iban"], incomplete["bic"]) = (Value::Null, Value::Null);
    let two = town.approved(2, &incomplete).await;
    visited(&town, 1, &one, "v-1", "2026-10-05").await;
    visited(&town, 2, &two, "v-2", "2026-10-06").await;
    let run = town.settle("2026-10").await;
    let listed = manifests(&town, &run).await;
    assert_eq!((listed.len(), &listed[0]["count"]), (1, &json!(1)));

    let mended = town.submitted(2, &application(2, &["home-care"])).await;
    let decision = json!({"approve": true, "reason": "Edellytykset täyttyvät.", "from": "2026-11-06"});
    let approver = official(ORGANISER, Role::Approver);
    town.post(&approver, &format!("{mended}/decision"), &decision).await.of_status(200);
    let next = town.settle("2026-10").await;
    let listed = manifests(&town, &next).await;
    assert_eq!((listed.len(), &listed[0]["count"]), (1, &json!(1)), "mended, it is in the next run's");
}

#[tokio::test]
async fn what_finance_tells_of_payments_agrees_to_the_cent_and_reaches_the_provider() {
    let town = town().await;
    let provider = town.provider(1, &["home-care"]).await;
    visited(&town, 1, &provider, "v-1", "2026-10-05").await;
    let run = town.settle("2026-10").await;
    let finance = official(ORGANISER, Role::Finance);
    let path = format!("/v1/settlement-runs/{run}/payments");
    let tell = async |changes: Value| {
        let mut payment = json!({
            "invoice_number": "99900016000001", "amount_cents": 3600, "status": "paid", "on": "2026-11-05",
        });
        payment.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        town.post(&finance, &path, &json!({ "payments": [payment] })).await
    };
    assert_eq!(tell(json!({"amount_cents": 3599})).await.refused(422), "payment_amount_differs");
    assert_eq!(tell(json!({"invoice_number": "99900016000002"})).await.refused(422), "invoice_not_found");
    assert_eq!(tell(json!({"on": "2027-01-01"})).await.refused(422), "payment_in_the_future");
    assert_eq!(tell(json!({"status": "rejected"})).await.refused(422), "reason_required");
    tell(json!({"status": "rejected", "reason": "Tili suljettu"})).await.of_status(200);
    let own = async || town.all(&provider.person(Role::ServiceManager), "/v1/settlements").await;
    assert_eq!(own().await[0]["payment"]["reason"], json!("Tili suljettu"));
    tell(json!({})).await.of_status(200);
    tell(json!({})).await.of_status(200);
    assert_eq!(own().await[0]["payment"]["status"], json!("paid"), "what was rejected was paid after all");
    assert_eq!(town.settlement(&run, &provider).await["payment"]["amount_cents"], json!(3600));
    let rejected = tell(json!({"status": "rejected", "reason": "Erehdys"})).await;
    assert_eq!(rejected.refused(409), "already_paid", "paid is final");
    let twice = json!({"invoice_number": "99900016000001", "amount_cents": 3600, "status": "paid", "on": "2026-11-05"});
    let twice = town.post(&finance, &path, &json!({"payments": [twice, twice]})).await;
    assert_eq!(twice.refused(422), "payments_not_countable");
}
