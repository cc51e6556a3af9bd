//! An approver takes an approval back for good.

use axum::{extract::State, response::Response};
use domain::{application::State as Stands, ids::ApplicationId};
use web::{Action, Actor, App, Command, Named, Problem};

use crate::stand::{Reasoned, stand};

/// `POST /v1/applications/{application}/revocation`: no new bookings from now on, no deliveries from a day on.
pub(crate) async fn revoke(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
    command: Command<Reasoned>,
) -> Result<Response, Problem> {
    actor.may(Action::Approve)?;
    stand(&actor, &app, application, &command, Stands::Revoked, None).await
}
