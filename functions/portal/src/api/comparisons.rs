//! What a letter's link leads to: providers with the client's own totals, and the choice of one.

use super::{Answered, Api, Refused, Unit};
use crate::failure::Failure;
use domain::language::Text;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Comparison {
    pub(crate) names: Text,
    pub(crate) per: String,
    pub(crate) own_fee: OwnFee,
    pub(crate) contents: Vec<Content>,
    pub(crate) last_day: String,
    pub(crate) on: String,
    pub(crate) from: Option<String>,
    pub(crate) is_booked: bool,
    pub(crate) chose: Option<Named>,
    pub(crate) items: Vec<Compared>,
    pub(crate) next: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct OwnFee {
    pub(crate) fee_cents: Option<i64>,
    pub(crate) per: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Content {
    pub(crate) content: String,
    pub(crate) names: Text,
    pub(crate) unit: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Named {
    pub(crate) name: String,
}

/// A provider with what it would cost.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Compared {
    pub(crate) provider: String,
    pub(crate) name: String,
    pub(crate) languages: Vec<String>,
    pub(crate) units: Vec<Unit>,
    pub(crate) availability: Availability,
    pub(crate) distance_km: Option<usize>,
    pub(crate) client_cents: i64,
    pub(crate) price_cents: i64,
    pub(crate) lines: Vec<Line>,
    pub(crate) not_included: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Availability {
    pub(crate) takes_new_clients: bool,
    pub(crate) next_free_day: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Line {
    pub(crate) content: String,
    pub(crate) band: Option<String>,
    pub(crate) quantity: i64,
    pub(crate) counts: bool,
    pub(crate) client_cents: i64,
}

impl Api {
    /// The providers that can take the voucher of a link.
    pub(crate) async fn compare(&self, token: &str, query: &[(&str, &str)]) -> Result<Comparison, Failure> {
        self.get(&["comparisons", token], query).await.map_err(by_link)
    }

    /// Chooses a provider; the same choice again changes nothing.
    pub(crate) async fn choose(&self, token: &str, provider: &str) -> Result<(), Failure> {
        let done: Answered<Value> =
            self.put(&["comparisons", token, "choice"], &json!({"provider": provider})).await;
        done.map(drop).map_err(by_link)
    }
}

/// A link that is not valid says so, where another address would only be not found.
fn by_link(refused: Refused) -> Failure {
    match refused {
        Refused::Problem(problem) if problem.code == "link_invalid" => Failure::Refused(problem.detail),
        other => other.into(),
    }
}
