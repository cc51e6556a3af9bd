//! Service events: what providers delivered, one event, a batch or a month's roster; held ones, and corrections.
//!
//! The answer is definitive: approved, held for an approver, or refused with a code. `record` is the one way in.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod answer;
mod correct;
mod decide_held;
mod decide_many;
mod list_held;
mod record_batch;
mod record_event;
mod reverse;
mod roster;
mod see_event;
mod settled;

use axum::{
    Router,
    extract::FromRef,
    routing::{get, post},
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
    let routes = Router::new()
        .route("/v1/events", post(record_event::record_event))
        .route("/v1/events/batch", post(record_batch::record_batch))
        .route("/v1/events/{event}", get(see_event::see))
        .route("/v1/events/{event}/correction", post(correct::correct))
        .route("/v1/events/{event}/reversal", post(reverse::reverse))
        .route("/v1/roster/{month}", get(roster::see).post(roster::confirm))
        .route("/v1/held", get(list_held::list))
        .route("/v1/held/decisions", post(decide_many::decide))
        .route("/v1/held/{event}/decision", post(decide_held::decide))
        .with_state(State { app, rulebooks: Rulebooks::default() });
    web::router(routes)
}
