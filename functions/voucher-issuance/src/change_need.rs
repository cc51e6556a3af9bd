//! An official asks for something else on a voucher, from a day on: what it changes is drafted.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{client::Client, decision::Need, ids::VoucherNumber, valuation::Asked, voucher::Voucher};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use storage::{keys::Name, port::Table, records::load, rulebooks::Rulebooks};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{
    decisions::{all_of, known_of, must_fit, unchanged},
    drafting::Drafting,
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewNeed {
    /// From when; what is asked for until then stays.
    from: Date,
    /// All that is asked for from then on: contents, limits, support, reliefs, a raise, an agreed price.
    asked: Vec<Asked>,
}

/// `PUT /v1/vouchers/{voucher}/need`: nothing is in force before an official has approved the drafts that it makes.
pub(crate) async fn change(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(number): Named<VoucherNumber>,
    command: Command<NewNeed>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let new = &command.body;
    if new.asked.is_empty() || new.asked.iter().any(|one| one.from.is_some()) {
        return Err(Problem::new("field_required").at_field("asked"));
    }
    once(&app, &actor, Table::Clients, &command, || async {
        let (store, organiser) = (&*app.store, &actor.organiser);
        let voucher = load::<Voucher>(store, organiser, &Name::Voucher(number.clone())).await?;
        let voucher = voucher.ok_or(Problem::new("not_found"))?;
        if new.from < voucher.value.first_day || voucher.value.last_day < new.from {
            return Err(Problem::new("outside_validity").at_field("from"));
        }
        let name = Name::Client(voucher.value.client);
        let client = load::<Client>(store, organiser, &name).await?;
        let client = client.ok_or(Problem::new("internal_error"))?;
        if client.value.died.is_some() {
            return Err(Problem::new("client_died"));
        }
        let place = Name::Need(client.value.client, number.clone());
        let need = load::<Need>(store, organiser, &place).await?;
        let mut need = need.ok_or(Problem::new("decided_elsewhere"))?;
        need.value = need.value.changed(new.from, new.asked.clone());
        let known = known_of(&app, &actor, client.value.client).await?;
        let decisions = all_of(&app, &actor, client.value.client).await?;
        let drafting = Drafting { app: &app, actor: &actor, rulebooks: &rulebooks, at };
        let (mut writes, drafts) =
            drafting.of_one(&client.value, &known.value, &need.value, &voucher, &decisions).await?;
        writes.push(need.put(organiser, &place)?);
        writes.push(unchanged(&actor, &name, &client));
        writes.push(unchanged(&actor, &Name::Circumstances(client.value.client), &known));
        must_fit(&writes)?;
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "drafts": drafts }), writes })
    })
    .await
}
