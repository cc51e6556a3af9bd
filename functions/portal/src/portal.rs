//! What every request shares: the configuration, the cookie key, the HTTP client and the issuer's metadata.

use crate::{api::Api, config::Config, issuer::Issuer};
use axum::extract::FromRef;
use axum_extra::extract::cookie::Key;
use domain::language::Language;
use std::{sync::Arc, time::Duration};

/// Longer than the slowest answer of the API, shorter than the gateway's own limit.
const PATIENCE: Duration = Duration::from_secs(15);

/// The running portal; cheap to clone.
#[derive(Clone)]
pub(crate) struct Portal(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) config: Config,
    pub(crate) issuer: Issuer,
    pub(crate) http: reqwest::Client,
    key: Key,
}

impl Portal {
    pub(crate) fn new(config: Config) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .unwrap_or_default();
        let issuer = Issuer::new(&config, http.clone());
        let key = Key::from(&config.session_key);
        Self(Arc::new(Inner { config, issuer, http, key }))
    }

    /// The API as a person, or as anyone when there is no token.
    pub(crate) fn api(&self, token: Option<String>, language: Language) -> Api {
        Api::new(self.http.clone(), &self.config.api_url, token, language)
    }

    /// Whether browsers reach the portal over TLS: then cookies are marked `Secure`.
    pub(crate) fn is_https(&self) -> bool {
        self.config.public_url.starts_with("https://")
    }
}

impl std::ops::Deref for Portal {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl FromRef<Portal> for Key {
    fn from_ref(portal: &Portal) -> Key {
        portal.key.clone()
    }
}
