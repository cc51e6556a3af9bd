//! Quotes: what a service costs a client at every provider, without signing in; and the choice of one, by a letter's link.
//!
//! A function of its own: it may neither read clients nor change providers.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod asked;
mod choose;
mod compare;
mod linked;
mod offers;
mod quote_person;
mod view;

use axum::{
    Router,
    extract::FromRef,
    routing::{get, post, put},
};
use storage::rulebooks::Rulebooks;
use web::App;

/// What the routes share.
#[derive(Clone, FromRef)]
struct State {
    app: App,
    rulebooks: Rulebooks,
}

/// The routes of this function.
pub fn routes(app: App) -> Router {
    let state = State { app, rulebooks: Rulebooks::default() };
    let routes = Router::new()
        .route("/v1/quotes", post(quote_person::quote))
        .route("/v1/comparisons/{token}", get(compare::compare))
        .route("/v1/comparisons/{token}/choice", put(choose::choose))
        .with_state(state);
    web::router(routes)
}
