//! Providers: they apply, the organiser approves, and anyone sees the register.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod announce_prices;
mod apply;
mod ask_more;
mod decide;
mod expire;
mod offers;
mod price_problem;
mod register;
mod register_table;
mod reinstate;
mod revoke;
mod rewrite;
mod see_applications;
mod see_approvals;
mod see_decision;
mod stand;
mod submit;
mod suspend;
mod tell_availability;
mod withdraw;

use axum::{
    Router,
    routing::{get, post, put},
};
use web::App;

/// The routes of this function.
pub fn routes(app: App) -> Router {
    let routes = Router::new()
        .route("/v1/applications", post(apply::apply).get(see_applications::list))
        .route("/v1/applications/{application}", get(see_applications::one).put(rewrite::rewrite))
        .route("/v1/applications/{application}/submission", post(submit::submit))
        .route("/v1/applications/{application}/decision", get(see_decision::one).post(decide::decide))
        .route("/v1/applications/{application}/information-request", post(ask_more::ask_more))
        .route("/v1/applications/{application}/withdrawal", post(withdraw::withdraw))
        .route("/v1/applications/{application}/suspension", post(suspend::suspend))
        .route("/v1/applications/{application}/reinstatement", post(reinstate::reinstate))
        .route("/v1/applications/{application}/revocation", post(revoke::revoke))
        .route("/v1/applications/{application}/expiry", post(expire::expire))
        .route("/v1/approvals", get(see_approvals::list))
        .route("/v1/approvals/{service}/availability", put(tell_availability::tell))
        .route("/v1/approvals/{service}/price-lists", post(announce_prices::announce))
        .route("/v1/register", get(register::register))
        .with_state(app);
    web::router(routes)
}
