//! The one address in front of all functions, as the HTTP API is in the cloud: the path's beginning chooses.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use tower::ServiceExt;

/// Which function answers which paths; what none answers is the portal's.
pub(super) struct Gateway {
    /// The beginning of the paths, up to a slash or the end, and who answers them.
    pub functions: Vec<(&'static str, Router)>,
    pub portal: Router,
    /// `127.0.0.1:8080`: what a browser must have asked for.
    pub host: String,
    /// The same machine by its name; pages move on to `host`, where the session is.
    pub local_name: String,
}

impl Gateway {
    pub fn router(self) -> Router {
        Router::new().fallback(pass_on).with_state(Arc::new(self))
    }

    fn function(&self, path: &str) -> Option<&Router> {
        let answers = |beginning: &str| {
            path.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.functions.iter().find(|(beginning, _)| answers(beginning)).map(|(_, function)| function)
    }
}

async fn pass_on(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let asked_for =
        request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let by_local_name = asked_for == gateway.local_name;
    // A page from elsewhere that made its own name point here must not act in the name of who is signed in.
    if asked_for != gateway.host && !by_local_name {
        return (StatusCode::MISDIRECTED_REQUEST, format!("Ask for http://{}\n", gateway.host))
            .into_response();
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let function = match gateway.function(request.uri().path()) {
        Some(function) => function,
        None if by_local_name && request.method() == Method::GET => {
            return Redirect::temporary(&format!("http://{}{path}", gateway.host)).into_response();
        }
        None => &gateway.portal,
    };
    match function.clone().oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};

    use super::*;

    fn saying(word: &'static str) -> Router {
        Router::new().fallback(async move || word)
    }

    fn gateway() -> Router {
        let functions =
            vec![("/v1/settlements", saying("finance")), ("/v1/settlement-runs", saying("finance runs"))];
        let host = "127.0.0.1:8080".to_owned();
        Gateway { functions, portal: saying("portal"), host, local_name: "localhost:8080".to_owned() }
            .router()
    }

    async fn answer(host: &str, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap();
        let response = gateway().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), 1000).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_path_goes_to_the_function_that_it_begins_with_and_the_rest_to_the_portal() {
        for (path, word) in [
            ("/v1/settlements", "finance"),
            ("/v1/settlements/a/invoice?provider=b", "finance"),
            ("/v1/settlement-runs/a", "finance runs"),
            ("/v1/settlementsx", "portal"),
            ("/", "portal"),
        ] {
            assert_eq!(answer("127.0.0.1:8080", path).await, (StatusCode::OK, word.to_owned()), "{path}");
        }
    }

    #[tokio::test]
    async fn a_name_that_was_made_to_point_here_is_not_answered() {
        for host in ["evil.test:8080", "127.0.0.1", ""] {
            assert_eq!(answer(host, "/v1/settlements").await.0, StatusCode::MISDIRECTED_REQUEST, "{host}");
        }
    }

    #[tokio::test]
    async fn localhost_reaches_the_api_and_sends_pages_to_where_the_session_is() {
        assert_eq!(answer("localhost:8080", "/v1/settlements").await.0, StatusCode::OK);
        assert_eq!(answer("localhost:8080", "/clients").await.0, StatusCode::TEMPORARY_REDIRECT);
    }
}
