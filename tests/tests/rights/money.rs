//! The routes of settlements, invoices and payments.

use reqwest::Method;
use serde_json::json;
use web::Action;

use crate::{
    place::Place,
    routes::{Body, Door, Route, get, post},
};

/// The table's part.
pub fn money(place: &Place) -> Vec<Route> {
    let Place { run, provider, .. } = place;
    let see = Door::Allowed(Action::SeeRuns);
    let fetch = Door::Either(Action::FetchInvoices, Action::SeeOwnSettlements);
    let invoice = format!("/v1/settlements/{run}/invoice?provider={}", provider.provider);
    vec![
        post(
            "/v1/settlement-runs",
            Action::Settle,
            "/v1/settlement-runs".into(),
            json!({"period": "2026-10"}),
        ),
        get("/v1/settlement-runs", see, "/v1/settlement-runs".into()),
        get("/v1/settlement-runs/{run}", see, format!("/v1/settlement-runs/{run}")),
        get(
            "/v1/settlement-runs/{run}/manifests",
            Door::Allowed(Action::FetchInvoices),
            format!("/v1/settlement-runs/{run}/manifests"),
        ),
        get(
            "/v1/settlement-runs/{run}/manifests/{number}",
            Door::Allowed(Action::FetchInvoices),
            format!("/v1/settlement-runs/{run}/manifests/1"),
        ),
        get(
            "/v1/settlement-runs/{run}/manifests/{number}/payments",
            Door::Allowed(Action::FetchInvoices),
            format!("/v1/settlement-runs/{run}/manifests/1/payments"),
        ),
        post(
            "/v1/settlement-runs/{run}/payments",
            Action::TellPayments,
            format!("/v1/settlement-runs/{run}/payments"),
            json!({"payments": [
                {"invoice_number": "99900016000001", "amount_cents": 3600, "status": "paid", "on": "2026-11-02"},
            ]}),
        ),
        get("/v1/providers/{provider}/holds", see, format!("/v1/providers/{}/holds", provider.provider)),
        post(
            "/v1/providers/{provider}/holds",
            Action::HoldPayments,
            format!("/v1/providers/{}/holds", provider.provider),
            json!({"kind": "payment_stop", "from": "2027-11-01", "holds": true, "reason": "Ulosmittaus"}),
        ),
        Route {
            method: Method::POST,
            template: "/v1/payment-files",
            door: Door::Allowed(Action::TellPayments),
            path: "/v1/payment-files".into(),
            body: Body::Csv("invoice_number;amount;status;on;reason\n"),
        },
        Route {
            method: Method::POST,
            template: "/v1/settlements/{run}/own-invoice",
            door: Door::Allowed(Action::SendInvoices),
            path: format!("/v1/settlements/{}/own-invoice", place.own_run),
            body: Body::Xml(place.own_invoice.clone()),
        },
        get("/v1/settlements", Door::Allowed(Action::SeeOwnSettlements), "/v1/settlements".into()),
        get("/v1/settlements/{run}/invoice", fetch, invoice),
    ]
}
