//! Providers: they apply, the organiser approves, and anyone sees the register.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod apply;
mod decide;
mod register;
mod see_applications;
mod submit;

use axum::{
    Router,
    routing::{get, post},
};
use web::App;

/// The routes of this function.
pub fn routes(app: App) -> Router {
    let routes = Router::new()
        .route("/v1/applications", post(apply::apply).get(see_applications::list))
        .route("/v1/applications/{application}", get(see_applications::one))
        .route("/v1/applications/{application}/submission", post(submit::submit))
        .route("/v1/applications/{application}/decision", post(decide::decide))
        .route("/v1/register", get(register::register))
        .with_state(app);
    web::router(routes)
}
