//! The session: who signed in and with which access token, kept whole in an encrypted cookie.

use crate::portal::Portal;
use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, Key, PrivateCookieJar, SameSite};
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use web::Role;

/// A signed-in person. Role and name come from the access token unverified and only choose what is shown:
/// the API verifies the token at every call.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Session {
    /// The access token, for the API only.
    pub(crate) token: String,
    pub(crate) name: String,
    pub(crate) role: Role,
    /// The organiser's code.
    pub(crate) organiser: String,
    /// Unix seconds after which the token, and so the session, is over.
    pub(crate) until: i64,
    /// The secret that this session's form proofs are made with.
    pub(crate) secret: [u8; 32],
}

/// Which of the portal's encrypted cookies.
#[derive(Clone, Copy)]
pub(crate) enum Kept {
    /// The session itself.
    Session,
    /// What a sign-in under way must remember.
    SignIn,
}

impl Session {
    /// The secret as a whole HMAC block, zero-filled as HMAC itself would.
    pub(crate) fn secret_block(&self) -> [u8; 64] {
        std::array::from_fn(|at| self.secret.get(at).copied().unwrap_or(0))
    }
}

/// The session of a request, if there is one and it is not over.
pub(crate) fn of(portal: &Portal, headers: &HeaderMap) -> Option<Session> {
    let session: Session = read(portal, headers, Kept::Session)?;
    let now: Timestamp = portal.config.clock.now();
    (session.until > now.as_second()).then_some(session)
}

/// What a cookie holds, if it is ours and untouched.
pub(crate) fn read<T: DeserializeOwned>(portal: &Portal, headers: &HeaderMap, kept: Kept) -> Option<T> {
    let jar: PrivateCookieJar<Key> = PrivateCookieJar::from_headers(headers, key(portal));
    serde_json::from_str(jar.get(name(portal, kept))?.value()).ok()
}

/// The answer part that keeps a value in a cookie.
pub(crate) fn keep<T: Serialize>(portal: &Portal, kept: Kept, value: &T) -> PrivateCookieJar {
    let text = serde_json::to_string(value).unwrap_or_default();
    PrivateCookieJar::new(key(portal)).add(cookie(portal, kept, text))
}

/// The answer part that makes the browser forget a cookie.
pub(crate) fn forget(portal: &Portal, headers: &HeaderMap, kept: Kept) -> PrivateCookieJar {
    PrivateCookieJar::from_headers(headers, key(portal)).remove(cookie(portal, kept, String::new()))
}

fn cookie(portal: &Portal, kept: Kept, value: String) -> Cookie<'static> {
    let mut cookie = Cookie::new(name(portal, kept), value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(portal.is_https());
    cookie
}

/// Over TLS the names carry `__Host-`: no other host, and nothing unencrypted, can set them.
fn name(portal: &Portal, kept: Kept) -> &'static str {
    match (portal.is_https(), kept) {
        (true, Kept::Session) => "__Host-seteli_session",
        (true, Kept::SignIn) => "__Host-seteli_sign_in",
        (false, Kept::Session) => "seteli_session",
        (false, Kept::SignIn) => "seteli_sign_in",
    }
}

fn key(portal: &Portal) -> Key {
    axum::extract::FromRef::from_ref(portal)
}
