//! Decisions: each euro with its basis, drafts that come by themselves, the hearing, and what is in force.

use scenarios::{ORGANISER, Town, family, official};
use serde_json::{Value, json};
use web::Role;

async fn town() -> Town {
    let town = Town::open().await;
    town.set_up(&["early-education"]).await;
    town
}

async fn decision(town: &Town, id: &str) -> Value {
    town.get(&official(ORGANISER, Role::Grantor), &format!("/v1/decisions/{id}")).await.of_status(200)
}

async fn act(town: &Town, id: &str, what: &str) -> Value {
    let path = format!("/v1/decisions/{id}/{what}");
    let said = json!({"reason": "Tulot ovat muuttuneet."});
    town.post(&official(ORGANISER, Role::Grantor), &path, &said).await.of_status(200)
}

/// First day, last day and co-payment of each of a voucher's terms.
async fn terms(town: &Town, voucher: &str) -> Vec<(String, String, i64)> {
    let seen = town.seen(voucher).await;
    let terms = seen["terms"].as_array().unwrap().iter().map(|terms| {
        let day = |field: &str| terms[field].as_str().unwrap().to_owned();
        (day("first_day"), day("last_day"), terms["contents"][0]["copayment_cents"].as_i64().unwrap())
    });
    terms.collect()
}

#[tokio::test]
async fn a_grant_is_decisions_with_their_whole_basis_and_every_euro_explained() {
    let town = town().await;
    let child = town.client(1).await;
    town.tell(&child, &family(None, "3500")).await;
    let (voucher, decisions) = town.educated(&child).await;
    // (7000 - 5956) x 10.7 % = 112 for the youngest; the older child, 3 years from June, pays 40 % of it.
    let expected = [("2026-01-01", "2026-05-31", 4500), ("2026-06-01", "2026-07-31", 4500)];
    let expected = expected.map(|(first, last, cents)| (first.to_owned(), last.to_owned(), cents));
    assert_eq!(terms(&town, &voucher).await, expected);
    assert_eq!(decisions.len(), 2);
    let first = decision(&town, &decisions[0]).await;
    assert_eq!(
        (&first["state"], &first["kind"], &first["legal_basis"]),
        (&json!("sent"), &json!("fee"), &json!("1048/2025"))
    );
    assert_eq!(first["basis"]["circumstances"][0]["household"]["child"], json!(0));
    assert_eq!(first["appeal"]["days"], json!(30));
    let explained = first["explanation"].as_array().unwrap();
    assert!(explained.iter().any(|sentence| sentence.as_str().unwrap().contains("45,00")), "{explained:?}");
    let path = format!("/v1/decisions/{}/letter", decisions[0]);
    let letter = town.get(&official(ORGANISER, Role::Grantor), &path).await.text;
    assert!(letter.contains("Testi Asiakas-001") && letter.contains("45,00"), "{letter}");
}

#[tokio::test]
async fn a_new_income_of_a_family_makes_drafts_for_all_its_children_and_the_queue_shows_them() {
    let town = town().await;
    let (older, younger) = (town.client(1).await, town.client(2).await);
    let mut told = family(None, "3500");
    told["siblings"] = json!([{"client": younger, "child": 1}]);
    assert_eq!(town.tell(&older, &told).await, Vec::<String>::new(), "nothing is granted yet");
    let vouchers = [town.educated(&older).await.0, town.educated(&younger).await.0];
    let before = [terms(&town, &vouchers[0]).await, terms(&town, &vouchers[1]).await];
    let mut told = family(Some("2026-04-01"), "4500");
    told["siblings"] = json!([{"client": younger, "child": 1}]);
    let drafts = town.tell(&older, &told).await;
    assert_eq!(drafts.len(), 3, "the older one's for two ages, the younger one's for one");
    for draft in &drafts {
        let draft = decision(&town, draft).await;
        let found = (&draft["state"], &draft["reasons"], &draft["detrimental"], &draft["due"]);
        assert_eq!(found, (&json!("draft"), &json!(["income"]), &json!(true), &json!("2026-12-05")));
    }
    let grantor = official(ORGANISER, Role::Grantor);
    let queue = town.get(&grantor, "/v1/decisions").await.of_status(200);
    assert_eq!((queue["items"].as_array().unwrap().len(), &queue["late"]), (3, &json!(0)));
    assert_eq!(
        [terms(&town, &vouchers[0]).await, terms(&town, &vouchers[1]).await],
        before,
        "nothing changes by itself"
    );
    // Told again the same, nothing new; taken back, the drafts are gone.
    assert_eq!(town.tell(&older, &told).await, Vec::<String>::new());
    told["circumstances"]["household"]["adults"] =
        family(None, "3500")["circumstances"]["household"]["adults"].clone();
    town.tell(&older, &told).await;
    let queue = town.get(&grantor, "/v1/decisions").await.of_status(200);
    assert_eq!(queue["items"], json!([]));
}

#[tokio::test]
async fn a_higher_fee_comes_into_force_after_the_client_was_heard_and_an_official_decided() {
    let town = town().await;
    let child = town.client(1).await;
    town.tell(&child, &family(None, "3500")).await;
    let (voucher, granted) = town.educated(&child).await;
    let drafts = town.tell(&child, &family(Some("2026-04-01"), "4500")).await;
    act(&town, &drafts[0], "hearing").await;
    act(&town, &drafts[0], "answer").await;
    let approved = act(&town, &drafts[0], "approval").await;
    assert_eq!(approved, json!({"state": "approved", "due": "2026-11-12", "number": 3}));
    let expected = [
        ("2026-01-01", "2026-03-31", 4500),
        ("2026-04-01", "2026-05-31", 12400),
        ("2026-06-01", "2026-07-31", 4500),
    ];
    let expected = expected.map(|(first, last, cents)| (first.to_owned(), last.to_owned(), cents));
    assert_eq!(terms(&town, &voucher).await, expected, "earlier days stay as they were");
    let before = decision(&town, &granted[0]).await;
    assert_eq!(before["in_force"], json!([{"first_day": "2026-01-01", "last_day": "2026-03-31"}]));
    assert_eq!(act(&town, &drafts[0], "letter").await["state"], json!("sent"));
}

#[tokio::test]
async fn of_two_approvals_at_once_both_come_into_force_and_no_day_has_two() {
    let town = town().await;
    let child = town.client(1).await;
    town.tell(&child, &family(None, "4500")).await;
    let (voucher, _) = town.educated(&child).await;
    let drafts = town.tell(&child, &family(Some("2026-04-01"), "3500")).await;
    tokio::join!(act(&town, &drafts[0], "approval"), act(&town, &drafts[1], "approval"));
    let terms = terms(&town, &voucher).await;
    let days: Vec<(&str, &str)> =
        terms.iter().map(|(first, last, _)| (first.as_str(), last.as_str())).collect();
    assert_eq!(
        days,
        [("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-05-31"), ("2026-06-01", "2026-07-31")]
    );
    let path = format!("/v1/clients/{child}/decisions");
    let decisions = town.all(&official(ORGANISER, Role::Grantor), &path).await;
    let mut numbers: Vec<i64> = decisions.iter().filter_map(|one| one["number"].as_i64()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4], "each has a version of the voucher of its own");
}

#[tokio::test]
async fn an_annulled_decision_grants_nothing_from_the_day_on_and_the_voucher_has_a_new_version() {
    let town = town().await;
    let child = town.client(1).await;
    town.tell(&child, &family(None, "3500")).await;
    let (voucher, granted) = town.educated(&child).await;
    let path = format!("/v1/decisions/{}/annulment", granted[0]);
    let grantor = official(ORGANISER, Role::Grantor);
    let annulment = json!({"from": "2026-04-01", "reason": "Myönnetty erehdyksessä."});
    let left = json!([{"first_day": "2026-01-01", "last_day": "2026-03-31"}]);
    let answer = town.post(&grantor, &path, &annulment).await.of_status(200);
    assert_eq!(answer, json!({"state": "annulled", "in_force": left}));
    let expected = [("2026-01-01", "2026-03-31", 4500), ("2026-06-01", "2026-07-31", 4500)];
    let expected = expected.map(|(first, last, cents)| (first.to_owned(), last.to_owned(), cents));
    assert_eq!(terms(&town, &voucher).await, expected);
    let annulled = decision(&town, &granted[0]).await;
    assert_eq!(annulled["annulled_from"], json!("2026-04-01"));
    let last = annulled["history"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["act"], &last["reason"]), (&json!("annul"), &json!("Myönnetty erehdyksessä.")));
    assert_eq!(town.post(&grantor, &path, &annulment).await.refused(409), "nothing_to_annul");
    let drafts = town.tell(&child, &family(None, "3000")).await;
    let mut days = Vec::new();
    for draft in &drafts {
        days.push(decision(&town, draft).await["days"]["first_day"].clone());
    }
    assert_eq!(days, ["2026-01-01", "2026-06-01"], "nothing is drafted for what was annulled");
    let approved = act(&town, &drafts[1], "approval").await;
    assert_eq!(approved["number"], json!(4), "two were granted and one annulled");
}

#[tokio::test]
async fn a_request_for_rectification_waits_in_the_queue_and_its_acceptance_decides_anew() {
    let town = town().await;
    let child = town.client(1).await;
    town.tell(&child, &family(None, "3500")).await;
    let (voucher, granted) = town.educated(&child).await;
    let grantor = official(ORGANISER, Role::Grantor);
    let path = format!("/v1/decisions/{}/rectification-request", granted[0]);
    let request = json!({"received": "2026-11-04", "reason": "Tulot on laskettu väärin."});
    let taken_in = town.post(&grantor, &path, &request).await.of_status(200);
    assert_eq!((&taken_in["state"], &taken_in["due"]), (&json!("sent"), &json!("2026-12-04")));
    let queue = town.get(&grantor, "/v1/decisions").await.of_status(200);
    let waiting: Vec<&Value> =
        queue["items"].as_array().unwrap().iter().map(|one| &one["decision"]).collect();
    assert_eq!(waiting, [&json!(granted[0])]);
    let mut contents = decision(&town, &granted[0]).await["contents"].clone();
    contents[0]["copayment_cents"] = json!(3000);
    let anew = json!({
        "reason": "Tulot korjattu.", "first_day": "2026-02-01", "last_day": "2026-02-28", "contents": contents,
    });
    let accepted = town.post(&grantor, &format!("{path}/acceptance"), &anew).await.of_status(200);
    assert_eq!((&accepted["number"], &accepted["due"]), (&json!(3), &json!("2026-11-12")));
    let expected = [
        ("2026-01-01", "2026-01-31", 4500),
        ("2026-02-01", "2026-02-28", 3000),
        ("2026-03-01", "2026-05-31", 4500),
        ("2026-06-01", "2026-07-31", 4500),
    ];
    let expected = expected.map(|(first, last, cents)| (first.to_owned(), last.to_owned(), cents));
    assert_eq!(terms(&town, &voucher).await, expected);
    let new = accepted["decision"].as_str().unwrap();
    let old = decision(&town, &granted[0]).await;
    assert_eq!(old["request"]["outcome"], json!({"accepted": new}));
    let seen = decision(&town, new).await;
    assert_eq!((&seen["state"], &seen["reasons"]), (&json!("approved"), &json!(["correction"])));
    assert_eq!(act(&town, new, "letter").await["state"], json!("sent"));
    let queue = town.get(&grantor, "/v1/decisions").await.of_status(200);
    assert_eq!(queue["items"], json!([]), "nothing waits any more");
}

#[tokio::test]
async fn a_rejected_request_leaves_the_decision_as_it_is_and_says_why() {
    let town = town().await;
    let child = town.client(1).await;
    town.tell(&child, &family(None, "3500")).await;
    let (voucher, granted) = town.educated(&child).await;
    let before = terms(&town, &voucher).await;
    let grantor = official(ORGANISER, Role::Grantor);
    let path = format!("/v1/decisions/{}/rectification-request", granted[0]);
    let request = json!({"received": "2026-11-04", "reason": "Tulot on laskettu väärin."});
    town.post(&grantor, &path, &request).await.of_status(200);
    let why = json!({"reason": "Tulot ovat oikein."});
    town.post(&grantor, &format!("{path}/rejection"), &why).await.of_status(200);
    let rejected = decision(&town, &granted[0]).await;
    assert_eq!((&rejected["state"], &rejected["request"]["outcome"]), (&json!("sent"), &json!("rejected")));
    let last = rejected["history"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["act"], &last["reason"]), (&json!("reject_request"), &why["reason"]));
    assert_eq!(terms(&town, &voucher).await, before);
    let queue = town.get(&grantor, "/v1/decisions").await.of_status(200);
    assert_eq!(queue["items"], json!([]));
}
