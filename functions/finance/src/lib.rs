//! Finance: settlement runs on demand, what became of them, and the invoices, for finance and for providers.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod fetch_invoice;
mod holds;
mod manifests;
mod own_invoice;
mod payment_file;
mod payments;
mod see_runs;
mod see_settlements;
mod settlement_view;
mod start_run;
mod tell_payments;

use std::sync::Arc;

use axum::{
    Router,
    extract::FromRef,
    routing::{get, post},
};
use objects::Objects;
use web::App;

/// What the routes share.
#[derive(Clone, FromRef)]
struct State {
    app: App,
    objects: Arc<dyn Objects>,
}

/// The routes of this function.
pub fn routes(app: App, objects: Arc<dyn Objects>) -> Router {
    let routes = Router::new()
        .route("/v1/settlement-runs", post(start_run::start).get(see_runs::list))
        .route("/v1/settlement-runs/{run}", get(see_runs::one))
        .route("/v1/settlement-runs/{run}/manifests", get(manifests::list))
        .route("/v1/settlement-runs/{run}/manifests/{number}", get(manifests::fetch))
        .route("/v1/settlement-runs/{run}/manifests/{number}/payments", get(manifests::payments))
        .route("/v1/settlement-runs/{run}/payments", post(tell_payments::tell))
        .route("/v1/settlements", get(see_settlements::list))
        .route("/v1/settlements/{run}/invoice", get(fetch_invoice::fetch))
        .route("/v1/settlements/{run}/own-invoice", post(own_invoice::take).layer(own_invoice::limit()))
        .route("/v1/providers/{provider}/holds", post(holds::say).get(holds::see))
        .route("/v1/payment-files", post(payment_file::take))
        .with_state(State { app, objects });
    web::router(routes)
}
