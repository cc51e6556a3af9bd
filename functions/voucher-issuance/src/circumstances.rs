//! An official records a client's circumstances; what they change of the client's vouchers is drafted with it.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    circumstances::{Circumstances, Known, Told},
    decision::{self, Basis, Deadlines, Decision, RegenerationBasis},
    ids::{ClientId, DecisionId, VoucherNumber},
    time,
    voucher::Voucher,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::{List, Name},
    port::{Table, Write},
    records::{Listed, Versioned, load, page},
    rulebooks::Rulebooks,
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::decisions::{
    all_of, client_of, drop_draft, known_of, put_changed, put_first, unchanged, uncomputable,
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCircumstances {
    circumstances: Circumstances,
    /// Who told it, or where it was seen: a guardian, the incomes register.
    source: String,
    /// The children of the household that are clients themselves, each with its place among the children: what was
    /// told of one family holds for all of them.
    #[serde(default)]
    siblings: Vec<Sibling>,
}

/// A child of the household that is a client itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sibling {
    client: ClientId,
    child: usize,
}

/// So many writes leave room in a transaction for the command itself.
const MOST_WRITES: usize = 95;

/// `PUT /v1/clients/{client}/circumstances`: adds what was told; nothing told before is lost.
pub(crate) async fn record(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(client): Named<ClientId>,
    command: Command<NewCircumstances>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let told = told(&command.body, &actor, client, at)?;
    once(&app, &actor, Table::Clients, &command, || async {
        let (mut writes, mut drafts) = (Vec::new(), Vec::new());
        for (client, told) in &told {
            let name = Name::Client(*client);
            let found = load::<domain::client::Client>(&*app.store, &actor.organiser, &name).await?;
            found.ok_or(Problem::new("not_found"))?;
            let mut known = known_of(&app, &actor, *client).await?;
            known.value.told.push(told.clone());
            writes.push(known.put(&actor.organiser, &Name::Circumstances(*client))?);
            let drafted = Drafting { app: &app, actor: &actor, rulebooks: &rulebooks, at };
            let (more, made) = drafted.anew(*client, &known.value).await?;
            writes.extend(more);
            drafts.extend(made);
        }
        if writes.len() > MOST_WRITES {
            return Err(Problem::new("too_many_decisions"));
        }
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "drafts": drafts }), writes })
    })
    .await
}

/// `GET /v1/clients/{client}/circumstances`: all that was told, in the order in which it was recorded.
pub(crate) async fn see(
    actor: Actor,
    State(app): State<App>,
    Named(client): Named<ClientId>,
) -> Result<axum::Json<Known>, Problem> {
    actor.may(Action::SeeDecisions)?;
    let found = load::<domain::client::Client>(&*app.store, &actor.organiser, &Name::Client(client)).await?;
    found.ok_or(Problem::new("not_found"))?;
    Ok(axum::Json(known_of(&app, &actor, client).await?.value))
}

/// What was told of each client: of a sibling the same household, with the sibling in the client's place.
fn told(
    new: &NewCircumstances,
    actor: &Actor,
    client: ClientId,
    at: Timestamp,
) -> Result<Vec<(ClientId, Told)>, Problem> {
    if new.source.trim().is_empty() {
        return Err(Problem::new("field_required").at_field("source"));
    }
    let of = |circumstances| Told {
        circumstances,
        source: new.source.trim().to_owned(),
        actor: actor.id.clone(),
        at,
    };
    let mut told = vec![(client, of(new.circumstances.clone()))];
    for sibling in &new.siblings {
        let mut theirs = Circumstances { statuses: Vec::new(), housing: None, ..new.circumstances.clone() };
        let household =
            theirs.household.as_mut().filter(|household| sibling.child < household.children.len());
        household.ok_or(Problem::new("household_unclear").at_field("siblings"))?.child = Some(sibling.child);
        if told.iter().any(|(known, _)| *known == sibling.client) {
            return Err(Problem::new("household_unclear").at_field("siblings"));
        }
        told.push((sibling.client, of(theirs)));
    }
    let outside = |household: &domain::circumstances::Household| {
        household.child.is_some_and(|child| child >= household.children.len())
    };
    if new.circumstances.household.as_ref().is_some_and(outside) {
        return Err(Problem::new("household_unclear").at_field("circumstances"));
    }
    Ok(told)
}

/// Drafting anew, in an official's name at an instant.
struct Drafting<'a> {
    app: &'a App,
    actor: &'a Actor,
    rulebooks: &'a Rulebooks,
    at: Timestamp,
}

impl Drafting<'_> {
    /// The writes that bring a client's drafts up to what is known, and the new drafts' ids.
    async fn anew(&self, client: ClientId, known: &Known) -> Result<(Vec<Write>, Vec<DecisionId>), Problem> {
        let (app, actor) = (self.app, self.actor);
        let born = client_of(app, actor, client).await?.born;
        let decisions = all_of(app, actor, client).await?;
        let (mut writes, mut made) = (Vec::new(), Vec::new());
        for number in self.vouchers_of(client).await? {
            let of_it: Vec<&Versioned<Decision>> =
                decisions.iter().filter(|one| one.value.voucher == number).collect();
            let Some(newest) = computed(&of_it) else { continue };
            let name = Name::Voucher(number);
            let found = load::<Voucher>(&*app.store, &actor.organiser, &name).await?;
            let voucher = found.ok_or(Problem::new("internal_error"))?;
            let basis = Basis { circumstances: known.in_order(), born, ..newest.basis.clone() };
            let done = self.regenerated(&voucher.value, &of_it, &basis).await?;
            writes.push(unchanged(actor, &name, &voucher));
            for gone in of_it.iter().filter(|one| done.dropped.contains(&one.value.decision)) {
                writes.extend(drop_draft(actor, gone)?);
            }
            for lapsed in done.lapsed {
                let before = of_it.iter().find(|one| one.value.decision == lapsed.decision);
                writes.extend(
                    before.map(|before| put_changed(actor, before, lapsed)).transpose()?.unwrap_or_default(),
                );
            }
            for new in &done.new {
                writes.extend(put_first(actor, new)?);
                made.push(new.decision);
            }
        }
        Ok((writes, made))
    }

    async fn regenerated(
        &self,
        voucher: &Voucher,
        decisions: &[&Versioned<Decision>],
        basis: &Basis,
    ) -> Result<decision::Regenerated, Problem> {
        let (store, organiser) = (&*self.app.store, &self.actor.organiser);
        let rulebook = self.rulebooks.version(store, organiser, &voucher.service, basis.rulebook).await?;
        let rulebook = rulebook.ok_or(Problem::new("internal_error"))?;
        let decisions: Vec<Decision> = decisions.iter().map(|one| one.value.clone()).collect();
        decision::regenerate(RegenerationBasis {
            organiser,
            voucher,
            decisions: &decisions,
            rulebook: &rulebook,
            basis,
            actor: &self.actor.id,
            at: self.at,
            today: time::day_of(self.at),
            deadlines: Deadlines::default(),
        })
        .map_err(uncomputable)
    }

    async fn vouchers_of(&self, client: ClientId) -> Result<Vec<VoucherNumber>, Problem> {
        let list = List::VouchersOf(client);
        let found = page::<Listed>(&*self.app.store, &self.actor.organiser, &list, None, 1000).await?;
        let number = |name| if let Name::ClientsVoucher(_, number) = name { Some(number) } else { None };
        Ok(found.records.into_iter().filter_map(|(name, _)| number(name)).collect())
    }
}

/// The newest decision in force whose values were computed here; of the others nothing can be drafted.
fn computed<'a>(decisions: &[&'a Versioned<Decision>]) -> Option<&'a Decision> {
    let in_force = decisions.iter().map(|one| &one.value).filter(|one| one.is_effective());
    in_force.max_by_key(|one| one.number).filter(|newest| !newest.basis.asked.is_empty())
}
