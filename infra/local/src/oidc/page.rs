//! The sign-in page's HTML in three languages: plain forms, no script.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::language::Language;

use super::authorize::Asked;
use super::people::TestPerson;
use super::{IdentityProvider, roles};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page<'a> {
    texts: &'static Texts,
    languages: Vec<OtherLanguage>,
    stylesheet: &'a str,
    groups: Vec<Group<'a>>,
    asked: Vec<(&'static str, &'a str)>,
}

struct OtherLanguage {
    code: &'static str,
    name: &'static str,
    address: String,
}

/// The people of an organiser or of one provider.
struct Group<'a> {
    name: String,
    people: Vec<Button<'a>>,
}

struct Button<'a> {
    subject: String,
    name: &'a str,
    /// The role and what it may do.
    does: String,
}

/// The page's words.
struct Texts {
    code: &'static str,
    name: &'static str,
    title: &'static str,
    lead: &'static str,
    languages: &'static str,
    organiser: &'static str,
    strange: &'static str,
}

const FI: Texts = Texts {
    code: "fi",
    name: "Suomeksi",
    title: "Kirjaudu testihenkilönä",
    lead: "Tämä on paikallinen kokeilujärjestelmä. Kaikki henkilöt ovat keksittyjä, eikä salasanaa tarvita.",
    languages: "Kieli",
    organiser: "Palvelunjärjestäjä",
    strange: "Kirjautumispyyntö ei tullut palvelusta. Palaa palveluun ja kirjaudu uudelleen.",
};

const SV: Texts = Texts {
    code: "sv",
    name: "På svenska",
    title: "Logga in som testperson",
    lead: "Det här är ett lokalt testsystem. Alla personer är påhittade och inget lösenord behövs.",
    languages: "Språk",
    organiser: "Serviceanordnare",
    strange: "Begäran om inloggning kom inte från tjänsten. Gå tillbaka till tjänsten och logga in på nytt.",
};

const EN: Texts = Texts {
    code: "en",
    name: "In English",
    title: "Sign in as a test person",
    lead: "This is a local system for trying things out. All people are made up, and no password is needed.",
    languages: "Language",
    organiser: "Organiser",
    strange: "The sign-in request did not come from the service. Go back to the service and sign in again.",
};

fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Fi => &FI,
        Language::Sv => &SV,
        Language::En => &EN,
    }
}

/// The test people, each behind a button.
pub(super) fn of_people(provider: &IdentityProvider, asked: &Asked, language: Language) -> Response {
    let issuer = &provider.config.issuer;
    let in_language = |other: &'static Texts| OtherLanguage {
        code: other.code,
        name: other.name,
        address: asked.address_in(issuer, other.code),
    };
    let page = Page {
        texts: texts(language),
        languages: [&FI, &SV, &EN].map(in_language).into(),
        stylesheet: &format!("{issuer}/sign_in.css"),
        groups: groups(provider.people(), language),
        asked: asked.fields(),
    };
    rendered(&page, StatusCode::OK, &provider.config.public_url)
}

/// Says that the request was not the portal's.
pub(super) fn of_strange_request(provider: &IdentityProvider, language: Language) -> Response {
    let page = Page {
        texts: texts(language),
        languages: vec![],
        stylesheet: &format!("{}/sign_in.css", provider.config.issuer),
        groups: vec![],
        asked: vec![],
    };
    rendered(&page, StatusCode::BAD_REQUEST, &provider.config.public_url)
}

/// The page's look.
pub(super) async fn stylesheet() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("sign_in.css"))
}

/// People in the order in which they are listed, those of one organiser or provider together.
fn groups(people: &[TestPerson], language: Language) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for person in people {
        let organiser = || format!("{}: {}", texts(language).organiser, person.org);
        let name = person.company.clone().unwrap_or_else(organiser);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.people.push(button(person, language)),
            None => groups.push(Group { name, people: vec![button(person, language)] }),
        }
    }
    groups
}

fn button(person: &TestPerson, language: Language) -> Button<'_> {
    let does = format!("{}: {}", roles::title(person.role, language), roles::may(person.role, language));
    Button { subject: person.subject(), name: &person.name, does }
}

fn rendered(page: &Page<'_>, status: StatusCode, portal: &str) -> Response {
    // The form's answer is a redirect to the portal, which browsers count as the form's target too.
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {portal}; frame-ancestors 'none'; base-uri 'none'"
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy.as_str()),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    match page.render() {
        Ok(html) => {
            (status, headers.map(|(name, value)| (name, value.to_owned())), Html(html)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "sign-in page not rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
