//! An approver approves or rejects a held event.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    account::Account,
    event::{Delivery, Event},
    ids::EventId,
    overlap::Visits,
    quota::Quota,
    recording::{self, Ledger},
    time::Month,
    voucher::Voucher,
};
use serde::Deserialize;
use serde_json::json;
use storage::{
    keys::Name,
    port::{Condition, StoreError, Table, Write},
    records::{Guard, Record, Versioned, load},
};
use web::{Action, Actor, App, Command, Named, Outcome, Problem, once};

use crate::{load::Versions, save::Changed};

/// The body of the request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    approve: bool,
    reason: String,
}

/// `POST /v1/held/{event}/decision`: an approval puts the event's money into its account, a rejection frees what
/// it reserved; a rejection needs a reason.
pub(crate) async fn decide(
    actor: Actor,
    State(app): State<App>,
    Named(id): Named<EventId>,
    command: Command<Decision>,
) -> Result<Response, Problem> {
    actor.may(Action::Approve)?;
    let Decision { approve, reason } = &command.body;
    if !approve && reason.trim().is_empty() {
        return Err(Problem::new("reason_required").at_field("reason"));
    }
    once(&app, &actor, Table::Vouchers, &command, || async {
        let mut held = Held::load(&app, &actor, id).await?;
        let before = held.ledger.clone();
        let event = &mut held.event.value;
        let decided = if *approve {
            recording::approve_held(&mut held.ledger, event)
        } else {
            recording::reject_held(&mut held.ledger, event, reason.clone())
        };
        decided.map_err(|_| Problem::new("not_held"))?;
        let status = if *approve { "approved" } else { "rejected" };
        Ok(Outcome {
            status: StatusCode::OK,
            answer: json!({ "status": status }),
            writes: held.writes(&actor, &before)?,
        })
    })
    .await
}

/// A held event and the ledger that a decision changes.
struct Held {
    event: Versioned<Event>,
    name: Name,
    voucher: Versioned<Voucher>,
    ledger: Ledger,
    versions: Versions,
}

impl Held {
    async fn load(app: &App, actor: &Actor, id: EventId) -> Result<Self, Problem> {
        let guard: Versioned<Guard> = must(app, actor, &Name::Guard(id)).await?;
        let Guard { voucher: number, on, .. } = guard.value;
        let name = Name::Event(number.clone(), on, id);
        let event: Versioned<Event> = must(app, actor, &name).await?;
        let voucher: Versioned<Voucher> = must(app, actor, &Name::Voucher(number.clone())).await?;
        let (mut ledger, mut versions) = (Ledger::default(), Versions::default());
        let quota: Versioned<Quota> = maybe(app, actor, &Name::Quota(number.clone())).await?;
        (ledger.quota, versions.quota) = (quota.value, quota.version);
        let place = (event.value.booking, Month::of(on));
        let account: Versioned<Account> = maybe(app, actor, &Name::Account(number, place.0, place.1)).await?;
        ledger.accounts.insert(place, account.value);
        versions.accounts.insert(place, account.version);
        if let Delivery::Visit(visit) = event.value.reported.delivery {
            for month in visit.months() {
                let visits: Versioned<Visits> =
                    maybe(app, actor, &Name::Visits(voucher.value.client, month)).await?;
                ledger.visits.insert(month, visits.value);
                versions.visits.insert(month, visits.version);
            }
        }
        Ok(Self { event, name, voucher, ledger, versions })
    }

    fn writes(&self, actor: &Actor, before: &Ledger) -> Result<Vec<Write>, StoreError> {
        let organiser = &actor.organiser;
        let changed = Changed {
            organiser,
            voucher: &self.voucher,
            before,
            after: &self.ledger,
            versions: &self.versions,
        };
        let mut writes = changed.writes()?;
        writes.push(self.event.put(organiser, &self.name)?);
        let event = &self.event.value;
        let held = Name::Held(self.voucher.value.service.clone(), event.provider, event.event);
        writes.push(Write::Delete { key: held.key(organiser), condition: Condition::Exists });
        Ok(writes)
    }
}

async fn must<T: Record>(app: &App, actor: &Actor, name: &Name) -> Result<Versioned<T>, Problem> {
    load::<T>(&*app.store, &actor.organiser, name).await?.ok_or(Problem::new("not_found"))
}

async fn maybe<T: Record + Default>(app: &App, actor: &Actor, name: &Name) -> Result<Versioned<T>, Problem> {
    Ok(load::<T>(&*app.store, &actor.organiser, name).await?.unwrap_or_default())
}
