//! Bearer tokens verified against the issuer's published keys, in every mode and in the functions themselves.

use std::{collections::HashMap, time::Duration};

use jsonwebtoken::{
    Algorithm, DecodingKey, Validation, decode, decode_header,
    jwk::{Jwk, JwkSet, KeyAlgorithm},
};
use serde::Deserialize;
use tokio::{sync::RwLock, time::Instant};

use crate::{Problem, Role};

/// The identity provider that is trusted.
#[derive(Clone, Debug)]
pub struct Issuer {
    /// Its name, exactly as tokens carry it.
    pub issuer: String,
    /// The audience that tokens must be for.
    pub audience: String,
    /// Where its keys are published.
    pub jwks_url: String,
}

/// The claims that Seteli reads.
#[derive(Debug, Deserialize)]
pub(crate) struct Claims {
    pub iss: String,
    pub sub: String,
    pub org: String,
    pub role: Role,
    #[serde(default)]
    pub business_id: Option<String>,
}

/// Verifies tokens, with the keys kept until an unknown key id asks for newer ones.
pub struct Verifier {
    issuer: Issuer,
    http: reqwest::Client,
    keys: RwLock<Keys>,
}

#[derive(Default)]
struct Keys {
    by_id: HashMap<String, Key>,
    fetched: Option<Instant>,
}

/// A key with the one algorithm that it may be used with.
#[derive(Clone)]
struct Key {
    key: DecodingKey,
    algorithm: Algorithm,
}

/// An unknown key id fetches the keys again at most so often, whatever is thrown at us.
const FETCH_AT_MOST_EVERY: Duration = Duration::from_secs(10);
const FETCH_TIMEOUT: Duration = Duration::from_secs(5);
/// How far the clocks of issuer and function may differ, in seconds.
const LEEWAY_SECONDS: u64 = 30;

impl Verifier {
    /// Trusts an issuer; its keys are fetched when the first token comes.
    pub fn new(issuer: Issuer) -> Self {
        Self { issuer, http: reqwest::Client::new(), keys: RwLock::default() }
    }

    /// Checks signature, algorithm, type, issuer, audience and times.
    pub(crate) async fn verify(&self, token: &str) -> Result<Claims, Problem> {
        let invalid = |reason: &str| {
            tracing::info!(reason, "token refused");
            Problem::new("token_invalid")
        };
        let header = decode_header(token).map_err(|_| invalid("unreadable"))?;
        if header.typ.as_deref().is_none_or(|typ| !typ.eq_ignore_ascii_case("at+jwt")) {
            return Err(invalid("not an access token (RFC 9068)"));
        }
        let kid = header.kid.ok_or_else(|| invalid("no key id"))?;
        let key = self.key(&kid).await?.ok_or_else(|| invalid("unknown key id"))?;
        let mut validation = Validation::new(key.algorithm);
        validation.set_issuer(&[&self.issuer.issuer]);
        validation.set_audience(&[&self.issuer.audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.validate_nbf = true;
        validation.leeway = LEEWAY_SECONDS;
        let data =
            decode::<Claims>(token, &key.key, &validation).map_err(|error| invalid(&error.to_string()))?;
        Ok(data.claims)
    }

    async fn key(&self, kid: &str) -> Result<Option<Key>, Problem> {
        if let Some(key) = self.keys.read().await.by_id.get(kid) {
            return Ok(Some(key.clone()));
        }
        let mut keys = self.keys.write().await;
        let fetched_lately = keys.fetched.is_some_and(|at| at.elapsed() < FETCH_AT_MOST_EVERY);
        if !keys.by_id.contains_key(kid) && !fetched_lately {
            keys.by_id = self.fetch().await.map_err(|error| {
                tracing::error!(%error, "the issuer's keys cannot be fetched");
                Problem::new("try_again")
            })?;
            keys.fetched = Some(Instant::now());
        }
        Ok(keys.by_id.get(kid).cloned())
    }

    async fn fetch(&self) -> Result<HashMap<String, Key>, reqwest::Error> {
        let request = self.http.get(&self.issuer.jwks_url).timeout(FETCH_TIMEOUT);
        let set: JwkSet = request.send().await?.error_for_status()?.json().await?;
        Ok(set.keys.iter().filter_map(usable).collect())
    }
}

/// A signing key of an algorithm that we take; others are passed over.
fn usable(jwk: &Jwk) -> Option<(String, Key)> {
    let algorithm = match jwk.common.key_algorithm? {
        KeyAlgorithm::ES256 => Algorithm::ES256,
        KeyAlgorithm::RS256 => Algorithm::RS256,
        _ => return None,
    };
    let key = DecodingKey::from_jwk(jwk).ok()?;
    Some((jwk.common.key_id.clone()?, Key { key, algorithm }))
}
