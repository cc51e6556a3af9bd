//! What the portal must be told to start.

use domain::language::Text;
use web::Clock;

/// Where the portal stands, what it calls and how it keeps sessions.
#[derive(Clone)]
pub struct Config {
    /// The root of Seteli's own HTTP API, without a closing slash.
    pub api_url: String,
    /// The root of the portal as browsers see it, without a closing slash.
    pub public_url: String,
    /// The OpenID Connect issuer that signs people in.
    pub oidc_issuer: String,
    /// The portal's name at the issuer; also the audience of the id tokens.
    pub oidc_client_id: String,
    /// Encrypts and authenticates the cookies. A new key signs everybody out.
    pub session_key: [u8; 64],
    /// The organisers whose public register can be read without signing in.
    pub organisers: Vec<Organiser>,
    /// The clock: expiry of sessions, and the month that a page opens at.
    pub clock: Clock,
}

/// An organiser of services as the public pages name it.
#[derive(Clone, Debug)]
pub struct Organiser {
    /// Its code, as in the access token's `org`.
    pub code: String,
    /// Its name.
    pub name: Text,
}
