//! Applications: officials see all, a provider its own.

use axum::extract::State;
use domain::{
    application::{Application, AppliedService, Change, Commitment, State as Stands},
    identifiers::{Bic, BusinessId, EInvoiceRoute, Iban},
    ids::{ApplicationId, ProviderId},
    language::Language,
    provider::{Company, Unit},
};
use jiff::Timestamp;
use serde::Serialize;
use storage::{
    keys::{List, Name},
    records::{load, page},
};
use web::{Action, Actor, App, Listing, Named, Paging, Problem};

#[derive(Serialize)]
pub(crate) struct ApplicationView {
    application: ApplicationId,
    provider: ProviderId,
    business_id: BusinessId,
    state: Stands,
    company: Company,
    iban: Option<Iban>,
    bic: Option<Bic>,
    einvoice: Option<EInvoiceRoute>,
    vat_registered: bool,
    languages: Vec<Language>,
    units: Vec<Unit>,
    services: Vec<AppliedService>,
    submitted_at: Option<Timestamp>,
    reason: Option<String>,
    commitments: Vec<Commitment>,
    history: Vec<Change>,
}

impl From<Application> for ApplicationView {
    fn from(application: Application) -> Self {
        let reason = application.history.last().map(|change| change.reason.clone());
        Self {
            submitted_at: application.submitted_at(),
            reason: reason.filter(|reason| !reason.is_empty()),
            application: application.application,
            provider: application.provider,
            business_id: application.business_id,
            state: application.state,
            company: application.details.company,
            iban: application.details.iban,
            bic: application.details.bic,
            einvoice: application.details.einvoice,
            vat_registered: application.details.vat_registered,
            languages: application.details.languages,
            units: application.details.units,
            services: application.services,
            commitments: application.commitments,
            history: application.history,
        }
    }
}

/// `GET /v1/applications`: a page. Drafts are their provider's alone, so officials do not see them.
pub(crate) async fn list(
    actor: Actor,
    State(app): State<App>,
    paging: Paging,
) -> Result<axum::Json<Listing<ApplicationView>>, Problem> {
    actor.may(Action::SeeApplications)?;
    let found =
        page::<Application>(&*app.store, &actor.organiser, &List::Applications, paging.after, paging.limit)
            .await?;
    let visible = |application: &Application| is_visible(&actor, application);
    let items = found.records.into_iter().map(|(_, a)| a).filter(visible).map(Into::into).collect();
    Ok(axum::Json(Listing::new(items, found.next)))
}

/// `GET /v1/applications/{application}`: one application.
pub(crate) async fn one(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
) -> Result<axum::Json<ApplicationView>, Problem> {
    actor.may(Action::SeeApplications)?;
    let name = Name::Application(application);
    let found = load::<Application>(&*app.store, &actor.organiser, &name).await?;
    let visible = found.filter(|found| is_visible(&actor, &found.value));
    visible.map(|found| axum::Json(found.value.into())).ok_or(Problem::new("not_found"))
}

pub(crate) fn is_visible(actor: &Actor, application: &Application) -> bool {
    match &actor.business {
        Some(business) => application.provider == business.provider,
        None => application.state != Stands::Draft,
    }
}
