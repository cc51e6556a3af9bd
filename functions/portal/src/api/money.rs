//! Settlement runs, a provider's own settlements, and their invoices.

use super::{Answered, Api, List, from_cursor};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Run {
    pub(crate) run: String,
    pub(crate) period: String,
    #[serde(default)]
    pub(crate) planned_at: Option<String>,
    pub(crate) status: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct RunWithSettlements {
    pub(crate) run: String,
    pub(crate) period: String,
    #[serde(default)]
    pub(crate) settlements: Vec<Settlement>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Settlement {
    pub(crate) provider: String,
    #[serde(default)]
    pub(crate) provider_name: Option<String>,
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) reason: Option<String>,
    #[serde(default)]
    pub(crate) total_cents: Option<i64>,
    #[serde(default)]
    pub(crate) rows: Option<i64>,
    #[serde(default)]
    pub(crate) invoice_number: Option<serde_json::Value>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct OwnSettlement {
    pub(crate) run: String,
    pub(crate) period: String,
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) reason: Option<String>,
    #[serde(default)]
    pub(crate) total_cents: Option<i64>,
    #[serde(default)]
    pub(crate) invoice_number: Option<serde_json::Value>,
}

#[derive(Serialize)]
struct NewRun<'a> {
    period: &'a str,
}

#[derive(Deserialize)]
struct MadeRun {
    run: String,
}

impl Api {
    pub(crate) async fn runs(&self, cursor: Option<&str>) -> Answered<List<Run>> {
        self.get(&["settlement-runs"], &from_cursor(cursor)).await
    }

    pub(crate) async fn run(&self, run: &str) -> Answered<RunWithSettlements> {
        self.get(&["settlement-runs", run], &[]).await
    }

    /// Starts a settlement run of a month and answers with its id.
    pub(crate) async fn start_run(&self, key: &str, period: &str) -> Answered<String> {
        self.post::<MadeRun>(&["settlement-runs"], key, &NewRun { period }).await.map(|made| made.run)
    }

    pub(crate) async fn settlements(&self, cursor: Option<&str>) -> Answered<List<OwnSettlement>> {
        self.get(&["settlements"], &from_cursor(cursor)).await
    }

    /// The invoice as Finvoice bytes: the own one, or for finance a provider's.
    pub(crate) async fn invoice(&self, run: &str, provider: Option<&str>) -> Answered<Vec<u8>> {
        let query: Vec<_> = provider.map(|provider| ("provider", provider)).into_iter().collect();
        self.bytes(&["settlements", run, "invoice"], &query).await
    }
}

/// An invoice number as it is printed, whether the API gives text or a number.
pub(crate) fn printed(number: &serde_json::Value) -> String {
    number.as_str().map_or_else(|| number.to_string(), str::to_owned)
}

impl Settlement {
    /// The invoice's number once there is an invoice to fetch.
    pub(crate) fn invoice(&self) -> Option<String> {
        self.invoice_number.as_ref().filter(|_| self.status == "written").map(printed)
    }
}

impl OwnSettlement {
    /// The invoice's number once there is an invoice to fetch.
    pub(crate) fn invoice(&self) -> Option<String> {
        self.invoice_number.as_ref().filter(|_| self.status == "written").map(printed)
    }
}
