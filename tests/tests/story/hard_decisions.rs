//! The hard cases of decisions, each by its name: adults' guardians, appeals, languages, organisers that merge.

use local::regions::{
    numbers::{business_id, ovt},
    rulebook::file_of,
};
use scenarios::{ORGANISER, Town, details, early_education, family, home_care, official, person, pieces};
use serde_json::{Value, json};
use web::Role;

async fn town() -> Town {
    let town = Town::open().await;
    town.set_up(&["early-education"]).await;
    town
}

async fn add(town: &Town, changes: &[(&str, Value)]) -> String {
    let added = town.post(&official(ORGANISER, Role::Grantor), "/v1/clients", &person(changes)).await;
    added.of_status(201)["client"].as_str().unwrap().to_owned()
}

/// A voucher for some days: its number and its decision.
async fn granted(town: &Town, client: &str, days: [&str; 2]) -> (String, String) {
    let body = json!({
        "client": client, "service": "early-education", "first_day": days[0], "last_day": days[1],
        "contents": early_education(),
    });
    let granted = town.post(&official(ORGANISER, Role::Grantor), "/v1/vouchers", &body).await.of_status(201);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&granted["voucher"]), text(&granted["decisions"][0]))
}

async fn act(town: &Town, id: &str, what: &str, said: &Value) -> Value {
    let path = format!("/v1/decisions/{id}/{what}");
    town.post(&official(ORGANISER, Role::Grantor), &path, said).await.of_status(200)
}

async fn decision(town: &Town, id: &str) -> Value {
    town.get(&official(ORGANISER, Role::Grantor), &format!("/v1/decisions/{id}")).await.of_status(200)
}

async fn letter(town: &Town, id: &str, number: u32) -> String {
    let path = format!("/v1/decisions/{id}/letters/{number}");
    let text = town.get(&official(ORGANISER, Role::Grantor), &path).await.text;
    text.replace(['\n', '\u{a0}'], " ")
}

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    let missing: Vec<&&str> = parts.iter().filter(|part| !text.contains(**part)).collect();
    assert!(missing.is_empty(), "{missing:?} in {text}");
}

/// Whom each of a decision's letters went to.
async fn receivers(town: &Town, id: &str) -> Vec<Value> {
    let seen = decision(town, id).await;
    seen["letters"].as_array().unwrap().iter().map(|sent| sent["recipient"].clone()).collect()
}

const AUTUMN: [&str; 2] = ["2026-09-01", "2026-12-31"];

#[tokio::test]
async fn an_adults_guardian_is_told_by_scope_and_on_the_days_of_the_guardianship_beside_the_adult() {
    let town = town().await;
    let guardian = |reference: &str, scope: &str, last_day: Value| {
        json!({
            "reference": reference, "name": format!("Testi Edunvalvoja-{reference}"), "scope": scope,
            "first_day": "2026-01-01", "last_day": last_day,
        })
    };
    let guardians = json!([
        guardian("E-901", "finances", Value::Null),
        guardian("E-902", "person", Value::Null),
        guardian("E-903", "everything", json!("2026-11-04")),
        guardian("E-904", "everything", json!("2026-11-05")),
    ]);
    let adult = add(&town, &[("guardians", guardians)]).await;
    let (_, about_money) = granted(&town, &adult, AUTUMN).await;
    let expected = [json!("client"), json!({"guardian": "E-901"}), json!({"guardian": "E-904"})];
    assert_eq!(receivers(&town, &about_money).await, expected, "a fee is a matter of money");
}

#[tokio::test]
async fn who_has_no_identity_code_is_granted_and_told_by_the_organisers_own_number() {
    let town = town().await;
    let asylum_seeker = add(&town, &[]).await;
    let (voucher, told) = granted(&town, &asylum_seeker, AUTUMN).await;
    assert_eq!(town.seen(&voucher).await["client"], json!(asylum_seeker));
    assert_eq!(receivers(&town, &told).await, [json!("client")]);
    says(&letter(&town, &told, 1).await, &["Testi Asiakas-001", &voucher]);
}

#[tokio::test]
async fn how_a_decision_is_appealed_is_dated_data_with_presumed_service_by_post_and_electronically() {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let file = file_of("home-care").unwrap().replace("\nversion = 1\n", "\nversion = 2\n");
    let file = file.replace("\nfirst_day = \"2026-01-01\"\n", "\nfirst_day = \"2027-01-01\"\n");
    let authority = ["kirjaamo@organiser.example", "oikaisut@organiser.example"];
    assert!(file.contains(authority[0]), "{file}");
    let (rules, _) = file.split_once("[[example]]").unwrap();
    let changed = rules
        .replace(authority[0], authority[1])
        .replace("service_by_post_days = 7", "service_by_post_days = 9");
    town.post_toml(&official(ORGANISER, Role::MainUser), "/v1/services", &changed).await.of_status(201);
    let client = add(&town, &[]).await;
    let mut told = Vec::new();
    for days in [AUTUMN, ["2027-01-01", "2027-07-31"]] {
        let body = json!({
            "client": client, "service": "home-care", "first_day": days[0], "last_day": days[1],
            "contents": home_care(&json!({})),
        });
        let granted = town.post(&official(ORGANISER, Role::Grantor), "/v1/vouchers", &body).await;
        told.push(granted.of_status(201)["decisions"][0].as_str().unwrap().to_owned());
    }
    let [first, second] = told.try_into().unwrap();
    // 5.11.2026 and 7 + 30 days is a Saturday, 9 + 30 days a Monday; by electronic means 3 + 30 days.
    let says_how = |text: &str, address: &str, by_post: &str| {
        says(text, &["30 päivän kuluessa", "434/2003", address, by_post, "8.12.2026"]);
    };
    says_how(&letter(&town, &first, 1).await, authority[0], "14.12.2026");
    says_how(&letter(&town, &second, 1).await, authority[1], "14.12.2026");
    assert_eq!(
        decision(&town, &first).await["appeal"]["service_by_post_days"],
        json!(7),
        "as it was decided"
    );
    assert_eq!(decision(&town, &second).await["appeal"]["service_by_post_days"], json!(9));
}

#[tokio::test]
async fn a_successful_appeal_re_prices_what_was_paid_and_a_late_one_is_dismissed() {
    let town = town().await;
    let provider = town.provider(1, &["early-education"]).await;
    let client = add(&town, &[]).await;
    let (voucher, first) = granted(&town, &client, AUTUMN).await;
    town.book(&provider, &voucher, AUTUMN[0], AUTUMN[1]).await;
    town.record(&provider, &pieces("m-1", &voucher, "over3-full", "MON", "2026-09-30", 1)).await;
    let paid = town.settle("2026-09").await;
    assert_eq!(town.settlement(&paid, &provider).await["total_cents"], json!(88_300));
    let asked = json!({"received": "2026-11-05", "reason": "Tulot on laskettu väärin."});
    let taken_in = act(&town, &first, "rectification-request", &asked).await;
    assert_eq!(taken_in["request"]["in_time"], json!(true));
    let mut contents = early_education();
    contents.as_array_mut().unwrap().iter_mut().for_each(|granted| granted["copayment_cents"] = json!(3000));
    let anew = json!({
        "reason": "Tulot korjattu.", "first_day": AUTUMN[0], "last_day": AUTUMN[1], "contents": contents,
    });
    act(&town, &first, "rectification-request/acceptance", &anew).await;
    town.rest().await;
    let corrected = town.settle("2026-10").await;
    let total = town.settlement(&corrected, &provider).await["total_cents"].clone();
    assert_eq!(total, json!(91_900 - 88_300), "refunded and corrected");
}

#[tokio::test]
async fn a_change_to_the_clients_detriment_reaches_back_so_far_as_the_rulebook_says_and_needs_a_hearing() {
    let town = Town::open().await;
    let main_user = official(ORGANISER, Role::MainUser);
    town.put(&main_user, "/v1/organiser", &details()).await.of_status(200);
    town.general_part(&main_user).await;
    let file = file_of("early-education").unwrap();
    assert!(file.contains("correction_months = 12"), "twelve months in the library (1503/2016)");
    let file = file.replace("correction_months = 12", "correction_months = 6");
    town.post_toml(&main_user, "/v1/services", &file).await.of_status(201);
    let child = town.client(1).await;
    town.tell(&child, &family(None, "3000")).await;
    town.educated(&child).await;
    let drafts = town.tell(&child, &family(None, "4500")).await;
    let draft = decision(&town, &drafts[0]).await;
    assert_eq!((&draft["days"]["first_day"], &draft["detrimental"]), (&json!("2026-05-05"), &json!(true)));
    let path = format!("/v1/decisions/{}/approval", drafts[0]);
    let approval = town.post(&official(ORGANISER, Role::Grantor), &path, &json!({"reason": "Tulot."})).await;
    assert_eq!(approval.refused(409), "hearing_needed");
}

#[tokio::test]
async fn every_letter_is_in_the_clients_recorded_language() {
    let town = town().await;
    let child = add(&town, &[("language", json!("sv")), ("born", json!("2023-05-10"))]).await;
    town.tell(&child, &family(None, "3500")).await;
    let (_, decisions) = town.educated(&child).await;
    says(
        &letter(&town, &decisions[0], 1).await,
        &["Småbarnspedagogik", "Självriskandel", "Anvisning om begäran om omprövning"],
    );
    let drafts = town.tell(&child, &family(Some("2026-04-01"), "4500")).await;
    act(&town, &drafts[0], "hearing", &json!({})).await;
    says(&letter(&town, &drafts[0], 1).await, &["Inkomsterna har ändrats."]);
    let asked = json!({"received": "2026-11-05", "reason": "Inkomsterna."});
    act(&town, &decisions[0], "rectification-request", &asked).await;
    act(&town, &decisions[0], "rectification-request/rejection", &json!({"reason": "Rätt."})).await;
    says(&letter(&town, &decisions[0], 2).await, &["Begäran om omprövning avslås", "Besvärsanvisning"]);
    act(&town, &decisions[1], "annulment", &json!({"from": "2026-07-01", "reason": "Fel."})).await;
    says(&letter(&town, &decisions[1], 2).await, &["Beslutet gäller inte från och med ovan nämnda dag."]);
}

#[tokio::test]
async fn of_merged_organisers_the_successor_takes_the_open_vouchers_and_what_was_told_keeps_the_old_name() {
    let town = town().await;
    let provider = town.provider(1, &["early-education"]).await;
    let client = add(&town, &[]).await;
    let merged = |from: &str| {
        let mut told = details();
        told["successors"] = json!([{
            "from": from, "name": "Uuden Testilän kunta", "business_id": business_id(901),
            "street": "Uusikatu 3", "postal_code": "00200", "town": "Uusi Testilä",
            "einvoice": {"address": ovt(&business_id(901)), "operator": "EXMPFIHH"},
        }]);
        told
    };
    let main_user = official(ORGANISER, Role::MainUser);
    town.put(&main_user, "/v1/organiser", &merged("2026-11-06")).await.of_status(200);
    let (voucher, first) = granted(&town, &client, AUTUMN).await;
    town.book(&provider, &voucher, AUTUMN[0], AUTUMN[1]).await;
    let record = async |id: &str, day: &str| {
        town.record(&provider, &pieces(id, &voucher, "over3-full", "MON", day, 1)).await;
    };
    record("m-1", "2026-09-30").await;
    let invoice = async |run: &str| {
        let path = format!("/v1/settlements/{run}/invoice");
        town.get(&provider.person(Role::ServiceManager), &path).await.text
    };
    let before = town.settle("2026-09").await;
    says(&invoice(&before).await, &["hyvinvointialue"]);
    let old = letter(&town, &first, 1).await;
    says(&old, &["Testilän hyvinvointialue"]);
    // The day has come.
    town.put(&main_user, "/v1/organiser", &merged("2026-11-05")).await.of_status(200);
    record("m-2", "2026-10-31").await;
    let after = town.settle("2026-10").await;
    says(&invoice(&after).await, &["Uuden Testil"]);
    act(&town, &first, "annulment", &json!({"from": "2026-12-01", "reason": "Muutto."})).await;
    let new = letter(&town, &first, 2).await;
    says(&new, &["Uuden Testilän kunta", "Uusikatu 3"]);
    assert!(!new.contains("hyvinvointialue"), "{new}");
    assert_eq!(letter(&town, &first, 1).await, old, "a letter stays as it was sent");
    says(&invoice(&before).await, &["hyvinvointialue"]);
}
