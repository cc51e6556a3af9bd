//! An official changes what is known of a client: name, birth, guardians, a protected address, a death.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    client::{Client, Guardian},
    decision::{Act, Change, Deadlines},
    ids::ClientId,
    language::Language,
    time,
    voucher::Voucher,
};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::{Table, Write},
    records::{Versioned, load},
    rulebooks::Rulebooks,
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{
    add_client::{guardians, must_be_possible, named},
    beside::vouchers_of,
    decisions::{all_of, drop_draft, known_of, must_fit, put_changed, refused, unchanged},
    drafting::Drafting,
};

/// The body of the request: all that can change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedClient {
    first_names: String,
    last_name: String,
    born: Date,
    language: Language,
    municipality: String,
    #[serde(default)]
    protected: bool,
    #[serde(default)]
    died: Option<Date>,
    #[serde(default)]
    guardians: Vec<Guardian>,
}

/// `PUT /v1/clients/{client}`: another day of birth drafts what it changes; a death closes the client's vouchers and
/// ends what was prepared on them, all in one transaction.
pub(crate) async fn change(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(client): Named<ClientId>,
    command: Command<ChangedClient>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    once(&app, &actor, Table::Clients, &command, || async {
        let name = Name::Client(client);
        let before = load::<Client>(&*app.store, &actor.organiser, &name).await?;
        let mut before = before.ok_or(Problem::new("not_found"))?;
        if before.value.merged.is_some() {
            return Err(Problem::new("client_merged"));
        }
        let died_before = before.value.died;
        before.value = changed(before.value, &command.body, time::day_of(at))?;
        let after = &before;
        let mut writes = vec![after.put(&actor.organiser, &name)?];
        let mut drafts = Vec::new();
        if after.value.died == died_before {
            let known = known_of(&app, &actor, client).await?;
            let drafting = Drafting { app: &app, actor: &actor, rulebooks: &rulebooks, at };
            let (more, made) = drafting.anew(&after.value, &known.value).await?;
            writes.extend(more);
            writes.push(unchanged(&actor, &Name::Circumstances(client), &known));
            drafts = made;
        } else {
            writes.extend(told_to_vouchers(&app, &actor, &after.value).await?);
            if after.value.died.is_some() {
                writes.extend(ended(&app, &actor, client, at).await?);
            }
        }
        must_fit(&writes)?;
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "drafts": drafts }), writes })
    })
    .await
}

fn changed(before: Client, new: &ChangedClient, today: Date) -> Result<Client, Problem> {
    must_be_possible(new.language, new.born, today)?;
    if new.died.is_some_and(|died| died < new.born || today < died) {
        return Err(Problem::new("died_impossible").at_field("died"));
    }
    Ok(Client {
        first_names: named(&new.first_names, "first_names")?,
        last_name: named(&new.last_name, "last_name")?,
        born: new.born,
        language: new.language,
        municipality: named(&new.municipality, "municipality")?,
        protected: new.protected,
        died: new.died,
        guardians: guardians(&new.guardians)?,
        ..before
    })
}

/// Each of the client's vouchers knows of the death, since recording never reads the client.
async fn told_to_vouchers(app: &App, actor: &Actor, client: &Client) -> Result<Vec<Write>, Problem> {
    let organiser = &actor.organiser;
    let mut writes = Vec::new();
    for voucher in vouchers_of(app, actor, client.client).await? {
        let name = Name::Voucher(voucher.value.voucher.clone());
        let value = Voucher { client_died: client.died, ..voucher.value };
        writes.push(Versioned { value, version: voucher.version }.put(organiser, &name)?);
    }
    Ok(writes)
}

/// Nothing comes of what was prepared and not decided; who was heard on it keeps the trace.
async fn ended(app: &App, actor: &Actor, client: ClientId, at: Timestamp) -> Result<Vec<Write>, Problem> {
    let mut writes = Vec::new();
    for before in all_of(app, actor, client).await?.iter().filter(|one| one.value.state.is_prepared()) {
        if before.value.letters.is_empty() {
            writes.extend(drop_draft(actor, before)?);
            continue;
        }
        let mut after = before.value.clone();
        let change = Change { act: Act::Lapse, actor: actor.id.clone(), at, reason: String::new() };
        after.act(change, time::day_of(at), Deadlines::default()).map_err(refused)?;
        writes.extend(put_changed(actor, before, after)?);
    }
    Ok(writes)
}
