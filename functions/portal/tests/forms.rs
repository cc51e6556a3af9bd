//! Forms: only the portal's own act, once, and a refusal stands at its field.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod fake;

use fake::{browser::Browser, data};
use reqwest::Method;
use serde_json::json;

const NEW_CLIENT: [(&str, &str); 5] = [
    ("first_names", "Testi"),
    ("last_name", "Asiakas-900"),
    ("born", "1950-01-01"),
    ("language", "fi"),
    ("municipality", "Alkuranta"),
];

/// Every address that takes a form, with a role that may send it.
const FORMS: [(&str, &str); 13] = [
    ("grantor", "/clients/new"),
    ("grantor", "/clients/x/grant"),
    ("grantor", "/clients/x/order"),
    ("approver", "/held/x"),
    ("finance", "/runs"),
    ("approver", "/applications/x"),
    ("signatory", "/applications/new"),
    ("signatory", "/bookings"),
    ("signatory", "/purchases/x"),
    ("signatory", "/roster/2026-10"),
    ("signatory", "/roster/2026-10/check"),
    ("signatory", "/visits/new"),
    ("signatory", "/sign-out"),
];

#[tokio::test]
async fn a_form_without_its_proof_is_refused_everywhere() {
    let fake = fake::start(0).await;
    for (role, path) in FORMS {
        let mut browser = Browser::signed_in(&fake.address, role).await;
        assert_eq!(browser.post(path, &NEW_CLIENT).await.status, 403, "{path}");
    }
    assert!(fake.world.lock().unwrap().commands.is_empty());
}

#[tokio::test]
async fn a_proof_of_another_session_or_form_is_refused() {
    let fake = fake::start(0).await;
    let mut mine = Browser::signed_in(&fake.address, "grantor").await;
    let mut theirs = Browser::signed_in(&fake.address, "grantor").await;
    let hidden = theirs.get("/clients/new").await.hidden("/clients/new");
    let own = mine.get("/clients/new").await.hidden("/clients/new");
    for stolen in [&hidden, &vec![own[0].clone(), hidden[1].clone()]] {
        let fields: Vec<_> =
            stolen.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(NEW_CLIENT).collect();
        assert_eq!(mine.post("/clients/new", &fields).await.status, 403);
    }
    assert!(fake.world.lock().unwrap().commands.is_empty());
}

#[tokio::test]
async fn a_form_from_another_origin_is_refused_with_a_right_proof_too() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    let hidden = browser.get("/clients/new").await.hidden("/clients/new");
    let body = format!("proof={}&key={}&first_names=Testi", hidden[0].1, hidden[1].1);
    let cookie = format!("seteli_session={}", browser.cookies["seteli_session"]);
    for (name, value) in
        [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")]
    {
        let request =
            reqwest::Client::new().post(format!("{}/clients/new", fake.address)).header(name, value);
        let request =
            request.header("cookie", &cookie).header("content-type", "application/x-www-form-urlencoded");
        assert_eq!(request.body(body.clone()).send().await.unwrap().status(), 403, "{name}: {value}");
    }
}

#[tokio::test]
async fn a_form_sent_twice_is_the_same_command_to_the_api() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    let hidden = browser.get("/clients/new").await.hidden("/clients/new");
    let fields: Vec<_> =
        hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(NEW_CLIENT).collect();
    for _ in 0..2 {
        assert_eq!(browser.post("/clients/new", &fields).await.status, 200);
    }
    let world = fake.world.lock().unwrap();
    let keys: Vec<_> = world.commands.iter().map(|command| command.key.clone().unwrap()).collect();
    assert_eq!(keys.len(), 2);
    assert_eq!(keys[0], keys[1]);
    assert_eq!(uuid::Uuid::try_parse(&keys[0]).unwrap().get_version_num(), 4);
    assert_eq!(world.commands[0].body["municipality"], "Alkuranta");
}

#[tokio::test]
async fn a_refusal_of_the_api_stands_at_its_field_in_the_visitors_language() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    browser.get("/?lang=sv").await;
    let refusal = json!({"status": 409, "code": "client_exists", "detail": "Klienten finns <redan>.", "field": "identity_code"});
    fake.world.lock().unwrap().refuse_with = Some(refusal);
    let fields: Vec<_> = NEW_CLIENT.into_iter().chain([("identity_code", "010150-900x")]).collect();
    let page = browser.submit("/clients/new", "/clients/new", &fields).await;
    assert_eq!(page.status, 422);
    assert!(
        page.html
            .contains("<a href=\"#f-identity_code\">Personbeteckning: Klienten finns &#60;redan&#62;.</a>"),
        "{}",
        page.html
    );
    assert!(
        page.html.contains("aria-invalid=\"true\"")
            && page.html.contains("aria-describedby=\"f-identity_code-hint f-identity_code-wrong\"")
    );
    assert!(page.html.contains("value=\"Asiakas-900\""), "what was written stays");
    let command = fake.world.lock().unwrap().commands[0].clone();
    assert_eq!(command.language.unwrap(), "sv");
    let again = page.hidden("/clients/new");
    assert_ne!(Some(again[1].1.clone()), command.key, "a corrected form is a new command");
}

#[tokio::test]
async fn missing_fields_are_all_told_at_once_and_nothing_is_sent() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    let page = browser.submit("/clients/new", "/clients/new", &[]).await;
    for field in ["first_names", "last_name", "born", "municipality", "language"] {
        assert!(page.html.contains(&format!("href=\"#f-{field}\"")), "{field}");
        assert!(page.html.contains(&format!("id=\"f-{field}\"")), "{field}");
    }
    assert!(page.html.contains("<title>Virhe: "));
    assert!(fake.world.lock().unwrap().commands.is_empty());
}

#[tokio::test]
async fn a_voucher_is_granted_with_limits_in_minutes() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    let way = format!("/clients/{}/grant", data::CLIENT);
    let fields = [
        ("last_day", "2026-12-31"),
        ("first_day", "2026-10-01"),
        ("contents.home-care.limits.week", "2,5"),
        ("contents.home-care.limits.total", "1:30"),
    ];
    let page = browser.submit(&format!("{way}?service=home-care"), &way, &fields).await;
    assert_eq!(page.path, format!("/vouchers/{}?done=granted", data::VOUCHER));
    let body = fake.world.lock().unwrap().commands[0].body.clone();
    let expected = json!({
        "client": data::CLIENT, "service": "home-care", "first_day": "2026-10-01", "last_day": "2026-12-31",
        "contents": [{"code": "home-care", "limits": {"week": 150, "total": 90}}],
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_refused_content_is_told_at_its_own_field() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    let refusal = json!({"status": 422, "code": "wrong_value", "detail": "Ei käy.", "field": "contents[0].limits.total"});
    fake.world.lock().unwrap().refuse_with = Some(refusal);
    let way = format!("/clients/{}/grant", data::CLIENT);
    let fields = [
        ("first_day", "2026-10-01"),
        ("last_day", "2026-12-31"),
        ("contents", "SFA10"),
        ("contents.SFA10.limits.total", "2"),
        ("contents.SAA01.limits.total", "1"),
    ];
    let page = browser.submit(&format!("{way}?service=dental-care"), &way, &fields).await;
    assert!(page.html.contains("href=\"#f-contents-SFA10-limits-total\""), "{}", page.html);
}

#[tokio::test]
async fn the_month_is_recorded_in_two_clicks() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "recorder").await;
    let check = browser
        .submit(
            "/roster/2026-10",
            "/roster/2026-10/check",
            &[("lines.1.leave", "yes"), ("lines.2.content", "over3-part")],
        )
        .await;
    assert!(check.html.contains("11 kirjausta tallennetaan"), "{}", check.html);
    assert!(fake.world.lock().unwrap().commands.is_empty(), "the first click records nothing");
    let hidden = check.hidden("/roster/2026-10");
    let fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let done = browser.post("/roster/2026-10", &fields).await;
    assert!(done.html.contains("11 kirjausta tallennettu"), "{}", done.html);
    let command = fake.world.lock().unwrap().commands[0].clone();
    assert_eq!(command.body["except"], json!(["00000000-0000-5000-8000-000000001002"]));
    assert_eq!(
        command.body["changes"],
        json!([{"voucher": "00000000-0000-5000-8000-000000001003", "content": "over3-part"}])
    );
}

#[tokio::test]
async fn a_rejection_needs_its_reason() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "approver").await;
    let action = format!("/held/{}", data::EVENT);
    let page = browser.submit("/held", &action, &[("approve", "false")]).await;
    assert_eq!(page.status, 422);
    assert!(page.html.contains(&format!("href=\"#f-reason-{}\"", data::EVENT)));
    let page = browser.submit("/held", &action, &[("approve", "true")]).await;
    assert_eq!(page.status, 200);
    assert_eq!(fake.world.lock().unwrap().commands[0].body, json!({"approve": true, "reason": ""}));
}

#[tokio::test]
async fn only_reading_and_sending_forms_are_answered() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        assert_eq!(browser.once(method, "/clients/new", None).await.status(), 404);
    }
}

#[tokio::test]
async fn a_voucher_is_booked_by_its_number_as_people_type_it() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "recorder").await;
    let days = [("first_day", "2026-10-01"), ("last_day", "2026-10-31")];
    let with = |number: &'static str| days.into_iter().chain([("voucher", number)]).collect::<Vec<_>>();
    let wrong = browser.submit("/bookings", "/bookings", &with("0hht0 d1bdw g")).await;
    assert!(wrong.html.contains("href=\"#f-voucher\""), "{}", wrong.html);
    let page = browser.submit("/bookings", "/bookings", &with("0hht0 d1bdw f")).await;
    assert_eq!(page.path, "/bookings?done=booked");
    let commands = fake.world.lock().unwrap().commands.clone();
    let paths: Vec<_> = commands.iter().map(|command| command.path.as_str()).collect();
    assert_eq!(paths, ["/v1/vouchers/0HHT0-D1BDW-F/bookings"]);
}

#[tokio::test]
async fn a_number_that_no_voucher_has_is_told_at_its_field() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "recorder").await;
    fake.world.lock().unwrap().refuse_with = Some(json!({"status": 404, "code": "not_found", "detail": "-"}));
    let fields = [("voucher", data::VOUCHER), ("first_day", "2026-10-01"), ("last_day", "2026-10-31")];
    let page = browser.submit("/bookings", "/bookings", &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.html.contains("Tällä numerolla ei ole palveluseteliä."), "{}", page.html);
}

#[tokio::test]
async fn each_change_of_an_application_is_sent_with_its_reason() {
    let fake = fake::start(0).await;
    let way = format!("/applications/{}", data::APPLICATION);
    let changes = [
        ("approver", "submitted", "ask", "information-request"),
        ("approver", "approved", "suspend", "suspension"),
        ("approver", "suspended", "reinstate", "reinstatement"),
        ("approver", "suspended", "revoke", "revocation"),
        ("signatory", "approved", "withdraw", "withdrawal"),
    ];
    for (role, page, button, what) in changes {
        let mut browser = Browser::signed_in(&fake.address, role).await;
        let page = format!("/applications/{page}");
        let empty = browser.submit(&page, &way, &[("act", button)]).await;
        assert_eq!(empty.status, 422, "{button} without a reason");
        let fields = [("act", button), ("reason", "Vakuutus"), ("deadline", "2026-10-20")];
        assert_eq!(browser.submit(&page, &way, &fields).await.status, 200, "{button}");
        let command = fake.world.lock().unwrap().commands.pop().unwrap();
        assert_eq!(command.path, format!("/v1{way}/{what}"));
        assert_eq!(command.body["reason"], json!("Vakuutus"));
    }
    assert!(fake.world.lock().unwrap().commands.is_empty(), "nothing else was sent");
}

#[tokio::test]
async fn a_signatory_commits_to_the_versions_that_the_page_shows_and_reads_what_was_asked() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "signatory").await;
    let way = format!("/applications/{}", data::APPLICATION);
    let page = browser.get("/applications/more_information").await;
    assert!(page.html.contains("&#60;b&#62;Tilinumero"), "shown as it was written: {}", page.html);
    assert!(page.html.contains("20.10.2026") && !page.html.contains("<b>Tilinumero"));
    browser.submit("/applications/more_information", &way, &[("act", "submit")]).await;
    let command = fake.world.lock().unwrap().commands.pop().unwrap();
    let versions =
        json!([{"service": "home-care", "rulebook": 1}, {"service": "assisted-living", "rulebook": 1}]);
    assert_eq!(command.body["commitments"], versions);
    let edited = browser.get("/applications/new?edits=more_information").await;
    assert!(edited.html.contains("name=\"edits\" value=\"more_information\""), "{}", edited.html);
    assert!(edited.html.contains("Esimerkkitie 1"), "filled in with what was written");
}
