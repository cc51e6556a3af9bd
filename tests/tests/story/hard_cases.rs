//! The hard cases of clients and their decisions, each by its name.

use domain::{ids::DecisionId, letter::handover_key};
use scenarios::{ORGANISER, Town, details, family, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

async fn town() -> Town {
    let town = Town::open().await;
    town.set_up(&["early-education", "home-care", "dental-care"]).await;
    town
}

/// Who a child is, and its guardians; the second one is restricted for a reason, if there is one.
fn child(protected: bool, restricted: Option<&str>) -> Value {
    let guardian = |reference: &str, restricted: Option<&str>| {
        json!({
            "reference": reference, "name": format!("Testi Huoltaja-{reference}"), "scope": "everything",
            "first_day": "2023-05-10", "restricted": restricted,
        })
    };
    json!({
        "first_names": "Testi", "last_name": "Asiakas-001", "born": "2023-05-10", "language": "fi",
        "municipality": "Testilä", "protected": protected,
        "guardians": [guardian("H-901", None), guardian("H-902", restricted)],
    })
}

async fn add(town: &Town, client: &Value) -> String {
    let added = town.post(&official(ORGANISER, Role::Grantor), "/v1/clients", client).await.of_status(201);
    added["client"].as_str().unwrap().to_owned()
}

async fn change(town: &Town, client: &str, to: &Value) -> Value {
    let path = format!("/v1/clients/{client}");
    town.put(&official(ORGANISER, Role::Grantor), &path, to).await.of_status(200)
}

async fn decision(town: &Town, id: &str) -> Value {
    town.get(&official(ORGANISER, Role::Grantor), &format!("/v1/decisions/{id}")).await.of_status(200)
}

/// Channel, subject and receiver of each letter of a decision that lies in the outbox.
async fn handed_over(town: &Town, decision: &str) -> Vec<(String, String, Value)> {
    town.rest().await;
    let (organiser, decision): (_, DecisionId) = (ORGANISER.parse().unwrap(), decision.parse().unwrap());
    let mut found = Vec::new();
    for number in 1.. {
        let key = handover_key(&organiser, decision, number);
        let Some(bytes) = town.system.documents().get(&key).await.unwrap() else { break };
        let told: Value = serde_json::from_slice(&bytes).unwrap();
        let text = |field: &str| told[field].as_str().unwrap().to_owned();
        found.push((text("channel"), text("about"), told["recipient"].clone()));
    }
    found
}

fn letter(channel: &str, about: &str, recipient: Value) -> (String, String, Value) {
    (channel.to_owned(), about.to_owned(), recipient)
}

#[tokio::test]
async fn both_guardians_get_a_decision_unless_an_official_restricts_one() {
    let town = town().await;
    let both = add(&town, &child(false, None)).await;
    town.tell(&both, &family(None, "3500")).await;
    let first = town.educated(&both).await.1.swap_remove(0);
    let to = |reference: &str| letter("post", "decision", json!({"guardian": reference}));
    assert_eq!(handed_over(&town, &first).await, [to("H-901"), to("H-902")]);
    let grantor = official(ORGANISER, Role::Grantor);
    let second = town.get(&grantor, &format!("/v1/decisions/{first}/letters/2")).await.text;
    assert!(second.contains("Testi Huoltaja-H-902") && second.contains("Testi Asiakas-001"), "{second}");
    change(&town, &both, &child(false, Some("Lapsen turvallisuus."))).await;
    let draft = town.tell(&both, &family(Some("2026-04-01"), "3000")).await.swap_remove(0);
    let said = json!({"reason": "Tulot ovat muuttuneet."});
    town.post(&grantor, &format!("/v1/decisions/{draft}/approval"), &said).await.of_status(200);
    town.post(&grantor, &format!("/v1/decisions/{draft}/letter"), &said).await.of_status(200);
    assert_eq!(handed_over(&town, &draft).await, [to("H-901")]);
}

#[tokio::test]
async fn under_a_protected_address_an_official_hands_every_letter_over() {
    let town = town().await;
    let client = add(&town, &child(true, None)).await;
    town.tell(&client, &family(None, "3500")).await;
    let granted = town.educated(&client).await.1.swap_remove(0);
    let by_hand = |reference: &str| letter("by_hand", "decision", json!({"guardian": reference}));
    assert_eq!(handed_over(&town, &granted).await, [by_hand("H-901"), by_hand("H-902")]);
    let path = format!("/v1/decisions/{granted}/letters/1");
    let text = town.get(&official(ORGANISER, Role::Grantor), &path).await.text;
    let own = details();
    let of_organiser = text.replace(own["street"].as_str().unwrap(), "");
    assert!(!of_organiser.contains("katu"), "the only street is the organiser's: {text}");
}

#[tokio::test]
async fn after_a_death_vouchers_close_later_events_wait_earlier_ones_are_paid_and_nobody_is_written_to() {
    let town = town().await;
    let provider = town.provider(1, &["home-care", "dental-care"]).await;
    let who = json!({
        "first_names": "Testi", "last_name": "Asiakas-001", "born": "1952-10-13", "language": "fi",
        "municipality": "Testilä",
    });
    let client = add(&town, &who).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    let plan = json!([{"code": "SAA01", "limits": {"total": 1}}]);
    let unbooked = town.voucher(&client, "dental-care", &plan).await;
    let grantor = official(ORGANISER, Role::Grantor);
    let mut dead = who.clone();
    dead["died"] = json!("2026-11-06");
    let path = format!("/v1/clients/{client}");
    assert_eq!(town.put(&grantor, &path, &dead).await.refused(422), "died_impossible");
    dead["died"] = json!("2026-10-10");
    change(&town, &client, &dead).await;
    assert_eq!(town.seen(&voucher).await["state"], json!("closed"));
    let days = json!({"first_day": "2026-10-01", "last_day": "2026-12-31"});
    let booking = town.post(&provider.recorder(), &format!("/v1/vouchers/{unbooked}/bookings"), &days).await;
    assert_eq!(booking.refused(409), "client_died");
    let before = hours("1", &voucher, "2026-10-10T08:00", "2026-10-10T09:00");
    assert_eq!(town.record(&provider, &before).await["status"], json!("approved"));
    let later = hours("2", &voucher, "2026-10-11T08:00", "2026-10-11T09:00");
    let later = town.record(&provider, &later).await;
    assert_eq!(later["status"], json!("held"));
    assert!(later.to_string().contains("after_death"), "{later}");
    let granted = json!({
        "client": client, "service": "home-care", "first_day": "2026-11-01", "last_day": "2026-12-31",
        "contents": home_care(&json!({})),
    });
    assert_eq!(town.post(&grantor, "/v1/vouchers", &granted).await.refused(409), "client_died");
    // Told in error: all is as it was.
    change(&town, &client, &who).await;
    assert_eq!(town.seen(&voucher).await["state"], json!("open"));
}

#[tokio::test]
async fn a_letter_to_an_estate_is_an_officials_act_and_what_was_prepared_ends_with_the_client() {
    let town = town().await;
    let who = child(false, None);
    let client = add(&town, &who).await;
    town.tell(&client, &family(None, "3500")).await;
    town.educated(&client).await;
    let grantor = official(ORGANISER, Role::Grantor);
    let [lower, higher] = [("2026-04-01", "3000"), ("2026-07-01", "4500")];
    let lower = town.tell(&client, &family(Some(lower.0), lower.1)).await.swap_remove(0);
    let said = json!({"reason": "Tulot ovat muuttuneet."});
    town.post(&grantor, &format!("/v1/decisions/{lower}/approval"), &said).await.of_status(200);
    let higher = town.tell(&client, &family(Some(higher.0), higher.1)).await.swap_remove(0);
    town.post(&grantor, &format!("/v1/decisions/{higher}/hearing"), &json!({})).await.of_status(200);
    let mut dead = who;
    dead["died"] = json!("2026-10-10");
    change(&town, &client, &dead).await;
    assert_eq!(decision(&town, &higher).await["state"], json!("lapsed"));
    let path = format!("/v1/decisions/{lower}/letter");
    assert_eq!(town.post(&grantor, &path, &json!({})).await.refused(409), "client_died");
    town.post(&grantor, &path, &json!({"to_estate": true})).await.of_status(200);
    assert_eq!(handed_over(&town, &lower).await, [letter("by_hand", "decision", json!("estate"))]);
    assert_eq!(town.tell(&client, &family(None, "100")).await, Vec::<String>::new(), "nothing is drafted");
    // What was granted in error is annulled too, and the estate is told by an official alone.
    let path = format!("/v1/decisions/{lower}/annulment");
    let mut annulment = json!({"from": "2026-05-01", "reason": "Myönnetty erehdyksessä."});
    assert_eq!(town.post(&grantor, &path, &annulment).await.refused(409), "client_died");
    annulment["to_estate"] = json!(true);
    town.post(&grantor, &path, &annulment).await.of_status(200);
    assert_eq!(handed_over(&town, &lower).await[1], letter("by_hand", "annulment", json!("estate")));
}

#[tokio::test]
async fn two_records_of_one_person_become_one_and_the_ledger_stays_as_it_is() {
    let town = town().await;
    let cleaning = include_str!("../../../infra/rulebooks/cleaning.toml");
    town.post_toml(&official(ORGANISER, Role::MainUser), "/v1/services", cleaning).await.of_status(201);
    let provider = town.provider(1, &["home-care", "cleaning"]).await;
    let newborn = add(&town, &child(false, None)).await;
    let mut coded = child(false, None);
    coded["identity_code"] = json!("100523A901F");
    let known = add(&town, &coded).await;
    town.tell(&newborn, &family(None, "3500")).await;
    let (educated, granted) = town.educated(&newborn).await;
    let draft = town.tell(&newborn, &family(Some("2026-04-01"), "3000")).await.swap_remove(0);
    let first = town.booked(&provider, &newborn, "home-care", &home_care(&json!({}))).await;
    let second = town.booked(&provider, &known, "cleaning", &json!([{"code": "cleaning-hour"}])).await;
    let visit = hours("1", &first, "2026-10-05T08:00", "2026-10-05T09:00");
    assert_eq!(town.record(&provider, &visit).await["status"], json!("approved"));
    let grantor = official(ORGANISER, Role::Grantor);
    let path = format!("/v1/clients/{newborn}/merge");
    let merging = json!({"into": known, "reason": "Sama lapsi."});
    for _ in 0..2 {
        town.post_under("merge", &grantor, &path, &merging).await.of_status(200);
    }
    assert_eq!(town.post(&grantor, &path, &merging).await.refused(409), "client_merged");
    let vouchers = town.all(&grantor, &format!("/v1/clients/{known}/vouchers")).await;
    assert_eq!(vouchers.len(), 3);
    for voucher in [&educated, &first] {
        assert_eq!(town.seen(voucher).await["client"], json!(known));
    }
    let decisions = town.all(&grantor, &format!("/v1/clients/{known}/decisions")).await;
    let all: Vec<&Value> = decisions.iter().map(|one| &one["decision"]).collect();
    assert!(granted.iter().chain([&draft]).all(|id| all.contains(&&json!(id))), "{all:?}");
    let queue = town.get(&grantor, "/v1/decisions").await.of_status(200);
    assert!(queue["items"].as_array().unwrap().iter().any(|one| one["decision"] == json!(draft)), "{queue}");
    // One person is in one place at a time, and what was recorded is paid.
    let mut elsewhere = hours("2", &second, "2026-10-05T08:30", "2026-10-05T09:30");
    elsewhere["content"] = json!("cleaning-hour");
    let recorder = provider.recorder();
    assert_eq!(town.post(&recorder, "/v1/events", &elsewhere).await.refused(422), "overlap");
    let again = town.post(&recorder, "/v1/events", &visit).await.of_status(200);
    assert_eq!(again["status"], json!("approved"), "sent again it is the same event");
    let run = town.settle("2026-10").await;
    assert!(town.settlement(&run, &provider).await["total_cents"].as_i64().unwrap() > 0);
    // What is told of the one that is left drafts on all.
    let drafts = town.tell(&known, &family(Some("2026-04-01"), "2900")).await;
    assert!(!drafts.is_empty());
    assert_eq!(
        town.put(&grantor, &format!("/v1/clients/{newborn}"), &child(false, None)).await.refused(409),
        "client_merged"
    );
}
