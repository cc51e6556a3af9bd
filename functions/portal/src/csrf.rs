//! Only the portal's own forms may act: origin, then a proof that binds the form to the session.
//!
//! The guard stands before every page, so no handler can forget it; a handler gets the fields only from it.

use crate::{
    failure::Failure,
    form::{Form, KEY, PROOF},
    portal::Portal,
    session::Session,
    visitor::Visitor,
};
use axum::{
    extract::{FromRequest, FromRequestParts, Request, State},
    http::{HeaderMap, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The fields of a form whose origin and proof were checked.
#[derive(Clone)]
pub(crate) struct Submitted(pub(crate) Form);

/// Lets reading through and forms with a valid proof, with the fields attached.
pub(crate) async fn guard(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => next.run(request).await,
        // Who holds a letter's link needs no session: its token, which no other site knows, is the proof.
        Method::POST if request.uri().path().starts_with("/compare/") => {
            if is_same_origin(request.headers(), &portal.config.public_url) {
                next.run(request).await
            } else {
                Failure::ForgedForm.into_response()
            }
        }
        Method::POST => match check(&portal, request).await {
            Ok(request) => next.run(request).await,
            Err(failure) => failure.into_response(),
        },
        _ => Failure::NotFound.into_response(),
    }
}

/// The proof that belongs to a form's key in a session.
pub(crate) fn proof(session: &Session, key: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(mac(session, key).finalize().into_bytes())
}

async fn check(portal: &Portal, request: Request) -> Result<Request, Failure> {
    let (parts, body) = request.into_parts();
    let visitor = parts.extensions.get::<Visitor>().cloned().ok_or(Failure::TryAgain)?;
    if !is_same_origin(&parts.headers, &portal.config.public_url) {
        return Err(Failure::ForgedForm);
    }
    let session = visitor.session.as_ref().ok_or(Failure::SignIn)?;
    let fields = read(Request::from_parts(parts.clone(), body)).await?;
    let form = Form::posted(visitor.language, session, fields);
    if !is_proven(session, &form) {
        return Err(Failure::ForgedForm);
    }
    let mut request = Request::from_parts(parts, axum::body::Body::empty());
    request.extensions_mut().insert(Submitted(form));
    Ok(request)
}

async fn read(request: Request) -> Result<Vec<(String, String)>, Failure> {
    let form = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
    form.map(|form| form.0).map_err(|_| Failure::ForgedForm)
}

/// Browsers send `Origin` with every form; the few that leave it out send `Sec-Fetch-Site` or neither.
fn is_same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    match (text(header::ORIGIN.as_str()), text("sec-fetch-site")) {
        (Some(origin), _) => origin == public_url,
        (None, Some(site)) => site == "same-origin",
        (None, None) => true,
    }
}

fn is_proven(session: &Session, form: &Form) -> bool {
    let Ok(proof) = BASE64_URL_SAFE_NO_PAD.decode(form.value(PROOF)) else { return false };
    // Compares in constant time.
    uuid::Uuid::try_parse(form.value(KEY)).is_ok()
        && mac(session, form.value(KEY)).verify_slice(&proof).is_ok()
}

fn mac(session: &Session, key: &str) -> Hmac<Sha256> {
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&session.secret_block().into());
    mac.update(key.as_bytes());
    mac
}

impl<S: Sync> FromRequestParts<S> for Submitted {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Submitted>().cloned().ok_or(Failure::ForgedForm)
    }
}
