//! What the system answered, and the shortest ways to say what was expected of it.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// An answer over HTTP.
pub struct Answer {
    /// What was asked, for the sentence of a failed test.
    pub asked: String,
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as JSON; null where it is none.
    pub body: Value,
}

impl Answer {
    /// Reads a response.
    pub async fn of(asked: String, response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        // Invoices are not UTF-8; what tests read of them is ASCII.
        let text = String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Self { asked, status, headers, text, body }
    }

    /// The body, if the status is this one.
    #[track_caller]
    pub fn of_status(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.text);
        self.body
    }

    /// The problem's code, if the status is this one.
    #[track_caller]
    pub fn refused(self, status: u16) -> String {
        assert_eq!(self.headers["content-type"], "application/problem+json", "{}: {}", self.asked, self.text);
        self.of_status(status)["code"].as_str().unwrap().to_owned()
    }

    /// The one text element of this name in an XML body.
    #[track_caller]
    pub fn element(&self, name: &str) -> &str {
        let [_, rest] = self.text.split(&format!("<{name}")).collect::<Vec<_>>()[..] else {
            panic!("not one <{name}> in {}", self.asked)
        };
        let (_, inside) = rest.split_once('>').unwrap();
        inside.split_once('<').unwrap().0
    }
}
