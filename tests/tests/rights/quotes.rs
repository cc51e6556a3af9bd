//! The routes that a letter's link opens, and the quotes that anyone may ask for.

use reqwest::Method;
use serde_json::json;

use crate::{
    place::Place,
    routes::{Body, Door, Route, get},
};

pub fn quotes(place: &Place) -> Vec<Route> {
    let path = |what: &str| format!("/v1/comparisons/{}{what}", place.link);
    vec![
        Route {
            method: Method::POST,
            template: "/v1/quotes",
            door: Door::Public,
            path: "/v1/quotes".into(),
            body: Body::Json(json!({
                "org": "testila", "service": "home-care", "asked": [{"code": "home-care"}],
            })),
        },
        get("/v1/comparisons/{token}", Door::Public, path("")),
        Route {
            method: Method::PUT,
            template: "/v1/comparisons/{token}/choice",
            door: Door::Public,
            path: path("/choice"),
            body: Body::Json(json!({"provider": place.provider.provider})),
        },
    ]
}
