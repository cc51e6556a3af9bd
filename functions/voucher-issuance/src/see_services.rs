//! The organiser's services, for anyone.

use std::collections::BTreeMap;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use domain::{
    ids::{ContentCode, Organiser, ServiceCode},
    language::Text,
    money::Cents,
    rulebook::{Arrangement, BandName, Content, Rulebook, Unit, ValueRule},
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
    /// Whether the value depends on the client, so that a decision states it.
    personal: bool,
}

#[derive(Serialize)]
struct Band {
    name: String,
    value_cents: Cents,
}

/// Whose services anyone asks for.
pub(crate) type Asked = Result<Query<Of>, QueryRejection>;

/// The organiser that was asked for.
pub(crate) fn organiser(asked: Asked) -> Result<Organiser, Problem> {
    let Query(Of { org }) = asked.map_err(|_| Problem::new("bad_parameter").at_field("org"))?;
    Ok(org)
}

/// `GET /v1/services?org=CODE`: the version in force today of each service.
pub(crate) async fn list(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    let org = organiser(asked)?;
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
    fn of(Content { code, unit, names, value, .. }: Content) -> Self {
        let value_cents = if let ValueRule::Flat(value) = &value { Some(value.0) } else { None };
        let band = |name: &BandName| {
            value.in_band(name).map(|value_cents| Band { name: name.0.clone(), value_cents })
        };
        let bands = value.bands().into_iter().filter_map(band).collect();
        Self { code, unit, names, value_cents, bands, personal: value.is_personal() }
    }
}
