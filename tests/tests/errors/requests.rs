//! Requests that cannot be read, or ask for what is not there.

use local::oidc::TestPerson;
use reqwest::{Method, RequestBuilder};
use scenarios::{ORGANISER, Town, official};
use serde_json::{Value, json};
use web::Role;

use crate::case::{Case, case, check_all, get};

/// A POST of these bytes as this content type.
fn raw(town: &Town, who: &TestPerson, path: &str, content_type: &str, body: &[u8]) -> RequestBuilder {
    let request = town.request(Method::POST, path).bearer_auth(town.token(who));
    request.header("idempotency-key", town.new_key()).header("content-type", content_type).body(body.to_vec())
}

/// Refusals of requests that no function could act on.
pub fn cases(town: &Town) -> Vec<Case> {
    let grantor = official(ORGANISER, Role::Grantor);
    let main_user = official(ORGANISER, Role::MainUser);
    let approver = official(ORGANISER, Role::Approver);
    let recorder = scenarios::company(ORGANISER, "9990001-6", Role::Recorder);
    let json = |who: &TestPerson, path: &str, body: &[u8]| raw(town, who, path, "application/json", body);
    let large = vec![b' '; 1024 * 1024 + 1];
    let unknown = br#"{"first_names":"Testi","last_name":"A","born":"1952-10-13","language":"fi","municipality":"T","x":1}"#;
    vec![
        case(400, "malformed_json", "", json(&grantor, "/v1/clients", b"{")),
        case(400, "malformed_json", "", json(&grantor, "/v1/clients", b"")),
        case(400, "malformed_json", "", json(&grantor, "/v1/clients", b"\xff{}")),
        case(400, "malformed_json", "", json(&grantor, "/v1/clients", unknown)),
        case(400, "malformed_json", "", json(&recorder, "/v1/events", br#"{"id":"a","colour":1}"#)),
        case(400, "malformed_json", "", json(&recorder, "/v1/events/batch", br#"{"event":[]}"#)),
        case(413, "body_too_large", "", json(&grantor, "/v1/clients", &large)),
        case(413, "body_too_large", "", json(&recorder, "/v1/events/batch", &large)),
        case(413, "body_too_large", "", raw(town, &main_user, "/v1/services", "application/toml", &large)),
        case(415, "wrong_content_type", "", raw(town, &grantor, "/v1/clients", "text/plain", b"{}")),
        case(415, "wrong_content_type", "", raw(town, &recorder, "/v1/events", "application/xml", b"{}")),
        case(415, "wrong_content_type", "", json(&main_user, "/v1/services", b"{}")),
        case(415, "wrong_content_type", "", json(&main_user, "/v1/general-parts", b"{}")),
        case(400, "not_utf8", "", raw(town, &main_user, "/v1/services", "application/toml", b"a = \"\xe4\"")),
        case(400, "bad_parameter", "limit", get(town, &grantor, "/v1/clients?limit=0")),
        case(400, "bad_parameter", "limit", get(town, &grantor, "/v1/clients?limit=201")),
        case(400, "bad_parameter", "cursor", get(town, &grantor, "/v1/clients?cursor=%C3%A4")),
        case(400, "bad_parameter", "service", get(town, &approver, "/v1/held")),
        case(400, "bad_parameter", "dry_run", json(&recorder, "/v1/events?dry_run=perhaps", b"{}")),
        case(404, "not_found", "", get(town, &grantor, "/v1/clients/nobody")),
        case(404, "not_found", "", get(town, &grantor, "/v1/clients/a/b/c")),
        case(405, "method_not_allowed", "", town.request(Method::DELETE, "/v1/clients").bearer_auth("x")),
        case(403, "not_allowed", "", get(town, &recorder, "/v1/clients")),
        case(404, "link_invalid", "", town.request(Method::GET, "/v1/comparisons/nobody")),
    ]
}

#[tokio::test]
async fn a_malformed_json_names_the_line() {
    let town = Town::open().await;
    let grantor = official(ORGANISER, Role::Grantor);
    let request =
        raw(&town, &grantor, "/v1/clients", "application/json", b"{\n\"first_names\": \"Testi\",\n\"x\": 1}");
    let problem = town.send(request).await.of_status(400);
    assert_eq!((&problem["code"], &problem["line"]), (&json!("malformed_json"), &json!(3)));
    assert!(problem["detail"].as_str().unwrap().contains('x'), "{problem}");
}

#[tokio::test]
async fn an_invalid_rulebook_names_the_line() {
    let town = Town::open().await;
    let file = local::regions::rulebook::file_of("home-care").unwrap();
    town.general_part(&official(ORGANISER, Role::MainUser)).await;
    let at = file.lines().position(|line| line.starts_with("arrangement")).unwrap();
    let wrong = file.replace("arrangement = \"voucher\"", "arrangement = \"gift\"");
    let wrong = wrong.replace("settlement_day = 5", "settlement_day = 31");
    let answer = town.post_toml(&official(ORGANISER, Role::MainUser), "/v1/services", &wrong).await;
    let problem = answer.of_status(422);
    assert_eq!((&problem["code"], &problem["line"]), (&json!("rulebook_invalid"), &json!(at + 1)));
    let told = problem["problems"].as_array().unwrap();
    let codes: Vec<&Value> = told.iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, [&json!("not_a_choice"), &json!("settlement_day")], "all of them at once");
    assert!(told.iter().all(|one| one["line"].is_u64() && one["reason"].is_string()));
}

#[tokio::test]
async fn a_list_without_its_organiser_is_refused_though_it_is_public() {
    let town = Town::open().await;
    let cases = [
        "/v1/services",
        "/v1/register",
        "/v1/services?org=A%20B",
        "/v1/services/home-care/versions/1",
        "/v1/general-parts/1",
    ]
    .map(|path| case(400, "bad_parameter", "org", town.request(Method::GET, path)));
    check_all(&town, cases.into()).await;
}

#[tokio::test]
async fn a_charset_beside_the_content_type_and_a_body_just_inside_the_limit_are_fine() {
    let town = Town::open().await;
    let mut body = json!({
        "first_names": "Testi", "last_name": "Asiakas-001", "born": "1952-10-13", "language": "sv",
        "municipality": "Testilä",
    })
    .to_string()
    .into_bytes();
    body.resize(1024 * 1024, b' ');
    let grantor = official(ORGANISER, Role::Grantor);
    town.send(raw(&town, &grantor, "/v1/clients", "application/json; charset=utf-8", &body))
        .await
        .of_status(201);
}
