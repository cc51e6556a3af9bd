//! What every page shows around its own content, and how its texts are written.

use crate::{
    assets,
    form::Form,
    languages,
    places::{self, Place},
    session::Session,
    show, texts,
    visitor::Visitor,
};
use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use domain::{
    language::{Language, Text},
    money::Cents,
    written,
};

/// The layout's part of a page.
pub(crate) struct Page {
    language: Language,
    here: String,
    pub(crate) session: Option<Session>,
    pub(crate) sign_out: Option<Form>,
    pub(crate) organiser: String,
    pub(crate) done: Option<String>,
}

/// Sends a page.
pub(crate) fn html(view: &impl Template) -> Response {
    match view.render() {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Sends a page whose form was refused. It is drawn twice: the first time tells the summary the fields' labels.
pub(crate) fn refused(view: &impl Template) -> Response {
    let _ = view.render();
    (axum::http::StatusCode::UNPROCESSABLE_ENTITY, html(view)).into_response()
}

impl Page {
    pub(crate) fn new(visitor: &Visitor) -> Self {
        let session = visitor.session.clone();
        let named = |session: &Session| {
            let known = visitor.portal.config.organisers.iter().find(|one| one.code == session.organiser);
            known.map_or_else(
                || session.organiser.clone(),
                |one| one.name.in_language(visitor.language).to_owned(),
            )
        };
        Self {
            language: visitor.language,
            here: visitor.here.clone(),
            sign_out: session.as_ref().map(|session| Form::blank(visitor.language, session)),
            organiser: session.as_ref().map(named).unwrap_or_default(),
            session,
            done: None,
        }
    }

    /// Says at the top of the page what was just done; `done` is a word of ours from the address.
    pub(crate) fn having_done(self, done: Option<String>) -> Self {
        let text = done.map(|word| format!("done-{word}")).map(|key| (texts::text(self.language, &key), key));
        Self { done: text.filter(|(text, key)| text != key).map(|(text, _)| text), ..self }
    }

    /// A text.
    pub(crate) fn t(&self, key: &str) -> String {
        texts::text(self.language, key)
    }

    /// A text with a value.
    pub(crate) fn t1(&self, key: &str, name: &str, value: impl AsRef<str>) -> String {
        texts::text_with(self.language, key, &[(name, value.as_ref().into())])
    }

    /// A text with a number, `$count`.
    pub(crate) fn tn(&self, key: &str, count: impl std::borrow::Borrow<usize>) -> String {
        texts::text_with(self.language, key, &[("count", (*count.borrow()).into())])
    }

    /// The text of a code of the API, such as a state.
    pub(crate) fn code(&self, group: &str, code: impl AsRef<str>) -> String {
        texts::text_of_code(self.language, group, code.as_ref())
    }

    /// A text that the API gives in all languages.
    pub(crate) fn own(&self, text: &Text) -> String {
        text.in_language(self.language).to_owned()
    }

    pub(crate) fn money(&self, cents: &i64) -> String {
        written::amount(self.language, Cents(*cents))
    }

    pub(crate) fn day(&self, text: &str) -> String {
        show::day(self.language, text)
    }

    /// From the first day to the last.
    pub(crate) fn days(&self, first: &str, last: &str) -> String {
        format!("{}\u{a0}\u{2013} {}", self.day(first), self.day(last))
    }

    pub(crate) fn month(&self, text: impl AsRef<str>) -> String {
        show::month(self.language, text.as_ref())
    }

    pub(crate) fn moment(&self, text: &str) -> String {
        show::moment(self.language, text)
    }

    pub(crate) fn quantity(&self, unit: impl AsRef<str>, amount: &i64) -> String {
        show::quantity(self.language, unit.as_ref(), *amount)
    }

    /// The tag for `<html lang>`.
    pub(crate) fn tag(&self) -> &'static str {
        self.language.tag()
    }

    /// The switch: the tag, its own name, the same page in it, and whether it is this one.
    pub(crate) fn switch(&self) -> Vec<(&'static str, &'static str, String, bool)> {
        let names = ["Suomeksi", "På svenska", "In English"];
        let glue = if self.here.contains('?') { '&' } else { '?' };
        let to = |one: Language| format!("{}{glue}{}={}", self.here, languages::PARAMETER, one.tag());
        let all = languages::ALL.into_iter().zip(names);
        all.map(|(one, name)| (one.tag(), name, to(one), one == self.language)).collect()
    }

    pub(crate) fn menu(&self) -> Vec<&'static Place> {
        self.session.as_ref().map(|session| places::menu(session.role)).unwrap_or_default()
    }

    /// Whether the page lies under a menu item.
    pub(crate) fn is_under(&self, path: &str) -> bool {
        let path_here = self.here.split('?').next().unwrap_or_default();
        path_here.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The sign-in that comes back to this page.
    pub(crate) fn sign_in(&self) -> String {
        crate::visitor::address("/sign-in", &[("to", &self.here)])
    }

    pub(crate) fn role(&self) -> String {
        self.session
            .as_ref()
            .map(|session| self.code("role", places::code_of(session.role)))
            .unwrap_or_default()
    }

    pub(crate) fn style(&self) -> &'static str {
        &assets::STYLE_ADDRESS
    }

    pub(crate) fn mark(&self) -> &'static str {
        &assets::MARK_ADDRESS
    }
}
