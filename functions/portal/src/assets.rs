//! The style sheet and the mark, addressed by their content so that browsers may keep them.

use crate::portal::Portal;
use axum::{
    Router,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../assets/style.css");
const MARK: &str = include_str!("../assets/mark.svg");
const A_YEAR: &str = "public, max-age=31536000, immutable";

/// The addresses that pages link to; a new content gets a new address.
pub(crate) static STYLE_ADDRESS: LazyLock<String> = LazyLock::new(|| address("style.css", STYLE));
/// The mark's address.
pub(crate) static MARK_ADDRESS: LazyLock<String> = LazyLock::new(|| address("mark.svg", MARK));

/// The assets' routes.
pub(crate) fn routes() -> Router<Portal> {
    let style = get(async || kept("text/css; charset=utf-8", STYLE));
    Router::new()
        .route("/assets/style.css", style)
        .route("/assets/mark.svg", get(async || kept("image/svg+xml", MARK)))
}

fn kept(content_type: &'static str, content: &'static str) -> Response {
    ([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, A_YEAR)], content).into_response()
}

fn address(name: &str, content: &str) -> String {
    let hash = Sha256::digest(content.as_bytes());
    let short: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("/assets/{name}?v={short}")
}
