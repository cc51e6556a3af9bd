//! What happens to an application after it was decided, and to the approvals that rest on it, in one transaction.

use axum::{http::StatusCode, response::Response};
use domain::{
    application::{Application, Change, Days, State as Stands},
    ids::{ApplicationId, ProviderId},
    provider::{Approval, Period, Standing},
    time,
};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::{Table, Write},
    records::{Versioned, load},
};
use web::{Actor, App, Command, Outcome, Problem, once};

use crate::offers::offer;

/// The body of such a request.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reasoned {
    reason: String,
    /// First day that it changes: without deliveries, tomorrow unless told; with them again, today unless told.
    #[serde(default)]
    from: Option<Date>,
}

/// Moves an application on, with the approvals that rest on it. `own` is the provider whose it must be.
pub(crate) async fn stand(
    actor: &Actor,
    app: &App,
    application: ApplicationId,
    command: &Command<Reasoned>,
    to: Stands,
    own: Option<ProviderId>,
) -> Result<Response, Problem> {
    let body = &command.body;
    if body.reason.trim().is_empty() {
        return Err(Problem::new("reason_required").at_field("reason"));
    }
    let now = app.now();
    let today = time::day_of(now);
    let usual = match to {
        Stands::Approved | Stands::Expired => today,
        _ => today.saturating_add(1.day()),
    };
    let from = body.from.unwrap_or(usual);
    if from < today {
        return Err(Problem::new("retroactive_change").at_field("from"));
    }
    once(app, actor, Table::Providers, command, || async {
        let name = Name::Application(application);
        let found = load::<Application>(&*app.store, &actor.organiser, &name).await?;
        let seen = found.filter(|found| match own {
            Some(provider) => found.value.provider == provider,
            None => found.value.state != Stands::Draft,
        });
        let mut moved = seen.ok_or(Problem::new("not_found"))?;
        let before = moved.value.clone();
        if to == Stands::Approved && before.state != Stands::Suspended {
            return Err(Problem::new("impossible_transition"));
        }
        let days = Days { from: before.state.has_approval().then_some(from), ..Days::default() };
        let change = Change { to, actor: actor.id.clone(), at: now, reason: body.reason.clone(), days };
        moved.value.change(change).map_err(|_| Problem::new("impossible_transition"))?;
        let mut writes = vec![moved.put(&actor.organiser, &name)?];
        if before.state.has_approval() {
            writes.extend(approvals(app, actor, &before, to, (from, today)).await?);
        }
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "state": to }), writes })
    })
    .await
}

/// The approvals that rest on the application, changed as it is.
async fn approvals(
    app: &App,
    actor: &Actor,
    application: &Application,
    to: Stands,
    (from, today): (Date, Date),
) -> Result<Vec<Write>, Problem> {
    let mut writes = Vec::new();
    for applied in &application.services {
        let name = Name::Approval(application.provider, applied.service.clone());
        let found = load::<Approval>(&*app.store, &actor.organiser, &name).await?;
        let Some(mut found) = found.filter(|found| found.value.application == application.application) else {
            continue;
        };
        change(&mut found, application, to, from)?;
        writes.push(found.put(&actor.organiser, &name)?);
        writes.extend(offer(app, &actor.organiser, &found.value, today).await?);
    }
    // A newer application carries the approvals now; whoever means to change them means that one.
    if writes.is_empty() { Err(Problem::new("application_replaced")) } else { Ok(writes) }
}

fn change(
    approval: &mut Versioned<Approval>,
    application: &Application,
    to: Stands,
    from: Date,
) -> Result<(), Problem> {
    let approval = &mut approval.value;
    match to {
        Stands::Approved => {
            approval.resume(Period { first_day: from, last_day: application.granted_until() })
        }
        Stands::Suspended => approval.stop(Standing::Suspended, from),
        Stands::Expired if approval.holds_after(from) => return Err(Problem::new("impossible_transition")),
        _ => approval.stop(Standing::Ended, from),
    }
    Ok(())
}
