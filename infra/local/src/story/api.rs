//! Seteli's HTTP API as a person or a provider's system uses it: a token by role, keys for commands, pages for lists.

use std::{collections::HashMap, time::Duration};

use reqwest::{Method, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::failure::StoryError;
use crate::oidc::TEST_PERSON_GRANT;

/// How often a request is sent again when the system says `try_again`.
const TRIES: u32 = 8;

/// In which role a request is made; a provider's roles with the business id.
pub type Role<'a> = (&'static str, Option<&'a str>);

/// One organiser's API.
pub struct Api {
    http: reqwest::Client,
    base: String,
    issuer: String,
    organiser: String,
    tokens: Mutex<HashMap<String, String>>,
}

/// An answer.
pub struct Answer {
    what: String,
    /// HTTP status.
    pub status: u16,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Api {
    /// The API at `base`, with tokens from the provider at `issuer`.
    pub fn new(base: &str, issuer: &str, organiser: &str) -> Self {
        let strip = |url: &str| url.trim_end_matches('/').to_owned();
        Self {
            http: reqwest::Client::new(),
            base: strip(base),
            issuer: strip(issuer),
            organiser: organiser.to_owned(),
            tokens: Mutex::default(),
        }
    }

    /// GET.
    pub async fn get(&self, role: Role<'_>, path: &str) -> Result<Answer, StoryError> {
        self.send(Method::GET, role, path, None, "application/json", Vec::new()).await
    }

    /// POST of JSON under an idempotency key.
    pub async fn post(
        &self,
        role: Role<'_>,
        path: &str,
        key: &str,
        body: &Value,
    ) -> Result<Answer, StoryError> {
        self.send(Method::POST, role, path, Some(key), "application/json", body.to_string().into_bytes())
            .await
    }

    /// PUT of JSON.
    pub async fn put(&self, role: Role<'_>, path: &str, body: &Value) -> Result<Answer, StoryError> {
        self.send(Method::PUT, role, path, None, "application/json", body.to_string().into_bytes()).await
    }

    /// POST of a rulebook file under an idempotency key.
    pub async fn post_file(
        &self,
        role: Role<'_>,
        path: &str,
        key: &str,
        file: &str,
    ) -> Result<Answer, StoryError> {
        self.send(Method::POST, role, path, Some(key), "application/toml", file.as_bytes().to_vec()).await
    }

    /// All pages of a list.
    pub async fn list<T: DeserializeOwned>(&self, role: Role<'_>, path: &str) -> Result<Vec<T>, StoryError> {
        let (mut items, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let mark = if path.contains('?') { '&' } else { '?' };
            let from = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let answer = self.get(role, &format!("{path}{mark}limit=200{from}")).await?;
            let mut page: Value = answer.of(200)?;
            let what = || path.to_owned();
            let list = serde_json::from_value::<Vec<T>>(page["items"].take());
            items.extend(list.map_err(|cause| StoryError::Unreadable { what: what(), cause })?);
            match page["next"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => return Ok(items),
            }
        }
    }

    /// A request with a body as it is.
    pub async fn send(
        &self,
        method: Method,
        role: Role<'_>,
        path: &str,
        key: Option<&str>,
        content_type: &str,
        body: Vec<u8>,
    ) -> Result<Answer, StoryError> {
        let what = format!("{method} {path} as {}", role.0);
        let token = self.token(role).await?;
        let mut tried = 0;
        loop {
            let mut request =
                self.http.request(method.clone(), format!("{}{path}", self.base)).bearer_auth(&token);
            if method != Method::GET {
                request = request.header("content-type", content_type).body(body.clone());
            }
            if let Some(key) = key {
                request = request.header("idempotency-key", key);
            }
            let response = request
                .send()
                .await
                .map_err(|cause| StoryError::Unreachable { what: what.clone(), cause })?;
            tried += 1;
            if response.status().as_u16() != 503 || tried == TRIES {
                return read(what, response).await;
            }
            tokio::time::sleep(Duration::from_millis(20 << tried)).await;
        }
    }

    /// The token of a role, fetched once.
    async fn token(&self, (role, business_id): Role<'_>) -> Result<String, StoryError> {
        let who = format!("{role} {}", business_id.unwrap_or_default());
        if let Some(token) = self.tokens.lock().await.get(&who) {
            return Ok(token.clone());
        }
        let mut form = format!(
            "grant_type={}&role={role}&org={}",
            TEST_PERSON_GRANT.replace(':', "%3A"),
            self.organiser
        );
        if let Some(business_id) = business_id {
            form.push_str(&format!("&business_id={business_id}"));
        }
        let what = format!("a token for {who}");
        let request = self.http.post(format!("{}/token", self.issuer)).body(form);
        let response = request.header("content-type", "application/x-www-form-urlencoded").send().await;
        let response = response.map_err(|cause| StoryError::Unreachable { what: what.clone(), cause })?;
        let answer: Value = read(what, response).await?.of(200)?;
        let token = answer["access_token"].as_str().unwrap_or_default().to_owned();
        self.tokens.lock().await.insert(who, token.clone());
        Ok(token)
    }
}

async fn read(what: String, response: Response) -> Result<Answer, StoryError> {
    let status = response.status().as_u16();
    match response.bytes().await {
        Ok(body) => Ok(Answer { what, status, body: body.to_vec() }),
        Err(cause) => Err(StoryError::Unreachable { what, cause }),
    }
}

impl Answer {
    /// The body as JSON, if the answer is the one that the story needs.
    pub fn of<T: DeserializeOwned>(self, status: u16) -> Result<T, StoryError> {
        self.of_any(&[status])
    }

    /// The body as JSON, if the answer is one of those that the story needs.
    pub fn of_any<T: DeserializeOwned>(self, statuses: &[u16]) -> Result<T, StoryError> {
        if !statuses.contains(&self.status) {
            return Err(self.unexpected());
        }
        serde_json::from_slice(&self.body).map_err(|cause| StoryError::Unreadable { what: self.what, cause })
    }

    /// The refusal's code; empty when the answer is no problem document.
    pub fn code(&self) -> String {
        let body: Value = serde_json::from_slice(&self.body).unwrap_or(json!({}));
        body["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The answer as a failure of the story.
    pub fn unexpected(self) -> StoryError {
        let body = String::from_utf8_lossy(&self.body).chars().take(600).collect();
        StoryError::Answered { what: self.what, status: self.status, body }
    }
}
