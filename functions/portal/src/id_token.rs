//! Checks that an id token answers this very sign-in: signature, issuer, audience, expiry, nonce.

use crate::config::Config;
use jsonwebtoken::{
    Algorithm, DecodingKey, Validation, decode, decode_header,
    jwk::{AlgorithmParameters, Jwk, JwkSet},
};
use serde::Deserialize;

/// Why an id token is not taken.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum IdTokenRefused {
    /// No key of the issuer fits.
    #[error("no key of the issuer fits the id token")]
    UnknownKey,
    /// Signature, issuer, audience or expiry.
    #[error("the id token does not verify")]
    Unverified,
    /// Made for another sign-in.
    #[error("the id token has another nonce")]
    OtherNonce,
}

#[derive(Deserialize)]
struct Claims {
    nonce: String,
}

/// OpenID Connect Core 1.0, section 3.1.3.7.
pub(crate) fn verify(token: &str, keys: &JwkSet, config: &Config, nonce: &str) -> Result<(), IdTokenRefused> {
    let jwk = key_of(token, keys).ok_or(IdTokenRefused::UnknownKey)?;
    let algorithm = algorithm_of(jwk).ok_or(IdTokenRefused::UnknownKey)?;
    let key = DecodingKey::from_jwk(jwk).map_err(|_| IdTokenRefused::UnknownKey)?;
    let mut validation = Validation::new(algorithm);
    validation.set_audience(&[&config.oidc_client_id]);
    validation.set_issuer(&[&config.oidc_issuer]);
    validation.set_required_spec_claims(&["exp", "iss", "aud"]);
    let claims: Claims = decode(token, &key, &validation).map_err(|_| IdTokenRefused::Unverified)?.claims;
    if claims.nonce == nonce { Ok(()) } else { Err(IdTokenRefused::OtherNonce) }
}

/// The key that the token names; the only key, when it names none.
fn key_of<'a>(token: &str, keys: &'a JwkSet) -> Option<&'a Jwk> {
    match decode_header(token).ok()?.kid {
        Some(id) => keys.find(&id),
        None => keys.keys.first().filter(|_| keys.keys.len() == 1),
    }
}

/// The kind of the key decides the algorithm, never the token.
fn algorithm_of(jwk: &Jwk) -> Option<Algorithm> {
    match jwk.algorithm {
        AlgorithmParameters::EllipticCurve(_) => Some(Algorithm::ES256),
        AlgorithmParameters::RSA(_) => Some(Algorithm::RS256),
        _ => None,
    }
}
