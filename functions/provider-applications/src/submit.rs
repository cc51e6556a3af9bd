//! The signatory submits an application and commits to the rulebooks, after the checks that need no official.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    application::{Application, AppliedService, Change, Commitment, Days, State as Stands},
    ids::{ApplicationId, Organiser, ServiceCode},
    provider::check_prices,
    time,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::load, rulebooks};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::price_problem::finding;

/// The body of the request: the rulebook versions that the provider commits to, one for each service.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Submission {
    commitments: Vec<Read>,
}

/// The version of a service's rulebook that the signatory has read; it names its general part itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    service: ServiceCode,
    rulebook: u32,
}

/// `POST /v1/applications/{application}/submission`: every service must be the organiser's and priced right, and
/// the signatory must have read the rulebook that is in force.
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
        let change = Change {
            to: Stands::Submitted,
            actor: actor.id.clone(),
            at: now,
            reason: String::new(),
            days: Days::default(),
        };
        own.value.change(change).map_err(|_| Problem::new("impossible_transition"))?;
        let (services, today) = (own.value.services.clone(), time::day_of(now));
        let mut commitments = Vec::new();
        for service in &services {
            let given = &command.body.commitments;
            commitments.push(check_service(&app, &actor.organiser, service, given, today).await?);
        }
        own.value.commitments = commitments;
        let writes = vec![own.put(&actor.organiser, &name)?];
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "state": own.value.state }), writes })
    })
    .await
}

async fn check_service(
    app: &App,
    organiser: &Organiser,
    applied: &AppliedService,
    given: &[Read],
    today: Date,
) -> Result<Commitment, Problem> {
    let rulebook = rulebooks::in_force(&*app.store, organiser, &applied.service, today).await?;
    let rulebook = rulebook.ok_or(Problem::new("service_not_found").at_field("services"))?;
    if let Some(wrong) = check_prices(&rulebook, &applied.prices).into_iter().next() {
        return Err(finding(wrong, &applied.service).at_field("services"));
    }
    let (service, version) = (applied.service.clone(), rulebook.version);
    if given.iter().any(|read| read.service == service && read.rulebook == version) {
        return Ok(Commitment { service, rulebook: version, general_part: rulebook.general_part });
    }
    let needed = format!("{service}: {version}");
    Err(Problem::new("commitment_missing").at_field("commitments").with_note(needed))
}
