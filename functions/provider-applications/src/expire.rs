//! An approver notes that an approval for a time is over.

use axum::{extract::State, response::Response};
use domain::{application::State as Stands, ids::ApplicationId};
use web::{Action, Actor, App, Command, Named, Problem};

use crate::stand::{Reasoned, stand};

/// `POST /v1/applications/{application}/expiry`: refused while there are days left.
pub(crate) async fn expire(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
    command: Command<Reasoned>,
) -> Result<Response, Problem> {
    actor.may(Action::Approve)?;
    stand(&actor, &app, application, &command, Stands::Expired, None).await
}
