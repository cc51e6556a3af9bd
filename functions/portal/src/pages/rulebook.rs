//! A version of a service's rulebook, for anyone to read.

use crate::{
    failure::{Answer, Failure},
    page::{Page, html},
    pages::register,
    visitor::{Visitor, address},
};
use askama::Template;
use axum::extract::{Path, Query};
use domain::{document, rulebook};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    org: String,
}

#[derive(Template)]
#[template(path = "rulebook.html")]
struct View {
    page: Page,
    title: String,
    /// Markup of the domain's own, with every text in it escaped.
    article: String,
    to_register: String,
}

pub(crate) async fn show(
    visitor: Visitor,
    Path((service, version)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let org = register::organiser(&visitor, &asked.org);
    if org.is_empty() {
        return Err(Failure::NotFound);
    }
    let rulebook = visitor.api().rulebook(&org, &service, &version).await?;
    let general_part = visitor.api().general_part(&org, rulebook.general_part).await?;
    let read = rulebook::page_with(&rulebook, &general_part, visitor.language);
    let page = visitor.page();
    let article = in_frames(&document::html(&read), &page.t("rulebook-table"));
    let to_register = address("/register", &[("org", &org), ("service", &service)]);
    Ok(html(&View { page, title: read.title, article, to_register }))
}

/// The tables, each in a frame that scrolls where the screen is narrower; `<table>` is never text, which is escaped.
fn in_frames(article: &str, label: &str) -> String {
    let frame =
        format!("<div class=\"scroll\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">\n<table>");
    article.replace("<table>", &frame).replace("</table>", "</table>\n</div>")
}

/// Where a version of a rulebook is read.
pub(crate) fn place(org: &str, service: &str, version: u32) -> String {
    address(&format!("/services/{service}/{version}"), &[("org", org)])
}
