//! The month's roster: monthly vouchers recorded by one confirmation.

use scenarios::{Town, early_education};
use serde_json::{Value, json};
use web::Role;

#[tokio::test]
async fn a_months_roster_confirmed_twice_records_once() {
    let town = Town::open().await;
    town.set_up(&["early-education"]).await;
    let provider = town.provider(1, &["early-education"]).await;
    let mut vouchers = Vec::new();
    for n in 1..=4 {
        let client = town.client(n).await;
        vouchers.push(town.booked(&provider, &client, "early-education", &early_education()).await);
    }
    let main_user = provider.person(Role::ProviderMainUser);
    let roster = town.get(&main_user, "/v1/roster/2026-10").await.of_status(200);
    let lines = roster["lines"].as_array().unwrap().clone();
    assert_eq!(lines.len(), 4);
    for line in &lines {
        // 949.00 - 66.00 from the organiser, the rest of 1100.00 from the family.
        assert_eq!((&line["provider_cents"], &line["client_cents"]), (&json!(88300), &json!(21700)));
        assert_eq!((&line["recorded"], &line["content"]), (&json!(false), &json!("over3-full")));
    }
    let confirmation = json!({
        "except": [vouchers[3]],
        "changes": [{"voucher": vouchers[2], "content": "over3-part"}],
    });
    let confirm = async || {
        let answer = town.post(&main_user, "/v1/roster/2026-10", &confirmation).await;
        answer.of_status(200)["results"].as_array().unwrap().clone()
    };
    let first = confirm().await;
    assert_eq!(first.len(), 3);
    assert!(first.iter().all(|line| line["status"] == "approved" && line["repeated"] == false), "{first:?}");
    let stored = town.stored();
    assert_eq!(confirm().await, Vec::<Value>::new(), "nothing is left to record");
    assert_eq!(town.stored(), stored);

    let after = town.get(&main_user, "/v1/roster/2026-10").await.of_status(200);
    let recorded: Vec<bool> =
        vouchers.iter().map(|voucher| line_of(&after, voucher)["recorded"].as_bool().unwrap()).collect();
    assert_eq!(recorded, [true, true, true, false]);
    assert_eq!(line_of(&after, &vouchers[2])["content"], json!("over3-part"), "the change was recorded");
    let next = town.get(&main_user, "/v1/roster/2026-11").await.of_status(200);
    assert_eq!(line_of(&next, &vouchers[2])["content"], json!("over3-part"), "and is expected next month");
    assert_eq!(line_of(&next, &vouchers[3])["last_month"], Value::Null);

    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &provider).await["total_cents"], json!(3 * 88300));
}

#[tokio::test]
async fn two_confirmations_at_the_same_time_record_once() {
    let town = Town::open().await;
    town.set_up(&["early-education"]).await;
    let provider = town.provider(1, &["early-education"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "early-education", &early_education()).await;
    let main_user = provider.person(Role::ProviderMainUser);
    let confirm = || async { town.post(&main_user, "/v1/roster/2026-10", &json!({})).await.of_status(200) };
    futures::future::join_all((0..5).map(|_| confirm())).await;
    assert_eq!(town.seen(&voucher).await["use"]["over3-full"]["used"], json!(1));
}

fn line_of<'a>(roster: &'a Value, voucher: &str) -> &'a Value {
    roster["lines"].as_array().unwrap().iter().find(|line| line["voucher"] == voucher).unwrap()
}

#[tokio::test]
async fn a_month_with_a_change_of_provider_is_in_both_rosters_and_each_is_paid_its_part() {
    let town = Town::open().await;
    town.set_up(&["early-education"]).await;
    let [one, other] =
        [town.provider(1, &["early-education"]).await, town.provider(2, &["early-education"]).await];
    let client = town.client(1).await;
    let voucher = town.voucher(&client, "early-education", &early_education()).await;
    town.book(&one, &voucher, "2026-09-01", "2026-10-15").await;
    town.book(&other, &voucher, "2026-10-16", "2026-12-31").await;
    let mut paid = 0;
    for provider in [&one, &other] {
        let who = provider.person(Role::ProviderMainUser);
        let roster = town.get(&who, "/v1/roster/2026-10").await.of_status(200);
        assert_eq!(line_of(&roster, &voucher)["recorded"], json!(false), "what the other did is not its own");
        let confirmed = town.post(&who, "/v1/roster/2026-10", &json!({})).await.of_status(200);
        assert_eq!(confirmed["results"][0]["status"], "approved", "{confirmed}");
        paid += confirmed["results"][0]["provider_cents"].as_i64().unwrap();
        let again = town.post(&who, "/v1/roster/2026-10", &json!({})).await.of_status(200);
        assert_eq!(again["results"], json!([]));
    }
    // 11 of October's 22 operational days each, of 949.00 less 66.00.
    assert_eq!(paid, 88300);
}
