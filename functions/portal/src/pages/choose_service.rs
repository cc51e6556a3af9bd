//! Choosing the service that a client is granted or that is ordered for the client.

use crate::{
    api::Client,
    page::{Page, html},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "choose_service.html")]
struct View {
    page: Page,
    client: Client,
    title: String,
    choices: Vec<(String, String)>,
}

/// The page; each choice leads back to the same address with its service.
pub(crate) fn show(page: Page, client: Client, title: String, choices: Vec<(String, String)>) -> Response {
    html(&View { page, client, title, choices })
}
