//! An approver asks the provider for more information, and says until when.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    application::{Application, Change, Days, State as Stands},
    ids::ApplicationId,
    time,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::load};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    /// What is missing.
    reason: String,
    /// The last day of the answer.
    deadline: Date,
}

/// `POST /v1/applications/{application}/information-request`: the provider may change the application and
/// submits it again.
pub(crate) async fn ask_more(
    actor: Actor,
    State(app): State<App>,
    Named(application): Named<ApplicationId>,
    command: Command<Question>,
) -> Result<Response, Problem> {
    actor.may(Action::Approve)?;
    let Question { reason, deadline } = &command.body;
    if reason.trim().is_empty() {
        return Err(Problem::new("reason_required").at_field("reason"));
    }
    let now = app.now();
    if *deadline <= time::day_of(now) {
        return Err(Problem::new("deadline_passed").at_field("deadline"));
    }
    once(&app, &actor, Table::Providers, &command, || async {
        let name = Name::Application(application);
        let found = load::<Application>(&*app.store, &actor.organiser, &name).await?;
        let seen = found.filter(|found| found.value.state != Stands::Draft);
        let mut asked = seen.ok_or(Problem::new("not_found"))?;
        let to = Stands::MoreInformation;
        let days = Days { deadline: Some(*deadline), ..Days::default() };
        let change = Change { to, actor: actor.id.clone(), at: now, reason: reason.clone(), days };
        asked.value.change(change).map_err(|_| Problem::new("impossible_transition"))?;
        let writes = vec![asked.put(&actor.organiser, &name)?];
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "state": to }), writes })
    })
    .await
}
