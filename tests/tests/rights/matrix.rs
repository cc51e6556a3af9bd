//! Every route x every role: let in, or forbidden with nothing done.

use std::collections::BTreeSet;

use local::oidc::TestPerson;
use reqwest::RequestBuilder;
use scenarios::{Town, routes_in};
use web::Role;

use crate::place::Place;
use crate::routes::{Body, Door, Route, routes};

fn request(town: &Town, who: &TestPerson, route: &Route) -> RequestBuilder {
    let request = town.request(route.method.clone(), &route.path).bearer_auth(town.token(who));
    let request = request.header("idempotency-key", town.new_key());
    match &route.body {
        Body::None => request,
        Body::Json(body) => request.json(body),
        Body::Toml(file) => request.header("content-type", "application/toml").body(*file),
        Body::Xml(file) => request.header("content-type", "application/xml").body(file.clone()),
        Body::Csv(file) => request.header("content-type", "text/csv").body(*file),
    }
}

#[tokio::test]
async fn every_role_is_let_in_or_forbidden_at_every_route_as_the_table_says() {
    let place = Place::stands().await;
    let (town, routes) = (&place.town, routes(&place));
    let (stored, mut forbidden, mut wrong) = (town.stored(), 0, Vec::new());
    for (route, role) in pairs(&routes).filter(|(route, role)| !route.door.is_open_to(*role)) {
        let answer = town.send(request(town, &place.person(role), route)).await;
        forbidden += 1;
        if (answer.status, answer.body["code"].as_str()) != (403, Some("not_allowed")) {
            wrong.push(format!(
                "{} {} as {role:?}: {} {}",
                route.method, route.template, answer.status, answer.text
            ));
        }
    }
    assert_eq!(town.stored(), stored, "who is forbidden changes nothing");
    // What acts comes last, and each time on what is there: after the first it may be a conflict, never forbidden.
    let mut entered = BTreeSet::new();
    for (route, role) in pairs(&routes).filter(|(route, role)| route.door.is_open_to(*role)) {
        let answer = town.send(request(town, &place.person(role), route)).await;
        let done = matches!(answer.status, 200 | 201);
        let first = entered.insert((route.method.as_str(), route.template));
        if !(done || (!first && matches!(answer.status, 409 | 422))) {
            wrong.push(format!(
                "{} {} as {role:?}: {} {}",
                route.method, route.template, answer.status, answer.text
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(entered.len(), routes.len(), "somebody can use each route");
    assert!(forbidden > 100, "{forbidden} pairs are forbidden");
}

fn pairs(routes: &[Route]) -> impl Iterator<Item = (&Route, Role)> {
    routes.iter().flat_map(|route| Role::ALL.map(|role| (route, role)))
}

#[tokio::test]
async fn a_public_route_needs_no_token_and_every_other_asks_for_one() {
    let place = Place::stands().await;
    for route in routes(&place) {
        let request = place.town.request(route.method.clone(), &route.path);
        let request = if let (Door::Public, Body::Json(body)) = (route.door, &route.body) {
            request.json(body)
        } else {
            request
        };
        let status = place.town.send(request).await.status;
        let expected = if matches!(route.door, Door::Public) { 200 } else { 401 };
        assert_eq!(status, expected, "{} {}", route.method, route.template);
    }
}

#[tokio::test]
async fn the_table_has_every_route_of_the_functions() {
    let place = Place::stands().await;
    let listed: BTreeSet<String> =
        routes(&place).iter().map(|route| format!("{} {}", route.method, route.template)).collect();
    let sources = [
        include_str!("../../../functions/voucher-issuance/src/lib.rs"),
        include_str!("../../../functions/provider-applications/src/lib.rs"),
        include_str!("../../../functions/service-event-intake/src/lib.rs"),
        include_str!("../../../functions/service-event-files/src/lib.rs"),
        include_str!("../../../functions/quotes/src/lib.rs"),
        include_str!("../../../functions/finance/src/lib.rs"),
    ];
    let written: BTreeSet<String> =
        sources.into_iter().flat_map(routes_in).map(|(method, path)| format!("{method} {path}")).collect();
    assert_eq!(listed, written);
}
