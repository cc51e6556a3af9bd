//! The signatory submits an application, after the checks that need no official.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    application::{Application, AppliedService, Change, State as Stands},
    ids::{ApplicationId, Organiser},
    provider::{PriceFinding, check_prices},
    time,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::load, rulebooks};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

/// The body of the request: nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Submission {}

/// `POST /v1/applications/{application}/submission`: every service must be the organiser's and priced right.
pub(crate) async fn submit(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
    command: Command<Submission>,
) -> Result<Response, Problem> {
    actor.may(Action::Apply)?;
    let provider = actor.provider()?;
    let now = app.now();
    once(&app, &actor, Table::Providers, &command, || async {
        let name = Name::Application(application);
        let found = load::<Application>(&*app.store, &actor.organiser, &name).await?;
        let mut own = found.filter(|own| own.value.provider == provider).ok_or(Problem::new("not_found"))?;
        for service in &own.value.services {
            check_service(&app, &actor.organiser, service, time::day_of(now)).await?;
        }
        let change =
            Change { to: Stands::Submitted, actor: actor.id.clone(), at: now, reason: String::new() };
        own.value.change(change).map_err(|_| Problem::new("impossible_transition"))?;
        let writes = vec![own.put(&actor.organiser, &name)?];
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "state": own.value.state }), writes })
    })
    .await
}

async fn check_service(
    app: &App,
    organiser: &Organiser,
    applied: &AppliedService,
    today: Date,
) -> Result<(), Problem> {
    let rulebook = rulebooks::in_force(&*app.store, organiser, &applied.service, today).await?;
    let rulebook = rulebook.ok_or(Problem::new("service_not_found").at_field("services"))?;
    let Some(finding) = check_prices(&rulebook, &applied.prices).into_iter().next() else { return Ok(()) };
    Err(match finding {
        PriceFinding::Unknown(content) => Problem::new("price_unknown_content").with_note(content.as_str()),
        PriceFinding::BandMissing(content) => Problem::new("price_band_missing").with_note(content.as_str()),
        PriceFinding::OutOfRange(content) => Problem::new("price_out_of_range").with_note(content.as_str()),
        PriceFinding::Nothing => Problem::new("prices_missing").with_note(applied.service.as_str()),
    }
    .at_field("services"))
}
