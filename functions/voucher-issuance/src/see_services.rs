//! The organiser's services, for anyone.

use std::collections::BTreeMap;

use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::{
    ids::{ContentCode, Organiser, ServiceCode},
    language::Text,
    money::Cents,
    rulebook::{Arrangement, Content, Rulebook, Unit, ValueRule},
    time,
};
use serde::{Deserialize, Serialize};
use storage::{keys::List, rulebooks};
use web::{App, Listing, Problem, public_page};

#[derive(Deserialize)]
pub(crate) struct Of {
    org: Organiser,
}

#[derive(Serialize)]
struct Service {
    service: ServiceCode,
    version: u32,
    names: Text,
    arrangement: Arrangement,
    legal_basis: String,
    first_day: jiff::civil::Date,
    contents: Vec<ServiceContent>,
}

#[derive(Serialize)]
struct ServiceContent {
    code: ContentCode,
    unit: Unit,
    names: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_cents: Option<Cents>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bands: Vec<Band>,
}

#[derive(Serialize)]
struct Band {
    name: String,
    value_cents: Cents,
}

/// `GET /v1/services?org=CODE`: the version in force today of each service.
pub(crate) async fn list(
    State(app): State<App>,
    of: Result<Query<Of>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Of { org }) = of.map_err(|_| Problem::new("bad_parameter").at_field("org"))?;
    let today = time::day_of(app.now());
    let mut in_force: BTreeMap<ServiceCode, Rulebook> = BTreeMap::new();
    let mut versions = rulebooks::all(&*app.store, &org, &List::Rulebooks).await?;
    versions.sort_by_key(|rulebook| (rulebook.first_day, rulebook.version));
    for rulebook in versions.into_iter().filter(|rulebook| rulebook.first_day <= today) {
        in_force.insert(rulebook.service.clone(), rulebook);
    }
    let items = in_force.into_values().map(Service::of).collect();
    Ok(public_page(axum::Json(Listing::new(items, None))))
}

impl Service {
    fn of(rulebook: Rulebook) -> Self {
        Self {
            service: rulebook.service,
            version: rulebook.version,
            names: rulebook.names,
            arrangement: rulebook.arrangement,
            legal_basis: rulebook.legal_basis,
            first_day: rulebook.first_day,
            contents: rulebook.contents.into_iter().map(ServiceContent::of).collect(),
        }
    }
}

impl ServiceContent {
    fn of(Content { code, unit, names, value }: Content) -> Self {
        let (value_cents, bands) = match value {
            ValueRule::Fixed(value) => (Some(value), Vec::new()),
            ValueRule::Bands(values) => {
                let band =
                    |(name, value_cents): (domain::rulebook::BandName, _)| Band { name: name.0, value_cents };
                (None, values.into_iter().map(band).collect())
            }
            ValueRule::Stored | ValueRule::Agreed => (None, Vec::new()),
        };
        Self { code, unit, names, value_cents, bands }
    }
}
