//! Tokens: only one of the trusted issuer, for Seteli, valid now, of the right type and algorithm, lets anyone in.

use std::path::Path;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, decode_header, encode};
use reqwest::{Method, RequestBuilder};
use scenarios::{ORGANISER, Town, official};
use serde_json::{Value, json};
use web::Role;

use crate::case::{Case, case, check_all};

/// Signs as the issuer does, or almost.
struct Forger {
    key: EncodingKey,
    kid: String,
    claims: Value,
}

impl Forger {
    fn new(town: &Town, folder: &Path) -> Self {
        let pem = std::fs::read(folder.join("oidc-key.pem")).unwrap();
        let genuine = town.token(&official(ORGANISER, Role::Grantor));
        let claims = URL_SAFE_NO_PAD.decode(genuine.split('.').nth(1).unwrap()).unwrap();
        Self {
            key: EncodingKey::from_rsa_pem(&pem).unwrap(),
            kid: decode_header(&genuine).unwrap().kid.unwrap(),
            claims: serde_json::from_slice(&claims).unwrap(),
        }
    }

    fn header(&self) -> Header {
        Header { typ: Some("at+jwt".into()), kid: Some(self.kid.clone()), ..Header::new(Algorithm::RS256) }
    }

    /// With other claims; a null takes one away.
    fn claiming(&self, others: &Value) -> String {
        let mut claims = self.claims.clone();
        for (name, value) in others.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        encode(&self.header(), &claims, &self.key).unwrap()
    }

    fn with_header(&self, header: &Header) -> String {
        encode(header, &self.claims, &self.key).unwrap()
    }

    /// Header and claims as they are, with a signature of one's own.
    fn unsigned(&self, header: &Value, signature: &str) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.{signature}", part(header), part(&self.claims))
    }
}

fn asked(town: &Town, token: &str) -> RequestBuilder {
    town.request(Method::GET, "/v1/clients").bearer_auth(token)
}

#[tokio::test]
async fn a_token_that_is_not_good_in_every_respect_is_refused() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let town = Town::kept_in(folder.path().to_owned()).await;
    let forger = Forger::new(&town, folder.path());
    let control = forger.claiming(&json!({}));
    town.send(asked(&town, &control)).await.of_status(200);

    let strange = Town::kept_in(elsewhere.path().to_owned()).await;
    let thief =
        Forger { key: Forger::new(&strange, elsewhere.path()).key, ..Forger::new(&town, folder.path()) };
    let mut cases = vec![
        ("signed with a key of one's own", thief.claiming(&json!({}))),
        ("of another system", strange.token(&official(ORGANISER, Role::Grantor))),
        ("no token", "nonsense".to_owned()),
    ];
    cases.extend(wrong_claims(&forger));
    cases.extend(wrong_headers(&forger, &control));
    let mut all: Vec<Case> = Vec::new();
    for (what, token) in cases {
        let answer = town.send(asked(&town, &token)).await;
        assert_eq!(answer.status, 401, "{what}: {}", answer.text);
        assert_eq!(answer.headers["www-authenticate"], "Bearer", "{what}");
        all.push(case(401, "token_invalid", "", asked(&town, &token)));
    }
    check_all(&town, all).await;
}

fn wrong_claims(forger: &Forger) -> Vec<(&'static str, String)> {
    let now = jiff::Timestamp::now().as_second();
    [
        ("expired", json!({"exp": now - 60})),
        ("without an end", json!({"exp": null})),
        ("not valid yet", json!({"nbf": now + 600})),
        ("for another audience", json!({"aud": "another"})),
        ("for no audience", json!({"aud": null})),
        ("of another issuer", json!({"iss": "https://identity.example"})),
        ("of no issuer", json!({"iss": null})),
        ("of nobody", json!({"sub": null})),
        ("of no organiser", json!({"org": null})),
        ("of an impossible organiser", json!({"org": "A#B"})),
        ("of an unknown role", json!({"role": "owner"})),
        ("of a provider's role without a company", json!({"role": "recorder"})),
        ("of an official with a company", json!({"business_id": "9990001-6"})),
        ("of a company that cannot be", json!({"role": "recorder", "business_id": "9990001-7"})),
    ]
    .map(|(what, claims)| (what, forger.claiming(&claims)))
    .into()
}

fn wrong_headers(forger: &Forger, genuine: &str) -> Vec<(&'static str, String)> {
    let typed =
        |typ: Option<&str>| forger.with_header(&Header { typ: typ.map(str::to_owned), ..forger.header() });
    let keyed =
        |kid: Option<&str>| forger.with_header(&Header { kid: kid.map(str::to_owned), ..forger.header() });
    let (signed, signature) = genuine.rsplit_once('.').unwrap();
    let (first, rest) = signature.split_at(10);
    let other = if rest.starts_with('A') { "B" } else { "A" };
    let none = json!({"alg": "none", "typ": "at+jwt", "kid": forger.kid});
    // A secret that everyone can know: what a verifier falls for that believes the token's own algorithm.
    let confused = Header { alg: Algorithm::HS256, ..forger.header() };
    let confused =
        encode(&confused, &forger.claims, &EncodingKey::from_secret(forger.kid.as_bytes())).unwrap();
    let other_hash = Header { alg: Algorithm::RS512, ..forger.header() };
    vec![
        ("an id token's type", typed(Some("JWT"))),
        ("no type", typed(None)),
        ("an unknown key id", keyed(Some("unknown"))),
        ("no key id", keyed(None)),
        ("a changed signature", format!("{signed}.{first}{other}{}", &rest[1..])),
        ("no signature", format!("{signed}.")),
        ("algorithm none", forger.unsigned(&none, "")),
        ("algorithm none with a signature", forger.unsigned(&none, signature)),
        ("a shared secret", confused),
        ("another algorithm of the same key", forger.with_header(&other_hash)),
    ]
}

#[tokio::test]
async fn without_a_bearer_token_every_route_but_the_public_ones_asks_to_sign_in() {
    let town = Town::open().await;
    let genuine = town.token(&official(ORGANISER, Role::Grantor));
    let mut cases = Vec::new();
    for (method, path) in [
        (Method::GET, "/v1/clients"),
        (Method::POST, "/v1/clients"),
        (Method::GET, "/v1/organiser"),
        (Method::PUT, "/v1/organiser"),
        (Method::POST, "/v1/services"),
        (Method::POST, "/v1/general-parts"),
        (Method::POST, "/v1/events"),
        (Method::POST, "/v1/events/batch"),
        (Method::GET, "/v1/held?service=home-care"),
        (Method::GET, "/v1/roster/2026-10"),
        (Method::GET, "/v1/applications"),
        (Method::GET, "/v1/settlement-runs"),
        (Method::GET, "/v1/settlements"),
    ] {
        cases.push(case(401, "token_missing", "", town.request(method, path)));
    }
    let basic = town.request(Method::GET, "/v1/clients").header("authorization", format!("Basic {genuine}"));
    let bare = town.request(Method::GET, "/v1/clients").header("authorization", genuine);
    cases.extend([basic, bare].map(|request| case(401, "token_missing", "", request)));
    check_all(&town, cases).await;
}
