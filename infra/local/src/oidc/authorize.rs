//! The sign-in page: choose a test person, and go back to the portal with a code.

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::language::Language;
use serde::{Deserialize, Serialize};

use super::codes::SignIn;
use super::people::TestPerson;
use super::{IdentityProvider, PORTAL_CLIENT, page};

/// What the portal asks; it travels through the page's forms and is checked again with the choice.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub client_id: String,
    pub redirect_uri: String,
    pub response_type: String,
    pub scope: String,
    pub state: String,
    pub nonce: String,
    pub code_challenge: String,
    pub code_challenge_method: String,
    pub ui_locales: String,
}

impl Asked {
    /// As hidden fields of a form.
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("response_type", &self.response_type),
            ("scope", &self.scope),
            ("state", &self.state),
            ("nonce", &self.nonce),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", &self.code_challenge_method),
            ("ui_locales", &self.ui_locales),
        ]
    }

    /// The same page in another language.
    pub fn address_in(&self, issuer: &str, language: &str) -> String {
        let fields = self.fields().into_iter().filter(|(name, _)| *name != "ui_locales");
        let fields = fields.chain([("ui_locales", language)]);
        let address = reqwest::Url::parse_with_params(&format!("{issuer}/authorize"), fields);
        address.map_or_else(|_| String::new(), String::from)
    }
}

#[derive(Deserialize)]
pub(super) struct Choice {
    person: String,
    #[serde(flatten)]
    asked: Asked,
}

/// The page, if the request is the portal's.
pub(super) async fn page(
    State(provider): State<IdentityProvider>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    let language = language_for(&asked, &headers);
    match checked(&provider, &asked) {
        Ok(()) => page::of_people(&provider, &asked, language),
        Err(refusal) => refusal.answer(&provider, &asked, language),
    }
}

/// Back to the portal as the chosen person.
pub(super) async fn chosen(
    State(provider): State<IdentityProvider>,
    headers: HeaderMap,
    Form(Choice { person, asked }): Form<Choice>,
) -> Response {
    let language = language_for(&asked, &headers);
    let refused = checked(&provider, &asked).err();
    let chosen = provider.config.people.iter().find(|p| p.subject() == person);
    match (refused, chosen) {
        (Some(refusal), _) => refusal.answer(&provider, &asked, language),
        (None, None) => NotAsked::Wrong("access_denied").answer(&provider, &asked, language),
        (None, Some(person)) => back_with_code(&provider, person.clone(), asked),
    }
}

/// What is wrong with a request.
enum NotAsked {
    /// Not from the portal: never sent on, since the address to send to is the thing in doubt.
    ByPortal,
    /// From the portal, and wrong: told to the portal (RFC 6749, section 4.1.2.1).
    Wrong(&'static str),
}

fn checked(provider: &IdentityProvider, asked: &Asked) -> Result<(), NotAsked> {
    if asked.client_id != PORTAL_CLIENT || asked.redirect_uri != provider.callback() {
        return Err(NotAsked::ByPortal);
    }
    if asked.response_type != "code" {
        return Err(NotAsked::Wrong("unsupported_response_type"));
    }
    if !asked.scope.split(' ').any(|scope| scope == "openid") {
        return Err(NotAsked::Wrong("invalid_scope"));
    }
    let is_bound = !asked.state.is_empty()
        && !asked.nonce.is_empty()
        && asked.code_challenge_method == "S256"
        && asked.code_challenge.len() == 43;
    if is_bound { Ok(()) } else { Err(NotAsked::Wrong("invalid_request")) }
}

impl NotAsked {
    fn answer(self, provider: &IdentityProvider, asked: &Asked, language: Language) -> Response {
        match self {
            NotAsked::ByPortal => page::of_strange_request(provider, language),
            NotAsked::Wrong(error) => back(provider, asked, &[("error", error), ("state", &asked.state)]),
        }
    }
}

fn back_with_code(provider: &IdentityProvider, person: TestPerson, asked: Asked) -> Response {
    let code = provider.codes.give(SignIn {
        person,
        nonce: asked.nonce.clone(),
        redirect_uri: asked.redirect_uri.clone(),
        challenge: asked.code_challenge.clone(),
    });
    // The issuer in the answer keeps a code from being taken to another provider (RFC 9207).
    back(provider, &asked, &[("code", &code), ("state", &asked.state), ("iss", &provider.config.issuer)])
}

/// Back to the callback, which was checked to be the portal's; where it cannot be read, nobody is sent anywhere.
fn back(provider: &IdentityProvider, asked: &Asked, answer: &[(&str, &str)]) -> Response {
    match reqwest::Url::parse_with_params(&asked.redirect_uri, answer) {
        Ok(address) => Redirect::to(address.as_str()).into_response(),
        Err(_) => page::of_strange_request(provider, Language::En),
    }
}

/// The portal's wish, else the browser's, else Finnish.
fn language_for(asked: &Asked, headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let wishes = asked.ui_locales.split(' ').chain(accepted.unwrap_or_default().split(','));
    wishes.filter_map(|wish| language_of(wish.trim())).next().unwrap_or(Language::Fi)
}

fn language_of(tag: &str) -> Option<Language> {
    match tag.get(..2)? {
        "fi" => Some(Language::Fi),
        "sv" => Some(Language::Sv),
        "en" => Some(Language::En),
        _ => None,
    }
}
