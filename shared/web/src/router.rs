//! What every HTTP function's router has around its routes.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderValue, header},
    middleware,
    response::{IntoResponse, Response},
};

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

/// An answer that anyone may keep for a minute.
pub fn public_page(body: impl IntoResponse) -> Response {
    ([(header::CACHE_CONTROL, "public, max-age=60")], body).into_response()
}
