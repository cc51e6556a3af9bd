//! The decision on an application as a document's data, with instructions for appeal.

use axum::extract::State;
use domain::{
    application::{Application, DecisionBasis, DecisionDocument, decision},
    ids::ApplicationId,
    organiser::Details,
    time,
};
use storage::{keys::Name, records::load, rulebooks};
use web::{Action, Actor, App, Named, Problem};

use crate::see_applications::is_visible;

/// `GET /v1/applications/{application}/decision`: the last change, where that was the organiser's decision.
pub(crate) async fn one(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
) -> Result<axum::Json<DecisionDocument>, Problem> {
    actor.may(Action::SeeApplications)?;
    let missing = || Problem::new("not_found");
    let (store, by) = (&*app.store, &actor.organiser);
    let found = load::<Application>(store, by, &Name::Application(application)).await?;
    let application = found.filter(|found| is_visible(&actor, &found.value)).ok_or_else(missing)?.value;
    let organiser = load::<Details>(store, by, &Name::OrganiserDetails).await?.ok_or_else(missing)?.value;
    let service = &application.services.first().ok_or_else(missing)?.service;
    let rulebook = rulebooks::in_force(store, by, service, time::day_of(app.now())).await?;
    let rulebook = rulebook.ok_or_else(missing)?;
    let decided_on = application.last_change().map(|change| time::day_of(change.at)).ok_or_else(missing)?;
    let general_part = rulebooks::general_part_on(store, by, decided_on).await?.ok_or_else(missing)?;
    let (application, organiser, rulebook) = (&application, &organiser.on(decided_on), &rulebook);
    let basis = DecisionBasis { application, organiser, rulebook, general_part: &general_part };
    decision(basis).map(axum::Json).ok_or_else(missing)
}
