//! An official corrects an error of a decision: a draft with the right values, which is approved like any other.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{decision::correct, ids::DecisionId};
use serde_json::json;
use storage::{port::Table, rulebooks::Rulebooks};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{
    by_hand::{ByHand, Standing},
    decisions::{approval, given, put_first, refused, unchanged},
};

/// `POST /v1/decisions/{decision}/correction`: prepares the draft; to the client's detriment it needs a hearing.
pub(crate) async fn prepare(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(decision): Named<DecisionId>,
    command: Command<ByHand>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let new = &command.body;
    let by = approval(&actor, at, given(&new.reason)?);
    once(&app, &actor, Table::Clients, &command, || async {
        let standing = Standing::of(&app, &actor, &rulebooks, decision).await?;
        let draft = correct(standing.basis(&actor.organiser, new, by)).map_err(refused)?;
        standing.may_grant(new)?;
        let answer = json!({
            "decision": draft.decision, "state": draft.state, "detrimental": draft.detrimental, "due": draft.due,
        });
        let mut writes = put_first(&actor, &draft)?;
        writes.push(unchanged(&actor, &standing.place(), &standing.voucher));
        Ok(Outcome { status: StatusCode::CREATED, answer, writes })
    })
    .await
}
