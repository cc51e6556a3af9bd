//! Links in letters, and what is done with them without signing in.

use reqwest::Method;
use serde_json::{Value, json};
use web::Role;

use crate::{Answer, ORGANISER, Town, details, official};

impl Town {
    /// The organiser tells where its portal is, so that its letters have links.
    pub async fn has_portal(&self) {
        let mut told = details();
        told["portal"] = json!(self.system.base_url);
        self.put(&official(ORGANISER, Role::MainUser), "/v1/organiser", &told).await.of_status(200);
    }

    /// A voucher for the last four months of the year: its number, its decision, and the token of its letter's link.
    pub async fn linked(&self, client: &str, service: &str, contents: &Value) -> [String; 3] {
        self.linked_for(client, service, contents, ("2026-09-01", "2026-12-31")).await
    }

    /// The same for some days.
    pub async fn linked_for(
        &self,
        client: &str,
        service: &str,
        contents: &Value,
        (first_day, last_day): (&str, &str),
    ) -> [String; 3] {
        let granted = json!({
            "client": client, "service": service, "first_day": first_day, "last_day": last_day,
            "contents": contents,
        });
        let grantor = official(ORGANISER, Role::Grantor);
        let granted = self.post(&grantor, "/v1/vouchers", &granted).await.of_status(201);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let decision = text(&granted["decisions"][0]);
        let token = self.tokens(&decision).await.swap_remove(0);
        [text(&granted["voucher"]), decision, token]
    }

    /// The tokens of the links in a decision's letters.
    pub async fn tokens(&self, decision: &str) -> Vec<String> {
        let grantor = official(ORGANISER, Role::Grantor);
        let path = format!("/v1/decisions/{decision}");
        let letters = self.get(&grantor, &path).await.of_status(200)["letters"].as_array().unwrap().len();
        let mut tokens = Vec::new();
        for number in 1..=letters {
            let text = self.get(&grantor, &format!("{path}/letters/{number}")).await.text;
            let link = text.lines().find_map(|line| line.split_once("/compare/"));
            tokens.extend(link.map(|(_, token)| token.trim().to_owned()));
        }
        tokens
    }

    /// What a link's holder sees.
    pub async fn compare(&self, token: &str, query: &str) -> Answer {
        self.send(self.request(Method::GET, &format!("/v1/comparisons/{token}{query}"))).await
    }

    /// What a link's holder chooses.
    pub async fn choose(&self, token: &str, provider: &str) -> Answer {
        let request = self.request(Method::PUT, &format!("/v1/comparisons/{token}/choice"));
        self.send(request.json(&json!({"provider": provider}))).await
    }
}
