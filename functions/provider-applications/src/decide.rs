//! An approver approves or rejects an application.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    application::{Application, Change, State as Stands},
    ids::ApplicationId,
    provider::{Approval, Provider},
    time,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::{Table, Write},
    records::{Record, Versioned, load},
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    approve: bool,
    reason: String,
    /// First day on which the provider may deliver; today unless told.
    #[serde(default)]
    from: Option<Date>,
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
    let from = decision.from.unwrap_or(time::day_of(now));
    once(&app, &actor, Table::Providers, &command, || async {
        let name = Name::Application(application);
        let found = load::<Application>(&*app.store, &actor.organiser, &name).await?;
        // A draft is its provider's alone.
        let seen = found.filter(|found| found.value.state != Stands::Draft);
        let mut decided = seen.ok_or(Problem::new("not_found"))?;
        let to = if decision.approve { Stands::Approved } else { Stands::Rejected };
        let change = Change { to, actor: actor.id.clone(), at: now, reason: decision.reason.clone() };
        decided.value.change(change).map_err(|_| Problem::new("impossible_transition"))?;
        let mut writes = vec![decided.put(&actor.organiser, &name)?];
        if decision.approve {
            writes.extend(approve(&app, &actor, &decided.value, from).await?);
        }
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "state": to }), writes })
    })
    .await
}

async fn approve(
    app: &App,
    actor: &Actor,
    application: &Application,
    from: Date,
) -> Result<Vec<Write>, Problem> {
    let provider = Provider {
        provider: application.provider,
        business_id: application.business_id.clone(),
        details: application.details.clone(),
    };
    let mut writes = vec![replace(app, actor, &Name::Provider(application.provider), provider).await?];
    for applied in &application.services {
        let approval = Approval {
            provider: application.provider,
            service: applied.service.clone(),
            from,
            prices: applied.prices.clone(),
        };
        let name = Name::Approval(application.provider, applied.service.clone());
        writes.push(replace(app, actor, &name, approval).await?);
    }
    Ok(writes)
}

async fn replace<T: Record>(app: &App, actor: &Actor, name: &Name, value: T) -> Result<Write, Problem> {
    let before = load::<T>(&*app.store, &actor.organiser, name).await?;
    let version = before.map_or(0, |found| found.version);
    Ok(Versioned { value, version }.put(&actor.organiser, name)?)
}
