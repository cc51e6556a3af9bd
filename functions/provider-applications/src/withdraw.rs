//! A signatory takes an application back, or the approval that it led to.

use axum::{extract::State, response::Response};
use domain::{application::State as Stands, ids::ApplicationId};
use web::{Action, Actor, App, Command, Named, Problem};

use crate::stand::{Reasoned, stand};

/// `POST /v1/applications/{application}/withdrawal`: no new bookings from now on, no deliveries from a day on.
pub(crate) async fn withdraw(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
    command: Command<Reasoned>,
) -> Result<Response, Problem> {
    actor.may(Action::Apply)?;
    let provider = actor.provider()?;
    stand(&actor, &app, application, &command, Stands::Withdrawn, Some(provider)).await
}
