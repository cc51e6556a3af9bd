//! Files of events, as a provider's system sends them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{Answer, Provider, Town};

impl Town {
    /// A provider announces a file: what it is answered.
    pub async fn announce(&self, provider: &Provider, format: &str, bytes: usize) -> Value {
        let announced = json!({"format": format, "bytes": bytes});
        self.post(&provider.recorder(), "/v1/event-files", &announced).await.of_status(201)
    }

    /// Puts bytes where an announced file goes.
    pub async fn put_at(&self, upload: &Value, bytes: &[u8]) -> Answer {
        let path = upload["url"].as_str().unwrap().strip_prefix(&self.system.base_url).unwrap();
        let mut request = self.request(Method::PUT, path);
        for (name, value) in upload["headers"].as_object().unwrap() {
            request = request.header(name, value.as_str().unwrap());
        }
        self.send(request.body(bytes.to_vec())).await
    }

    /// A provider uploads a file and waits until it is recorded: the file as it then stands.
    pub async fn upload(&self, provider: &Provider, format: &str, bytes: &[u8]) -> Value {
        let upload = self.announce(provider, format, bytes.len()).await;
        self.record_upload(provider, &upload, bytes).await
    }

    /// The same after it was announced.
    pub async fn record_upload(&self, provider: &Provider, upload: &Value, bytes: &[u8]) -> Value {
        assert_eq!(self.put_at(upload, bytes).await.status, 200);
        let (path, nothing) = (Self::path_of(upload), json!({}));
        self.post(&provider.recorder(), &format!("{path}/arrival"), &nothing).await.of_status(200);
        self.rest().await;
        self.get(&provider.recorder(), &path).await.of_status(200)
    }

    /// The answers to a file's lines, all parts one after the other.
    pub async fn results(&self, provider: &Provider, file: &Value) -> Vec<Value> {
        let mut lines = Vec::new();
        for part in 1..=file["parts"].as_u64().unwrap() {
            let path = format!("{}/results/{part}", Self::path_of(file));
            let answer = self.get(&provider.recorder(), &path).await;
            assert_eq!(
                (answer.status, &answer.headers["content-type"]),
                (200, &"application/x-ndjson".parse().unwrap())
            );
            lines.extend(answer.text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()));
        }
        lines
    }

    fn path_of(file: &Value) -> String {
        format!("/v1/event-files/{}", file["file"].as_str().unwrap())
    }
}
