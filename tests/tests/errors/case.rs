//! One refusal that is expected, and what must be true of every refusal.

use domain::language::Language;
use reqwest::{Method, RequestBuilder};
use scenarios::{Answer, ORGANISER, Town, official};
use serde_json::Value;
use web::Role;

/// A request and the refusal that it must get.
pub struct Case {
    pub status: u16,
    pub code: &'static str,
    /// The field that is named; empty for none.
    pub field: &'static str,
    pub request: RequestBuilder,
}

pub fn case(status: u16, code: &'static str, field: &'static str, request: RequestBuilder) -> Case {
    Case { status, code, field, request }
}

const LANGUAGES: [(&str, Language); 3] =
    [("fi", Language::Fi), ("sv-FI", Language::Sv), ("de, en-GB;q=0.9, fi;q=0.5", Language::En)];

impl Case {
    /// Sends the request in each language; answers with what was not as it must be.
    pub async fn check(&self, town: &Town) -> Vec<String> {
        let before = (town.stored(), lists(town).await);
        let (mut wrong, mut sentences) = (Vec::new(), Vec::new());
        for (header, language) in LANGUAGES {
            let request = self.request.try_clone().unwrap().header("accept-language", header);
            let answer = town.send(request).await;
            sentences.push(answer.body["detail"].as_str().unwrap_or_default().to_owned());
            if let Some(found) = self.differs(&answer, language) {
                wrong.push(format!("{} in {header}: {} {found} in {}", self.code, answer.asked, answer.text));
            }
        }
        sentences.dedup();
        if sentences.len() != LANGUAGES.len() {
            wrong.push(format!("{}: the same sentence in two languages", self.code));
        }
        if before != (town.stored(), lists(town).await) {
            wrong.push(format!("{}: something was stored", self.code));
        }
        wrong
    }

    fn differs(&self, answer: &Answer, language: Language) -> Option<&'static str> {
        let body = &answer.body;
        let kind = format!("urn:seteli:problem:{}", self.code);
        let field = body["field"].as_str().unwrap_or_default();
        let checks = [
            ("status", answer.status == self.status && body["status"] == self.status),
            ("code", body["code"] == self.code && body["type"] == kind.as_str()),
            ("title", body["title"].as_str().is_some_and(|title| !title.is_empty())),
            ("field", field == self.field),
            (
                "sentence",
                body["detail"].as_str().is_some_and(|d| d.starts_with(web::sentence(self.code, language))),
            ),
            (
                "content type",
                answer.headers.get("content-type").is_some_and(|v| v == "application/problem+json"),
            ),
            ("caching", answer.headers.get("cache-control").is_some_and(|v| v == "no-store")),
        ];
        checks.into_iter().find(|(_, right)| !right).map(|(what, _)| what)
    }
}

/// Checks all, and fails with everything that was wrong.
pub async fn check_all(town: &Town, cases: Vec<Case>) {
    let mut wrong = Vec::new();
    for case in cases {
        wrong.extend(case.check(town).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What anyone can see of what is stored.
async fn lists(town: &Town) -> [Vec<Value>; 2] {
    let (grantor, approver) = (official(ORGANISER, Role::Grantor), official(ORGANISER, Role::Approver));
    [town.all(&grantor, "/v1/clients").await, town.all(&approver, "/v1/applications").await]
}

/// A POST of JSON under a new key.
pub fn post(town: &Town, who: &local::oidc::TestPerson, path: &str, body: &Value) -> RequestBuilder {
    let request = town.request(Method::POST, path).bearer_auth(town.token(who));
    request.header("idempotency-key", town.new_key()).json(body)
}

/// A GET.
pub fn get(town: &Town, who: &local::oidc::TestPerson, path: &str) -> RequestBuilder {
    town.request(Method::GET, path).bearer_auth(town.token(who))
}
