//! Cold start of every function: its configuration, its telemetry, and the glue between Lambda's events and our
//! handlers. The only reader of the environment.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod environment;
mod events;

use std::sync::Arc;

use aws_config::{BehaviorVersion, SdkConfig};
use axum::{
    Router,
    http::{HeaderValue, header},
    middleware,
    response::Response,
};
use storage::{
    dynamodb::{DynamoDb, TableNames},
    port::{Store, Table},
};
use tracing_subscriber::EnvFilter;
use web::{App, Clock, Issuer};

pub use environment::{Missing, required};
pub use events::{Failed, http_and_queue, queue, streams};
pub use lambda_runtime::Error;

/// A started process: telemetry runs and the AWS configuration is loaded.
pub struct Runtime {
    /// The SDK's configuration, for the crates that make clients of it.
    pub aws: SdkConfig,
    names: TableNames,
}

/// Starts telemetry (JSON lines, level by `RUST_LOG`, `info` otherwise) and loads the AWS configuration.
pub async fn start() -> Runtime {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_ansi(false).init();
    let aws = aws_config::defaults(BehaviorVersion::latest()).load().await;
    Runtime { aws, names: environment::table_names() }
}

impl Runtime {
    /// The store on the tables that this function was given. A connection is opened before the first request, so
    /// that no caller waits for TLS.
    pub async fn store(&self, warmed_with: Table) -> Arc<dyn Store> {
        let store = DynamoDb::on(&self.aws, self.names.clone());
        let nothing = storage::port::Key { table: warmed_with, pk: "warm".into(), sk: "warm".into() };
        if let Err(error) = store.get(&nothing).await {
            tracing::warn!(%error, "the store did not answer at start");
        }
        Arc::new(store)
    }

    /// What an HTTP function's routes share.
    pub async fn app(&self, warmed_with: Table) -> Result<App, Missing> {
        let issuer = Issuer {
            issuer: required("OIDC_ISSUER")?,
            audience: required("OIDC_AUDIENCE")?,
            jwks_url: required("OIDC_JWKS_URL")?,
        };
        Ok(App::new(self.store(warmed_with).await, issuer, Clock::system()))
    }

    /// Which table a stream belongs to.
    pub fn table_names(&self) -> &TableNames {
        &self.names
    }
}

/// Serves a function's routes behind the HTTP API.
pub async fn http(router: Router) -> Result<(), Error> {
    lambda_http::run(router.layer(middleware::map_response(as_bytes))).await
}

/// Lambda's glue takes XML for UTF-8 text, and an invoice is ISO-8859-15. A content encoding, even the one that
/// changes nothing, makes it pass the bytes on as they are.
async fn as_bytes(mut response: Response) -> Response {
    if response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/xml") {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
    }
    response
}
