//! The portal with a made-up API and a made-up issuer behind it, in one process.
#![allow(dead_code, clippy::unwrap_used)]

pub mod api;
pub mod browser;
pub mod data;
pub mod issuer;

use domain::language::Text;
use portal::{Config, Organiser};
use std::sync::{Arc, Mutex};
use web::Clock;

/// What the made-up API holds and what it was asked.
pub type Shared = Arc<Mutex<data::World>>;

/// The running portal.
pub struct Fake {
    /// Where the portal is.
    pub address: String,
    pub world: Shared,
}

/// Starts the portal on a port; 0 takes a free one.
pub async fn start(port: u16) -> Fake {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let world: Shared = Arc::new(Mutex::new(data::World::new()));
    let issuer = issuer::Issuer::new(format!("{address}/oidc"));
    let router = portal::routes(config(&address))
        .merge(api::routes(world.clone()))
        .nest("/oidc", issuer::routes(issuer));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Fake { address, world }
}

fn config(address: &str) -> Config {
    let name = |text: &str| Text { fi: text.to_owned(), sv: text.to_owned(), en: text.to_owned() };
    Config {
        api_url: address.to_owned(),
        public_url: address.to_owned(),
        oidc_issuer: format!("{address}/oidc"),
        oidc_client_id: "seteli-portal".to_owned(),
        session_key: std::array::from_fn(|at| at as u8),
        organisers: vec![Organiser { code: "alku".to_owned(), name: name("Alkuranta") }],
        clock: Clock::system(),
    }
}
