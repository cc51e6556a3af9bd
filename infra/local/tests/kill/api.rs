//! The HTTP API as one person uses it. A request that got no answer is `None`: the system was killed meanwhile.

use std::time::Duration;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::process::Local;

/// A hanging system is a fault, not a kill.
const PATIENCE: Duration = Duration::from_secs(30);

/// A status and a body.
pub type Answer = (u16, Value);

/// One person at one system.
#[derive(Clone)]
pub struct Person {
    http: reqwest::Client,
    base: String,
    token: String,
}

impl Person {
    /// Signs a person in.
    pub async fn sign_in(local: &Local, role: &str, business_id: Option<&str>) -> Self {
        let base = format!("http://127.0.0.1:{}", local.port);
        let http = reqwest::Client::builder().timeout(PATIENCE).build().unwrap();
        let mut form = vec![("grant_type", "urn:seteli:test-person"), ("role", role), ("org", "demo")];
        form.extend(business_id.map(|business_id| ("business_id", business_id)));
        let response = http.post(format!("{base}/oidc/token")).form(&form).send().await.unwrap();
        let answer: Value = response.json().await.unwrap();
        let token =
            answer["access_token"].as_str().unwrap_or_else(|| panic!("no token: {answer}")).to_owned();
        Self { http, base, token }
    }

    /// A command, once for its key; events have ids of their own and take no key.
    pub async fn post(&self, path: &str, key: &str, body: &Value) -> Option<Answer> {
        let mut request = self.request(Method::POST, path).json(body);
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        answer(request).await
    }

    /// A command that must succeed.
    pub async fn do_post(&self, path: &str, key: &str, body: &Value) -> Value {
        let (status, answer) = self.post(path, key, body).await.expect("the system answers");
        assert!(matches!(status, 200 | 201), "{path}: {status} {answer}");
        answer
    }

    /// An answer that must be there.
    pub async fn get(&self, path: &str) -> Value {
        let (status, answer) = answer(self.request(Method::GET, path)).await.expect("the system answers");
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    /// All pages of a list.
    pub async fn list(&self, path: &str) -> Vec<Value> {
        let (mut items, mut next) = (Vec::new(), String::new());
        loop {
            let mut page = self.get(&format!("{path}?limit=200{next}")).await;
            items.extend(page["items"].as_array_mut().map(std::mem::take).unwrap_or_default());
            match page["next"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => return items,
            }
        }
    }

    /// The text of a document.
    pub async fn text(&self, path: &str) -> String {
        let response = self.request(Method::GET, path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.text().await.unwrap()
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base)).bearer_auth(&self.token)
    }
}

/// `None` also where the answer broke off; a request that takes too long fails the test.
async fn answer(request: RequestBuilder) -> Option<Answer> {
    let unanswered = |error: reqwest::Error| assert!(!error.is_timeout(), "the system hangs: {error}");
    let response = request.send().await.map_err(unanswered).ok()?;
    let status = response.status().as_u16();
    let bytes = response.bytes().await.map_err(unanswered).ok()?;
    let body = if bytes.is_empty() { json!(null) } else { serde_json::from_slice(&bytes).unwrap() };
    Some((status, body))
}
