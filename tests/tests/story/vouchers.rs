//! One event at a time: resent, changed, under a new provider, at the same time as another.

use scenarios::{ORGANISER, Provider, Town, home_care, hours, official, pieces};
use serde_json::{Value, json};
use web::Role;

async fn town_with_two_providers() -> (Town, Provider, Provider) {
    let town = Town::open().await;
    town.set_up(&["dental-care"]).await;
    town.side_by_side("home-care").await;
    let first = town.provider(1, &["home-care", "dental-care"]).await;
    let second = town.provider(2, &["home-care", "dental-care"]).await;
    (town, first, second)
}

#[tokio::test]
async fn an_event_resent_is_answered_the_same_and_with_other_content_it_is_a_conflict() {
    let (town, provider, _) = town_with_two_providers().await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    let visit = hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T09:00");
    let first = town.record(&provider, &visit).await;
    assert_eq!(first["repeated"], json!(false));
    let stored = town.stored();
    // The same instants, written with their offset.
    let as_well = hours("v-1", &voucher, "2026-10-05T08:00+03:00", "2026-10-05T06:00Z");
    for same in [&visit, &as_well] {
        let mut again = town.post(&provider.recorder(), "/v1/events", same).await.of_status(200);
        assert_eq!(again["repeated"].take(), json!(true));
        let mut expected = first.clone();
        expected["repeated"] = Value::Null;
        assert_eq!(again, expected);
    }
    let changed = hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T09:30");
    assert_eq!(town.post(&provider.recorder(), "/v1/events", &changed).await.refused(409), "event_conflict");
    assert_eq!(town.stored(), stored);
}

#[tokio::test]
async fn a_refused_event_leaves_its_id_free_and_a_rejected_one_keeps_it() {
    let (town, provider, _) = town_with_two_providers().await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({"total": 60}))).await;
    let backwards = hours("v-1", &voucher, "2026-10-05T09:00", "2026-10-05T08:00");
    assert_eq!(
        town.post(&provider.recorder(), "/v1/events", &backwards).await.refused(422),
        "end_before_start"
    );
    town.record(&provider, &hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T09:00")).await;

    let over = hours("v-2", &voucher, "2026-10-06T08:00", "2026-10-06T09:00");
    let held = town.record(&provider, &over).await;
    let path = format!("/v1/held/{}/decision", held["event"].as_str().unwrap());
    let rejection = json!({"approve": false, "reason": "Ei sovittu."});
    town.post(&official(ORGANISER, Role::Approver), &path, &rejection).await.of_status(200);
    let again = town.post(&provider.recorder(), "/v1/events", &over).await.of_status(200);
    assert_eq!((&again["status"], &again["repeated"]), (&json!("rejected"), &json!(true)));
    let at_its_time = hours("v-3", &voucher, "2026-10-06T08:00", "2026-10-06T09:00");
    assert_eq!(town.record(&provider, &at_its_time).await["status"], json!("held"), "its time is free again");
}

#[tokio::test]
async fn after_a_change_of_provider_each_records_the_days_of_its_booking() {
    let (town, old, new) = town_with_two_providers().await;
    let client = town.client(1).await;
    let voucher = town.voucher(&client, "home-care", &home_care(&json!({"total": 180}))).await;
    town.book(&old, &voucher, "2026-09-01", "2026-10-14").await;
    town.book(&new, &voucher, "2026-10-15", "2026-12-31").await;
    let third = json!({"first_day": "2026-10-10", "last_day": "2026-10-20"});
    let path = format!("/v1/vouchers/{voucher}/bookings");
    assert_eq!(town.post(&new.recorder(), &path, &third).await.refused(422), "booking_overlaps");

    let visit = |id: &str, day: &str| hours(id, &voucher, &format!("{day}T08:00"), &format!("{day}T09:00"));
    town.record(&new, &visit("n-1", "2026-10-15")).await;
    town.record(&old, &visit("o-1", "2026-10-14")).await;
    for (provider, id, day) in [(&old, "o-2", "2026-10-15"), (&new, "n-2", "2026-10-14")] {
        let refused = town.post(&provider.recorder(), "/v1/events", &visit(id, day)).await;
        assert_eq!(refused.refused(422), "booking_not_valid");
    }
    let seen = town.get(&old.recorder(), &format!("/v1/vouchers/{voucher}")).await.of_status(200);
    assert_eq!(seen["bookings"].as_array().unwrap().len(), 1, "a provider sees its own booking alone");
    assert_eq!(
        town.seen(&voucher).await["use"]["home-care"]["used"],
        json!(120),
        "the quota is the voucher's"
    );
    let run = town.settle("2026-10").await;
    for provider in [&old, &new] {
        assert_eq!(town.settlement(&run, provider).await["total_cents"], json!(3600));
    }
}

#[tokio::test]
async fn a_client_has_one_visit_at_a_time_over_vouchers_and_providers() {
    let (town, first, second) = town_with_two_providers().await;
    let (client, other) = (town.client(1).await, town.client(2).await);
    let one = town.booked(&first, &client, "home-care", &home_care(&json!({}))).await;
    let two = town.booked(&second, &client, "home-care", &home_care(&json!({}))).await;
    let others = town.booked(&second, &other, "home-care", &home_care(&json!({}))).await;
    town.record(&first, &hours("v-1", &one, "2026-10-05T08:00", "2026-10-05T09:00")).await;
    let overlapping = hours("v-1", &two, "2026-10-05T08:59", "2026-10-05T10:00");
    let refused = town.post(&second.recorder(), "/v1/events", &overlapping).await;
    assert!(
        !refused.text.contains(&one) && !refused.text.contains(&first.provider),
        "whose visit is not told"
    );
    assert_eq!(refused.refused(422), "overlap");
    town.record(&second, &hours("v-1", &two, "2026-10-05T09:00", "2026-10-05T10:00")).await;
    town.record(&second, &hours("v-2", &others, "2026-10-05T08:00", "2026-10-05T09:00")).await;
}

#[tokio::test]
async fn a_limit_of_pieces_refuses_what_is_over_it_where_the_rulebook_says_so() {
    let (town, provider, _) = town_with_two_providers().await;
    let client = town.client(1).await;
    let contents = json!([{"code": "SAA01", "limits": {"total": 2}}, {"code": "SFA10"}]);
    let voucher = town.booked(&provider, &client, "dental-care", &contents).await;
    let examination = |id: &str| pieces(id, &voucher, "SAA01", "C62", "2026-10-05", 1);
    // 45.00 of 50.00 is the organiser's.
    for id in ["e-1", "e-2"] {
        assert_eq!(town.record(&provider, &examination(id)).await["provider_cents"], json!(4500));
    }
    let third = town.post(&provider.recorder(), "/v1/events", &examination("e-3")).await;
    assert_eq!(third.refused(422), "over_limit");
    town.record(&provider, &pieces("e-4", &voucher, "SFA10", "C62", "2026-10-05", 3)).await;
    assert_eq!(town.seen(&voucher).await["use"]["SAA01"], json!({"total": 2, "used": 2, "held": 0}));
}
