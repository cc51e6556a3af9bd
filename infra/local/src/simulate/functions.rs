//! The real functions over a run's ports, called from where a token has been verified.

use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use invoicing::Invoicing;
use jiff::{SignedDuration, Timestamp};
use messages::Message;
use queues::{Queue, Queues};
use repricing::Repricing;
use serde_json::Value;
use settlement::Settlement;
use storage::port::Store;
use tower::ServiceExt;
use voucher_issuance::IdentityKey;
use web::{App, Clock, Issuer, Verifier};

use super::deed::{Deed, Who};
use super::objects::Bucket;
use super::queue::Lines;
use super::store::Stormy;
use super::weather::turn;
use super::world::{self, Unfounded};

/// What one start of the system has; what it had read dies with it.
#[derive(Clone)]
pub struct Functions {
    issuance: Router,
    intake: Router,
    finance: Router,
    settlement: Settlement,
    invoicing: Invoicing,
    repricing: Repricing,
    now: Arc<AtomicI64>,
}

/// Nobody's: no token is ever verified in a run.
fn verifier() -> Arc<Verifier> {
    static ONE: OnceLock<Arc<Verifier>> = OnceLock::new();
    let nobody = || Issuer { issuer: String::new(), audience: String::new(), jwks_url: String::new() };
    Arc::clone(ONE.get_or_init(|| Arc::new(Verifier::new(nobody()))))
}

impl Functions {
    /// Starts them over ports; the clock shows the seconds since 1970 that it is set to.
    pub fn start(
        store: Arc<Stormy>,
        lines: Arc<Lines>,
        bucket: Arc<Bucket>,
        now: Arc<AtomicI64>,
    ) -> Result<Self, Unfounded> {
        let store: Arc<dyn Store> = store;
        let shown = Arc::clone(&now);
        let clock = Clock::new(move || time(&shown)).pausing(|_| Box::pin(pause()));
        let app = App { store: Arc::clone(&store), verifier: verifier(), clock };
        let key = IdentityKey::new([7; 64]).map_err(|error| Unfounded::of(&error))?;
        Ok(Self {
            issuance: voucher_issuance::routes(app.clone(), key),
            intake: service_event_intake::routes(app.clone()),
            finance: finance::routes(app, bucket.clone()),
            settlement: Settlement { store: Arc::clone(&store), queues: lines },
            repricing: Repricing::new(Arc::clone(&store)),
            invoicing: Invoicing::new(store, bucket),
            now,
        })
    }

    /// Answers a request, in status and body.
    pub async fn answer(self, deed: Deed) -> (u16, Value) {
        let function = match deed.path.split('/').nth(2) {
            Some("vouchers" | "decisions") => self.issuance,
            Some("settlement-runs") => self.finance,
            _ => self.intake,
        };
        let Some(request) = request(deed) else { return (500, Value::Null) };
        let response = match function.oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// Handles a message.
    pub async fn handle(self, queue: Queue, body: String) -> Result<(), String> {
        let message = Message::read(&body).map_err(|error| error.to_string())?;
        let now = time(&self.now);
        match queue {
            Queue::Settlement => self.settlement.handle(message).await.map_err(|error| error.to_string()),
            Queue::Invoicing => self.invoicing.handle(message, now).await.map_err(|error| error.to_string()),
            Queue::Repricing => self.repricing.handle(message, now).await.map_err(|error| error.to_string()),
            _ => Ok(()),
        }
    }
}

/// Relays changes to the lines.
pub async fn relay(lines: Arc<Lines>, changes: Vec<storage::port::Change>) -> Result<(), String> {
    let queues: &dyn Queues = &*lines;
    relay::relay(queues, &changes).await.map_err(|error| error.to_string())
}

fn request(deed: Deed) -> Option<Request<Body>> {
    let actor = match deed.who {
        Who::Official(role) => world::official(role),
        Who::Recorder(company) => world::recorder(company),
    };
    let mut request = Request::post(deed.path).header(header::CONTENT_TYPE, "application/json");
    if let Some(key) = deed.key {
        request = request.header("idempotency-key", key);
    }
    request.extension(actor.ok()?).body(Body::from(deed.body.to_string())).ok()
}

fn time(seconds: &AtomicI64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds.load(Relaxed))
}

/// Others get their turns.
async fn pause() {
    for _ in 0..4 {
        turn().await;
    }
}
