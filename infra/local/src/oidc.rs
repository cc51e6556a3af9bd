//! A local OpenID provider: it signs in test people without a password, so it lives beside the system and never
//! in it. In production the organiser's own provider stands in its place, found by the same discovery document.

mod authorize;
mod codes;
mod discovery;
mod key;
mod page;
mod people;
pub mod roles;
#[cfg(test)]
mod tests;
mod token;
mod tokens;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub use key::KeyError;
pub use people::{TestPerson, officials, staff};
pub use token::TEST_PERSON_GRANT;
pub use tokens::SigningFailed;

/// The access tokens' audience: Seteli's API.
pub const AUDIENCE: &str = "seteli";

/// The portal's client id at this provider.
pub const PORTAL_CLIENT: &str = "seteli-portal";

/// What a provider is started with.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address in the tokens' `iss`, under which `routes` are reached; without a slash at the end.
    pub issuer: String,
    /// The portal's own address: the sign-in goes back to `<public_url>/sign-in/callback` and nowhere else.
    pub public_url: String,
    /// Who can be signed in on the page.
    pub people: Vec<TestPerson>,
    /// Where the signing key is kept, mode 0600; `None` keeps it in memory only.
    pub key_file: Option<PathBuf>,
}

/// The provider: its key, its people, and the codes that it has given out.
#[derive(Clone)]
pub struct IdentityProvider {
    config: Arc<Config>,
    key: Arc<key::SigningKey>,
    codes: Arc<codes::Codes>,
}

impl IdentityProvider {
    /// Reads or makes the signing key. A new key makes every earlier token invalid.
    pub fn start(config: Config) -> Result<Self, KeyError> {
        let key = Arc::new(key::SigningKey::load_or_generate(config.key_file.as_deref())?);
        Ok(Self { config: Arc::new(config), key, codes: Arc::default() })
    }

    /// Its addresses, relative to the issuer's path.
    pub fn routes(&self) -> Router {
        Router::new()
            .route("/.well-known/openid-configuration", get(discovery::configuration))
            .route("/jwks", get(discovery::key_set))
            .route("/authorize", get(authorize::page).post(authorize::chosen))
            .route("/sign_in.css", get(page::stylesheet))
            .route("/token", post(token::exchange))
            .with_state(self.clone())
    }

    /// An access token for a person without the way over HTTP, valid for so many seconds from now.
    pub fn access_token(&self, person: &TestPerson, lifetime_s: u32) -> Result<String, SigningFailed> {
        tokens::access_token(&self.key, &self.config.issuer, person, lifetime_s)
    }

    /// The people on the sign-in page.
    pub fn people(&self) -> &[TestPerson] {
        &self.config.people
    }

    /// The only address that a sign-in may go back to.
    fn callback(&self) -> String {
        format!("{}/sign-in/callback", self.config.public_url)
    }
}
