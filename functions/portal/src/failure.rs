//! Why a page cannot be shown, and the page that says so in the visitor's language.

use crate::{
    page::{Page, html},
    session::{self, Kept},
    visitor::{Visitor, address},
};
use askama::Template;
use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

/// What a handler answers.
pub(crate) type Answer = Result<Response, Failure>;

/// Why there is no page.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// Nobody is signed in, or the API no longer takes the token.
    SignIn,
    /// The role may not.
    NotAllowed,
    /// There is no such thing, or it is somebody else's.
    NotFound,
    /// The form did not come from the portal's own page in this session.
    ForgedForm,
    /// The sign-in did not come to its end: another state, nonce or browser.
    SignInFailed,
    /// The API refused; its sentence in the visitor's language.
    Refused(String),
    /// The API or the issuer did not answer.
    TryAgain,
}

#[derive(Template)]
#[template(path = "failure.html")]
struct View {
    page: Page,
    title: String,
    text: String,
}

/// The answer carries only the failure; `pages` draws it, knowing the visitor.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Draws the failures of the inner layers, or leads to the sign-in.
pub(crate) async fn pages(request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return next.run(request).await;
    };
    let headers = request.headers().clone();
    let response = next.run(request).await;
    match response.extensions().get::<Failure>() {
        None => response,
        Some(Failure::SignIn) => to_sign_in(&visitor, &headers),
        Some(failure) => draw(failure, &visitor),
    }
}

/// Whatever has no route.
pub(crate) async fn no_such_page() -> Failure {
    Failure::NotFound
}

fn to_sign_in(visitor: &Visitor, headers: &HeaderMap) -> Response {
    let way = Redirect::to(&address("/sign-in", &[("to", &visitor.here)]));
    (session::forget(&visitor.portal, headers, Kept::Session), way).into_response()
}

fn draw(failure: &Failure, visitor: &Visitor) -> Response {
    let page = visitor.page();
    let (title, text) = failure.words(&page);
    (failure.status(), html(&View { page, title, text })).into_response()
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Failure::SignIn => StatusCode::UNAUTHORIZED,
            Failure::NotAllowed | Failure::ForgedForm => StatusCode::FORBIDDEN,
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::SignInFailed => StatusCode::BAD_REQUEST,
            Failure::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::TryAgain => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn words(&self, page: &Page) -> (String, String) {
        match self {
            Failure::NotAllowed => (page.t("failure-not-allowed"), page.t("failure-not-allowed-text")),
            Failure::NotFound => (page.t("failure-not-found"), page.t("failure-not-found-text")),
            Failure::ForgedForm => (page.t("failure-forged"), page.t("failure-forged-text")),
            Failure::SignIn | Failure::SignInFailed => {
                (page.t("failure-sign-in"), page.t("failure-sign-in-text"))
            }
            Failure::Refused(text) => (page.t("failure-refused"), text.clone()),
            Failure::TryAgain => (page.t("failure-try-again"), page.t("failure-try-again-text")),
        }
    }
}
