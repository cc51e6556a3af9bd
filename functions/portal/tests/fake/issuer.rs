//! A made-up issuer: signs in whom the address names (`?as=grantor`), and can spoil its id token.

use super::data::provider_role;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use axum::{
    Form, Json, Router,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, jwk::Jwk};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

#[derive(Clone)]
pub struct Issuer {
    address: String,
    key: Arc<(EncodingKey, Jwk)>,
    codes: Arc<Mutex<HashMap<String, GivenFor>>>,
}

/// What a code was given for: nonce, challenge, role.
type GivenFor = (String, String, String);

impl Issuer {
    pub fn new(address: String) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let key = EncodingKey::from_ec_der(pair.to_pkcs8v1().unwrap().as_ref());
        let mut jwk = Jwk::from_encoding_key(&key, Algorithm::ES256).unwrap();
        jwk.common.key_id = Some("key-1".to_owned());
        Self { address, key: Arc::new((key, jwk)), codes: Arc::default() }
    }

    fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some("key-1".to_owned());
        encode(&header, claims, &self.key.0).unwrap()
    }
}

pub fn routes(issuer: Issuer) -> Router {
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/jwks", get(async |State(issuer): State<Issuer>| Json(json!({"keys": [issuer.key.1]}))))
        .route("/authorize", get(authorize))
        .route("/token", post(token))
        .with_state(issuer)
}

async fn discovery(State(issuer): State<Issuer>) -> Json<Value> {
    let at = |path: &str| format!("{}/{path}", issuer.address);
    Json(json!({
        "issuer": issuer.address, "authorization_endpoint": at("authorize"), "token_endpoint": at("token"),
        "jwks_uri": at("jwks"),
    }))
}

async fn authorize(State(issuer): State<Issuer>, Query(asked): Query<HashMap<String, String>>) -> Response {
    let role = &asked["as"];
    let code = format!("code-{}", issuer.codes.lock().unwrap().len());
    let kept = (asked["nonce"].clone(), asked["code_challenge"].clone(), role.clone());
    issuer.codes.lock().unwrap().insert(code.clone(), kept);
    Redirect::to(&format!("{}?code={code}&state={}", asked["redirect_uri"], asked["state"])).into_response()
}

async fn token(State(issuer): State<Issuer>, Form(asked): Form<HashMap<String, String>>) -> Response {
    let Some((nonce, challenge, role)) = issuer.codes.lock().unwrap().remove(&asked["code"]) else {
        return axum::http::StatusCode::BAD_REQUEST.into_response();
    };
    use base64::Engine;
    use sha2::Digest;
    let verified =
        base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(&asked["code_verifier"]));
    if verified != challenge {
        return axum::http::StatusCode::BAD_REQUEST.into_response();
    }
    let until = jsonwebtoken::get_current_timestamp() + 3600;
    let (spoiled, role) = match role.strip_prefix("spoiled-") {
        Some(role) => (true, role.to_owned()),
        None => (false, role),
    };
    let mut access = json!({
        "iss": issuer.address, "aud": "seteli", "sub": role, "exp": until, "org": "alku", "role": role,
        "name": format!("Testi {role} <b>"),
    });
    if provider_role(&role) {
        access["business_id"] = json!("1234567-1");
    }
    let nonce = if spoiled { "another" } else { &nonce };
    let id =
        json!({"iss": issuer.address, "aud": "seteli-portal", "sub": role, "exp": until, "nonce": nonce});
    let (access_token, id_token) = (issuer.sign(&access), issuer.sign(&id));
    Json(json!({"access_token": access_token, "id_token": id_token, "expires_in": 3600, "token_type": "Bearer"}))
        .into_response()
}
