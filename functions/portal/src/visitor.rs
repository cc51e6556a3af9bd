//! Who visits: the language, the address and the session of a request, and the door to pages behind sign-in.

use crate::{
    api::Api, failure::Failure, form::Form, languages, page::Page, portal::Portal, session, session::Session,
};
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, Uri, header, request::Parts},
    middleware::Next,
    response::Response,
};
use domain::language::Language;
use jiff::civil::Date;
use web::Action;

/// Anyone, signed in or not.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(crate) portal: Portal,
    pub(crate) language: Language,
    /// Path and query of this page, without the language switch's parameter.
    pub(crate) here: String,
    pub(crate) session: Option<Session>,
}

/// A signed-in visitor; without a session the way leads to the sign-in and back.
pub(crate) struct SignedIn {
    visitor: Visitor,
    pub(crate) session: Session,
}

/// Finds out who visits, tells every inner layer, and remembers a language that was asked for.
pub(crate) async fn greet(State(portal): State<Portal>, mut request: Request, next: Next) -> Response {
    let asked = parameter(request.uri(), languages::PARAMETER).and_then(|text| languages::of_tag(&text));
    let language = languages::choose(asked, request.headers());
    let session = session::of(&portal, request.headers());
    let secure = portal.is_https();
    let here = without_language(request.uri());
    request.extensions_mut().insert(Visitor { portal, language, here, session });
    let mut response = next.run(request).await;
    if let Some(cookie) =
        asked.and_then(|one| HeaderValue::from_str(&languages::set_cookie(one, secure)).ok())
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

impl Visitor {
    /// The API as this visitor.
    pub(crate) fn api(&self) -> Api {
        self.portal.api(self.session.as_ref().map(|session| session.token.clone()), self.language)
    }

    /// What the layout of every page needs.
    pub(crate) fn page(&self) -> Page {
        Page::new(self)
    }

    /// Today in Helsinki.
    pub(crate) fn today(&self) -> Date {
        domain::time::day_of(self.portal.config.clock.now())
    }
}

impl SignedIn {
    /// Goes on only if the role may do this.
    pub(crate) fn may(&self, action: Action) -> Result<(), Failure> {
        if self.session.role.may(action) { Ok(()) } else { Err(Failure::NotAllowed) }
    }

    /// An empty form with this session's proof.
    pub(crate) fn form(&self) -> Form {
        Form::blank(self.language, &self.session)
    }
}

impl std::ops::Deref for SignedIn {
    type Target = Visitor;
    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Visitor>().cloned().ok_or(Failure::TryAgain)
    }
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let session = visitor.session.clone().ok_or(Failure::SignIn)?;
        Ok(Self { visitor, session })
    }
}

/// A parameter of the query, decoded.
pub(crate) fn parameter(uri: &Uri, name: &str) -> Option<String> {
    pairs(uri).into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

fn pairs(uri: &Uri) -> Vec<(String, String)> {
    axum::extract::Query::try_from_uri(uri).map(|query| query.0).unwrap_or_default()
}

fn without_language(uri: &Uri) -> String {
    let kept: Vec<_> = pairs(uri).into_iter().filter(|(key, _)| key != languages::PARAMETER).collect();
    address(uri.path(), &kept)
}

/// A path with a query, encoded.
pub(crate) fn address<N: AsRef<str>, V: AsRef<str>>(path: &str, query: &[(N, V)]) -> String {
    let parsed = reqwest::Url::parse_with_params(
        "http://portal/",
        query.iter().map(|(n, v)| (n.as_ref(), v.as_ref())),
    );
    match parsed.ok().and_then(|url| url.query().map(str::to_owned)).filter(|text| !text.is_empty()) {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}
