//! The comparison that a letter's link opens: every provider with the reader's own total, for a phone and without signing in.

use crate::{
    api::{Compared, Comparison},
    failure::Answer,
    page::{Page, html},
    visitor::{Visitor, address},
};
use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;

/// The orders of the list, as the API names them.
const ORDERS: [(&str, &str); 4] = [
    ("total", "compare-by-total"),
    ("distance", "compare-by-distance"),
    ("name", "compare-by-name"),
    ("availability", "compare-by-room"),
];

#[derive(Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    room: String,
    #[serde(default)]
    accessible: String,
    #[serde(default)]
    language: String,
    cursor: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct View {
    page: Page,
    asked: Asked,
    place: String,
    found: Comparison,
    next: Option<String>,
}

pub(crate) async fn show(
    visitor: Visitor,
    Path(token): Path<String>,
    Query(mut asked): Query<Asked>,
) -> Answer {
    let place = format!("/compare/{token}");
    let kept = asked.kept();
    let mut query = asked.of_the_api();
    query.extend(asked.cursor.as_deref().map(|cursor| ("cursor", cursor)));
    let found = visitor.api().compare(&token, &query).await?;
    let next = found.next.as_ref().map(|cursor| {
        let kept: Vec<_> = kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
        address(&place, &[&kept[..], &[("cursor", cursor)]].concat())
    });
    if asked.from.is_empty() {
        asked.from = found.from.clone().unwrap_or_default();
    }
    let page = visitor.page().having_done(asked.done.take());
    Ok(html(&View { page, asked, place, found, next }))
}

impl Asked {
    /// What the next page is asked with.
    fn kept(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("sort", &self.sort),
            ("from", &self.from),
            ("room", &self.room),
            ("accessible", &self.accessible),
            ("language", &self.language),
        ];
        let given = all.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| (name, value.clone())).collect()
    }

    fn of_the_api(&self) -> Vec<(&'static str, &str)> {
        let mut query = Vec::new();
        query.extend(Some(("sort", &*self.sort)).filter(|_| !self.sort.is_empty()));
        query.extend(Some(("from", self.from.trim())).filter(|(_, from)| !from.is_empty()));
        query.extend(Some(("language", &*self.language)).filter(|_| !self.language.is_empty()));
        query.extend(Some(("takes_new_clients", "true")).filter(|_| !self.room.is_empty()));
        query.extend(Some(("accessible", "true")).filter(|_| !self.accessible.is_empty()));
        query
    }
}

impl View {
    /// The orders, each with its words and whether it is this one.
    fn orders(&self) -> Vec<(&'static str, String, bool)> {
        let asked = if self.asked.sort.is_empty() { "total" } else { &self.asked.sort };
        ORDERS.iter().map(|(code, key)| (*code, self.page.t(key), *code == asked)).collect()
    }

    /// The languages to choose from, the first for any.
    fn languages(&self) -> Vec<(&'static str, String, bool)> {
        let named = ["fi", "sv", "en"].map(|tag| (tag, self.page.code("language", tag)));
        let all = [("", self.page.t("compare-any-language"))].into_iter().chain(named);
        all.map(|(tag, name)| (tag, name, tag == self.asked.language)).collect()
    }

    /// Where one chooses a provider.
    fn choose(&self, one: &Compared) -> String {
        address(&format!("{}/choose", self.place), &[("provider", &one.provider)])
    }
}

impl Comparison {
    /// The name of a content; its code if the service has none of it any more.
    pub(crate) fn content(&self, page: &Page, code: &str) -> String {
        let known = self.contents.iter().find(|content| content.content == code);
        known.map_or_else(|| code.to_owned(), |content| page.own(&content.names))
    }

    /// A quantity of a content.
    pub(crate) fn quantity(&self, page: &Page, code: &str, quantity: &i64) -> String {
        let known = self.contents.iter().find(|content| content.content == code);
        page.quantity(known.map_or("C62", |content| &content.unit), quantity)
    }

    /// What a total is the total of.
    pub(crate) fn per(&self, page: &Page) -> String {
        page.code("compare-per", &self.per)
    }

    /// The own service's fee in words.
    pub(crate) fn fee(&self, page: &Page) -> String {
        match self.own_fee.fee_cents {
            Some(0) => page.t("compare-own-free"),
            Some(cents) => {
                let fee = format!("{} {}", page.money(&cents), page.code("compare-per", &self.own_fee.per));
                page.t1("compare-own-fee", "fee", fee)
            }
            None => page.t("compare-own-by-income"),
        }
    }
}

impl Compared {
    /// The towns of the units, each once.
    pub(crate) fn towns(&self) -> String {
        let mut towns: Vec<&str> = self.units.iter().map(|unit| unit.municipality.as_str()).collect();
        towns.sort_unstable();
        towns.dedup();
        towns.join(", ")
    }

    /// The languages that it serves in.
    pub(crate) fn spoken(&self, page: &Page) -> String {
        self.languages.iter().map(|tag| page.code("language", tag)).collect::<Vec<_>>().join(", ")
    }

    /// Contents without a price, by name.
    pub(crate) fn missing(&self, page: &Page, of: &Comparison) -> String {
        self.not_included.iter().map(|code| of.content(page, code)).collect::<Vec<_>>().join(", ")
    }
}
