//! Every route of the functions, with the action that its role must be allowed, and a request that makes sense.

use reqwest::Method;
use scenarios::{details, early_education, hours};
use serde_json::{Value, json};
use web::{Action, Role};

use crate::{
    decisions::{clients, decisions},
    files::files,
    money::money,
    place::Place,
    quotes::quotes,
};

/// Who may come in.
#[derive(Clone, Copy)]
pub enum Door {
    /// Anyone, signed in or not.
    Public,
    /// Anyone who is signed in.
    SignedIn,
    /// Those whose role allows the action.
    Allowed(Action),
    /// Officials need the first action, a provider's people the second.
    Either(Action, Action),
}

impl Door {
    pub fn is_open_to(self, role: Role) -> bool {
        match self {
            Door::Public | Door::SignedIn => true,
            Door::Allowed(action) => role.may(action),
            Door::Either(officials, providers) => {
                role.may(if role.is_providers() { providers } else { officials })
            }
        }
    }
}

/// What is sent.
#[derive(Clone)]
pub enum Body {
    None,
    Json(Value),
    Toml(&'static str),
    Csv(&'static str),
    Xml(String),
}

/// A route as its function has it, who may use it, and a request to it.
pub struct Route {
    pub method: Method,
    pub template: &'static str,
    pub door: Door,
    pub path: String,
    pub body: Body,
}

pub fn get(template: &'static str, door: Door, path: String) -> Route {
    Route { method: Method::GET, template, door, path, body: Body::None }
}

pub fn post(template: &'static str, action: Action, path: String, body: Value) -> Route {
    Route { method: Method::POST, template, door: Door::Allowed(action), path, body: Body::Json(body) }
}

fn publish(template: &'static str, file: &'static str) -> Route {
    let door = Door::Allowed(Action::SetUp);
    Route { method: Method::POST, template, door, path: template.into(), body: Body::Toml(file) }
}

/// The table.
pub fn routes(place: &Place) -> Vec<Route> {
    let mut routes = grants(place);
    routes.extend(decisions(place));
    routes.extend(clients(place));
    routes.extend(bookings(place));
    routes.extend(applications(place));
    routes.extend(recording(place));
    routes.extend(files(place));
    routes.extend(quotes(place));
    routes.extend(money(place));
    routes
}

fn grants(place: &Place) -> Vec<Route> {
    let Place { client, voucher, .. } = place;
    let see = Door::Allowed(Action::SeeClients);
    let new_client = json!({
        "first_names": "Testi", "last_name": "Asiakas-002", "born": "1952-10-13", "language": "fi", "municipality": "T",
    });
    let grant = json!({
        "client": client, "service": "early-education", "first_day": "2027-01-01", "last_day": "2027-06-30",
        "contents": early_education(),
    });
    let order = json!({
        "client": client, "service": "rehabilitative-work", "provider": place.provider.provider,
        "first_day": "2027-01-01", "last_day": "2027-06-30",
        "contents": [{"code": "attendance-day", "price_cents": 7500}],
    });
    let set_up = Door::Allowed(Action::SetUp);
    let file = local::regions::rulebook::file_of("dental-care").unwrap();
    vec![
        Route {
            method: Method::PUT,
            template: "/v1/organiser",
            door: set_up,
            path: "/v1/organiser".into(),
            body: Body::Json(details()),
        },
        get("/v1/organiser", Door::SignedIn, "/v1/organiser".into()),
        publish("/v1/services", file),
        publish("/v1/general-parts", local::regions::rulebook::GENERAL_PART),
        get("/v1/general-parts/{version}", Door::Public, "/v1/general-parts/1?org=testila".into()),
        get("/v1/services", Door::Public, "/v1/services?org=testila".into()),
        get(
            "/v1/services/{service}/versions/{version}",
            Door::Public,
            "/v1/services/home-care/versions/1?org=testila".into(),
        ),
        get("/v1/clients", see, "/v1/clients".into()),
        get("/v1/clients/{client}", see, format!("/v1/clients/{client}")),
        get("/v1/clients/{client}/vouchers", see, format!("/v1/clients/{client}/vouchers")),
        get("/v1/vouchers/{voucher}", Door::Allowed(Action::SeeVoucher), format!("/v1/vouchers/{voucher}")),
        post("/v1/clients", Action::Grant, "/v1/clients".into(), new_client),
        post("/v1/vouchers", Action::Grant, "/v1/vouchers".into(), grant),
        post("/v1/purchases", Action::Grant, "/v1/purchases".into(), order),
    ]
}

fn bookings(place: &Place) -> Vec<Route> {
    let Place { free, orders: [confirmed, declined], .. } = place;
    let book = Door::Allowed(Action::Book);
    let days = json!({"first_day": "2026-09-01", "last_day": "2026-12-31"});
    let moved = json!({"provider": place.stranger.provider, "from": "2026-10-15"});
    let purchase = |voucher: &str, answer: &str| format!("/v1/purchases/{voucher}/{answer}");
    vec![
        get("/v1/bookings", book, "/v1/bookings".into()),
        get("/v1/purchases", book, "/v1/purchases".into()),
        post("/v1/vouchers/{voucher}/bookings", Action::Book, format!("/v1/vouchers/{free}/bookings"), days),
        post("/v1/vouchers/{voucher}/moves", Action::Grant, format!("/v1/vouchers/{free}/moves"), moved),
        post(
            "/v1/purchases/{voucher}/confirmation",
            Action::Book,
            purchase(confirmed, "confirmation"),
            json!({}),
        ),
        post(
            "/v1/purchases/{voucher}/decline",
            Action::Book,
            purchase(declined, "decline"),
            json!({"reason": "Ei."}),
        ),
    ]
}

fn applications(place: &Place) -> Vec<Route> {
    let Place { draft, submitted, asked, decided, standing, over, .. } = place;
    let ends = json!({"reason": "Selvä."});
    let prices = scenarios::application(1, &["home-care"])["services"][0]["prices"].clone();
    let see = Door::Allowed(Action::SeeApplications);
    let decision = json!({"approve": false, "reason": "Puuttuu."});
    let path = |application: &str, what: &str| format!("/v1/applications/{application}{what}");
    vec![
        get("/v1/applications", see, "/v1/applications".into()),
        get("/v1/applications/{application}", see, path(submitted, "")),
        get("/v1/applications/{application}/decision", see, path(decided, "/decision")),
        Route {
            method: Method::PUT,
            template: "/v1/applications/{application}",
            door: Door::Allowed(Action::Apply),
            path: path(draft, ""),
            body: Body::Json(scenarios::application(1, &["home-care"])),
        },
        post(
            "/v1/applications/{application}/information-request",
            Action::Approve,
            path(asked, "/information-request"),
            json!({"reason": "Puuttuu.", "deadline": "2026-12-01"}),
        ),
        post(
            "/v1/applications/{application}/suspension",
            Action::Approve,
            path(standing, "/suspension"),
            ends.clone(),
        ),
        post(
            "/v1/applications/{application}/reinstatement",
            Action::Approve,
            path(standing, "/reinstatement"),
            ends.clone(),
        ),
        post(
            "/v1/applications/{application}/revocation",
            Action::Approve,
            path(standing, "/revocation"),
            ends.clone(),
        ),
        post("/v1/applications/{application}/expiry", Action::Approve, path(over, "/expiry"), ends.clone()),
        post("/v1/applications/{application}/withdrawal", Action::Apply, path(asked, "/withdrawal"), ends),
        post(
            "/v1/applications",
            Action::Apply,
            "/v1/applications".into(),
            scenarios::application(1, &["home-care"]),
        ),
        post(
            "/v1/applications/{application}/submission",
            Action::Apply,
            path(draft, "/submission"),
            json!({"commitments": [{"service": "home-care", "rulebook": 1}]}),
        ),
        post(
            "/v1/applications/{application}/decision",
            Action::Approve,
            path(submitted, "/decision"),
            decision,
        ),
        get("/v1/approvals", Door::Allowed(Action::Book), "/v1/approvals".into()),
        Route {
            method: Method::PUT,
            template: "/v1/approvals/{service}/availability",
            door: Door::Allowed(Action::Book),
            path: "/v1/approvals/home-care/availability".into(),
            body: Body::Json(json!({"takes_new_clients": true})),
        },
        post(
            "/v1/approvals/{service}/price-lists",
            Action::SetPrices,
            "/v1/approvals/home-care/price-lists".into(),
            json!({"first_day": "2027-08-01", "prices": prices}),
        ),
        get("/v1/register", Door::Public, "/v1/register?org=testila".into()),
    ]
}

fn recording(place: &Place) -> Vec<Route> {
    let visit =
        |id: &str, day: &str| hours(id, &place.voucher, &format!("{day}T08:00"), &format!("{day}T09:00"));
    let decision = json!({"approve": true, "reason": ""});
    let held = format!("/v1/held/{}/decision", place.held);
    let many = json!({"events": [place.held], "approve": true, "reason": "Selvä."});
    let batch = json!({"events": [visit("batch", "2026-10-09")]});
    let [approved, mistake] = &place.events;
    let right = visit("right", "2026-10-05");
    let why = json!({"reason": "not_delivered", "text": "Ei käyntiä."});
    vec![
        get("/v1/events/{event}", Door::Allowed(Action::SeeEvent), format!("/v1/events/{approved}")),
        post(
            "/v1/events/{event}/correction",
            Action::Record,
            format!("/v1/events/{approved}/correction"),
            right,
        ),
        post("/v1/events/{event}/reversal", Action::Reverse, format!("/v1/events/{mistake}/reversal"), why),
        post("/v1/events", Action::Record, "/v1/events".into(), visit("one", "2026-10-08")),
        post("/v1/events/batch", Action::Record, "/v1/events/batch".into(), batch),
        get("/v1/roster/{month}", Door::Allowed(Action::Record), "/v1/roster/2026-10".into()),
        post("/v1/roster/{month}", Action::Record, "/v1/roster/2026-10".into(), json!({})),
        get("/v1/held", Door::Allowed(Action::Approve), "/v1/held?service=home-care".into()),
        post("/v1/held/{event}/decision", Action::Approve, held, decision),
        post("/v1/held/decisions", Action::Approve, "/v1/held/decisions".into(), many),
    ]
}
