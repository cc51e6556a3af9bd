//! The front page: what Seteli is, and for the signed-in what there is to do.

use crate::{
    page::{Page, html},
    paging::Paging,
    visitor::Visitor,
};
use askama::Template;
use axum::{extract::Query, response::Response};

#[derive(Template)]
#[template(path = "front.html")]
struct View {
    page: Page,
}

pub(crate) async fn show(visitor: Visitor, Query(paging): Query<Paging>) -> Response {
    html(&View { page: visitor.page().having_done(paging.done) })
}
