//! The routes of circumstances and decisions.

use reqwest::Method;
use serde_json::json;
use web::Action;

use crate::{
    place::Place,
    routes::{Body, Door, Route, get, post},
};

pub fn decisions(place: &Place) -> Vec<Route> {
    let Place { client, drafts, told: [sent, asked], .. } = place;
    let see = Door::Allowed(Action::SeeDecisions);
    let of = |draft: &str, what: &str| format!("/v1/decisions/{draft}{what}");
    let said = json!({"reason": "Selvä."});
    let annulment = json!({"from": "2026-05-01", "reason": "Erehdys."});
    let told = || format!("/v1/clients/{client}/circumstances");
    let record = Route {
        method: Method::PUT,
        template: "/v1/clients/{client}/circumstances",
        door: Door::Allowed(Action::Grant),
        path: told(),
        body: Body::Json(scenarios::family(None, "3500")),
    };
    let anew = json!({
        "reason": "Selvä.", "first_day": "2026-02-01", "last_day": "2026-02-28", "contents": place.granted,
    });
    let act = |what: &'static str, template: &'static str| {
        post(template, Action::Grant, of(&drafts[0], what), said.clone())
    };
    vec![
        record,
        get("/v1/clients/{client}/circumstances", see, told()),
        get("/v1/clients/{client}/decisions", see, format!("/v1/clients/{client}/decisions")),
        get("/v1/decisions", see, "/v1/decisions".into()),
        get("/v1/decisions/{decision}", see, of(&drafts[0], "")),
        act("/hearing", "/v1/decisions/{decision}/hearing"),
        act("/answer", "/v1/decisions/{decision}/answer"),
        act("/approval", "/v1/decisions/{decision}/approval"),
        get("/v1/decisions/{decision}/letter", see, of(&drafts[0], "/letter")),
        act("/letter", "/v1/decisions/{decision}/letter"),
        get("/v1/decisions/{decision}/letters/{number}", see, of(sent, "/letters/1")),
        post("/v1/decisions/{decision}/correction", Action::Grant, of(sent, "/correction"), anew.clone()),
        post(
            "/v1/decisions/{decision}/rectification-request",
            Action::Grant,
            of(sent, "/rectification-request"),
            json!({"received": "2026-11-04", "reason": "Tulot."}),
        ),
        post(
            "/v1/decisions/{decision}/rectification-request/acceptance",
            Action::Grant,
            of(sent, "/rectification-request/acceptance"),
            anew,
        ),
        post(
            "/v1/decisions/{decision}/rectification-request/rejection",
            Action::Grant,
            of(asked, "/rectification-request/rejection"),
            said.clone(),
        ),
        post("/v1/decisions/{decision}/annulment", Action::Grant, of(&drafts[0], "/annulment"), annulment),
        // Last, since it makes the drafts anew.
        Route {
            method: Method::PUT,
            template: "/v1/vouchers/{voucher}/need",
            door: Door::Allowed(Action::Grant),
            path: format!("/v1/vouchers/{}/need", place.educated),
            body: Body::Json(json!({"from": "2026-06-01", "asked": [{"code": "under3-part"}]})),
        },
    ]
}

/// The routes that change what is known of clients.
pub fn clients(place: &Place) -> Vec<Route> {
    let Place { client, double, .. } = place;
    let person = json!({
        "first_names": "Testi", "last_name": "Asiakas-002", "born": "1952-10-13", "language": "fi",
        "municipality": "Testilä",
    });
    vec![
        Route {
            method: Method::PUT,
            template: "/v1/clients/{client}",
            door: Door::Allowed(Action::Grant),
            path: format!("/v1/clients/{client}"),
            body: Body::Json(person),
        },
        post(
            "/v1/clients/{client}/merge",
            Action::Grant,
            format!("/v1/clients/{double}/merge"),
            json!({"into": client, "reason": "Sama asiakas."}),
        ),
    ]
}
