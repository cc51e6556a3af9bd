//! What a client reads first: where everything is, and the key that the tokens are checked with.

use axum::Json;
use axum::extract::State;
use jsonwebtoken::jwk::JwkSet;
use serde_json::{Value, json};

use super::{IdentityProvider, TEST_PERSON_GRANT};

/// OpenID Connect Discovery 1.0, section 3.
pub(super) async fn configuration(State(provider): State<IdentityProvider>) -> Json<Value> {
    let issuer = &provider.config.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", TEST_PERSON_GRANT],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid"],
        "claims_supported": ["sub", "name", "org", "role", "business_id"],
        "ui_locales_supported": ["fi", "sv", "en"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

/// The public key.
pub(super) async fn key_set(State(provider): State<IdentityProvider>) -> Json<JwkSet> {
    Json(provider.key.public.clone())
}
