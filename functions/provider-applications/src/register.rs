//! The public register of approved providers (569/2009, section 4).

use std::collections::HashMap;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use domain::{
    identifiers::BusinessId,
    ids::{Organiser, ProviderId, ServiceCode},
    language::Language,
    provider::{Approval, Price, Provider, Unit},
    time,
};
use serde::{Deserialize, Serialize};
use storage::{keys::List, records::page};
use web::{App, Listing, Paging, Problem, public_page};

#[derive(Deserialize)]
pub(crate) struct Of {
    org: Organiser,
}

#[derive(Serialize)]
struct Entry {
    provider: ProviderId,
    name: String,
    business_id: BusinessId,
    languages: Vec<Language>,
    units: Vec<Unit>,
    services: Vec<ApprovedService>,
}

#[derive(Serialize)]
struct ApprovedService {
    service: ServiceCode,
    prices: Vec<Price>,
}

/// `GET /v1/register?org=CODE`: a page of the providers that may deliver today, without a login.
pub(crate) async fn register(
    State(app): State<App>,
    of: Result<Query<Of>, QueryRejection>,
    paging: Paging,
) -> Result<Response, Problem> {
    let Query(Of { org }) = of.map_err(|_| Problem::new("bad_parameter").at_field("org"))?;
    let found = page::<Provider>(&*app.store, &org, &List::Providers, paging.after, paging.limit).await?;
    let providers: Vec<Provider> = found.records.into_iter().map(|(_, provider)| provider).collect();
    let mut approved = approved(&app, &org, &providers).await?;
    let entries = providers.into_iter().map(|provider| {
        let services = approved.remove(&provider.provider).unwrap_or_default();
        Entry::of(provider, services)
    });
    let items = entries.filter(|entry| !entry.services.is_empty()).collect();
    Ok(public_page(axum::Json(Listing::new(items, found.next))))
}

/// What each provider of a page may deliver today.
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
            let service = ApprovedService { service: approval.service, prices };
            approved.entry(approval.provider).or_default().push(service);
        }
        after = found.next;
        if after.is_none() {
            return Ok(approved);
        }
    }
}

impl Entry {
    fn of(provider: Provider, services: Vec<ApprovedService>) -> Self {
        Self {
            provider: provider.provider,
            name: provider.details.company.name,
            business_id: provider.business_id,
            languages: provider.details.languages,
            units: provider.details.units,
            services,
        }
    }
}
