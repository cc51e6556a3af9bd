//! Services, as every rulebook in force describes them.

use super::{Answered, Api, List};
use domain::{
    language::Text,
    rulebook::{GeneralPart, Rulebook},
};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Service {
    pub(crate) service: String,
    /// The version of its rulebook in force.
    #[serde(default)]
    pub(crate) version: u32,
    pub(crate) names: Text,
    pub(crate) arrangement: String,
    pub(crate) first_day: String,
    pub(crate) contents: Vec<Content>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Content {
    pub(crate) code: String,
    pub(crate) unit: String,
    pub(crate) names: Text,
    /// The fixed value of one unit.
    #[serde(default)]
    pub(crate) value_cents: Option<i64>,
    /// The value of an hour in each band.
    #[serde(default)]
    pub(crate) bands: Vec<Band>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Band {
    pub(crate) name: String,
    pub(crate) value_cents: i64,
}

impl Api {
    /// The organiser's services, each in its newest version.
    pub(crate) async fn services(&self, organiser: &str) -> Answered<Vec<Service>> {
        let list: List<Service> = self.get(&["services"], &[("org", organiser), ("limit", "200")]).await?;
        let mut services = list.items;
        services.sort_by(|a, b| a.service.cmp(&b.service).then_with(|| b.first_day.cmp(&a.first_day)));
        services.dedup_by(|later, first| later.service == first.service);
        Ok(services)
    }

    /// A published version of a service's rulebook.
    pub(crate) async fn rulebook(&self, organiser: &str, service: &str, version: &str) -> Answered<Rulebook> {
        self.get(&["services", service, "versions", version], &[("org", organiser)]).await
    }

    /// A published version of the general part that rulebooks rest on.
    pub(crate) async fn general_part(&self, organiser: &str, version: u32) -> Answered<GeneralPart> {
        self.get(&["general-parts", &version.to_string()], &[("org", organiser)]).await
    }
}

impl Service {
    pub(crate) fn is_purchased(&self) -> bool {
        self.arrangement == "purchased"
    }

    pub(crate) fn content(&self, code: &str) -> Option<&Content> {
        self.contents.iter().find(|content| content.code == code)
    }
}

impl Content {
    /// Whether each voucher stores its own value and co-payment: neither a fixed value nor values by band.
    pub(crate) fn is_valued_by_voucher(&self) -> bool {
        self.value_cents.is_none() && self.bands.is_empty()
    }

    pub(crate) fn is_by_hour(&self) -> bool {
        self.unit == "HUR"
    }
}
