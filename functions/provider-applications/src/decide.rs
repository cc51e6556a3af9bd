//! An approver approves or rejects an application.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    application::{Application, AppliedService, Change, Days, State as Stands},
    ids::ApplicationId,
    provider::{Approval, Period, Provider},
    time,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::{List, Name},
    port::{Table, Write},
    records::{Versioned, load, page},
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::offers::offers;

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    approve: bool,
    reason: String,
    /// First day on which the provider may deliver; today unless told.
    #[serde(default)]
    from: Option<Date>,
    /// Last day of an approval for a time.
    #[serde(default)]
    last_day: Option<Date>,
}

/// `POST /v1/applications/{application}/decision`: approval makes the provider and its approvals, or brings
/// them up to date, in one transaction with the decision.
pub(crate) async fn decide(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
    command: Command<Decision>,
) -> Result<Response, Problem> {
    actor.may(Action::Approve)?;
    let decision = &command.body;
    if decision.reason.trim().is_empty() {
        return Err(Problem::new("reason_required").at_field("reason"));
    }
    let now = app.now();
    let today = time::day_of(now);
    let period = Period { first_day: decision.from.unwrap_or(today), last_day: decision.last_day };
    if period.last_day.is_some_and(|last| last < period.first_day) {
        return Err(Problem::new("last_day_before_first").at_field("last_day"));
    }
    let days = Days { from: Some(period.first_day), last_day: period.last_day, deadline: None };
    once(&app, &actor, Table::Providers, &command, || async {
        let name = Name::Application(application);
        let found = load::<Application>(&*app.store, &actor.organiser, &name).await?;
        // A draft is its provider's alone.
        let seen = found.filter(|found| found.value.state != Stands::Draft);
        let mut decided = seen.ok_or(Problem::new("not_found"))?;
        let to = if decision.approve { Stands::Approved } else { Stands::Rejected };
        if decided.value.state == Stands::Suspended {
            return Err(Problem::new("impossible_transition"));
        }
        let reason = decision.reason.clone();
        let days = if decision.approve { days } else { Days::default() };
        let change = Change { to, actor: actor.id.clone(), at: now, reason, days };
        decided.value.change(change).map_err(|_| Problem::new("impossible_transition"))?;
        let mut writes = vec![decided.put(&actor.organiser, &name)?];
        if decision.approve {
            writes.extend(approve(&app, &actor, &decided.value, period, today).await?);
        }
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "state": to }), writes })
    })
    .await
}

async fn approve(
    app: &App,
    actor: &Actor,
    application: &Application,
    period: Period,
    today: Date,
) -> Result<Vec<Write>, Problem> {
    let provider = Provider {
        provider: application.provider,
        business_id: application.business_id.clone(),
        details: application.details.clone(),
    };
    let name = Name::Provider(application.provider);
    let before = load::<Provider>(&*app.store, &actor.organiser, &name).await?;
    let version = before.map_or(0, |found| found.version);
    let stored = Versioned { value: provider, version };
    let mut writes = vec![stored.put(&actor.organiser, &name)?];
    let mut offered = kept(app, actor, application).await?;
    for applied in &application.services {
        let name = Name::Approval(application.provider, applied.service.clone());
        let before = load::<Approval>(&*app.store, &actor.organiser, &name).await?;
        // What was delivered under the approval before keeps its price: prices never change for days gone by.
        if before.is_some() && period.first_day < today {
            return Err(Problem::new("retroactive_change").at_field("from"));
        }
        let approval = approval(application, applied, period, before);
        writes.push(approval.put(&actor.organiser, &name)?);
        offered.push(approval.value);
    }
    writes.extend(offers(app, &actor.organiser, &stored.value, &offered, today).await?);
    Ok(writes)
}

/// The provider's approvals for services that this application is not about: what it tells of itself is new there too.
async fn kept(app: &App, actor: &Actor, application: &Application) -> Result<Vec<Approval>, Problem> {
    let list = List::ApprovalsOf(application.provider, application.provider);
    // Fewer than an organiser's services, and so than a page.
    let found = page::<Approval>(&*app.store, &actor.organiser, &list, None, 1000).await?;
    let is_applied_for = |one: &Approval| application.services.iter().any(|new| new.service == one.service);
    Ok(found.records.into_iter().map(|(_, one)| one).filter(|one| !is_applied_for(one)).collect())
}

/// The approval of one service: a new one, or the one before with new days and prices.
fn approval(
    application: &Application,
    applied: &AppliedService,
    period: Period,
    before: Option<Versioned<Approval>>,
) -> Versioned<Approval> {
    let prices = applied.prices.clone();
    match before {
        Some(mut before) => {
            before.value.renew(application.application, period, prices);
            before
        }
        None => {
            let Application { provider, application, .. } = *application;
            let value = Approval::new(provider, applied.service.clone(), application, period, prices);
            Versioned { value, version: 0 }
        }
    }
}
