//! Seteli's pages: a backend for the browser that holds no data and calls Seteli's own HTTP API as the person.
//!
//! One file per page under `pages`; what every page needs (who visits, texts, forms, the API) stands beside it.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod amounts;
mod api;
mod assets;

mod catalogue;
mod config;
mod csrf;
mod failure;
mod form;
mod form_drawing;
mod form_field;
mod form_reading;
mod headers;
mod id_token;
mod issuer;
mod languages;
mod page;
mod pages;
mod paging;
mod places;
mod portal;
mod provider_names;
mod session;
mod show;
mod sign_in;
mod texts;
mod visitor;

pub use config::{Config, Organiser};

use axum::{Router, extract::DefaultBodyLimit, middleware};

/// A month's roster of a thousand lines fits; nothing that a form sends is larger.
const LARGEST_FORM: usize = 512 * 1024;

/// Every page under its address.
pub fn routes(config: Config) -> Router {
    let portal = portal::Portal::new(config);
    // The layer added last is the outermost: headers see every answer, the guard runs just before the page.
    pages::routes()
        .merge(sign_in::routes())
        .merge(assets::routes())
        .fallback(failure::no_such_page)
        .method_not_allowed_fallback(failure::no_such_page)
        .layer(middleware::from_fn_with_state(portal.clone(), csrf::guard))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn(failure::pages))
        .layer(middleware::from_fn_with_state(portal.clone(), visitor::greet))
        .layer(middleware::from_fn_with_state(portal.clone(), headers::protect))
        .with_state(portal)
}
