//! The rules of services, clients, vouchers, bookings, orders and runs.

use local::regions::rulebook::{GENERAL_PART, file_of};
use reqwest::{Method, RequestBuilder};
use scenarios::{ORGANISER, early_education, home_care, official};
use serde_json::{Value, json};
use web::Role;

use crate::case::{Case, case, post};
use crate::setting::Setting;

/// A body with one field changed.
fn with(mut body: Value, field: &str, value: &Value) -> Value {
    body[field] = value.clone();
    body
}

fn client() -> Value {
    json!({
        "first_names": "Testi", "last_name": "Asiakas-009", "born": "1952-10-13", "language": "fi",
        "municipality": "Testilä",
    })
}

pub fn cases(setting: &Setting) -> Vec<Case> {
    let mut cases = clients_and_services(setting);
    cases.extend(vouchers(setting));
    cases.extend(bookings_and_orders(setting));
    let finance = official(ORGANISER, Role::Finance);
    let later = post(&setting.town, &finance, "/v1/settlement-runs", &json!({"period": "2026-12"}));
    cases.push(case(422, "period_in_the_future", "period", later));
    cases
}

fn clients_and_services(setting: &Setting) -> Vec<Case> {
    let (town, main_user) = (&setting.town, official(ORGANISER, Role::MainUser));
    let adding = |field: &str, value: Value| {
        post(town, &setting.grantor(), "/v1/clients", &with(client(), field, &value))
    };
    let publishing_at = |path: &str, file: &str, changed: &str, to: &str| {
        let request = town.request(Method::POST, path).bearer_auth(town.token(&main_user));
        request.header("content-type", "application/toml").body(file.replace(changed, to))
    };
    let home_care = file_of("home-care").unwrap();
    let publishing = |changed: &str, to: &str| publishing_at("/v1/services", home_care, changed, to);
    let general = |changed: &str, to: &str| publishing_at("/v1/general-parts", GENERAL_PART, changed, to);
    let term = with(scenarios::details(), "payment_term_days", &json!(31));
    let term = town.request(Method::PUT, "/v1/organiser").bearer_auth(town.token(&main_user)).json(&term);
    let choice =
        json!([{"from": "2026-01-01"}, {"from": "2026-01-01", "service": "home-care", "formats": []}]);
    let choice = with(scenarios::details(), "invoicing", &choice);
    let choice = town.request(Method::PUT, "/v1/organiser").bearer_auth(town.token(&main_user)).json(&choice);
    vec![
        case(422, "invoicing_choice_wrong", "formats", choice),
        case(422, "rulebook_invalid", "", publishing("\ngeneral_part = 1\n", "\ngeneral_part = 2\n")),
        case(422, "rulebook_invalid", "", general("[chapter.text]", "[chapter.words]")),
        case(409, "rulebook_version_exists", "version", general("2026-01-01", "2026-01-02")),
        case(422, "rulebook_version_out_of_order", "version", general("version = 1", "version = 3")),
        case(422, "rulebook_first_day_not_later", "first_day", general("version = 1", "version = 2")),
        case(409, "rulebook_version_exists", "version", publishing("\"4342\"", "\"4343\"")),
        case(
            422,
            "rulebook_version_out_of_order",
            "version",
            publishing("\nversion = 1\n", "\nversion = 3\n"),
        ),
        case(
            422,
            "rulebook_first_day_not_later",
            "first_day",
            publishing("\nversion = 1\n", "\nversion = 2\n"),
        ),
        case(400, "bad_parameter", "payment_term_days", term),
        case(422, "identity_code_invalid", "identity_code", adding("identity_code", json!("131052-901A"))),
        case(422, "field_required", "last_name", adding("last_name", json!(" "))),
        case(422, "field_required", "municipality", adding("municipality", json!("x".repeat(101)))),
        case(422, "language_not_available", "language", adding("language", json!("en"))),
        case(422, "born_in_the_future", "born", adding("born", json!("2026-11-06"))),
    ]
}

fn vouchers(setting: &Setting) -> Vec<Case> {
    let base = json!({
        "client": setting.client, "service": "home-care", "first_day": "2026-09-01", "last_day": "2026-12-31",
        "contents": home_care(&json!({})),
    });
    let granting = |changes: &[(&str, Value)]| {
        let body = changes.iter().fold(base.clone(), |body, (field, value)| with(body, field, value));
        post(&setting.town, &setting.grantor(), "/v1/vouchers", &body)
    };
    let nobody = json!("0123456789abcdef0123456789abcdef");
    let twice = json!([{"code": "home-care"}, {"code": "home-care"}]);
    let valued = json!([{"code": "home-care", "value_cents": 1}]);
    let unvalued = json!([{"code": "over3-full"}]);
    vec![
        case(422, "service_not_found", "service", granting(&[("service", json!("no-such"))])),
        case(422, "service_not_found", "service", granting(&[("first_day", json!("2025-12-31"))])),
        case(409, "voucher_in_force", "first_day", granting(&[])),
        case(422, "client_not_found", "client", granting(&[("client", nobody)])),
        case(422, "last_day_before_first", "last_day", granting(&[("last_day", json!("2026-08-31"))])),
        case(422, "wrong_arrangement", "service", granting(&[("service", json!("rehabilitative-work"))])),
        case(422, "own_production", "service", granting(&[("service", json!("home-care-own"))])),
        case(422, "unknown_content", "contents", granting(&[("contents", json!([]))])),
        case(422, "unknown_content", "contents", granting(&[("contents", json!([{"code": "SAA01"}]))])),
        case(422, "unknown_content", "contents", granting(&[("contents", twice)])),
        case(422, "wrong_value", "contents", granting(&[("contents", valued)])),
        case(
            422,
            "wrong_value",
            "contents",
            granting(&[("service", json!("early-education")), ("contents", unvalued)]),
        ),
        case(
            422,
            "not_whole_months",
            "first_day",
            granting(&[
                ("service", json!("whole-months")),
                ("first_day", json!("2026-09-02")),
                ("contents", early_education()),
            ]),
        ),
    ]
}

fn bookings_and_orders(setting: &Setting) -> Vec<Case> {
    let (town, provider) = (&setting.town, setting.provider.recorder());
    let booking = |who: &scenarios::Provider, voucher: &str, first: &str, last: &str| -> RequestBuilder {
        let days = json!({"first_day": first, "last_day": last});
        post(town, &who.recorder(), &format!("/v1/vouchers/{voucher}/bookings"), &days)
    };
    let moving = |voucher: &str, to: &scenarios::Provider, from: &str| {
        let body = json!({"provider": to.provider, "from": from});
        post(town, &setting.grantor(), &format!("/v1/vouchers/{voucher}/moves"), &body)
    };
    let (own, whole) = (&setting.provider, ("2026-09-01", "2026-12-31"));
    let order = |field: &str, value: Value| {
        let base = json!({
            "client": setting.client, "service": "rehabilitative-work", "provider": own.provider,
            "first_day": whole.0, "last_day": whole.1,
            "contents": [{"code": "attendance-day", "price_cents": 7500}],
        });
        post(town, &setting.grantor(), "/v1/purchases", &with(base, field, &value))
    };
    let answer = |voucher: &str, what: &str, body: Value| {
        post(town, &provider, &format!("/v1/purchases/{voucher}/{what}"), &body)
    };
    vec![
        case(404, "not_found", "", booking(own, &number(), whole.0, whole.1)),
        case(404, "not_found", "", moving(&number(), &setting.stranger, "2026-10-15")),
        case(
            422,
            "provider_not_approved",
            "provider",
            moving(&setting.unbooked, &setting.stranger, "2026-10-15"),
        ),
        case(422, "outside_validity", "from", moving(&setting.october, own, "2026-10-15")),
        case(
            422,
            "provider_not_approved",
            "",
            booking(&setting.stranger, &setting.unbooked, whole.0, whole.1),
        ),
        case(422, "outside_validity", "first_day", booking(own, &setting.unbooked, "2026-08-31", whole.1)),
        case(422, "last_day_before_first", "last_day", booking(own, &setting.unbooked, whole.1, whole.0)),
        case(422, "booking_overlaps", "first_day", booking(own, &setting.october, "2026-10-31", whole.1)),
        case(422, "wrong_arrangement", "service", order("service", json!("home-care"))),
        case(422, "own_production", "service", order("service", json!("home-care-own"))),
        case(422, "wrong_value", "contents", order("contents", json!([{"code": "attendance-day"}]))),
        case(
            422,
            "provider_not_found",
            "provider",
            order("provider", json!("0123456789abcdef0123456789abcdef")),
        ),
        case(409, "already_decided", "", answer(&setting.declined, "confirmation", json!({}))),
        case(409, "already_decided", "", answer(&setting.declined, "decline", json!({"reason": "Ei."}))),
        case(422, "reason_required", "reason", answer(&setting.order, "decline", json!({"reason": ""}))),
    ]
}

/// A well-formed number that no voucher has.
pub fn number() -> String {
    domain::ids::VoucherNumber::of(&ORGANISER.parse().unwrap(), "nobody", "1").to_string()
}
