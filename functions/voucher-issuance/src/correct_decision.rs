//! An official corrects an error of a decision: a draft with the right values, which is approved like any other.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    decision::{CorrectionBasis, Decision, correct},
    ids::DecisionId,
    time::Days,
    voucher::{Grant, Voucher},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::load, rulebooks::Rulebooks};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{
    decisions::{all_of, approval, found, given, may_be_granted, put_first, refused, unchanged},
    letters::rules_of,
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Correction {
    /// What was wrong.
    reason: String,
    /// The days on which it was.
    first_day: Date,
    last_day: Date,
    /// What is right on them.
    contents: Vec<Grant>,
}

/// `POST /v1/decisions/{decision}/correction`: prepares the draft; to the client's detriment it needs a hearing.
pub(crate) async fn prepare(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(decision): Named<DecisionId>,
    command: Command<Correction>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let by = approval(&actor, at, given(&command.body.reason)?);
    once(&app, &actor, Table::Clients, &command, || async {
        let (organiser, new) = (&actor.organiser, &command.body);
        let days = Days { first_day: new.first_day, last_day: new.last_day };
        let wrong = found(&app, &actor, decision).await?;
        let name = Name::Voucher(wrong.value.voucher.clone());
        let voucher = load::<Voucher>(&*app.store, organiser, &name).await?;
        let voucher = voucher.ok_or(Problem::new("internal_error"))?;
        let rulebook = rules_of(&app, &actor, &rulebooks, &wrong.value).await?;
        let mut all = all_of(&app, &actor, wrong.value.client).await?;
        all.retain(|one| one.value.voucher == wrong.value.voucher);
        let decisions: Vec<Decision> = all.into_iter().map(|one| one.value).collect();
        let draft = correct(CorrectionBasis {
            organiser,
            voucher: &voucher.value,
            decision: &wrong.value,
            decisions: &decisions,
            rulebook: &rulebook,
            days,
            contents: &new.contents,
            by,
        })
        .map_err(refused)?;
        may_be_granted(&voucher.value, &rulebook, days, &new.contents)?;
        let answer = json!({
            "decision": draft.decision, "state": draft.state, "detrimental": draft.detrimental, "due": draft.due,
        });
        let mut writes = put_first(&actor, &draft)?;
        writes.push(unchanged(&actor, &name, &voucher));
        Ok(Outcome { status: StatusCode::CREATED, answer, writes })
    })
    .await
}
