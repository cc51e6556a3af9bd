//! The pages, one file each, and their addresses.

mod application;
mod application_new;
mod applications;
mod bookings;
mod choose_service;
mod client;
mod client_new;
mod clients;
mod compare;
mod compare_choose;
mod contents;
mod front;
mod grant;
mod held;
mod invoice;
mod order;
mod prices;
mod purchases;
mod register;
mod roster;
mod roster_check;
mod roster_record;
mod rulebook;
mod run;
mod runs;
mod settlements;
mod visit;
mod visit_choose;
mod voucher;

use crate::portal::Portal;
use axum::{
    Router,
    response::Redirect,
    routing::{get, post},
};

/// Every page. What only takes a form leads a reader to the page that the form is on.
pub(crate) fn routes() -> Router<Portal> {
    Router::new()
        .route("/", get(front::show))
        .route("/register", get(register::show))
        .route("/services/{service}/{version}", get(rulebook::show))
        .route("/compare/{token}", get(compare::show))
        .route("/compare/{token}/choose", get(compare_choose::show).post(compare_choose::choose))
        .merge(of_officials())
        .merge(of_providers())
        .route("/vouchers/{voucher}", get(voucher::show))
        .route("/applications", get(applications::show))
        .route("/applications/{application}", get(application::show).post(application::act))
}

fn of_officials() -> Router<Portal> {
    Router::new()
        .route("/clients", get(clients::show))
        .route("/clients/new", get(client_new::show).post(client_new::add))
        .route("/clients/{client}", get(client::show))
        .route("/clients/{client}/grant", get(grant::show).post(grant::grant))
        .route("/clients/{client}/order", get(order::show).post(order::order))
        .route("/held", get(held::show))
        .route("/held/{event}", post(held::decide).get(async || Redirect::to("/held")))
        .route("/runs", get(runs::show).post(runs::start))
        .route("/runs/{run}", get(run::show))
        .route("/runs/{run}/invoices/{provider}", get(invoice::of_provider))
}

fn of_providers() -> Router<Portal> {
    Router::new()
        .route("/applications/new", get(application_new::show).post(application_new::draft))
        .route("/bookings", get(bookings::show).post(bookings::book))
        .route("/purchases", get(purchases::show))
        .route("/purchases/{voucher}", post(purchases::answer).get(async || Redirect::to("/purchases")))
        .route("/roster", get(roster::of_this_month))
        .route("/roster/{month}", get(roster::show).post(roster_record::record))
        .route("/roster/{month}/check", post(roster_check::check).get(roster_check::to_roster))
        .route("/visits/new", get(visit::show).post(visit::record))
        .route("/settlements", get(settlements::show))
        .route("/settlements/{run}/invoice", get(invoice::own))
}
