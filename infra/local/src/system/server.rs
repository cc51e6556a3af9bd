//! The listening side: 127.0.0.1 only, answers without delay, and ends what is under way before it stops.

use std::future::Future;
use std::io::ErrorKind;
use std::net::Ipv4Addr;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;

use super::StartError;

/// Listens on the port, or on any that is free; tells which.
pub(super) async fn listen(port: Option<u16>) -> Result<(TcpListener, u16), StartError> {
    let port = port.unwrap_or(0);
    let not_listened = |cause: std::io::Error| match cause.kind() {
        ErrorKind::AddrInUse => StartError::PortTaken(port),
        _ => StartError::Port { port, cause },
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(not_listened)?;
    let port = listener.local_addr().map_err(not_listened)?.port();
    Ok((listener, port))
}

/// Serves until `stopped`, then until the last answer is given.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    stopped: impl Future<Output = ()> + Send + 'static,
) {
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "answers on this connection may wait");
        }
    });
    // The listener's errors are handled inside; nothing comes back as an error.
    let _ = axum::serve(listener, router).with_graceful_shutdown(stopped).await;
}
