//! What every HTTP function's router has around its routes.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::DefaultBodyLimit,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
};

use sha2::{Digest, Sha256};

use crate::Problem;

/// A batch of a thousand events fits; anything larger is refused before it is read.
const LARGEST_BODY: usize = 1024 * 1024;

/// Finishes a function's routes: bounded bodies, problems for unknown paths, and every problem in the
/// caller's language.
pub fn router(routes: Router) -> Router {
    routes
        .fallback(async || Problem::new("not_found"))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(Problem::translate))
        .layer(middleware::map_response(private))
}

/// Answers are for the caller alone unless a page says otherwise.
async fn private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// An answer that anyone may keep, but must ask about before showing it again: what is gone is gone at once. Who has
/// the same already (RFC 9110, section 13.1.2) is told so without it.
pub async fn public_until_changed(asked: &HeaderMap, body: impl IntoResponse) -> Response {
    let (mut parts, body) = body.into_response().into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Problem::new("internal_error").into_response();
    };
    let digest: String = Sha256::digest(&bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{digest}\"");
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    parts.headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag)));
    let kept = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut kept = kept.flat_map(|value| value.split(',')).map(|one| one.trim().trim_start_matches("W/"));
    if kept.any(|one| one == tag || one == "*") {
        parts.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, bytes.into())
}

/// An answer that anyone may keep for a minute.
pub fn public_page(body: impl IntoResponse) -> Response {
    ([(header::CACHE_CONTROL, "public, max-age=60")], body).into_response()
}
