//! Recording: single visits, the month's roster, and events that wait for an approver.

use super::{Answered, Api, Decision, List};
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Serialize)]
pub(crate) struct NewEvent {
    pub(crate) id: String,
    pub(crate) voucher: String,
    pub(crate) content: String,
    pub(crate) unit: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) quantity: Option<i64>,
}

/// What became of a recorded event; amounts in cents.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Recorded {
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) reasons: Vec<String>,
    #[serde(default)]
    pub(crate) provider_cents: i64,
    #[serde(default)]
    pub(crate) client_cents: i64,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Roster {
    pub(crate) lines: Vec<RosterLine>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct RosterLine {
    pub(crate) voucher: String,
    pub(crate) booking: String,
    pub(crate) service: String,
    pub(crate) client_name: String,
    pub(crate) content: String,
    pub(crate) last_month: Option<i64>,
    pub(crate) recorded: bool,
    /// Nothing when there is no price.
    pub(crate) provider_cents: Option<i64>,
    pub(crate) client_cents: Option<i64>,
    /// What the voucher grants, and the content may be changed to.
    #[serde(default)]
    pub(crate) contents: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RosterOrder {
    pub(crate) except: Vec<String>,
    pub(crate) changes: Vec<RosterChange>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RosterChange {
    pub(crate) voucher: String,
    pub(crate) content: String,
}

/// What became of a line of the roster.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Result {
    pub(crate) line: usize,
    /// The event's own id, which ends with the booking's.
    pub(crate) id: String,
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) detail: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Results {
    results: Vec<Result>,
}

/// An event that waits for an approver.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Held {
    pub(crate) event: String,
    pub(crate) voucher: String,
    pub(crate) content: String,
    pub(crate) day: String,
    pub(crate) quantity: i64,
    #[serde(default)]
    pub(crate) reasons: Vec<String>,
    pub(crate) provider: String,
    pub(crate) provider_cents: i64,
}

#[derive(Deserialize)]
struct Done {}

impl Api {
    pub(crate) async fn record(&self, event: &NewEvent) -> Answered<Recorded> {
        self.post(&["events"], &event.id, event).await
    }

    pub(crate) async fn roster(&self, month: &str) -> Answered<Roster> {
        self.get(&["roster", month], &[]).await
    }

    pub(crate) async fn confirm_roster(
        &self,
        key: &str,
        month: &str,
        order: &RosterOrder,
    ) -> Answered<Vec<Result>> {
        self.post::<Results>(&["roster", month], key, order).await.map(|answer| answer.results)
    }

    pub(crate) async fn held(&self, service: &str, cursor: Option<&str>) -> Answered<List<Held>> {
        let mut query = vec![("service", service)];
        query.extend(cursor.map(|cursor| ("cursor", cursor)));
        self.get(&["held"], &query).await
    }

    pub(crate) async fn decide_held(&self, key: &str, event: &str, decision: &Decision) -> Answered<()> {
        self.post::<Done>(&["held", event, "decision"], key, decision).await.map(|_| ())
    }
}
