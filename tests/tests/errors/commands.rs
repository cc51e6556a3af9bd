//! Commands are carried out once: what the Idempotency-Key promises.

use reqwest::Method;
use scenarios::{ORGANISER, Town, company, official};
use serde_json::{Value, json};
use web::Role;

use crate::case::{case, check_all};

fn client(n: usize) -> Value {
    json!({
        "first_names": "Testi", "last_name": format!("Asiakas-{n:03}"), "born": "1952-10-13", "language": "fi",
        "municipality": "Testilä",
    })
}

#[tokio::test]
async fn every_command_needs_a_key_of_one_to_a_hundred_characters() {
    let town = Town::open().await;
    let (number, id) = (valid_number(), "0123456789abcdef0123456789abcdef");
    let grantor = official(ORGANISER, Role::Grantor);
    let approver = official(ORGANISER, Role::Approver);
    let signatory = company(ORGANISER, "9990001-6", Role::Signatory);
    let commands = [
        (&grantor, "/v1/clients".to_owned()),
        (&grantor, "/v1/vouchers".to_owned()),
        (&grantor, "/v1/purchases".to_owned()),
        (&signatory, format!("/v1/vouchers/{number}/bookings")),
        (&signatory, format!("/v1/purchases/{number}/confirmation")),
        (&signatory, format!("/v1/purchases/{number}/decline")),
        (&signatory, "/v1/applications".to_owned()),
        (&signatory, format!("/v1/applications/{id}/submission")),
        (&approver, format!("/v1/applications/{id}/decision")),
        (&approver, format!("/v1/applications/{id}/suspension")),
        (&approver, format!("/v1/applications/{id}/information-request")),
        (&signatory, "/v1/approvals/home-care/price-lists".to_owned()),
        (&approver, format!("/v1/held/{id}/decision")),
        (&approver, format!("/v1/events/{id}/reversal")),
        (&official(ORGANISER, Role::Finance), "/v1/settlement-runs".to_owned()),
        (&official(ORGANISER, Role::Finance), format!("/v1/providers/{id}/holds")),
    ];
    let mut cases = Vec::new();
    for (who, path) in commands {
        let without = || town.request(Method::POST, &path).bearer_auth(town.token(who)).json(&json!({}));
        cases.push(case(400, "idempotency_key_missing", "", without()));
        for wrong in [String::new(), "k".repeat(101), "two words".to_owned()] {
            cases.push(case(400, "idempotency_key_missing", "", without().header("idempotency-key", wrong)));
        }
    }
    check_all(&town, cases).await;
    town.post_under(&"k".repeat(100), &grantor, "/v1/clients", &client(1)).await.of_status(201);
}

fn valid_number() -> String {
    domain::ids::VoucherNumber::of(&ORGANISER.parse().unwrap(), "somebody", "a key").to_string()
}

#[tokio::test]
async fn the_same_command_again_gets_the_stored_answer_and_another_body_is_refused() {
    let town = Town::open().await;
    let grantor = official(ORGANISER, Role::Grantor);
    let first = town.post_under("k-1", &grantor, "/v1/clients", &client(1)).await.of_status(201);
    let stored = town.stored();
    let again = town.post_under("k-1", &grantor, "/v1/clients", &client(1)).await.of_status(201);
    assert_eq!((&again, town.stored()), (&first, stored));
    let other = town.request(Method::POST, "/v1/clients").bearer_auth(town.token(&grantor));
    let other = other.header("idempotency-key", "k-1").json(&client(2));
    check_all(&town, vec![case(409, "idempotency_key_reused", "", other)]).await;
    assert_eq!(town.all(&grantor, "/v1/clients").await.len(), 1);
}

#[tokio::test]
async fn a_key_belongs_to_one_person_and_is_free_again_after_a_refusal() {
    let town = Town::open().await;
    let (grantor, other) = (official(ORGANISER, Role::Grantor), official("other", Role::Grantor));
    let mut wrong = client(1);
    wrong["language"] = json!("en");
    let refused = town.post_under("k-1", &grantor, "/v1/clients", &wrong).await;
    assert_eq!(refused.refused(422), "language_not_available");
    let mine = town.post_under("k-1", &grantor, "/v1/clients", &client(1)).await.of_status(201);
    let theirs = town.post_under("k-1", &other, "/v1/clients", &client(1)).await.of_status(201);
    assert_ne!(mine, theirs);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_command_many_times_at_once_is_carried_out_once() {
    let town = Town::open().await;
    let grantor = official(ORGANISER, Role::Grantor);
    let body = client(1);
    let asked = (0..10).map(|_| town.post_under("k-1", &grantor, "/v1/clients", &body));
    let answers = futures::future::join_all(asked).await;
    let ids: Vec<&Value> = answers.iter().filter(|a| a.status == 201).map(|a| &a.body["client"]).collect();
    assert!(!ids.is_empty() && ids.iter().all(|id| *id == ids[0]));
    assert!(answers.iter().all(|answer| [201, 503].contains(&answer.status)));
    assert_eq!(town.all(&grantor, "/v1/clients").await.len(), 1);
}
