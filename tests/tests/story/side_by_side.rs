//! No two decisions on one service are in force for a client on one day, also those on different vouchers.

use futures::future::join_all;
use scenarios::{Answer, ORGANISER, Town, early_education, family, home_care, official};
use serde_json::{Value, json};
use web::Role;

async fn town() -> Town {
    let town = Town::open().await;
    town.set_up(&["early-education", "home-care", "dental-care", "rehabilitative-work"]).await;
    town
}

async fn grant(town: &Town, client: &str, service: &str, days: [&str; 2], contents: &Value) -> Answer {
    let granted = json!({
        "client": client, "service": service, "first_day": days[0], "last_day": days[1], "contents": contents,
    });
    town.post(&official(ORGANISER, Role::Grantor), "/v1/vouchers", &granted).await
}

async fn act(town: &Town, id: &str, what: &str, said: &Value) -> Answer {
    town.post(&official(ORGANISER, Role::Grantor), &format!("/v1/decisions/{id}/{what}"), said).await
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn days_of_one_voucher_are_not_granted_by_another_until_its_decision_is_annulled() {
    let (town, care) = (town().await, home_care(&json!({})));
    let client = town.client(1).await;
    let first = grant(&town, &client, "home-care", ["2026-09-01", "2026-12-31"], &care).await.of_status(201);
    let days = ["2026-12-31", "2027-03-31"];
    let refused = grant(&town, &client, "home-care", days, &care).await;
    let (number, told) = (text(&first["voucher"]), refused.body.clone());
    assert_eq!(refused.refused(409), "voucher_in_force");
    assert!(told["detail"].as_str().unwrap().contains(&number), "the way out names the voucher: {told}");
    grant(&town, &client, "home-care", ["2027-01-01", "2027-03-31"], &care).await.of_status(201);
    let another = town.client(2).await;
    grant(&town, &another, "home-care", days, &care).await.of_status(201);
    // Ended from December on, its days from then can be granted anew.
    let decision = text(&first["decisions"][0]);
    let annulment = json!({"from": "2026-12-01", "reason": "Palveluntarve muuttui."});
    act(&town, &decision, "annulment", &annulment).await.of_status(200);
    let november = grant(&town, &client, "home-care", ["2026-11-30", "2026-12-31"], &care).await;
    assert_eq!(november.refused(409), "voucher_in_force");
    grant(&town, &client, "home-care", ["2026-12-01", "2026-12-31"], &care).await.of_status(201);
}

#[tokio::test]
async fn where_the_rulebook_says_so_vouchers_stand_side_by_side() {
    let town = town().await;
    let client = town.client(1).await;
    let plan = json!([{"code": "SAA01", "limits": {"total": 1}}]);
    for _ in 0..2 {
        grant(&town, &client, "dental-care", ["2026-09-01", "2026-12-31"], &plan).await.of_status(201);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_grants_at_once_one_is_granted() {
    let town = town().await;
    let client = town.client(1).await;
    let days = ["2026-09-01", "2026-12-31"];
    let granted = join_all((0..12).map(|_| async {
        loop {
            let answer = grant(&town, &client, "early-education", days, &early_education()).await;
            if answer.status != 503 {
                return answer.status;
            }
        }
    }))
    .await;
    let count = |status: u16| granted.iter().filter(|answered| **answered == status).count();
    assert_eq!((count(201), count(409)), (1, 11), "{granted:?}");
    let grantor = official(ORGANISER, Role::Grantor);
    assert_eq!(town.all(&grantor, &format!("/v1/clients/{client}/vouchers")).await.len(), 1);
}

#[tokio::test]
async fn an_order_stands_in_the_way_of_another_until_its_provider_declines_it() {
    let town = town().await;
    let provider = town.provider(1, &["rehabilitative-work"]).await;
    let client = town.client(1).await;
    let order = town.order(&client, &provider).await;
    let another = json!({
        "client": client, "service": "rehabilitative-work", "provider": provider.provider,
        "first_day": "2026-12-31", "last_day": "2026-12-31",
        "contents": [{"code": "attendance-day", "price_cents": 7500}],
    });
    let grantor = official(ORGANISER, Role::Grantor);
    assert_eq!(town.post(&grantor, "/v1/purchases", &another).await.refused(409), "voucher_in_force");
    let decline = json!({"reason": "Ei paikkoja."});
    town.post(&provider.recorder(), &format!("/v1/purchases/{order}/decline"), &decline).await.of_status(200);
    town.post(&grantor, "/v1/purchases", &another).await.of_status(201);
}

#[tokio::test]
async fn a_draft_of_days_that_were_annulled_and_granted_elsewhere_is_not_approved() {
    let town = town().await;
    let child = town.client(1).await;
    town.tell(&child, &family(None, "3500")).await;
    let (_, decisions) = town.educated(&child).await;
    let draft = town.tell(&child, &family(Some("2026-06-01"), "3000")).await.swap_remove(0);
    let annulment = json!({"from": "2026-06-01", "reason": "Myönnetty erehdyksessä."});
    act(&town, &decisions[1], "annulment", &annulment).await.of_status(200);
    let days = ["2026-06-01", "2026-07-31"];
    let elsewhere = grant(&town, &child, "early-education", days, &early_education()).await.of_status(201);
    let refused = act(&town, &draft, "approval", &json!({"reason": "Tulot."})).await;
    assert!(refused.body["detail"].as_str().unwrap().contains(&text(&elsewhere["voucher"])));
    assert_eq!(refused.refused(409), "voucher_in_force");
    let annulment = json!({"from": "2026-06-01", "reason": "Väärä seteli."});
    act(&town, &text(&elsewhere["decisions"][0]), "annulment", &annulment).await.of_status(200);
    act(&town, &draft, "approval", &json!({"reason": "Tulot."})).await.of_status(200);
}

#[tokio::test]
async fn records_of_one_person_with_a_decision_each_on_a_day_are_not_merged_before_one_is_annulled() {
    let (town, care) = (town().await, home_care(&json!({})));
    let (from, into) = (town.client(1).await, town.client(2).await);
    let days = ["2026-09-01", "2026-12-31"];
    let early = grant(&town, &from, "early-education", days, &early_education()).await.of_status(201);
    grant(&town, &from, "home-care", days, &care).await.of_status(201);
    let theirs = grant(&town, &into, "home-care", days, &care).await.of_status(201);
    let (path, body) =
        (format!("/v1/clients/{from}/merge"), json!({"into": into, "reason": "Sama asiakas."}));
    let grantor = official(ORGANISER, Role::Grantor);
    let refused = town.post(&grantor, &path, &body).await;
    assert!(refused.body["detail"].as_str().unwrap().contains(&text(&theirs["voucher"])));
    assert_eq!(refused.refused(409), "voucher_in_force");
    assert_eq!(town.seen(&text(&early["voucher"])).await["client"], json!(from), "nothing was moved");
    let annulment = json!({"from": "2026-09-01", "reason": "Kahdesti myönnetty."});
    act(&town, &text(&theirs["decisions"][0]), "annulment", &annulment).await.of_status(200);
    town.post(&grantor, &path, &body).await.of_status(200);
    let vouchers = town.all(&grantor, &format!("/v1/clients/{into}/vouchers")).await;
    assert_eq!(vouchers.len(), 3);
}
