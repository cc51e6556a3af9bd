//! A provider that may not be paid is set aside with the reason, and taken again by itself when it may.

use scenarios::{ORGANISER, Town, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

#[tokio::test]
async fn a_payment_stop_and_a_closed_business_id_set_a_provider_aside_until_they_are_over() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let (one, two) = (town.provider(1, &["home-care"]).await, town.provider(2, &["home-care"]).await);
    for (n, provider) in [(1, &one), (2, &two)] {
        let client = town.client(n).await;
        let voucher = town.booked(provider, &client, "home-care", &home_care(&json!({}))).await;
        let visit = hours(&format!("v-{n}"), &voucher, "2026-10-05T08:00", "2026-10-05T09:00");
        town.record(provider, &visit).await;
    }
    let path = format!("/v1/providers/{}/holds", one.provider);
    let say = async |role, kind: &str, holds: bool| {
        let said =
            json!({"kind": kind, "from": "2026-11-01", "holds": holds, "reason": "Ulosmittaus 1/2026"});
        town.post(&official(ORGANISER, role), &path, &said).await.of_status(201)
    };
    say(Role::Finance, "payment_stop", true).await;
    let first = town.settle("2026-10").await;
    let aside = town.settlement(&first, &one).await;
    assert_eq!((&aside["status"], &aside["reason"]), (&json!("set_aside"), &json!("payment_stop")));
    assert_eq!(
        town.settlement(&first, &two).await["status"],
        json!("written"),
        "it does not stop the others"
    );

    say(Role::MainUser, "business_id_closed", true).await;
    let second = town.settle("2026-10").await;
    assert_eq!(town.settlement(&second, &one).await["reason"], json!("business_id_closed"));

    say(Role::Finance, "payment_stop", false).await;
    let all = say(Role::MainUser, "business_id_closed", false).await;
    assert_eq!(all["said"].as_array().unwrap().len(), 4, "nothing is taken away");
    let third = town.settle("2026-10").await;
    let taken = town.settlement(&third, &one).await;
    assert_eq!((&taken["status"], &taken["total_cents"]), (&json!("written"), &json!(3600)));
    assert_eq!(taken["invoice_number"], json!("99900016000001"), "what was set aside drew no number");
    let manifests = format!("/v1/settlement-runs/{third}/manifests");
    let manifests = town.all(&official(ORGANISER, Role::Finance), &manifests).await;
    assert_eq!((manifests.len(), &manifests[0]["count"]), (1, &json!(1)));
}

#[tokio::test]
async fn a_hold_needs_a_reason_that_names_nobody_and_a_provider_that_is_known() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let finance = official(ORGANISER, Role::Finance);
    let path = format!("/v1/providers/{}/holds", provider.provider);
    let hold =
        |reason: &str| json!({"kind": "payment_stop", "from": "2026-11-01", "holds": true, "reason": reason});
    for reason in ["", " ", "131052-901X"] {
        assert_eq!(town.post(&finance, &path, &hold(reason)).await.refused(422), "reason_required");
    }
    let nobody = "/v1/providers/3b0f6a52-9d57-5c0e-8a21-0f6b2d7c5e11/holds";
    assert_eq!(town.post(&finance, nobody, &hold("Syy")).await.refused(404), "not_found");
    let seen = town.get(&finance, &path).await.of_status(200);
    assert_eq!(seen["said"], Value::Array(vec![]));
}
