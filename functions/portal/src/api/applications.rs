//! Applications of providers, and the organiser's decisions on them.

use super::{Answered, Api, List, from_cursor};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Application {
    pub(crate) application: String,
    pub(crate) state: String,
    pub(crate) company: Company,
    #[serde(default)]
    pub(crate) services: Vec<AppliedService>,
    #[serde(default)]
    pub(crate) submitted_at: Option<String>,
    #[serde(default)]
    pub(crate) business_id: Option<String>,
    #[serde(default)]
    pub(crate) iban: Option<String>,
    #[serde(default)]
    pub(crate) bic: Option<String>,
    #[serde(default)]
    pub(crate) einvoice: Option<EinvoiceAddress>,
    #[serde(default)]
    pub(crate) vat_registered: Option<bool>,
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    #[serde(default)]
    pub(crate) units: Vec<Unit>,
    /// Why it was decided so.
    #[serde(default)]
    pub(crate) reason: Option<String>,
    /// What became of it, in order.
    #[serde(default)]
    pub(crate) history: Vec<Change>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Change {
    pub(crate) to: String,
    pub(crate) at: String,
    #[serde(default)]
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) days: Days,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Days {
    #[serde(default)]
    pub(crate) from: Option<String>,
    #[serde(default)]
    pub(crate) last_day: Option<String>,
    #[serde(default)]
    pub(crate) deadline: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct NewApplication {
    pub(crate) company: Company,
    pub(crate) iban: Option<String>,
    pub(crate) bic: Option<String>,
    pub(crate) einvoice: Option<EinvoiceAddress>,
    pub(crate) vat_registered: bool,
    pub(crate) languages: Vec<String>,
    pub(crate) units: Vec<Unit>,
    pub(crate) services: Vec<AppliedService>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Company {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) street: String,
    #[serde(default)]
    pub(crate) postal_code: String,
    #[serde(default)]
    pub(crate) town: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct EinvoiceAddress {
    pub(crate) address: String,
    pub(crate) operator: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Unit {
    pub(crate) name: String,
    pub(crate) municipality: String,
    #[serde(default)]
    pub(crate) accessible: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct AppliedService {
    pub(crate) service: String,
    /// Whether there is room; told in the register only.
    #[serde(default, skip_serializing)]
    pub(crate) availability: Option<Availability>,
    #[serde(default)]
    pub(crate) prices: Vec<Price>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Availability {
    pub(crate) takes_new_clients: bool,
    #[serde(default)]
    pub(crate) next_free_day: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Price {
    pub(crate) content: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) band: Option<String>,
    pub(crate) price_cents: i64,
}

/// That the company keeps a version of a service's rulebook.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Commitment {
    pub(crate) service: String,
    pub(crate) rulebook: u32,
}

/// An approver's decision on an application or a held event.
#[derive(Debug, Serialize)]
pub(crate) struct Decision {
    pub(crate) approve: bool,
    pub(crate) reason: String,
}

/// What else is done with an application, and why.
#[derive(Debug, Serialize)]
pub(crate) struct Reasoned {
    pub(crate) reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deadline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
}

#[derive(Deserialize)]
struct Made {
    application: String,
}

#[derive(Deserialize)]
struct Done {}

impl Api {
    pub(crate) async fn applications(&self, cursor: Option<&str>) -> Answered<List<Application>> {
        self.get(&["applications"], &from_cursor(cursor)).await
    }

    pub(crate) async fn application(&self, application: &str) -> Answered<Application> {
        self.get(&["applications", application], &[]).await
    }

    /// Stores a draft and answers with its id.
    pub(crate) async fn draft(&self, key: &str, application: &NewApplication) -> Answered<String> {
        self.post::<Made>(&["applications"], key, application).await.map(|made| made.application)
    }

    pub(crate) async fn submit(
        &self,
        key: &str,
        application: &str,
        commitments: &[Commitment],
    ) -> Answered<()> {
        let path = ["applications", application, "submission"];
        let submission = serde_json::json!({ "commitments": commitments });
        self.post::<Done>(&path, key, &submission).await.map(|_| ())
    }

    /// Writes the own application anew, and answers with its id.
    pub(crate) async fn rewrite(&self, id: &str, application: &NewApplication) -> Answered<String> {
        self.put::<Made>(&["applications", id], application).await.map(|made| made.application)
    }

    /// `what` is the API's word: `suspension`.
    pub(crate) async fn act_on_application(
        &self,
        key: &str,
        application: &str,
        what: &str,
        body: &Reasoned,
    ) -> Answered<()> {
        self.post::<Done>(&["applications", application, what], key, body).await.map(|_| ())
    }

    pub(crate) async fn decide_application(
        &self,
        key: &str,
        application: &str,
        decision: &Decision,
    ) -> Answered<()> {
        self.post::<Done>(&["applications", application, "decision"], key, decision).await.map(|_| ())
    }
}
