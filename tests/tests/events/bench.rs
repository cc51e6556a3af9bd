//! Every function over one embedded store, with what must be there before a sample can be executed.

use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use invoicing::Invoicing;
use jiff::Timestamp;
use local::oidc::{AUDIENCE, Config, IdentityProvider, TestPerson};
use local::regions::rulebook::{GENERAL_PART, file_of};
use notices::Notices;
use objects::Memory;
use queues::Queue;
use repricing::Repricing;
use scenarios::{ORGANISER, company, details, early_education, official};
use serde_json::{Value, json};
use settlement::Settlement;
use statements::Statements;
use storage::embedded::Embedded;
use tower::ServiceExt;
use voucher_issuance::IdentityKey;
use web::{App, Clock, Issuer, Role};

/// What the tokens name; where its keys are is another matter, so that ids do not depend on a port.
const ISSUER: &str = "https://identity.example";
const BUSINESS_ID: &str = "9990001-6";

pub struct Bench {
    pub queues: Arc<queues::Embedded>,
    pub objects: Arc<Memory>,
    pub settlement: Settlement,
    pub invoicing: Invoicing,
    pub statements: Statements,
    pub notices: Notices,
    pub repricing: Repricing,
    pub store: Arc<Embedded>,
    identity: IdentityProvider,
    functions: Vec<(&'static str, Router)>,
}

/// The instant at which every sample is executed.
pub fn now() -> Timestamp {
    "2026-11-05T10:00:00Z".parse().unwrap()
}

impl Bench {
    /// The functions, an approved provider, a client, and a voucher that the provider has booked.
    pub async fn set() -> Self {
        let bench = Self::empty().await;
        bench.fill().await;
        bench
    }

    async fn empty() -> Self {
        let config =
            Config { issuer: ISSUER.into(), public_url: ISSUER.into(), people: Vec::new(), key_file: None };
        let identity = IdentityProvider::start(config).unwrap();
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let jwks_url = format!("http://{}/jwks", listener.local_addr().unwrap());
        let routes = identity.routes();
        tokio::spawn(async move { axum::serve(listener, routes).await });

        let store = Arc::new(Embedded::in_memory());
        let queues = Arc::new(queues::Embedded::in_memory());
        let objects = Arc::new(Memory::new());
        let clock = Clock::new(now);
        let issuer = Issuer { issuer: ISSUER.into(), audience: AUDIENCE.into(), jwks_url };
        let app = App::new(store.clone(), issuer, clock.clone());
        let portal = portal::routes(portal::Config {
            api_url: ISSUER.into(),
            public_url: ISSUER.into(),
            oidc_issuer: ISSUER.into(),
            oidc_client_id: "seteli-portal".into(),
            session_key: [7; 64],
            organisers: Vec::new(),
            clock,
        });
        let functions = vec![
            ("voucher-issuance", voucher_issuance::routes(app.clone(), IdentityKey::new([7; 64]).unwrap())),
            ("provider-applications", provider_applications::routes(app.clone())),
            ("quotes", quotes::routes(app.clone())),
            ("service-event-intake", service_event_intake::routes(app.clone())),
            ("service-event-files", service_event_files::routes(app.clone(), objects.clone())),
            ("finance", finance::routes(app, objects.clone())),
            ("portal", portal),
        ];
        Self {
            settlement: Settlement { store: store.clone(), queues: queues.clone() },
            invoicing: Invoicing::new(store.clone(), objects.clone()),
            statements: Statements::new(store.clone(), objects.clone(), objects.clone()),
            notices: Notices::new(store.clone()),
            repricing: Repricing::new(store.clone()),
            store,
            queues,
            objects,
            identity,
            functions,
        }
    }

    /// Under keys that never change: the samples name the ids that they make.
    async fn fill(&self) {
        let (main_user, grantor) = (self.official(Role::MainUser), self.official(Role::Grantor));
        let provider = self.provider(Role::ProviderMainUser);
        self.send("voucher-issuance", "PUT", "/v1/organiser", &main_user, "", &details().to_string()).await;
        self.send("voucher-issuance", "POST", "/v1/general-parts", &main_user, "general-part", GENERAL_PART)
            .await;
        let file = file_of("early-education").unwrap();
        self.send("voucher-issuance", "POST", "/v1/services", &main_user, "rulebook", file).await;
        self.approve().await;
        let client = json!({
            "first_names": "Testi", "last_name": "Asiakas-001", "born": "2022-03-01", "language": "fi",
            "municipality": "Testilä",
        });
        let client = self
            .send("voucher-issuance", "POST", "/v1/clients", &grantor, "client-1", &client.to_string())
            .await;
        let voucher = json!({
            "client": client["client"], "service": "early-education", "first_day": "2026-09-01",
            "last_day": "2026-12-31", "contents": early_education(),
        });
        let voucher = self
            .send("voucher-issuance", "POST", "/v1/vouchers", &grantor, "voucher-1", &voucher.to_string())
            .await;
        let path = format!("/v1/vouchers/{}/bookings", voucher["voucher"].as_str().unwrap());
        let days = json!({"first_day": "2026-09-01", "last_day": "2026-12-31"}).to_string();
        self.send("voucher-issuance", "POST", &path, &provider, "booking-1", &days).await;
    }

    async fn approve(&self) {
        let (signatory, approver) = (self.provider(Role::Signatory), self.official(Role::Approver));
        let application = scenarios::application(1, &["early-education"]);
        let submission = scenarios::submission(&application).to_string();
        let application = application.to_string();
        let function = "provider-applications";
        let draft =
            self.send(function, "POST", "/v1/applications", &signatory, "applied", &application).await;
        let path = format!("/v1/applications/{}", draft["application"].as_str().unwrap());
        self.send(function, "POST", &format!("{path}/submission"), &signatory, "submitted", &submission)
            .await;
        let decision = json!({"approve": true, "reason": "Selvä.", "from": "2026-01-01"}).to_string();
        self.send(function, "POST", &format!("{path}/decision"), &approver, "decided", &decision).await;
    }

    pub fn official(&self, role: Role) -> TestPerson {
        official(ORGANISER, role)
    }

    pub fn provider(&self, role: Role) -> TestPerson {
        company(ORGANISER, BUSINESS_ID, role)
    }

    pub fn token(&self, person: &TestPerson) -> String {
        self.identity.access_token(person, 600).unwrap()
    }

    pub fn function(&self, name: &str) -> Router {
        self.functions.iter().find(|(function, _)| *function == name).unwrap().1.clone()
    }

    /// Asks a function for what an official or a provider sees there.
    pub async fn get(&self, function: &str, path: &str, who: &TestPerson) -> Value {
        self.send(function, "GET", path, who, "", "").await
    }

    /// Says something to a function that needs no words.
    pub async fn post(&self, function: &str, path: &str, who: &TestPerson) -> Value {
        self.send(function, "POST", path, who, "", "{}").await
    }

    async fn send(
        &self,
        function: &str,
        method: &str,
        path: &str,
        who: &TestPerson,
        key: &str,
        body: &str,
    ) -> Value {
        let kind = if matches!(path, "/v1/services" | "/v1/general-parts") {
            "application/toml"
        } else {
            "application/json"
        };
        let request = Request::builder().method(method).uri(path).header("content-type", kind);
        let request = request.header("authorization", format!("Bearer {}", self.token(who)));
        let request = request.header("idempotency-key", key).body(Body::from(body.to_owned())).unwrap();
        let (status, text) = read(self.function(function).oneshot(request).await.unwrap()).await;
        assert!(matches!(status, 200 | 201), "{method} {path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Takes the messages that wait in a queue.
    pub async fn waiting(&self, queue: Queue) -> Vec<::messages::Message> {
        let mut found = Vec::new();
        loop {
            let some = self.queues.receive(queue, 10).await.unwrap();
            if some.is_empty() {
                return found;
            }
            for message in some {
                found.push(::messages::Message::read(&message.body).unwrap());
                self.queues.delete(&message).await.unwrap();
            }
        }
    }
}

/// An answer's status and text.
pub async fn read(response: Response<Body>) -> (u16, String) {
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), 1_000_000).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}
