//! Who holds a letter's link: each guardian has one of its own, a protected address stays hidden, and what is no good is refused.

use scenarios::{ORGANISER, Town, official};
use serde_json::{Value, json};
use web::Role;

use crate::comparisons::{dentists, plan};

/// A child with two guardians, and what it is granted: the tokens of both letters.
async fn of_two_guardians(town: &Town, protected: bool) -> (String, Vec<String>) {
    let grantor = official(ORGANISER, Role::Grantor);
    let guardian = |n: u32| json!({"reference": format!("H-90{n}"), "name": format!("Testi Huoltaja-{n}"), "scope": "everything", "first_day": "2023-05-10"});
    let child = json!({
        "first_names": "Testi", "last_name": "Lapsi-901", "born": "2023-05-10", "language": "fi",
        "municipality": "Turku", "protected": protected, "guardians": [guardian(1), guardian(2)],
    });
    let child = town.post(&grantor, "/v1/clients", &child).await.of_status(201);
    let [voucher, decision, _] = town.linked(child["client"].as_str().unwrap(), "dental-care", &plan()).await;
    (voucher, town.tokens(&decision).await)
}

#[tokio::test]
async fn each_guardian_has_a_link_and_only_the_one_that_chose_is_told_whom() {
    let town = Town::open().await;
    let [cheap, ..] = dentists(&town).await;
    let (_, tokens) = of_two_guardians(&town, false).await;
    let [one, other] = &tokens[..] else { panic!("two letters, two links: {tokens:?}") };
    assert_ne!(one, other);
    assert_eq!(town.compare(other, "").await.of_status(200)["from"], json!("Turku"));
    town.choose(one, &cheap.provider).await.of_status(200);
    let told = town.compare(one, "").await.of_status(200);
    assert_eq!(told["chose"], json!({"provider": cheap.provider, "name": "Cetus Testi Oy"}));
    let untold = town.compare(other, "").await.of_status(200);
    assert_eq!((&untold["is_booked"], &untold["chose"]), (&json!(true), &Value::Null));
    assert_eq!(town.choose(other, &cheap.provider).await.refused(422), "booking_overlaps");
}

#[tokio::test]
async fn under_a_protected_address_no_link_tells_where_the_client_lives_or_is_served() {
    let town = Town::open().await;
    let [cheap, ..] = dentists(&town).await;
    let (_, tokens) = of_two_guardians(&town, true).await;
    for token in &tokens {
        let page = town.compare(token, "").await.of_status(200);
        assert_eq!((&page["from"], &page["items"][0]["distance_km"]), (&Value::Null, &Value::Null));
    }
    town.choose(&tokens[0], &cheap.provider).await.of_status(200);
    let other = town.compare(&tokens[1], "").await.of_status(200);
    assert_eq!((&other["chose"], &other["from"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn forged_foreign_and_expired_links_are_refused_and_tell_nothing() {
    let town = Town::open().await;
    let [cheap, ..] = dentists(&town).await;
    let client = town.client(1).await;
    let [voucher, decision, token] = town.linked(&client, "dental-care", &plan()).await;
    let (organiser, secret) = token.split_once('.').unwrap();
    let other = if secret.starts_with('A') { "B" } else { "A" };
    let forged = [
        format!("{organiser}.{other}{}", &secret[1..]),
        format!("kajaani.{secret}"),
        format!("{organiser}.{voucher}"),
        format!("{organiser}.{decision}"),
        secret.to_owned(),
        format!("{organiser}."),
    ];
    for token in forged {
        assert_eq!(town.compare(&token, "").await.refused(404), "link_invalid", "{token}");
        assert_eq!(town.choose(&token, &cheap.provider).await.refused(404), "link_invalid", "{token}");
    }
    let [_, _, old] = town.linked_for(&client, "dental-care", &plan(), ("2026-09-01", "2026-11-04")).await;
    assert_eq!(town.compare(&old, "").await.refused(410), "link_expired");
    assert_eq!(town.choose(&old, &cheap.provider).await.refused(410), "link_expired");
    let [_, _, last] = town.linked_for(&client, "dental-care", &plan(), ("2026-09-01", "2026-11-05")).await;
    town.compare(&last, "").await.of_status(200);
}

#[tokio::test]
async fn a_voucher_whose_client_has_died_is_compared_no_more() {
    let town = Town::open().await;
    let [cheap, ..] = dentists(&town).await;
    let client = town.client(1).await;
    let [_, _, token] = town.linked(&client, "dental-care", &plan()).await;
    let grantor = official(ORGANISER, Role::Grantor);
    let mut told = town.get(&grantor, &format!("/v1/clients/{client}")).await.of_status(200);
    told["died"] = json!("2026-11-01");
    let told = json!({
        "first_names": told["first_names"], "last_name": told["last_name"], "born": told["born"],
        "language": told["language"], "municipality": told["municipality"], "died": told["died"],
    });
    town.put(&grantor, &format!("/v1/clients/{client}"), &told).await.of_status(200);
    assert_eq!(town.compare(&token, "").await.refused(422), "voucher_not_usable");
    assert_eq!(town.choose(&token, &cheap.provider).await.refused(422), "voucher_not_usable");
}
