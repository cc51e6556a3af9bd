//! Signing in by OpenID Connect (code flow with PKCE, state and nonce), and signing out.

use crate::{
    csrf::Submitted,
    failure::{Answer, Failure},
    id_token,
    issuer::{IssuerFailure, Tokens},
    portal::Portal,
    session::{self, Kept, Session},
    visitor::Visitor,
};
use axum::{
    Router,
    extract::{Query, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect},
    routing::get,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use web::Role;

/// What must be remembered between leaving for the issuer and coming back; in an encrypted cookie.
#[derive(Serialize, Deserialize)]
struct UnderWay {
    state: String,
    nonce: String,
    verifier: String,
    to: String,
}

#[derive(Deserialize)]
struct Wish {
    to: Option<String>,
}

#[derive(Deserialize)]
struct Returned {
    code: Option<String>,
    state: Option<String>,
}

/// What the portal shows of an access token.
#[derive(Deserialize)]
struct Shown {
    name: String,
    role: Role,
    org: String,
}

/// Leaving for the issuer, coming back, and going.
pub(crate) fn routes() -> Router<Portal> {
    Router::new()
        .route("/sign-in", get(leave))
        .route("/sign-in/callback", get(come_back))
        .route("/sign-out", get(async || Redirect::to("/")).post(sign_out))
}

async fn leave(State(portal): State<Portal>, visitor: Visitor, Query(wish): Query<Wish>) -> Answer {
    let under_way = UnderWay { state: random(), nonce: random(), verifier: random(), to: local(wish.to) };
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&under_way.verifier));
    let language = visitor.language.tag();
    let address = portal
        .issuer
        .sign_in_address(&under_way.state, &under_way.nonce, &challenge, language)
        .await
        .map_err(told)?;
    Ok((session::keep(&portal, Kept::SignIn, &under_way), Redirect::to(&address)).into_response())
}

async fn come_back(
    State(portal): State<Portal>,
    headers: HeaderMap,
    Query(returned): Query<Returned>,
) -> Answer {
    let under_way: UnderWay = session::read(&portal, &headers, Kept::SignIn).ok_or(Failure::SignInFailed)?;
    if returned.state.as_ref() != Some(&under_way.state) {
        return Err(Failure::SignInFailed);
    }
    let code = returned.code.ok_or(Failure::SignInFailed)?;
    let tokens = portal.issuer.exchange(&code, &under_way.verifier).await.map_err(told)?;
    let keys = portal.issuer.keys().await.map_err(told)?;
    id_token::verify(&tokens.id_token, &keys, &portal.config, &under_way.nonce).map_err(|refused| {
        tracing::warn!(%refused, "a sign-in ended");
        Failure::SignInFailed
    })?;
    let session = begin(&portal, tokens).ok_or(Failure::SignInFailed)?;
    let forgotten = session::forget(&portal, &headers, Kept::SignIn);
    let kept = session::keep(&portal, Kept::Session, &session);
    Ok((forgotten, kept, Redirect::to(&under_way.to)).into_response())
}

/// The session ends here; the identity provider's own session is its own.
async fn sign_out(State(portal): State<Portal>, headers: HeaderMap, _: Submitted) -> Answer {
    let forgotten = session::forget(&portal, &headers, Kept::Session);
    Ok((forgotten, [("clear-site-data", "\"cache\"")], Redirect::to("/?done=signed-out")).into_response())
}

fn begin(portal: &Portal, tokens: Tokens) -> Option<Session> {
    let shown: Shown = jsonwebtoken::dangerous::insecure_decode_claims(&tokens.access_token).ok()?;
    Some(Session {
        name: shown.name,
        role: shown.role,
        organiser: shown.org,
        until: portal.config.clock.now().as_second().checked_add(tokens.expires_in)?,
        token: tokens.access_token,
        secret: rand::random(),
    })
}

/// A failure of the issuer, told to the log once.
fn told(failure: IssuerFailure) -> Failure {
    tracing::error!(%failure, "a sign-in could not go on");
    if matches!(failure, IssuerFailure::CodeRefused(_)) { Failure::SignInFailed } else { Failure::TryAgain }
}

fn random() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// Only a path of this portal: browsers read `//host` and `/\host` as another host.
fn local(to: Option<String>) -> String {
    let is_local = |to: &String| {
        to.starts_with('/') && !to[1..].starts_with(['/', '\\']) && !to.contains(|c: char| c.is_control())
    };
    to.filter(is_local).unwrap_or_else(|| "/".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leads_to_another_host() {
        for to in
            ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/\t/evil.example"]
        {
            assert_eq!(local(Some(to.to_owned())), "/", "{to}");
        }
        assert_eq!(local(Some("/clients?cursor=a".to_owned())), "/clients?cursor=a");
        assert_eq!(local(None), "/");
    }
}
