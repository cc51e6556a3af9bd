//! A retroactive correction changes what the client owes the provider too: the client is told of it by a letter of its own.

use domain::letter::handover_key;
use scenarios::{ORGANISER, Provider, Town, early_education, official, person, pieces};
use serde_json::{Value, json};
use web::Role;

/// A child with a voucher from September on, of which September and October are reported; September is settled.
struct Child {
    town: Town,
    provider: Provider,
    client: String,
    decision: String,
}

fn swedish(changes: &[(&str, Value)]) -> Value {
    person(&[&[("language", json!("sv"))], changes].concat())
}

impl Child {
    async fn reported(changes: &[(&str, Value)]) -> Self {
        let town = Town::open().await;
        town.set_up(&["early-education"]).await;
        let provider = town.provider(1, &["early-education"]).await;
        let grantor = official(ORGANISER, Role::Grantor);
        let added = town.post(&grantor, "/v1/clients", &swedish(changes)).await.of_status(201);
        let client = added["client"].as_str().unwrap().to_owned();
        let voucher = town.booked(&provider, &client, "early-education", &early_education()).await;
        for day in ["2026-09-30", "2026-10-31"] {
            let event = pieces(&format!("m-{day}"), &voucher, "over3-full", "MON", day, 1);
            town.record(&provider, &event).await;
        }
        town.settle("2026-09").await;
        let decisions = town.all(&grantor, &format!("/v1/clients/{client}/decisions")).await;
        let decision = decisions[0]["decision"].as_str().unwrap().to_owned();
        Self { town, provider, client, decision }
    }

    async fn act(&self, decision: &str, what: &str, body: &Value) -> Value {
        let path = format!("/v1/decisions/{decision}/{what}");
        self.town.post(&official(ORGANISER, Role::Grantor), &path, body).await.of_status(200)
    }

    /// A request is accepted: a lower co-payment from a day on. Answers with the new decision.
    async fn accepted(&self, decision: &str, first_day: &str, copayment_cents: i64) -> String {
        let asked = json!({"received": "2026-11-04", "reason": "Tulot."});
        self.act(decision, "rectification-request", &asked).await;
        let mut contents = early_education();
        for granted in contents.as_array_mut().unwrap() {
            granted["copayment_cents"] = json!(copayment_cents);
        }
        let anew = json!({
            "reason": "Tulot korjattu.", "first_day": first_day, "last_day": "2026-12-31", "contents": contents,
        });
        let new = self.act(decision, "rectification-request/acceptance", &anew).await;
        self.town.rest().await;
        new["decision"].as_str().unwrap().to_owned()
    }

    /// The same, and the client is told.
    async fn rectified(&self, decision: &str, first_day: &str, copayment_cents: i64) -> String {
        let new = self.accepted(decision, first_day, copayment_cents).await;
        self.act(&new, "letter", &json!({})).await;
        self.town.rest().await;
        new
    }

    /// What a decision's letters of a new share say, each with its channel.
    async fn told(&self, decision: &str) -> Vec<(String, String)> {
        let grantor = official(ORGANISER, Role::Grantor);
        let seen = self.town.get(&grantor, &format!("/v1/decisions/{decision}")).await.of_status(200);
        let mut told = Vec::new();
        for sent in seen["letters"].as_array().into_iter().flatten() {
            if sent["about"] != json!("share") {
                continue;
            }
            let number = u32::try_from(sent["number"].as_u64().unwrap()).unwrap();
            let path = format!("/v1/decisions/{decision}/letters/{number}");
            let text = self.town.get(&grantor, &path).await.text.replace('\u{a0}', " ");
            let key = handover_key(&ORGANISER.parse().unwrap(), decision.parse().unwrap(), number);
            let handed = self.town.system.documents().get(&key).await.unwrap().unwrap();
            let handed: Value = serde_json::from_slice(&handed).unwrap();
            told.push((text, handed["channel"].as_str().unwrap().to_owned()));
        }
        told
    }
}

#[tokio::test]
async fn each_changed_month_is_told_with_refund_correction_and_the_new_share_in_the_clients_language() {
    let child = Child::reported(&[]).await;
    let first = child.rectified(&child.decision, "2026-09-01", 3000).await;
    let told = child.told(&first).await;
    let [(text, channel)] = &told[..] else { panic!("{told:?}") };
    // Price 1 100.00, value 949.00: 883.00 and 217.00 with a co-payment of 66.00, 919.00 and 181.00 with 30.00.
    for part in ["Din självriskandel har ändrats", "september 2026", "oktober 2026"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    for cents in ["883,00", "919,00", "217,00", "181,00"] {
        assert_eq!(text.matches(cents).count(), 2, "{cents} in {text}");
    }
    assert_eq!(channel, "post");
    assert!(!text.contains("Testi 1 Oy"), "no provider is named: {text}");
    // A later decision is told from what was told last, and only what it changes.
    let second = child.rectified(&first, "2026-10-01", 0).await;
    let told = child.told(&second).await;
    let [(text, _)] = &told[..] else { panic!("{told:?}") };
    assert!(text.contains("oktober 2026") && !text.contains("september"), "{text}");
    for cents in ["919,00", "949,00", "181,00", "151,00"] {
        assert_eq!(text.matches(cents).count(), 1, "{cents} in {text}");
    }
    assert_eq!(child.told(&first).await.len(), 1, "nobody is told twice");
}

#[tokio::test]
async fn what_an_annulment_takes_back_is_told_and_a_decision_that_changes_no_share_is_not() {
    let child = Child::reported(&[]).await;
    let same = child.rectified(&child.decision, "2026-09-01", 6600).await;
    assert_eq!(child.told(&same).await, []);
    child.act(&same, "annulment", &json!({"from": "2026-10-01", "reason": "Erehdys."})).await;
    child.town.rest().await;
    let told = child.told(&same).await;
    let [(text, _)] = &told[..] else { panic!("{told:?}") };
    for part in ["oktober 2026", "883,00", "217,00", "0,00"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[tokio::test]
async fn under_a_protected_address_an_official_hands_it_over_and_after_a_death_nobody_is_written_to() {
    let child = Child::reported(&[("protected", json!(true))]).await;
    let first = child.rectified(&child.decision, "2026-09-01", 3000).await;
    assert_eq!(child.told(&first).await[0].1, "by_hand");
    let dead = swedish(&[("died", json!("2026-11-01"))]);
    let path = format!("/v1/clients/{}", child.client);
    child.town.put(&official(ORGANISER, Role::Grantor), &path, &dead).await.of_status(200);
    let second = child.accepted(&first, "2026-09-01", 0).await;
    assert_eq!((child.told(&first).await.len(), child.told(&second).await.len()), (1, 0));
    let run = child.town.settle("2026-10").await;
    assert_ne!(child.town.settlement(&run, &child.provider).await, Value::Null, "the provider is refunded");
}
