//! The tokens' claims and their signing.

use jsonwebtoken::{Algorithm, Header, encode};
use serde::Serialize;
use uuid::Uuid;
use web::Role;

use super::AUDIENCE;
use super::key::SigningKey;
use super::people::TestPerson;

/// How long a token from the sign-in page is valid: an hour.
pub(super) const LIFETIME_S: u32 = 3600;

/// The key refused to sign: a bug or a broken key.
#[derive(Debug, thiserror::Error)]
#[error("the token could not be signed")]
pub struct SigningFailed(#[from] jsonwebtoken::errors::Error);

#[derive(Serialize)]
struct AccessClaims<'a> {
    iss: &'a str,
    aud: &'static str,
    sub: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: Uuid,
    org: &'a str,
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_id: Option<&'a str>,
    name: &'a str,
}

#[derive(Serialize)]
struct IdClaims<'a> {
    iss: &'a str,
    aud: &'static str,
    sub: String,
    iat: i64,
    exp: i64,
    nonce: &'a str,
    name: &'a str,
}

/// What the API is called with, for so many seconds from now (RFC 9068).
pub(super) fn access_token(
    key: &SigningKey,
    issuer: &str,
    person: &TestPerson,
    lifetime_s: u32,
) -> Result<String, SigningFailed> {
    let now = jiff::Timestamp::now().as_second();
    let claims = AccessClaims {
        iss: issuer,
        aud: AUDIENCE,
        sub: person.subject(),
        iat: now,
        nbf: now,
        exp: now + i64::from(lifetime_s),
        jti: Uuid::new_v4(),
        org: &person.org,
        role: person.role,
        business_id: person.business_id.as_deref(),
        name: &person.name,
    };
    signed(key, "at+jwt", &claims)
}

/// What tells the portal who signed in, and that it was in answer to its own request.
pub(super) fn id_token(
    key: &SigningKey,
    issuer: &str,
    person: &TestPerson,
    nonce: &str,
) -> Result<String, SigningFailed> {
    let now = jiff::Timestamp::now().as_second();
    let claims = IdClaims {
        iss: issuer,
        aud: super::PORTAL_CLIENT,
        sub: person.subject(),
        iat: now,
        exp: now + i64::from(LIFETIME_S),
        nonce,
        name: &person.name,
    };
    signed(key, "JWT", &claims)
}

fn signed(key: &SigningKey, typ: &str, claims: &impl Serialize) -> Result<String, SigningFailed> {
    let header =
        Header { typ: Some(typ.to_owned()), kid: Some(key.id.clone()), ..Header::new(Algorithm::RS256) };
    Ok(encode(&header, claims, &key.private)?)
}
