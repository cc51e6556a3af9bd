//! What the portal and the API rely on.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tower::ServiceExt;

use super::*;

const ISSUER: &str = "http://127.0.0.1:8080/oidc";
const CALLBACK: &str = "http://127.0.0.1:8080/sign-in/callback";
const VERIFIER: &str = "a-verifier-of-the-portal-that-is-43-letters";

fn provider() -> IdentityProvider {
    let people = [officials("demo"), staff("demo", "9990000-8", "Hoivapalvelu <Testi> Oy")].concat();
    let public_url = "http://127.0.0.1:8080".to_owned();
    IdentityProvider::start(Config { issuer: ISSUER.to_owned(), public_url, people, key_file: None }).unwrap()
}

fn asked() -> Vec<(&'static str, String)> {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    [
        ("client_id", PORTAL_CLIENT),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", "the state"),
        ("nonce", "the nonce"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

fn with(
    mut fields: Vec<(&'static str, String)>,
    name: &'static str,
    value: &str,
) -> Vec<(&'static str, String)> {
    fields.retain(|(n, _)| *n != name);
    fields.push((name, value.to_owned()));
    fields
}

fn encoded(fields: &[(&'static str, String)]) -> String {
    let url = reqwest::Url::parse_with_params("http://x/", fields).unwrap();
    url.query().unwrap().to_owned()
}

async fn get(provider: &IdentityProvider, address: &str) -> Response {
    let request = Request::get(address).body(Body::empty()).unwrap();
    provider.routes().oneshot(request).await.unwrap()
}

async fn post(provider: &IdentityProvider, address: &str, fields: &[(&'static str, String)]) -> Response {
    let request = Request::post(address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(encoded(fields)))
        .unwrap();
    provider.routes().oneshot(request).await.unwrap()
}

async fn json(response: Response) -> Value {
    serde_json::from_slice(&to_bytes(response.into_body(), 100_000).await.unwrap()).unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), 100_000).await.unwrap().into()).unwrap()
}

fn answer_to_portal(response: &Response) -> std::collections::HashMap<String, String> {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let location = response.headers()[header::LOCATION].to_str().unwrap();
    assert!(location.starts_with(&format!("{CALLBACK}?")), "{location}");
    reqwest::Url::parse(location).unwrap().query_pairs().into_owned().collect()
}

async fn signed_in(provider: &IdentityProvider) -> String {
    let grantor = provider.people()[1].subject();
    let response = post(provider, "/authorize", &with(asked(), "person", &grantor)).await;
    let answer = answer_to_portal(&response);
    assert_eq!(answer["state"], "the state");
    answer["code"].clone()
}

fn for_code(code: &str) -> Vec<(&'static str, String)> {
    [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("client_id", PORTAL_CLIENT),
        ("code_verifier", VERIFIER),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

async fn verified(provider: &IdentityProvider, token: &str, audience: &str) -> Value {
    let set: jsonwebtoken::jwk::JwkSet =
        serde_json::from_value(json(get(provider, "/jwks").await).await).unwrap();
    let key = set.find(&decode_header(token).unwrap().kid.unwrap()).unwrap();
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_audience(&[audience]);
    validation.set_issuer(&[ISSUER]);
    decode::<Value>(token, &DecodingKey::from_jwk(key).unwrap(), &validation).unwrap().claims
}

#[tokio::test]
async fn a_chosen_person_signs_in_with_tokens_that_the_published_key_verifies() {
    let provider = provider();
    let code = signed_in(&provider).await;
    let tokens = json(post(&provider, "/token", &for_code(&code)).await).await;
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(decode_header(access).unwrap().typ.as_deref(), Some("at+jwt"));
    let claims = verified(&provider, access, "seteli").await;
    assert_eq!((&claims["role"], &claims["org"]), (&"grantor".into(), &"demo".into()));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
    let id = verified(&provider, tokens["id_token"].as_str().unwrap(), PORTAL_CLIENT).await;
    assert_eq!((&id["nonce"], &id["sub"]), (&"the nonce".into(), &claims["sub"]));
}

#[tokio::test]
async fn a_code_is_good_once() {
    let provider = provider();
    let code = signed_in(&provider).await;
    assert_eq!(post(&provider, "/token", &for_code(&code)).await.status(), StatusCode::OK);
    let again = post(&provider, "/token", &for_code(&code)).await;
    assert_eq!(again.status(), StatusCode::BAD_REQUEST);
    assert_eq!(json(again).await["error"], "invalid_grant");
}

#[tokio::test]
async fn a_code_without_its_verifier_or_from_another_client_is_refused_and_gone() {
    for (name, value) in [
        ("code_verifier", "another-verifier-that-has-just-43-letters-x"),
        ("redirect_uri", "http://127.0.0.1:8080/elsewhere"),
        ("client_id", "another"),
    ] {
        let provider = provider();
        let code = signed_in(&provider).await;
        let wrong = post(&provider, "/token", &with(for_code(&code), name, value)).await;
        assert_eq!(wrong.status(), StatusCode::BAD_REQUEST, "{name}");
        let right = post(&provider, "/token", &for_code(&code)).await;
        assert_eq!(right.status(), StatusCode::BAD_REQUEST, "the code survived a wrong {name}");
    }
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_the_portals_callback() {
    let provider = provider();
    for strange in ["http://evil.test/sign-in/callback", "http://127.0.0.1:8080/sign-in/callback/", ""] {
        let asked = with(asked(), "redirect_uri", strange);
        let page = get(&provider, &format!("/authorize?{}", encoded(&asked))).await;
        assert_eq!(page.status(), StatusCode::BAD_REQUEST, "{strange}");
        let chosen = with(asked, "person", &provider.people()[0].subject());
        let choice = post(&provider, "/authorize", &chosen).await;
        assert_eq!(
            (choice.status(), choice.headers().get(header::LOCATION)),
            (StatusCode::BAD_REQUEST, None)
        );
    }
}

#[tokio::test]
async fn a_request_without_its_protection_goes_back_to_the_portal_as_an_error() {
    let provider = provider();
    for (name, value, error) in [
        ("code_challenge", "", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("state", "", "invalid_request"),
        ("nonce", "", "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "profile", "invalid_scope"),
    ] {
        let asked = with(asked(), name, value);
        let answer = answer_to_portal(&get(&provider, &format!("/authorize?{}", encoded(&asked))).await);
        assert_eq!(answer["error"], error, "{name}");
        let chosen = with(asked, "person", &provider.people()[0].subject());
        assert!(!answer_to_portal(&post(&provider, "/authorize", &chosen).await).contains_key("code"));
    }
}

#[tokio::test]
async fn the_page_lists_the_people_in_three_languages_and_escapes_their_names() {
    let provider = provider();
    for (language, title) in [("fi", "Kirjaudu testihenkilönä"), ("sv", "Logga in"), ("en", "Sign in")] {
        let asked = with(asked(), "ui_locales", language);
        let page = text(get(&provider, &format!("/authorize?{}", encoded(&asked))).await).await;
        assert!(page.contains(&format!("<html lang=\"{language}\">")) && page.contains(title));
        assert!(page.contains("Testi Myöntäjä") && !page.contains("<Testi>"));
    }
}

fn for_person(fields: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let grant = [("grant_type", TEST_PERSON_GRANT)];
    grant.iter().chain(fields).map(|(name, value)| (*name, (*value).to_owned())).collect()
}

#[tokio::test]
async fn any_role_gets_a_token_at_any_organiser_for_as_long_as_asked() {
    let provider = provider();
    let fields = [("role", "recorder"), ("org", "varha"), ("business_id", "9990001-6"), ("lifetime", "60")];
    let tokens = json(post(&provider, "/token", &for_person(&fields)).await).await;
    let claims = verified(&provider, tokens["access_token"].as_str().unwrap(), "seteli").await;
    assert_eq!((&claims["org"], &claims["business_id"]), (&"varha".into(), &"9990001-6".into()));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 60);
}

#[tokio::test]
async fn a_listed_person_is_found_by_role_alone() {
    let provider = provider();
    let tokens = json(post(&provider, "/token", &for_person(&[("role", "recorder")])).await).await;
    let claims = verified(&provider, tokens["access_token"].as_str().unwrap(), "seteli").await;
    assert_eq!(claims["business_id"], "9990000-8");
}

#[tokio::test]
async fn a_role_that_is_not_there_or_does_not_fit_its_business_id_is_refused() {
    let provider = provider();
    for fields in [
        vec![("role", "owner"), ("org", "demo")],
        vec![("role", "recorder"), ("org", "varha")],
        vec![("role", "grantor"), ("org", "varha"), ("business_id", "9990000-8")],
        vec![("role", "grantor"), ("lifetime", "0")],
    ] {
        let refused = post(&provider, "/token", &for_person(&fields)).await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "{fields:?}");
    }
}
