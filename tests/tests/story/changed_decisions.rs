//! How decisions change: another need, another price, an error that is corrected, a request, and who is told.

use scenarios::{ORGANISER, Town, family, official};
use serde_json::{Value, json};
use web::Role;

async fn town() -> Town {
    let town = Town::open().await;
    town.set_up(&["early-education", "rehabilitative-work"]).await;
    town
}

/// A child whose family has an income, with its voucher and decisions.
async fn granted(town: &Town) -> (String, String, Vec<String>) {
    let child = town.client(1).await;
    town.tell(&child, &family(None, "3500")).await;
    let (voucher, decisions) = town.educated(&child).await;
    (child, voucher, decisions)
}

async fn decision(town: &Town, id: &str) -> Value {
    town.get(&official(ORGANISER, Role::Grantor), &format!("/v1/decisions/{id}")).await.of_status(200)
}

async fn act(town: &Town, id: &str, what: &str, said: &Value) -> Value {
    let path = format!("/v1/decisions/{id}/{what}");
    town.post(&official(ORGANISER, Role::Grantor), &path, said).await.body
}

async fn letter(town: &Town, id: &str, number: u32) -> String {
    let path = format!("/v1/decisions/{id}/letters/{number}");
    town.get(&official(ORGANISER, Role::Grantor), &path).await.text.replace('\n', " ")
}

async fn need(town: &Town, voucher: &str, from: &str, asked: Value) -> Vec<String> {
    let path = format!("/v1/vouchers/{voucher}/need");
    let body = json!({"from": from, "asked": asked});
    let made = town.put(&official(ORGANISER, Role::Grantor), &path, &body).await.of_status(200);
    made["drafts"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// First day and value of each of a voucher's terms.
async fn values(town: &Town, voucher: &str) -> Vec<(String, i64)> {
    let seen = town.seen(voucher).await;
    let terms = seen["terms"].as_array().unwrap().iter();
    let value = |terms: &Value| terms["contents"][0]["value_cents"].as_i64().unwrap();
    terms.map(|terms| (terms["first_day"].as_str().unwrap().to_owned(), value(terms))).collect()
}

#[tokio::test]
async fn another_need_from_a_day_on_is_drafted_and_nothing_told_later_forgets_it() {
    let town = town().await;
    let (child, voucher, _) = granted(&town).await;
    let drafts = need(&town, &voucher, "2026-04-01", json!([{"code": "under3-part"}])).await;
    assert_eq!(drafts.len(), 2, "for each age of the child");
    let draft = decision(&town, &drafts[0]).await;
    assert_eq!((&draft["reasons"], &draft["detrimental"]), (&json!(["need"]), &json!(true)));
    // The family's income changes before the need is decided: drafts of both.
    let again = town.tell(&child, &family(Some("2026-04-01"), "3400")).await;
    assert_eq!(again.len(), 2);
    let draft = decision(&town, &again[0]).await;
    assert_eq!((&draft["reasons"], &draft["state"]), (&json!(["income", "need"]), &json!("draft")));
    assert_eq!(draft["contents"][0]["code"], json!("under3-part"));
    for id in &again {
        act(&town, id, "hearing", &json!({})).await;
        act(&town, id, "answer", &json!({"reason": "Hyvä näin."})).await;
        act(&town, id, "approval", &json!({"reason": "Palveluntarve väheni."})).await;
    }
    let expected = [("2026-01-01", 151_900), ("2026-04-01", 91_100), ("2026-06-01", 56_900)];
    assert_eq!(values(&town, &voucher).await, expected.map(|(day, cents)| (day.to_owned(), cents)));
    let path = format!("/v1/vouchers/{voucher}/need");
    let late = json!({"from": "2026-08-01", "asked": [{"code": "under3-part"}]});
    let grantor = official(ORGANISER, Role::Grantor);
    assert_eq!(town.put(&grantor, &path, &late).await.refused(422), "outside_validity");
}

#[tokio::test]
async fn an_order_is_a_decision_and_another_price_of_it_a_draft() {
    let town = town().await;
    let provider = town.provider(1, &["rehabilitative-work"]).await;
    let client = town.client(1).await;
    let order = town.order(&client, &provider).await;
    let grantor = official(ORGANISER, Role::Grantor);
    let decisions = town.all(&grantor, &format!("/v1/clients/{client}/decisions")).await;
    let [made] = &decisions[..] else { panic!("{decisions:?}") };
    assert_eq!((&made["kind"], &made["state"]), (&json!("client_purchase"), &json!("sent")));
    let told = letter(&town, made["decision"].as_str().unwrap(), 1).await;
    assert!(told.contains("Päätös ostopalvelusta") && told.contains("75,00"), "{told}");
    let asked = json!([{"code": "attendance-day", "limits": {"month": 20}, "price": "80.00"}]);
    let drafts = need(&town, &order, "2026-12-01", asked).await;
    let draft = decision(&town, &drafts[0]).await;
    assert_eq!((&draft["reasons"], &draft["detrimental"]), (&json!(["price"]), &json!(false)));
    act(&town, &drafts[0], "approval", &json!({"reason": "Indeksitarkistus."})).await;
    let terms = town.seen(&order).await["terms"].clone();
    let prices: Vec<&Value> =
        terms.as_array().unwrap().iter().map(|terms| &terms["contents"][0]["price_cents"]).collect();
    assert_eq!(prices, [&json!(7500), &json!(8000)]);
}

#[tokio::test]
async fn an_error_is_corrected_by_a_draft_with_the_officials_values_that_new_income_leaves_alone() {
    let town = town().await;
    let (child, _, decisions) = granted(&town).await;
    let mut contents = decision(&town, &decisions[0]).await["contents"].clone();
    contents[0]["copayment_cents"] = json!(4000);
    let correction = json!({
        "reason": "Kirjoitusvirhe.", "first_day": "2026-02-01", "last_day": "2026-02-28", "contents": contents,
    });
    let made = act(&town, &decisions[0], "correction", &correction).await;
    assert_eq!((&made["state"], &made["detrimental"]), (&json!("draft"), &json!(false)));
    let draft = made["decision"].as_str().unwrap().to_owned();
    let others = town.tell(&child, &family(Some("2026-07-01"), "3400")).await;
    assert_eq!(decision(&town, &draft).await["state"], json!("draft"), "drafts made anew leave it alone");
    assert_eq!(others.len(), 1, "July is drafted: {others:?}");
    act(&town, &draft, "approval", &json!({"reason": "Kirjoitusvirhe."})).await;
    let seen = decision(&town, &draft).await;
    assert_eq!((&seen["reasons"], &seen["steps"]), (&json!(["correction"]), &json!([])));
    // Once more the same of July, and something of all days: February's own values yield to a new basis alone.
    assert_eq!(town.tell(&child, &family(Some("2026-07-01"), "3400")).await, Vec::<String>::new());
    let all = town.tell(&child, &family(None, "3300")).await;
    let days = decision(&town, &all[0]).await["days"].clone();
    assert_eq!(days, json!({"first_day": "2026-01-01", "last_day": "2026-05-31"}), "February too");
    contents[0]["copayment_cents"] = json!(9000);
    let worse = json!({
        "reason": "Laskuvirhe.", "first_day": "2026-03-01", "last_day": "2026-03-31", "contents": contents,
    });
    let worse = act(&town, &decisions[0], "correction", &worse).await;
    assert_eq!(worse["detrimental"], json!(true));
    let draft = worse["decision"].as_str().unwrap();
    let refused = act(&town, draft, "approval", &json!({"reason": "Laskuvirhe."})).await;
    assert_eq!(refused["code"], json!("hearing_needed"));
}

#[tokio::test]
async fn the_client_reads_what_would_be_decided_before_it_is_and_that_it_was_annulled() {
    let town = town().await;
    let (child, _, decisions) = granted(&town).await;
    let drafts = town.tell(&child, &family(Some("2026-04-01"), "4500")).await;
    act(&town, &drafts[0], "hearing", &json!({})).await;
    let asked = letter(&town, &drafts[0], 1).await;
    for part in
        ["Kuuleminen ennen päätöstä", "Vastaa viimeistään", "19.11.2026", "Tulot ovat muuttuneet.", "124,00"]
    {
        assert!(asked.contains(part), "{part} in {asked}");
    }
    let annulment = json!({"from": "2026-03-01", "reason": "Myönnetty erehdyksessä."});
    act(&town, &decisions[0], "annulment", &annulment).await;
    let annulled = letter(&town, &decisions[0], 2).await;
    for part in ["Päätös on poistettu", "1.3.2026", "Myönnetty erehdyksessä.", "434/2003", "14.12.2026"]
    {
        assert!(annulled.contains(part), "{part} in {annulled}");
    }
    assert_eq!(decision(&town, &decisions[0]).await["letters"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn an_answer_to_a_request_says_why_and_which_court_to_appeal_to() {
    let town = town().await;
    let (_, _, decisions) = granted(&town).await;
    let request = json!({"received": "2026-11-05", "reason": "Tulot on laskettu väärin."});
    let taken_in = act(&town, &decisions[0], "rectification-request", &request).await;
    assert_eq!(taken_in["request"]["in_time"], json!(true));
    act(&town, &decisions[0], "rectification-request/rejection", &json!({"reason": "Tulot ovat oikein."}))
        .await;
    let answer = letter(&town, &decisions[0], 2).await;
    for part in
        ["Päätös oikaisuvaatimukseen", "hylätään", "Tulot ovat oikein.", "Hallinto-oikeus", "808/2019"]
    {
        assert!(answer.contains(part), "{part} in {answer}");
    }
}
