//! The made-up API: the routes of Seteli's own, just enough for every page to have something to show.

use super::{
    Shared,
    data::{self, Command, RUN, VOUCHER},
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use serde_json::{Value, json};
use std::collections::HashMap;

pub fn routes(world: Shared) -> Router {
    let lists = Router::new()
        .route("/v1/services", get(async || list(data::services())))
        .route("/v1/services/{service}/versions/{version}", get(rulebook))
        .route("/v1/general-parts/1", get(async || Json(data::general_part())))
        .route("/v1/register", get(async || list(data::listed())))
        .route("/v1/bookings", get(async || list(json!([booking()]))))
        .route("/v1/purchases", get(async || list(json!([data::purchase()]))).post(made))
        .route("/v1/held", get(held))
        .route("/v1/settlements", get(async || list(settlements())))
        .route(
            "/v1/settlements/{run}/invoice",
            get(async || ([(header::CONTENT_TYPE, "application/xml")], "<Finvoice/>")),
        );
    let things = Router::new()
        .route("/v1/clients", get(clients).post(made))
        .route("/v1/clients/{client}", get(client))
        .route(
            "/v1/clients/{client}/vouchers",
            get(async || list(json!([data::voucher(VOUCHER), data::voucher(data::ORDER)]))),
        )
        .route("/v1/vouchers", post(made))
        .route("/v1/vouchers/{voucher}", get(async |Path(id): Path<String>| Json(data::voucher(&id))))
        .route(
            "/v1/applications",
            get(async || list(json!([data::application("submitted"), data::application("rejected")])))
                .post(made),
        )
        .route("/v1/applications/{id}", get(application).put(made))
        .route("/v1/settlement-runs", get(async || list(json!([run()]))).post(made))
        .route("/v1/settlement-runs/{run}", get(async || Json(run())))
        .route("/v1/events", post(made))
        .route("/v1/roster/{month}", get(roster).post(confirm))
        .route("/v1/comparisons/{token}", get(compared))
        .route("/v1/comparisons/{token}/choice", put(chosen))
        .route("/v1/{thing}/{id}/{act}", post(made));
    lists.merge(things).layer(middleware::from_fn_with_state(world.clone(), gate)).with_state(world)
}

/// Refuses what it was told to refuse, and writes down every command.
async fn gate(State(world): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let public = ["/v1/register", "/v1/services", "/v1/general-parts", "/v1/comparisons"];
    let is_public = public.iter().any(|beginning| path.starts_with(beginning));
    let has_token = request.headers().contains_key(header::AUTHORIZATION);
    if !is_public && (!has_token || world.lock().unwrap().expired) {
        return problem(401, json!({"code": "token_invalid", "detail": "-"}));
    }
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    if parts.method == Method::POST {
        write_down(&world, parts.uri.path(), &parts.headers, &body);
        if let Some(refusal) = world.lock().unwrap().refuse_with.take() {
            return problem(refusal["status"].as_u64().unwrap() as u16, refusal);
        }
    }
    next.run(Request::from_parts(parts, body.into())).await
}

fn write_down(world: &Shared, path: &str, headers: &HeaderMap, body: &Bytes) {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    let (key, language) = (text("idempotency-key"), text("accept-language"));
    let body = serde_json::from_slice(body).unwrap();
    world.lock().unwrap().commands.push(Command { path: path.to_owned(), key, language, body });
}

fn problem(status: u16, mut problem: Value) -> Response {
    problem["status"] = json!(status);
    let content_type = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::from_u16(status).unwrap(), content_type, problem.to_string()).into_response()
}

/// Something was made: an answer that fits every command.
async fn made() -> Response {
    let all = json!({
        "client": data::CLIENT, "voucher": VOUCHER, "booking": "b2", "application": data::APPLICATION, "run": RUN,
        "state": "approved", "status": "approved", "reasons": [], "provider_cents": 5_400, "client_cents": 0,
    });
    (StatusCode::CREATED, Json(all)).into_response()
}

fn list(items: Value) -> Json<Value> {
    Json(json!({"items": items, "next": null}))
}

async fn clients(State(world): State<Shared>, Query(asked): Query<HashMap<String, String>>) -> Json<Value> {
    let next = if asked.contains_key("cursor") { Value::Null } else { json!("second&page") };
    Json(json!({"items": world.lock().unwrap().clients, "next": next}))
}

async fn client(State(world): State<Shared>, Path(id): Path<String>) -> Response {
    let found = world.lock().unwrap().clients.iter().find(|client| client["client"] == id.as_str()).cloned();
    match found {
        Some(client) => Json(client).into_response(),
        None => problem(404, json!({"code": "not_found", "detail": "-"})),
    }
}

/// What the link `kept` leads to; another one was never made.
async fn compared(Path(token): Path<String>, Query(asked): Query<HashMap<String, String>>) -> Response {
    match token.as_str() {
        "kept" => Json(data::comparison(&asked)).into_response(),
        _ => problem(404, json!({"code": "link_invalid", "detail": "Tästä linkistä ei ole mihinkään."})),
    }
}

async fn chosen(State(world): State<Shared>, Json(body): Json<Value>) -> Json<Value> {
    let path = "/v1/comparisons/kept/choice".to_owned();
    world.lock().unwrap().commands.push(Command { path, key: None, language: None, body });
    Json(json!({"provider": "p1", "first_day": "2026-11-05", "last_day": "2026-12-31"}))
}

async fn rulebook(Path((service, version)): Path<(String, String)>) -> Response {
    match (service.as_str(), version.as_str()) {
        ("home-care", "1") => Json(data::rulebook()).into_response(),
        _ => problem(404, json!({"code": "not_found", "detail": "-"})),
    }
}

async fn application(Path(id): Path<String>) -> Json<Value> {
    let states = ["draft", "more_information", "approved", "suspended"];
    Json(data::application(states.into_iter().find(|state| *state == id).unwrap_or("submitted")))
}

async fn held(Query(asked): Query<HashMap<String, String>>) -> Json<Value> {
    let is_home_care = asked.get("service").is_some_and(|service| service == "home-care");
    list(if is_home_care { json!([data::held()]) } else { json!([]) })
}

async fn roster(State(world): State<Shared>, Path(month): Path<String>) -> Json<Value> {
    Json(json!({"month": month, "lines": world.lock().unwrap().roster}))
}

async fn confirm(State(world): State<Shared>, Json(order): Json<Value>) -> Json<Value> {
    let mut world = world.lock().unwrap();
    let excepted = order["except"].as_array().unwrap().clone();
    let mut results = Vec::new();
    for line in world
        .roster
        .iter_mut()
        .filter(|line| line["recorded"] == false && !excepted.contains(&line["voucher"]))
    {
        line["recorded"] = json!(true);
        results.push(json!({"line": results.len() + 1, "id": format!("roster-2026-10-{}", line["booking"].as_str().unwrap()), "status": "approved"}));
    }
    Json(json!({"results": results}))
}

fn booking() -> Value {
    json!({
        "booking": "b1", "voucher": VOUCHER, "service": "home-care", "client_name": "Testi Asiakas-001",
        "first_day": "2026-01-01", "last_day": "2026-12-31",
    })
}

fn settlements() -> Value {
    json!([data::settlement(1, "written"), data::settlement(2, "set_aside")])
}

fn run() -> Value {
    let all = [(1, "written"), (2, "set_aside"), (3, "collecting")]
        .map(|(at, status)| data::settlement(at, status));
    json!({"run": RUN, "period": "2026-09", "planned_at": "2026-10-05T03:00:00Z", "status": "sent", "settlements": all})
}
