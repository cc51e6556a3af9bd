//! From recorded events to invoices: what a run takes, what waits for the next, and what is never taken twice.

use scenarios::{ORGANISER, Provider, Town, application, home_care, hours, official};
use serde_json::{Value, json};
use web::Role;

/// 36.00 an hour of the provider's 40.00 is the organiser's, at day time.
const HOUR_CENTS: i64 = 3600;

async fn home_care_town(limits: &Value) -> (Town, Provider, String) {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(limits)).await;
    (town, provider, voucher)
}

/// The cents that the provider's own invoice asks for.
async fn invoiced(town: &Town, provider: &Provider, run: &str) -> i64 {
    let path = format!("/v1/settlements/{run}/invoice");
    let invoice = town.get(&provider.person(Role::ServiceManager), &path).await;
    assert_eq!(
        (invoice.status, &invoice.headers["content-type"]),
        (200, &"application/xml".parse().unwrap())
    );
    let amount = invoice.element("InvoiceTotalVatIncludedAmount");
    let (euros, cents) = amount.split_once(',').unwrap();
    euros.parse::<i64>().unwrap() * 100 + cents.parse::<i64>().unwrap()
}

#[tokio::test]
async fn from_set_up_to_an_invoice_to_the_cent_with_a_held_event_approved_and_one_rejected() {
    let (town, provider, voucher) = home_care_town(&json!({"month": 120})).await;
    let inside =
        town.record(&provider, &hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T10:00")).await;
    assert_eq!((&inside["status"], &inside["reasons"]), (&json!("approved"), &Value::Null));
    assert_eq!((&inside["provider_cents"], &inside["client_cents"]), (&json!(7200), &json!(800)));
    let mut held = Vec::new();
    for (id, day) in [("v-2", "2026-10-06"), ("v-3", "2026-10-07")] {
        let visit = hours(id, &voucher, &format!("{day}T08:00"), &format!("{day}T09:00"));
        let answer = town.record(&provider, &visit).await;
        assert_eq!((&answer["status"], &answer["reasons"]), (&json!("held"), &json!(["over_limit_held"])));
        held.push(answer["event"].as_str().unwrap().to_owned());
    }
    let use_before = &town.seen(&voucher).await["use"]["home-care"];
    assert_eq!(*use_before, json!({"total": null, "used": 120, "held": 120}), "held events reserve quota");

    let approver = official(ORGANISER, Role::Approver);
    assert_eq!(town.all(&approver, "/v1/held?service=home-care").await.len(), 2);
    let decide = async |event: &str, approve: bool| {
        let decision = json!({"approve": approve, "reason": "Tarkistettu."});
        town.post(&approver, &format!("/v1/held/{event}/decision"), &decision).await
    };
    assert_eq!(decide(&held[0], true).await.of_status(200), json!({"status": "approved"}));
    assert_eq!(decide(&held[1], false).await.of_status(200), json!({"status": "rejected"}));
    assert_eq!(decide(&held[0], false).await.refused(409), "not_held", "a decision is made once");
    assert_eq!(town.all(&approver, "/v1/held?service=home-care").await, Vec::<Value>::new());
    assert_eq!(town.seen(&voucher).await["use"]["home-care"], json!({"total": null, "used": 180, "held": 0}));

    let run = town.settle("2026-10").await;
    let settlement = town.settlement(&run, &provider).await;
    assert_eq!(
        (&settlement["status"], &settlement["total_cents"]),
        (&json!("written"), &json!(3 * HOUR_CENTS))
    );
    assert_eq!(settlement["invoice_number"], json!("99900016000001"), "a series of the provider's own");
    assert_eq!(invoiced(&town, &provider, &run).await, 3 * HOUR_CENTS);
    let own = town.all(&provider.person(Role::ServiceManager), "/v1/settlements").await;
    assert_eq!((own.len(), &own[0]["total_cents"]), (1, &json!(3 * HOUR_CENTS)));
}

#[tokio::test]
async fn a_second_run_of_the_period_adds_nothing() {
    let (town, provider, voucher) = home_care_town(&json!({})).await;
    town.record(&provider, &hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T10:00")).await;
    let (first, second) = (town.settle("2026-10").await, town.settle("2026-10").await);
    assert_ne!(first, second);
    assert_eq!(town.settlement(&first, &provider).await["total_cents"], json!(2 * HOUR_CENTS));
    assert_eq!(town.settlement(&second, &provider).await, Value::Null);
    assert_eq!(town.system.objects().list("invoices/", None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_recorded_after_a_run_waits_for_the_next_and_a_later_month_for_its_own() {
    let (town, provider, voucher) = home_care_town(&json!({})).await;
    town.record(&provider, &hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T10:00")).await;
    town.record(&provider, &hours("v-2", &voucher, "2026-11-02T08:00", "2026-11-02T13:00")).await;
    let first = town.settle("2026-10").await;
    town.record(&provider, &hours("v-3", &voucher, "2026-10-06T08:00", "2026-10-06T09:00")).await;
    let second = town.settle("2026-10").await;
    let third = town.settle("2026-11").await;
    for (run, hours, number) in
        [(first, 2, "99900016000001"), (second, 1, "99900016000002"), (third, 5, "99900016000003")]
    {
        let settlement = town.settlement(&run, &provider).await;
        assert_eq!(settlement["total_cents"], json!(hours * HOUR_CENTS));
        assert_eq!(settlement["invoice_number"], json!(number), "no gap in the series");
        assert_eq!(invoiced(&town, &provider, &run).await, hours * HOUR_CENTS);
    }
}

#[tokio::test]
async fn a_provider_without_an_account_is_set_aside_and_taken_by_the_next_run_once_mended() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let mut incomplete = application(1, &["home-care"]);
    (incomplete["iban"], incomplete["bic"]) = (Value::Null, Value::Null);
    let provider = town.approved(1, &incomplete).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    town.record(&provider, &hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T10:00")).await;

    let first = town.settle("2026-10").await;
    let aside = town.settlement(&first, &provider).await;
    assert_eq!((&aside["status"], &aside["reason"]), (&json!("set_aside"), &json!("no_iban")));
    assert_eq!(aside["total_cents"], Value::Null);
    let path = format!("/v1/settlements/{first}/invoice");
    assert_eq!(town.get(&provider.person(Role::ServiceManager), &path).await.refused(404), "not_found");

    let mended = town.submitted(1, &application(1, &["home-care"])).await;
    let decision = json!({"approve": true, "reason": "Tilinumero on nyt ilmoitettu."});
    town.post(&official(ORGANISER, Role::Approver), &format!("{mended}/decision"), &decision)
        .await
        .of_status(200);
    let second = town.settle("2026-10").await;
    assert_eq!(town.settlement(&second, &provider).await["total_cents"], json!(2 * HOUR_CENTS));
    assert_eq!(invoiced(&town, &provider, &second).await, 2 * HOUR_CENTS);
    assert_eq!(town.settlement(&first, &provider).await["status"], json!("set_aside"), "the first stays");
}

#[tokio::test]
async fn without_the_organisers_details_or_an_e_invoice_address_nothing_is_taken() {
    let town = Town::open().await;
    let file = local::regions::rulebook::file_of("home-care").unwrap();
    town.general_part(&official(ORGANISER, Role::MainUser)).await;
    town.post_toml(&official(ORGANISER, Role::MainUser), "/v1/services", file).await.of_status(201);
    let mut incomplete = application(1, &["home-care"]);
    incomplete["einvoice"] = Value::Null;
    let provider = town.approved(1, &incomplete).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    town.record(&provider, &hours("v-1", &voucher, "2026-10-05T08:00", "2026-10-05T10:00")).await;
    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &provider).await["reason"], json!("no_organiser_details"));
    let main_user = official(ORGANISER, Role::MainUser);
    town.put(&main_user, "/v1/organiser", &scenarios::details()).await.of_status(200);
    let run = town.settle("2026-10").await;
    assert_eq!(town.settlement(&run, &provider).await["reason"], json!("no_einvoice_address"));
}
