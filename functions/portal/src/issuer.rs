//! The OpenID Connect issuer: its addresses and keys by discovery, and the exchange of a code for tokens.

use crate::config::Config;
use jsonwebtoken::jwk::JwkSet;
use reqwest::Url;
use serde::Deserialize;
use tokio::sync::OnceCell;

/// What the issuer publishes about itself.
#[derive(Clone, Deserialize)]
pub(crate) struct Metadata {
    pub(crate) issuer: String,
    pub(crate) authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

/// What a code is exchanged for.
#[derive(Deserialize)]
pub(crate) struct Tokens {
    pub(crate) access_token: String,
    pub(crate) id_token: String,
    /// Seconds.
    pub(crate) expires_in: i64,
}

/// Why the issuer is of no help.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IssuerFailure {
    /// It did not answer, or not in its protocol.
    #[error("the issuer does not answer: {0}")]
    Silent(#[from] reqwest::Error),
    /// It says that it is another, or gives an address that is none.
    #[error("the issuer's metadata is not of the configured issuer")]
    Mistaken,
    /// It did not accept the code.
    #[error("the issuer refused the code with status {0}")]
    CodeRefused(u16),
}

pub(crate) struct Issuer {
    http: reqwest::Client,
    address: String,
    client_id: String,
    return_to: String,
    metadata: OnceCell<Metadata>,
}

impl Issuer {
    pub(crate) fn new(config: &Config, http: reqwest::Client) -> Self {
        Self {
            http,
            address: config.oidc_issuer.clone(),
            client_id: config.oidc_client_id.clone(),
            return_to: format!("{}/sign-in/callback", config.public_url),
            metadata: OnceCell::new(),
        }
    }

    /// The issuer's metadata, asked for once and again only if that failed.
    pub(crate) async fn metadata(&self) -> Result<&Metadata, IssuerFailure> {
        self.metadata.get_or_try_init(|| self.discover()).await
    }

    /// Its keys, asked for at each sign-in: a changed key is known at once, and sign-ins are rare.
    pub(crate) async fn keys(&self) -> Result<JwkSet, IssuerFailure> {
        let answer = self.http.get(&self.metadata().await?.jwks_uri).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// Where a person is sent to sign in.
    pub(crate) async fn sign_in_address(
        &self,
        state: &str,
        nonce: &str,
        challenge: &str,
        language: &str,
    ) -> Result<String, IssuerFailure> {
        let parameters = [
            ("response_type", "code"),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.return_to),
            ("scope", "openid"),
            ("state", state),
            ("nonce", nonce),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
            ("ui_locales", language),
        ];
        let endpoint = &self.metadata().await?.authorization_endpoint;
        let url = Url::parse_with_params(endpoint, parameters).map_err(|_| IssuerFailure::Mistaken)?;
        Ok(url.to_string())
    }

    /// The tokens of a code that came back.
    pub(crate) async fn exchange(&self, code: &str, verifier: &str) -> Result<Tokens, IssuerFailure> {
        let body = encoded(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.return_to),
            ("client_id", &self.client_id),
            ("code_verifier", verifier),
        ]);
        let request = self.http.post(&self.metadata().await?.token_endpoint).body(body);
        let answer = request.header("content-type", "application/x-www-form-urlencoded").send().await?;
        match answer.status() {
            status if status.is_client_error() => Err(IssuerFailure::CodeRefused(status.as_u16())),
            _ => Ok(answer.error_for_status()?.json().await?),
        }
    }

    /// OpenID Connect Discovery 1.0, section 4.3: the metadata must name the issuer that was asked.
    async fn discover(&self) -> Result<Metadata, IssuerFailure> {
        let address = format!("{}/.well-known/openid-configuration", self.address);
        let metadata: Metadata = self.http.get(address).send().await?.error_for_status()?.json().await?;
        if metadata.issuer == self.address { Ok(metadata) } else { Err(IssuerFailure::Mistaken) }
    }
}

/// Parameters as a form's body.
fn encoded(parameters: &[(&str, &str)]) -> String {
    let url = Url::parse_with_params("http://form/", parameters).ok();
    url.and_then(|url| url.query().map(str::to_owned)).unwrap_or_default()
}
