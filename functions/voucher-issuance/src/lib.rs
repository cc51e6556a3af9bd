//! Grants: the organiser's services and details, its clients, vouchers, bookings and orders.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod act_on_decision;
mod add_client;
mod annul_decision;
mod answer_purchase;
mod beside;
mod book;
mod by_hand;
mod change_client;
mod change_need;
mod circumstances;
mod correct_decision;
mod decisions;
mod drafting;
mod general_part;
mod grant;
mod identity_key;
mod letters;
mod links;
mod list_bookings;
mod merge_clients;
mod move_voucher;
mod order_purchase;
mod organiser_details;
mod publish_rulebook;
mod rectify;
mod refusal;
mod see_clients;
mod see_decisions;
mod see_rulebook;
mod see_services;
mod see_vouchers;
mod versions;
mod voucher_view;

use axum::{
    Router,
    extract::FromRef,
    routing::{get, post, put},
};
use storage::rulebooks::Rulebooks;
use web::App;

pub use identity_key::IdentityKey;

/// What the routes share.
#[derive(Clone, FromRef)]
struct State {
    app: App,
    identity_key: IdentityKey,
    rulebooks: Rulebooks,
}

/// The routes of this function.
pub fn routes(app: App, identity_key: IdentityKey) -> Router {
    let state = State { app, identity_key, rulebooks: Rulebooks::default() };
    let routes = Router::new()
        .route("/v1/organiser", put(organiser_details::change).get(organiser_details::see))
        .route("/v1/services", post(publish_rulebook::publish).get(see_services::list))
        .route("/v1/services/{service}/versions/{version}", get(see_rulebook::version))
        .route("/v1/general-parts", post(general_part::publish))
        .route("/v1/general-parts/{version}", get(general_part::see))
        .route("/v1/clients", post(add_client::add).get(see_clients::list))
        .route("/v1/clients/{client}", put(change_client::change).get(see_clients::one))
        .route("/v1/clients/{client}/merge", post(merge_clients::merge))
        .route("/v1/clients/{client}/vouchers", get(see_vouchers::of_client))
        .route("/v1/clients/{client}/circumstances", put(circumstances::record).get(circumstances::see))
        .route("/v1/clients/{client}/decisions", get(see_decisions::of_client))
        .route("/v1/decisions", get(see_decisions::waiting))
        .route("/v1/decisions/{decision}", get(see_decisions::one))
        .route("/v1/decisions/{decision}/hearing", post(act_on_decision::ask_to_be_heard))
        .route("/v1/decisions/{decision}/answer", post(act_on_decision::heard))
        .route("/v1/decisions/{decision}/approval", post(act_on_decision::decide))
        .route("/v1/decisions/{decision}/annulment", post(annul_decision::from_a_day))
        .route("/v1/decisions/{decision}/correction", post(correct_decision::prepare))
        .route("/v1/decisions/{decision}/letters/{number}", get(see_decisions::one_letter))
        .route("/v1/decisions/{decision}/rectification-request", post(rectify::take_in))
        .route("/v1/decisions/{decision}/rectification-request/rejection", post(rectify::reject))
        .route("/v1/decisions/{decision}/rectification-request/acceptance", post(rectify::decide_anew))
        .route("/v1/decisions/{decision}/letter", post(act_on_decision::send).get(see_decisions::letter))
        .route("/v1/vouchers", post(grant::grant))
        .route("/v1/vouchers/{voucher}", get(see_vouchers::one))
        .route("/v1/vouchers/{voucher}/need", put(change_need::change))
        .route("/v1/vouchers/{voucher}/bookings", post(book::book))
        .route("/v1/vouchers/{voucher}/moves", post(move_voucher::to_another))
        .route("/v1/bookings", get(list_bookings::bookings))
        .route("/v1/purchases", post(order_purchase::order).get(list_bookings::purchases))
        .route("/v1/purchases/{voucher}/confirmation", post(answer_purchase::confirm))
        .route("/v1/purchases/{voucher}/decline", post(answer_purchase::decline))
        .with_state(state);
    web::router(routes)
}
