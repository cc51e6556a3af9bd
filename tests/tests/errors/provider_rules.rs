//! The rules of applications and of decisions, and of a client's identity code.

use scenarios::{ORGANISER, application, official};
use serde_json::{Value, json};
use web::Role;

use crate::case::{Case, case, post};
use crate::setting::Setting;

pub async fn cases(setting: &Setting) -> Vec<Case> {
    let mut cases = applying(setting);
    cases.extend(submitting(setting).await);
    cases.extend(deciding(setting));
    cases.extend(pricing(setting).await);
    cases.push(known_identity_code(setting).await);
    cases
}

fn applying(setting: &Setting) -> Vec<Case> {
    let with = |pointer: &str, value: Value| {
        let mut body = application(1, &["home-care"]);
        *body.pointer_mut(pointer).unwrap() = value;
        post(&setting.town, &setting.signatory(), "/v1/applications", &body)
    };
    vec![
        case(422, "iban_invalid", "iban", with("/iban", json!("FI5679000000000001"))),
        case(422, "bic_invalid", "bic", with("/bic", json!("EXMP"))),
        case(
            422,
            "einvoice_address_invalid",
            "einvoice.address",
            with("/einvoice/address", json!("003799900017")),
        ),
        case(422, "einvoice_address_invalid", "einvoice.operator", with("/einvoice/operator", json!(""))),
        case(422, "field_required", "company.name", with("/company/name", json!(""))),
        case(422, "field_required", "company.postal_code", with("/company/postal_code", json!("123"))),
        case(422, "field_required", "units", with("/units", json!([]))),
        case(422, "field_required", "services", with("/services", json!([]))),
    ]
}

/// Drafts whose price lists are wrong: refused when they are submitted.
async fn submitting(setting: &Setting) -> Vec<Case> {
    let priced = |service: &str, prices: Value| json!([{"service": service, "prices": prices}]);
    let one = |content: &str, cents: i64| json!({"content": content, "price_cents": cents});
    let banded = json!({"content": "home-care", "band": "day", "price_cents": 4000});
    let drafts = [
        ("service_not_found", priced("no-such", json!([]))),
        ("price_unknown_content", priced("dental-care", json!([one("no-such", 1)]))),
        ("price_unknown_content", priced("dental-care", json!([one("SAA01", 1), one("SAA01", 2)]))),
        ("price_unknown_content", priced("home-care", json!([one("home-care", 1)]))),
        ("price_band_missing", priced("home-care", json!([banded]))),
        ("price_out_of_range", priced("dental-care", json!([one("SAA01", -1)]))),
        ("prices_missing", priced("dental-care", json!([]))),
    ];
    let (town, signatory) = (&setting.town, setting.signatory());
    let mut cases = Vec::new();
    for (code, services) in drafts {
        let mut body = application(1, &[]);
        body["services"] = services;
        let draft = town.post(&signatory, "/v1/applications", &body).await.of_status(201);
        let path = format!("/v1/applications/{}/submission", draft["application"].as_str().unwrap());
        cases.push(case(422, code, "services", post(town, &signatory, &path, &scenarios::submission(&body))));
    }
    let body = application(1, &["home-care"]);
    let draft = town.post(&signatory, "/v1/applications", &body).await.of_status(201);
    let path = format!("/v1/applications/{}/submission", draft["application"].as_str().unwrap());
    let outdated = json!({"commitments": [{"service": "home-care", "rulebook": 2}]});
    cases.push(case(422, "commitment_missing", "commitments", post(town, &signatory, &path, &outdated)));
    cases
}

/// Prices that begin too soon or on a day of none, and one above a ceiling.
async fn pricing(setting: &Setting) -> Vec<Case> {
    let (town, signatory) = (&setting.town, setting.signatory());
    let prices = application(1, &["home-care"])["services"][0]["prices"].clone();
    let from = |service: &str, day: &str| {
        let body = json!({"first_day": day, "prices": prices});
        post(town, &signatory, &format!("/v1/approvals/{service}/price-lists"), &body)
    };
    let rulebook = local::regions::rulebook::file_of("dental-care").unwrap();
    let rulebook = rulebook.replace("service = \"dental-care\"", "service = \"capped\"");
    let ceiling = "ceiling = { unit = \"60.00\" }\nvalue = { flat = \"45.00\" }";
    let rulebook = rulebook.replacen("value = { flat = \"45.00\" }", ceiling, 1);
    town.post_toml(&official(ORGANISER, Role::MainUser), "/v1/services", &rulebook).await.of_status(201);
    let mut body = application(1, &[]);
    body["services"] = json!([{"service": "capped", "prices": [{"content": "SAA01", "price_cents": 6001}]}]);
    let draft = town.post(&signatory, "/v1/applications", &body).await.of_status(201);
    let path = format!("/v1/applications/{}/submission", draft["application"].as_str().unwrap());
    let above = post(town, &signatory, &path, &scenarios::submission(&body));
    vec![
        case(422, "retroactive_change", "first_day", from("home-care", "2026-11-05")),
        case(422, "price_notice_too_short", "first_day", from("home-care", "2027-01-01")),
        case(422, "price_day_not_allowed", "first_day", from("home-care", "2027-02-01")),
        case(422, "price_unknown_content", "prices", from("dental-care", "2027-08-01")),
        case(404, "not_found", "", from("capped", "2027-08-01")),
        case(422, "price_above_ceiling", "services", above),
    ]
}

fn deciding(setting: &Setting) -> Vec<Case> {
    let (town, approver) = (&setting.town, official(ORGANISER, Role::Approver));
    let own = scenarios::company(ORGANISER, &local::regions::numbers::business_id(4), Role::Signatory);
    let again = post(town, &own, &format!("{}/submission", setting.submitted), &json!({"commitments": []}));
    let decision = format!("{}/decision", setting.submitted);
    let unreasoned = post(town, &approver, &decision, &json!({"approve": true, "reason": " "}));
    let decided = post(
        town,
        &approver,
        &format!("{}/decision", setting.approved),
        &json!({"approve": false, "reason": "Ei."}),
    );
    let act = |path: &str, what: &str, body: Value| post(town, &approver, &format!("{path}/{what}"), &body);
    let early = json!({"reason": "Ei.", "from": "2026-11-04"});
    let question = json!({"reason": "Puuttuu.", "deadline": "2026-11-05"});
    let backdated = json!({"approve": true, "reason": "Selvä.", "from": "2026-11-04"});
    let held = format!("/v1/held/{}/decision", setting.recorded);
    let held = |body: Value| post(town, &approver, &held, &body);
    let many = |body: Value| post(town, &approver, "/v1/held/decisions", &body);
    let hundred_and_one = vec![&setting.recorded; 101];
    vec![
        case(409, "impossible_transition", "", again),
        case(409, "impossible_transition", "", decided),
        case(422, "reason_required", "reason", unreasoned),
        case(422, "reason_required", "reason", act(&setting.approved, "revocation", json!({"reason": ""}))),
        case(422, "retroactive_change", "from", act(&setting.approved, "suspension", early)),
        case(422, "retroactive_change", "from", act(&setting.renewal, "decision", backdated)),
        case(422, "deadline_passed", "deadline", act(&setting.submitted, "information-request", question)),
        case(409, "application_replaced", "", act(&setting.replaced, "revocation", json!({"reason": "Ei."}))),
        case(409, "not_held", "", held(json!({"approve": true, "reason": ""}))),
        case(422, "reason_required", "reason", held(json!({"approve": false, "reason": ""}))),
        case(422, "too_many_held", "events", many(json!({"events": [], "approve": true, "reason": ""}))),
        case(
            422,
            "too_many_held",
            "events",
            many(json!({"events": hundred_and_one, "approve": true, "reason": ""})),
        ),
        case(
            422,
            "reason_required",
            "reason",
            many(json!({"events": [setting.recorded], "approve": false, "reason": ""})),
        ),
    ]
}

async fn known_identity_code(setting: &Setting) -> Case {
    let client = |name: &str| {
        json!({
            "identity_code": "131052-901X", "first_names": "Testi", "last_name": name, "born": "1952-10-13",
            "language": "fi", "municipality": "Testilä",
        })
    };
    let grantor = setting.grantor();
    setting.town.post(&grantor, "/v1/clients", &client("Asiakas-901")).await.of_status(201);
    let again = post(&setting.town, &grantor, "/v1/clients", &client("Asiakas-902"));
    case(409, "client_exists", "identity_code", again)
}
