//! An approver lets a suspended provider go on.

use axum::{extract::State, response::Response};
use domain::{application::State as Stands, ids::ApplicationId};
use web::{Action, Actor, App, Command, Named, Problem};

use crate::stand::{Reasoned, stand};

/// `POST /v1/applications/{application}/reinstatement`: new bookings from now on, deliveries from a day on; the days between stay without approval.
pub(crate) async fn reinstate(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
    command: Command<Reasoned>,
) -> Result<Response, Problem> {
    actor.may(Action::Approve)?;
    stand(&actor, &app, application, &command, Stands::Approved, None).await
}
