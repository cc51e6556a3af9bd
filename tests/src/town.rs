//! One organiser in a system of its own: who asks, and how.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use local::oidc::{TestPerson, officials, staff};
use local::system::{Options, System};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;
use web::Role;

use crate::Answer;

/// The organiser's code.
pub const ORGANISER: &str = "testila";

/// The day on which every scenario plays: a Thursday, noon in Helsinki.
pub const TODAY: &str = "2026-11-05";
const NOW: &str = "2026-11-05T10:00:00Z";

/// How long the tokens are valid, in seconds.
const LIFETIME: u32 = 600;

/// A running system, and a client of it.
pub struct Town {
    /// The system.
    pub system: System,
    http: Client,
    keys: AtomicU64,
}

/// The official of an organiser in a role.
pub fn official(organiser: &str, role: Role) -> TestPerson {
    officials(organiser).into_iter().find(|person| person.role == role).expect("an official's role")
}

/// A company's person in a role.
pub fn company(organiser: &str, business_id: &str, role: Role) -> TestPerson {
    let people = staff(organiser, business_id, "Testi Oy");
    people.into_iter().find(|person| person.role == role).expect("a provider's role")
}

impl Town {
    /// A new system in memory, on the scenarios' day.
    pub async fn open() -> Self {
        Self::at(None).await
    }

    /// A new system that keeps its state, and its signing key, in a folder.
    pub async fn kept_in(folder: PathBuf) -> Self {
        Self::at(Some(folder)).await
    }

    async fn at(data: Option<PathBuf>) -> Self {
        let options = Options { data, now: Some(NOW.parse().unwrap()), ..Options::default() };
        let system = System::start(options).await.expect("the system starts");
        Self { system, http: Client::new(), keys: AtomicU64::new(1) }
    }

    /// Waits until all that was set going is done; nothing of it may have failed for good.
    pub async fn rest(&self) {
        self.system.idle().await;
        assert_eq!(self.system.dead_letters(), Vec::<String>::new());
    }

    /// How many changes of items were ever stored.
    pub fn stored(&self) -> u64 {
        *self.system.store().newest_change().borrow()
    }

    /// A token for a person.
    pub fn token(&self, person: &TestPerson) -> String {
        self.system.identity.access_token(person, LIFETIME).unwrap()
    }

    /// An Idempotency-Key that was not used before.
    pub fn new_key(&self) -> String {
        format!("key-{}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// A request without anybody's token.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.system.base_url))
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let request = request.build().unwrap();
        let asked = format!("{} {}", request.method(), request.url().path());
        Answer::of(asked, self.http.execute(request).await.unwrap()).await
    }

    /// GET.
    pub async fn get(&self, who: &TestPerson, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).bearer_auth(self.token(who))).await
    }

    /// Every item of a list, page by page.
    pub async fn all(&self, who: &TestPerson, path: &str) -> Vec<Value> {
        let (mut items, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(who, &format!("{path}{cursor}")).await.of_status(200);
            items.extend(page["items"].as_array().unwrap().iter().cloned());
            let Some(next) = page["next"].as_str() else { return items };
            cursor = format!("{}cursor={next}", if path.contains('?') { '&' } else { '?' });
        }
    }

    /// POST of JSON under a new key.
    pub async fn post(&self, who: &TestPerson, path: &str, body: &Value) -> Answer {
        self.post_under(&self.new_key(), who, path, body).await
    }

    /// POST of JSON under a key.
    pub async fn post_under(&self, key: &str, who: &TestPerson, path: &str, body: &Value) -> Answer {
        let request = self.request(Method::POST, path).bearer_auth(self.token(who));
        self.send(request.header("idempotency-key", key).json(body)).await
    }

    /// PUT of JSON under a new key.
    pub async fn put(&self, who: &TestPerson, path: &str, body: &Value) -> Answer {
        let request = self.request(Method::PUT, path).bearer_auth(self.token(who));
        self.send(request.header("idempotency-key", self.new_key()).json(body)).await
    }

    /// POST of a rulebook file.
    pub async fn post_toml(&self, who: &TestPerson, path: &str, file: &str) -> Answer {
        let request = self.request(Method::POST, path).bearer_auth(self.token(who));
        self.send(request.header("content-type", "application/toml").body(file.to_owned())).await
    }
}
