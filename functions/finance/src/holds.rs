//! What keeps a provider from being paid, said from a day on: a payment stop, or a business id that was closed.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::{Organiser, ProviderId},
    provider::{Hold, HoldKind, Holds, Provider},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::Table,
    records::{Versioned, load},
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    kind: HoldKind,
    from: Date,
    holds: bool,
    reason: String,
}

/// `POST /v1/providers/{provider}/holds`: one more word; from its day on runs set the provider aside, or take it again.
pub(crate) async fn say(
    actor: Actor,
    State(app): State<App>,
    Named(provider): Named<ProviderId>,
    command: Command<Said>,
) -> Result<Response, Problem> {
    actor.may(Action::HoldPayments)?;
    let Said { kind, from, holds, reason } = &command.body;
    let (kind, from, holds, reason) = (*kind, *from, *holds, reason.clone());
    let hold = Hold { kind, from, holds, reason, at: app.now(), by: actor.id.clone() };
    if !hold.has_reason() {
        return Err(Problem::new("reason_required").at_field("reason"));
    }
    once(&app, &actor, Table::Providers, &command, || async {
        let mut holds = of(&app, &actor.organiser, provider).await?;
        holds.value.said.push(hold.clone());
        let writes = vec![holds.put(&actor.organiser, &Name::Holds(provider))?];
        Ok(Outcome { status: StatusCode::CREATED, answer: json!(holds.value), writes })
    })
    .await
}

/// `GET /v1/providers/{provider}/holds`: all that was said, the oldest first.
pub(crate) async fn see(
    actor: Actor,
    State(app): State<App>,
    Named(provider): Named<ProviderId>,
) -> Result<axum::Json<Holds>, Problem> {
    actor.may(Action::SeeRuns)?;
    Ok(axum::Json(of(&app, &actor.organiser, provider).await?.value))
}

async fn of(app: &App, organiser: &Organiser, provider: ProviderId) -> Result<Versioned<Holds>, Problem> {
    let known = load::<Provider>(&*app.store, organiser, &Name::Provider(provider)).await?;
    known.ok_or(Problem::new("not_found"))?;
    Ok(load::<Holds>(&*app.store, organiser, &Name::Holds(provider)).await?.unwrap_or_default())
}
