//! The functions with what they need: the one place that knows them all.

use std::sync::Arc;

use axum::Router;
use invoicing::Invoicing;
use jiff::Timestamp;
use messages::{LookForLate, Message, ScheduleRun};
use notices::Notices;
use objects::Uploads;
use portal::Organiser;
use queues::{Queue, Queues};
use repricing::Repricing;
use service_event_files::Files;
use settlement::Settlement;
use statements::Statements;
use storage::port::Change;
use web::{App, Clock, Issuer};

use super::gateway::Gateway;
use super::invocation::{Invocation, invocation};
use super::kept::Kept;
use super::uploads::Desk;
use crate::oidc::{self, IdentityProvider};

/// Every function, ready to be called.
pub(super) struct Functions {
    http: Vec<(&'static str, Router)>,
    uploads: Arc<Desk>,
    portal: Router,
    pub relay: Invocation<Vec<Change>>,
    pub handlers: Vec<(Queue, Invocation<String>)>,
    pub planner: Invocation<Timestamp>,
    pub looker: Invocation<Timestamp>,
}

/// The beginnings of paths and the functions that answer them, as the template's routes have them.
const VOUCHER_ISSUANCE: [&str; 8] = [
    "/v1/organiser",
    "/v1/services",
    "/v1/general-parts",
    "/v1/clients",
    "/v1/decisions",
    "/v1/vouchers",
    "/v1/bookings",
    "/v1/purchases",
];
const PROVIDER_APPLICATIONS: [&str; 3] = ["/v1/applications", "/v1/approvals", "/v1/register"];
const SERVICE_EVENT_INTAKE: [&str; 3] = ["/v1/events", "/v1/roster", "/v1/held"];
const SERVICE_EVENT_FILES: [&str; 1] = ["/v1/event-files"];
const QUOTES: [&str; 2] = ["/v1/quotes", "/v1/comparisons"];
const FINANCE: [&str; 4] = ["/v1/settlement-runs", "/v1/settlements", "/v1/providers", "/v1/payment-files"];

impl Functions {
    pub fn wire(kept: &Kept, base_url: &str, organisers: Vec<Organiser>, clock: &Clock) -> Self {
        let notices = Notices::new(kept.store.clone());
        let settlement = Settlement { store: kept.store.clone(), queues: kept.queues.clone() };
        let uploads = Arc::new(Desk::new(kept.uploads.clone(), base_url));
        Self {
            http: http(kept, base_url, clock, uploads.clone()),
            relay: relay(kept.queues.clone()),
            planner: planner(settlement.clone(), &organisers),
            looker: looker(notices.clone(), &organisers),
            handlers: vec![
                (Queue::Settlement, plan(settlement)),
                (Queue::Invoicing, invoice(kept, clock.clone())),
                (Queue::Finance, finance_system()),
                (Queue::Statements, write_letters(kept)),
                (Queue::Notices, notice(notices, clock.clone())),
                (Queue::Repricing, reprice(kept, clock.clone())),
                (Queue::ServiceEventFiles, record_files(kept, clock.clone(), uploads.clone())),
            ],
            uploads,
            portal: portal(kept, base_url, organisers, clock),
        }
    }

    /// All of them behind one address.
    pub fn gateway(&self, identity: &IdentityProvider, port: u16) -> Gateway {
        let named = |name: &str| if port == 80 { name.to_owned() } else { format!("{name}:{port}") };
        let mut functions = self.http.clone();
        functions.push(("/uploads", self.uploads.clone().routes()));
        functions.push(("/oidc", Router::new().nest("/oidc", identity.routes())));
        Gateway {
            functions,
            portal: self.portal.clone(),
            host: named("127.0.0.1"),
            local_name: named("localhost"),
        }
    }
}

fn http(
    kept: &Kept,
    base_url: &str,
    clock: &Clock,
    uploads: Arc<dyn Uploads>,
) -> Vec<(&'static str, Router)> {
    let app = App::new(kept.store.clone(), trusted(base_url), clock.clone());
    let answering = [
        (&VOUCHER_ISSUANCE[..], voucher_issuance::routes(app.clone(), kept.identity_key.clone())),
        (&PROVIDER_APPLICATIONS, provider_applications::routes(app.clone())),
        (&SERVICE_EVENT_INTAKE, service_event_intake::routes(app.clone())),
        (&SERVICE_EVENT_FILES, service_event_files::routes(app.clone(), uploads)),
        (&QUOTES, quotes::routes(app.clone())),
        (&FINANCE, finance::routes(app, kept.objects.clone())),
    ];
    let each = |(beginnings, function): (&[&'static str], Router)| -> Vec<_> {
        beginnings.iter().map(|beginning| (*beginning, function.clone())).collect()
    };
    answering.into_iter().flat_map(each).collect()
}

/// The local identity provider, trusted as the organiser's own is in production.
fn trusted(base_url: &str) -> Issuer {
    let issuer = format!("{base_url}/oidc");
    Issuer { jwks_url: format!("{issuer}/jwks"), issuer, audience: oidc::AUDIENCE.to_owned() }
}

fn portal(kept: &Kept, base_url: &str, organisers: Vec<Organiser>, clock: &Clock) -> Router {
    portal::routes(portal::Config {
        api_url: base_url.to_owned(),
        public_url: base_url.to_owned(),
        oidc_issuer: format!("{base_url}/oidc"),
        oidc_client_id: oidc::PORTAL_CLIENT.to_owned(),
        session_key: kept.session_key,
        organisers,
        clock: clock.clone(),
    })
}

fn relay(queues: Arc<dyn Queues>) -> Invocation<Vec<Change>> {
    invocation(move |changes: Vec<Change>| {
        let queues = Arc::clone(&queues);
        async move { Ok(relay::relay(&*queues, &changes).await?) }
    })
}

fn plan(settlement: Settlement) -> Invocation<String> {
    invocation(move |body: String| {
        let settlement = settlement.clone();
        async move { Ok(settlement.handle(Message::read(&body)?).await?) }
    })
}

/// The schedule names the planned instant, and each organiser settles for itself.
fn planner(settlement: Settlement, organisers: &[Organiser]) -> Invocation<Timestamp> {
    let codes: Vec<String> = organisers.iter().map(|organiser| organiser.code.clone()).collect();
    invocation(move |scheduled_at| {
        let (settlement, codes) = (settlement.clone(), codes.clone());
        async move {
            for code in codes {
                let schedule = ScheduleRun { organiser: code.try_into()?, scheduled_at };
                settlement.handle(Message::ScheduleRun(schedule)).await?;
            }
            Ok(())
        }
    })
}

/// Each organiser looks for itself, each morning.
fn looker(notices: Notices, organisers: &[Organiser]) -> Invocation<Timestamp> {
    let codes: Vec<String> = organisers.iter().map(|organiser| organiser.code.clone()).collect();
    invocation(move |scheduled_at| {
        let (notices, codes) = (notices.clone(), codes.clone());
        async move {
            for code in codes {
                let look = LookForLate { organiser: code.try_into()?, scheduled_at };
                notices.look(&look).await?;
            }
            Ok(())
        }
    })
}

fn notice(notices: Notices, clock: Clock) -> Invocation<String> {
    invocation(move |body: String| {
        let (notices, now) = (notices.clone(), clock.now());
        async move { Ok(notices.handle(Message::read(&body)?, now).await?) }
    })
}

fn invoice(kept: &Kept, clock: Clock) -> Invocation<String> {
    let invoicing = Invoicing::new(kept.store.clone(), kept.objects.clone());
    invocation(move |body: String| {
        let (invoicing, now) = (invoicing.clone(), clock.now());
        async move { Ok(invoicing.handle(Message::read(&body)?, now).await?) }
    })
}

fn reprice(kept: &Kept, clock: Clock) -> Invocation<String> {
    let repricing = Repricing::new(kept.store.clone());
    invocation(move |body: String| {
        let (repricing, now) = (repricing.clone(), clock.now());
        async move { Ok(repricing.handle(Message::read(&body)?, now).await?) }
    })
}

fn record_files(kept: &Kept, clock: Clock, uploads: Arc<dyn Uploads>) -> Invocation<String> {
    let files = Files::new(kept.store.clone(), uploads, clock.clone());
    invocation(move |body: String| {
        let (files, now) = (files.clone(), clock.now());
        async move { Ok(files.handle(Message::read(&body)?, now).await?) }
    })
}

fn write_letters(kept: &Kept) -> Invocation<String> {
    let statements = Statements::new(kept.store.clone(), kept.documents.clone(), kept.objects.clone());
    invocation(move |body: String| {
        let statements = statements.clone();
        async move { Ok(statements.handle(Message::read(&body)?).await?) }
    })
}

/// Stands in for the organiser's finance system, the only reader of its queue.
fn finance_system() -> Invocation<String> {
    invocation(|body: String| async move {
        let heard = Message::read(&body)?;
        tracing::info!(?heard, "the finance system was told");
        Ok(())
    })
}
