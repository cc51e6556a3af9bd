//! The public register of approved providers (569/2009, section 4): as JSON, or as a table for people.

use std::collections::HashMap;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use domain::{
    identifiers::BusinessId,
    ids::{Organiser, ProviderId, ServiceCode},
    language::Language,
    place::Place,
    provider::{Approval, Availability, Price, Provider, Unit},
    time,
};
use serde::{Deserialize, Serialize};
use storage::{keys::List, records::page};
use web::{App, Listing, Paging, Problem, public_until_changed};

use crate::register_table;

/// Whose register.
#[derive(Deserialize)]
pub(crate) struct Of {
    org: Organiser,
}

/// What is asked for; each condition narrows.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Approved for this service.
    #[serde(default)]
    service: Option<ServiceCode>,
    /// With a unit in this municipality; capitals do not matter.
    #[serde(default)]
    municipality: Option<String>,
    /// With a unit where a wheelchair gets in and about.
    #[serde(default)]
    accessible: bool,
    /// With room for new clients, in the service that is asked for or in any.
    #[serde(default)]
    takes_new_clients: bool,
    /// Serves in this language.
    #[serde(default)]
    language: Option<Language>,
    /// A postal code or a municipality, from which distances are told.
    #[serde(default)]
    from: Option<String>,
    /// With a unit within so many kilometres from there.
    #[serde(default)]
    within_km: Option<u64>,
    #[serde(default)]
    format: Format,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Json,
    /// Every page at once.
    Csv,
}

/// A provider that may be chosen today.
#[derive(Serialize)]
pub(crate) struct Entry {
    pub(crate) provider: ProviderId,
    pub(crate) name: String,
    pub(crate) business_id: BusinessId,
    pub(crate) languages: Vec<Language>,
    pub(crate) units: Vec<Unit>,
    /// To the nearest unit whose municipality is known, if one says from where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) distance_km: Option<u64>,
    pub(crate) services: Vec<ApprovedService>,
}

#[derive(Serialize)]
pub(crate) struct ApprovedService {
    pub(crate) service: ServiceCode,
    pub(crate) availability: Availability,
    pub(crate) prices: Vec<Price>,
}

/// `GET /v1/register?org=CODE`: a page of the providers that may be chosen today, without a login.
pub(crate) async fn register(
    State(app): State<App>,
    of: Result<Query<Of>, QueryRejection>,
    asked: Result<Query<Asked>, QueryRejection>,
    paging: Paging,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Query(Of { org }) = of.map_err(|_| Problem::new("bad_parameter").at_field("org"))?;
    let Query(asked) = asked.map_err(|_| Problem::new("bad_parameter"))?;
    if asked.format == Format::Json {
        let found = read(&app, &org, &asked, paging).await?;
        let page = axum::Json(Listing::new(found.entries, found.next));
        return Ok(public_until_changed(&headers, page).await);
    }
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let found = read(&app, &org, &asked, Paging { after, limit: 200 }).await?;
        all.extend(found.entries);
        after = found.next;
        if after.is_none() {
            return Ok(public_until_changed(&headers, register_table::answer(&all)).await);
        }
    }
}

struct Found {
    entries: Vec<Entry>,
    next: Option<String>,
}

/// A page of providers, less those that are not asked for: it may be short, and still have a next one.
async fn read(app: &App, org: &Organiser, asked: &Asked, paging: Paging) -> Result<Found, Problem> {
    let found = page::<Provider>(&*app.store, org, &List::Providers, paging.after, paging.limit).await?;
    let providers: Vec<Provider> = found.records.into_iter().map(|(_, provider)| provider).collect();
    let mut approved = approved(app, org, &providers).await?;
    let from = asked.place()?;
    let entries = providers.into_iter().filter_map(|provider| {
        let services = approved.remove(&provider.provider)?;
        Some(Entry::of(provider, services, from)).filter(|entry| asked.wants(entry))
    });
    Ok(Found { entries: entries.collect(), next: found.next })
}

/// What each provider of a page may be chosen for today.
async fn approved(
    app: &App,
    organiser: &Organiser,
    providers: &[Provider],
) -> Result<HashMap<ProviderId, Vec<ApprovedService>>, Problem> {
    let mut approved: HashMap<ProviderId, Vec<ApprovedService>> = HashMap::new();
    let (Some(first), Some(last)) = (providers.first(), providers.last()) else { return Ok(approved) };
    let today = time::day_of(app.now());
    let list = List::ApprovalsOf(first.provider, last.provider);
    let mut after = None;
    loop {
        let found = page::<Approval>(&*app.store, organiser, &list, after, 1000).await?;
        let open = found.records.into_iter().map(|(_, approval)| approval);
        for approval in open.filter(|approval| approval.takes_bookings_from(today)) {
            let prices = approval.prices(today).to_vec();
            let Approval { provider, service, availability, .. } = approval;
            let service = ApprovedService { service, availability, prices };
            approved.entry(provider).or_default().push(service);
        }
        after = found.next;
        if after.is_none() {
            return Ok(approved);
        }
    }
}

impl Asked {
    fn place(&self) -> Result<Option<Place>, Problem> {
        let unknown = || Problem::new("bad_parameter").at_field("from");
        self.from.as_deref().map(|from| Place::named(from).ok_or_else(unknown)).transpose()
    }

    fn wants(&self, entry: &Entry) -> bool {
        let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        let fits = |one: &ApprovedService| {
            self.service.as_ref().is_none_or(|wanted| one.service == *wanted)
                && (!self.takes_new_clients || one.availability.takes_new_clients)
        };
        entry.services.iter().any(fits)
            && (!self.accessible || entry.units.iter().any(|unit| unit.accessible))
            && self.within_km.is_none_or(|most| entry.distance_km.is_some_and(|km| km <= most))
            && self.language.is_none_or(|wanted| entry.languages.contains(&wanted))
            && self
                .municipality
                .as_ref()
                .is_none_or(|wanted| entry.units.iter().any(|unit| same(&unit.municipality, wanted)))
    }
}

impl Entry {
    fn of(provider: Provider, services: Vec<ApprovedService>, from: Option<Place>) -> Self {
        let places = || provider.details.units.iter().filter_map(|unit| Place::named(&unit.municipality));
        let distance_km = from.and_then(|from| places().map(|place| from.kilometres_to(place)).min());
        Self {
            provider: provider.provider,
            name: provider.details.company.name,
            business_id: provider.business_id,
            languages: provider.details.languages,
            units: provider.details.units,
            distance_km,
            services,
        }
    }
}
