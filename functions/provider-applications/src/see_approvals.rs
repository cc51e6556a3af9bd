//! A provider's own approvals: their days, what it told of its places, and the prices of the past and of the future.

use axum::extract::State;
use domain::{
    ids::ServiceCode,
    provider::{Approval, Availability, Period, PriceList, Standing},
};
use serde::Serialize;
use storage::{keys::List, records::page};
use web::{Action, Actor, App, Listing, Paging, Problem};

#[derive(Serialize)]
pub(crate) struct OwnApproval {
    service: ServiceCode,
    standing: Standing,
    periods: Vec<Period>,
    availability: Availability,
    price_lists: Vec<PriceList>,
}

impl From<Approval> for OwnApproval {
    fn from(approval: Approval) -> Self {
        let Approval { service, standing, periods, availability, price_lists, .. } = approval;
        Self { service, standing, periods, availability, price_lists }
    }
}

/// `GET /v1/approvals`: a page.
pub(crate) async fn list(
    actor: Actor,
    State(app): State<App>,
    paging: Paging,
) -> Result<axum::Json<Listing<OwnApproval>>, Problem> {
    actor.may(Action::Book)?;
    let provider = actor.provider()?;
    let list = List::ApprovalsOf(provider, provider);
    let found = page::<Approval>(&*app.store, &actor.organiser, &list, paging.after, paging.limit).await?;
    let items = found.records.into_iter().map(|(_, approval)| approval.into()).collect();
    Ok(axum::Json(Listing::new(items, found.next)))
}
