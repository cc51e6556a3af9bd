//! Two records of one person become one: vouchers, decisions and times move, and the ledger stays as it is.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    client::{Client, Merged},
    decision::{Decision, Need},
    ids::{ClientId, VoucherNumber},
    overlap::Visits,
    voucher::Voucher,
};
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::{List, Name},
    port::{Condition, Key, StoreError, Table, Write},
    records::{Identity, Listed, Versioned, load, page, put_new},
    rulebooks::Rulebooks,
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once, with_retries};

use crate::{
    IdentityKey,
    beside::{in_the_way, taken, vouchers_of},
    decisions::{all_of, given, known_of, must_fit},
};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merging {
    /// The record that stays.
    into: ClientId,
    /// Why, in the official's words.
    reason: String,
}

/// So many decisions move in one transaction, four writes each.
const AT_ONCE: usize = 20;

/// `POST /v1/clients/{client}/merge`: voucher by voucher, each in a transaction of its own, so that a merge that was broken
/// off goes on when it is sent again; the record itself is closed last.
pub(crate) async fn merge(
    actor: Actor,
    State(app): State<App>,
    State(key): State<IdentityKey>,
    State(rulebooks): State<Rulebooks>,
    Named(from): Named<ClientId>,
    command: Command<Merging>,
) -> Result<Response, Problem> {
    actor.may(Action::Grant)?;
    let at = app.now();
    let Merging { into, reason } = &command.body;
    let reason = given(reason)?;
    let moving = Moving { app: &app, actor: &actor, rulebooks: &rulebooks, from, into: *into };
    once(&app, &actor, Table::Clients, &command, || async {
        moving.both().await?;
        moving.vouchers().await?;
        let (mut old, mut new) = moving.both().await?;
        let merged = Merged { into: *into, actor: actor.id.clone(), at, reason: reason.to_owned() };
        old.value.merged = Some(merged);
        let mut writes = moving.circumstances().await?;
        if let Some(code) = old.value.identity_code.take() {
            let name = Name::Identity(key.hash(&code));
            let identity = load::<Identity>(&*app.store, &actor.organiser, &name).await?;
            let version = identity.ok_or(Problem::new("internal_error"))?.version;
            let identity = Versioned { value: Identity { client: *into }, version };
            writes.push(identity.put(&actor.organiser, &name)?);
            new.value.identity_code = Some(code);
        }
        writes.push(old.put(&actor.organiser, &Name::Client(from))?);
        writes.push(new.put(&actor.organiser, &Name::Client(*into))?);
        writes.extend(moving.times().await?);
        must_fit(&writes)?;
        Ok(Outcome { status: StatusCode::OK, answer: json!({ "client": into }), writes })
    })
    .await
}

/// What belongs to one record on its way to another.
struct Moving<'a> {
    app: &'a App,
    actor: &'a Actor,
    rulebooks: &'a Rulebooks,
    from: ClientId,
    into: ClientId,
}

impl Moving<'_> {
    /// Both records, if they may be one person's.
    async fn both(&self) -> Result<(Versioned<Client>, Versioned<Client>), Problem> {
        let (store, organiser) = (&*self.app.store, &self.actor.organiser);
        let old = load::<Client>(store, organiser, &Name::Client(self.from)).await?;
        let old = old.ok_or(Problem::new("not_found"))?;
        let new = load::<Client>(store, organiser, &Name::Client(self.into)).await?;
        let new = new.ok_or(Problem::new("client_not_found").at_field("into"))?;
        let differ = old.value.identity_code.is_some() && new.value.identity_code.is_some();
        if self.from == self.into || differ {
            return Err(Problem::new("not_the_same_person").at_field("into"));
        }
        if old.value.merged.is_some() {
            return Err(Problem::new("client_merged"));
        }
        if new.value.merged.is_some() {
            return Err(Problem::new("client_merged").at_field("into"));
        }
        Ok((old, new))
    }

    /// Moves what one record has, unless a voucher of the other stands in the way of one: then nothing is moved.
    async fn vouchers(&self) -> Result<(), Problem> {
        let vouchers = vouchers_of(self.app, self.actor, self.from).await?;
        let theirs = vouchers_of(self.app, self.actor, self.into).await?;
        for voucher in &vouchers {
            if let Some(number) = self.in_the_way(&voucher.value, &theirs).await? {
                return Err(taken(&number).at_field("into"));
            }
        }
        for voucher in vouchers {
            let name = Name::Voucher(voucher.value.voucher);
            if let Some(number) = with_retries(&self.app.clock, || self.voucher(&name)).await? {
                return Err(taken(&number).at_field("into"));
            }
        }
        Ok(())
    }

    async fn in_the_way(
        &self,
        voucher: &Voucher,
        theirs: &[Versioned<Voucher>],
    ) -> Result<Option<VoucherNumber>, StoreError> {
        let (store, organiser) = (&*self.app.store, &self.actor.organiser);
        let Voucher { service, rulebook, .. } = voucher;
        let rulebook = self.rulebooks.version(store, organiser, service, *rulebook).await?;
        Ok(rulebook.and_then(|rulebook| in_the_way(voucher, theirs, &rulebook)))
    }

    /// Moves the decisions on a voucher, and with the last of them the voucher itself; or answers with the voucher of the
    /// other record that stands in the way, granted meanwhile.
    async fn voucher(&self, name: &Name) -> Result<Option<VoucherNumber>, StoreError> {
        let (store, organiser) = (&*self.app.store, &self.actor.organiser);
        let Some(into) = load::<Client>(store, organiser, &Name::Client(self.into)).await? else {
            return Err(StoreError::Conflict);
        };
        let theirs = vouchers_of(self.app, self.actor, self.into).await?;
        let Some(mut voucher) = load::<Voucher>(store, organiser, name).await? else { return Ok(None) };
        if let Some(number) = self.in_the_way(&voucher.value, &theirs).await? {
            return Ok(Some(number));
        }
        let number = voucher.value.voucher.clone();
        let decisions = all_of(self.app, self.actor, self.from).await?;
        let of_it: Vec<Versioned<Decision>> =
            decisions.into_iter().filter(|one| one.value.voucher == number).collect();
        let (last, earlier) = of_it.split_at(of_it.len().min(AT_ONCE));
        for some in earlier.chunks(AT_ONCE) {
            store.write(self.decisions(some).await?).await?;
        }
        let mut writes = self.decisions(last).await?;
        let place = |client| Name::ClientsVoucher(client, number.clone());
        let from = place(self.from).key(organiser);
        writes.push(Write::Delete { key: from, condition: Condition::Exists });
        writes.push(put_new(organiser, &place(self.into), &Listed {})?);
        let asked = |client| Name::Need(client, number.clone());
        if let Some(need) = load::<Need>(store, organiser, &asked(self.from)).await? {
            let (key, condition) = (asked(self.from).key(organiser), Condition::Version(need.version));
            writes.push(Write::Delete { key, condition });
            writes.push(put_new(organiser, &asked(self.into), &need.value)?);
        }
        voucher.value.client = self.into;
        writes.push(voucher.put(organiser, name)?);
        writes.push(into.put(organiser, &Name::Client(self.into))?);
        store.write(writes).await?;
        Ok(None)
    }

    async fn decisions(&self, decisions: &[Versioned<Decision>]) -> Result<Vec<Write>, StoreError> {
        let organiser = &self.actor.organiser;
        let mut writes = Vec::new();
        let places =
            decisions.iter().flat_map(|Versioned { value: Decision { decision, due, .. }, .. }| {
                [Some(Name::DecisionsClient(*decision)), due.map(|due| Name::Work(due, *decision))]
            });
        let places: Vec<Key> = places.flatten().map(|name| name.key(organiser)).collect();
        for item in self.app.store.batch_get(&places).await? {
            let whose = Versioned { value: Identity { client: self.into }, version: item.version };
            let (_, name) = Name::of(&item.key).ok_or(StoreError::Unreadable("a key".to_owned()))?;
            writes.push(whose.put(organiser, &name)?);
        }
        for Versioned { value, version } in decisions {
            let id = value.decision;
            let key = Name::Decision(self.from, id).key(organiser);
            writes.push(Write::Delete { key, condition: Condition::Version(*version) });
            let moved = Decision { client: self.into, ..value.clone() };
            writes.push(put_new(organiser, &Name::Decision(self.into, id), &moved)?);
        }
        Ok(writes)
    }

    /// What was told of one is known of the other, in the order in which it was recorded.
    async fn circumstances(&self) -> Result<Vec<Write>, Problem> {
        let old = known_of(self.app, self.actor, self.from).await?.value;
        if old.told.is_empty() {
            return Ok(Vec::new());
        }
        let mut new = known_of(self.app, self.actor, self.into).await?;
        new.value.told.extend(old.told);
        new.value.told.sort_by_key(|told| told.at);
        Ok(vec![new.put(&self.actor.organiser, &Name::Circumstances(self.into))?])
    }

    /// The times of both are one person's, so that no visit overlaps any of them.
    async fn times(&self) -> Result<Vec<Write>, Problem> {
        let (store, organiser) = (&*self.app.store, &self.actor.organiser);
        let mut writes = Vec::new();
        for (name, times) in
            page::<Visits>(store, organiser, &List::VisitsOf(self.from), None, 100).await?.records
        {
            let Name::Visits(_, month) = name else { continue };
            let place = Name::Visits(self.into, month);
            let mut both = load::<Visits>(store, organiser, &place).await?.unwrap_or_default();
            both.value.join(times);
            writes.push(both.put(organiser, &place)?);
        }
        Ok(writes)
    }
}
