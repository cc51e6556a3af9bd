//! The last step of a choice: the reader sees once more what is chosen, and confirms it.

use crate::{
    api::{Compared, Comparison},
    failure::{Answer, Failure},
    page::{Page, html},
    visitor::{Visitor, address},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Choice {
    provider: String,
}

#[derive(Template)]
#[template(path = "compare_choose.html")]
struct View {
    page: Page,
    place: String,
    found: Comparison,
    one: Compared,
}

pub(crate) async fn show(
    visitor: Visitor,
    Path(token): Path<String>,
    Query(choice): Query<Choice>,
) -> Answer {
    let found = visitor.api().compare(&token, &[("provider", &choice.provider)]).await?;
    let one = found.items.first().cloned().ok_or(Failure::NotFound)?;
    Ok(html(&View { page: visitor.page(), place: format!("/compare/{token}"), found, one }))
}

pub(crate) async fn choose(
    visitor: Visitor,
    Path(token): Path<String>,
    Form(choice): Form<Choice>,
) -> Answer {
    visitor.api().choose(&token, &choice.provider).await?;
    Ok(Redirect::to(&address(&format!("/compare/{token}"), &[("done", "chosen")])).into_response())
}
