//! An official annuls a decision from a day on; the voucher loses in the same transaction what it granted.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{decision::annul, ids::DecisionId, letter::About, voucher::Voucher};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::load, rulebooks::Rulebooks};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{
    decisions::{approval, found, given, put_changed, refused},
    letters::Told,
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Annulment {
    /// The first day that is taken back.
    from: Date,
    /// Why, in the official's words.
    reason: String,
    /// The letter goes to the estate of a client who has died.
    #[serde(default)]
    to_estate: bool,
}

/// `POST /v1/decisions/{decision}/annulment`: what was in force of it from a day on is so no more.
pub(crate) async fn from_a_day(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(decision): Named<DecisionId>,
    command: Command<Annulment>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let Annulment { from, reason, to_estate } = &command.body;
    let by = approval(&actor, at, given(reason)?);
    once(&app, &actor, Table::Clients, &command, || async {
        let before = found(&app, &actor, decision).await?;
        let name = Name::Voucher(before.value.voucher.clone());
        let voucher = load::<Voucher>(&*app.store, &actor.organiser, &name).await?;
        let mut voucher = voucher.ok_or(Problem::new("internal_error"))?;
        let mut after = before.value.clone();
        annul(&mut voucher.value, &mut after, *from, by).map_err(refused)?;
        let answer = json!({ "state": after.state, "in_force": after.in_force });
        let mut writes = vec![voucher.put(&actor.organiser, &name)?];
        // Who was never told of the decision needs no letter that it is gone.
        if !after.letters.is_empty() {
            let told = Told::of(&app, &actor, &rulebooks, &after).await?;
            writes.extend(told.tell(&actor, &mut after, (About::Annulment, *to_estate), at)?);
        }
        writes.extend(put_changed(&actor, &before, after)?);
        Ok(Outcome { status: StatusCode::OK, answer, writes })
    })
    .await
}
