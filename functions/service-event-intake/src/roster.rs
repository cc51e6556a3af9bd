//! The month's roster: what is expected of a provider's monthly vouchers, and its confirmation.

use std::collections::{BTreeSet, HashMap};

use axum::extract::State;
use domain::{
    client::Client,
    event::{Delivery, Reported},
    ids::{BookingId, ContentCode, ServiceCode, VoucherNumber},
    money::Cents,
    pricing::{self, PricingBasis},
    provider::Approval,
    quota::Quota,
    roster,
    rulebook::{Rulebook, Unit},
    time::Month,
    voucher::{Booking, Voucher},
};
use ledger::{Answer, Reporter, record};
use serde::{Deserialize, Serialize};
use storage::{
    keys::{List, Name},
    port::{Item, Key},
    records::{Listed, Versioned, page},
    rulebooks::Rulebooks,
};
use web::{Accepted, Action, Actor, App, DryRun, Json, Named, Problem};

use crate::record_batch::Results;

/// A month's roster.
#[derive(Serialize)]
pub(crate) struct RosterView {
    month: Month,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    voucher: VoucherNumber,
    booking: BookingId,
    service: ServiceCode,
    client_name: String,
    content: ContentCode,
    contents: Vec<ContentCode>,
    last_month: Option<u64>,
    recorded: bool,
    expected: u64,
    provider_cents: Option<Cents>,
    client_cents: Option<Cents>,
}

/// The body of a confirmation: everything expected is recorded, but for these.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmation {
    #[serde(default)]
    except: BTreeSet<VoucherNumber>,
    #[serde(default)]
    changes: Vec<Change>,
}

/// Another content than the expected one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    voucher: VoucherNumber,
    content: ContentCode,
}

/// `GET /v1/roster/{month}`: every monthly voucher of the provider in the month.
pub(crate) async fn see(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Named(month): Named<Month>,
) -> Result<axum::Json<RosterView>, Problem> {
    actor.may(Action::Record)?;
    let mut lines = Vec::new();
    for entry in entries(&app, &rulebooks, &actor, month).await? {
        lines.extend(entry.view(month));
    }
    lines.sort_by(|a, b| (&a.client_name, &a.voucher).cmp(&(&b.client_name, &b.voucher)));
    Ok(axum::Json(RosterView { month, lines }))
}

/// `POST /v1/roster/{month}`: records what is expected and not recorded yet. The events' ids are made of month and
/// booking, so a second confirmation records nothing twice.
pub(crate) async fn confirm(
    actor: Actor,
    State(app): State<App>,
    State(rulebooks): State<Rulebooks>,
    Accepted(language): Accepted,
    dry: DryRun,
    Named(month): Named<Month>,
    Json(confirmation): Json<Confirmation>,
) -> Result<axum::Json<Results>, Problem> {
    actor.may(Action::Record)?;
    let store = dry.store(&app.store);
    let reporter = Reporter::of(&*store, &app, &rulebooks, &actor)?;
    let changed: HashMap<_, _> = confirmation.changes.iter().map(|c| (&c.voucher, &c.content)).collect();
    let mut reported = Vec::new();
    for entry in entries(&app, &rulebooks, &actor, month).await? {
        let Some(expected) = entry.expected(month).filter(|expected| !expected.recorded) else { continue };
        if confirmation.except.contains(&entry.voucher.voucher) {
            continue;
        }
        let content =
            changed.get(&entry.voucher.voucher).map_or(expected.content, |content| (*content).clone());
        reported.push(entry.reported(month, content));
    }
    let ids: Vec<String> = reported.iter().map(|told| told.id.clone()).collect();
    let decided = record(reporter, app.now(), reported).await?;
    let answers = ids.into_iter().zip(&decided).enumerate();
    let results = answers.map(|(at, (id, decided))| Answer::new(at + 1, id, decided, language)).collect();
    Ok(axum::Json(Results { results, dry_run: dry.0 }))
}

/// A booking in the roster with what its line depends on.
struct Entry {
    booking: Booking,
    voucher: Voucher,
    rulebook: std::sync::Arc<Rulebook>,
    approval: Option<Approval>,
    quota: Quota,
    client_name: String,
}

impl Entry {
    fn expected(&self, month: Month) -> Option<roster::Expected<'_>> {
        roster::expected(&self.rulebook, &self.voucher, &self.booking, &self.quota, month)
    }

    /// One month, on the first day that the booking has in it.
    fn reported(&self, month: Month, content: ContentCode) -> Reported {
        let day = month.first_day().max(self.booking.first_day);
        let delivery = Delivery::Pieces { day, quantity: 1 };
        let id = roster::external_id(month, &self.booking);
        Reported {
            id,
            voucher: self.voucher.voucher.clone(),
            content,
            unit: Unit::Month,
            absence: None,
            delivery,
        }
    }

    fn view(&self, month: Month) -> Option<LineView> {
        let expected = self.expected(month)?;
        let lines = self.price(&self.reported(month, expected.content.clone()));
        let sum = |part: fn(&domain::account::Line) -> Cents| Some(lines.as_ref()?.iter().map(part).sum());
        Some(LineView {
            voucher: self.voucher.voucher.clone(),
            booking: self.booking.booking,
            service: self.voucher.service.clone(),
            client_name: self.client_name.clone(),
            contents: self.granted_in(month),
            last_month: expected.last_month,
            recorded: expected.recorded,
            expected: 1,
            provider_cents: sum(|line| line.provider),
            client_cents: sum(|line| line.client),
            content: expected.content,
        })
    }

    /// The contents that may be reported for the month.
    fn granted_in(&self, month: Month) -> Vec<ContentCode> {
        let day = month.first_day().max(self.booking.first_day);
        let terms = self.voucher.terms_on(day).into_iter();
        terms.flat_map(|terms| &terms.contents).map(|granted| granted.code.clone()).collect()
    }

    fn price(&self, reported: &Reported) -> Option<Vec<domain::account::Line>> {
        let (rulebook, approval) = (&*self.rulebook, self.approval.as_ref());
        let basis = PricingBasis { rulebook, voucher: &self.voucher, booking: &self.booking, approval };
        pricing::price(basis, reported).ok()
    }
}

/// Every booking of the provider that touches the month.
async fn entries(
    app: &App,
    rulebooks: &Rulebooks,
    actor: &Actor,
    month: Month,
) -> Result<Vec<Entry>, Problem> {
    let mut entries = Vec::new();
    for item in vouchers(app, actor).await? {
        let voucher = Versioned::<Voucher>::read(&item)?.value;
        let own: Vec<Booking> = own_bookings(actor, &voucher, month)?;
        if own.is_empty() {
            continue;
        }
        let service = voucher.service.clone();
        let found = rulebooks.version(&*app.store, &actor.organiser, &service, voucher.rulebook).await?;
        let rulebook = found.ok_or(Problem::new("internal_error"))?;
        for booking in own {
            entries.push(Entry {
                booking,
                voucher: voucher.clone(),
                rulebook: rulebook.clone(),
                approval: None,
                quota: Quota::default(),
                client_name: String::new(),
            });
        }
    }
    entries.retain(|entry| entry.rulebook.contents.iter().any(|content| content.unit == Unit::Month));
    complete(app, actor, &mut entries).await?;
    Ok(entries)
}

fn own_bookings(actor: &Actor, voucher: &Voucher, month: Month) -> Result<Vec<Booking>, Problem> {
    let provider = actor.provider()?;
    let touches = |b: &&Booking| b.first_day <= month.last_day() && month.first_day() <= b.last_day;
    let own = voucher.bookings.iter().filter(|b| b.provider == provider);
    Ok(own.filter(touches).cloned().collect())
}

async fn vouchers(app: &App, actor: &Actor) -> Result<Vec<Item>, Problem> {
    let list = List::BookingsOf(actor.provider()?);
    let (mut keys, mut after) = (BTreeSet::new(), None);
    loop {
        let found = page::<Listed>(&*app.store, &actor.organiser, &list, after, 1000).await?;
        for (name, _) in found.records {
            if let Name::ProvidersBooking(_, voucher, _) = name {
                keys.insert(Name::Voucher(voucher).key(&actor.organiser));
            }
        }
        after = found.next;
        if after.is_none() {
            let keys: Vec<Key> = keys.into_iter().collect();
            return Ok(app.store.batch_get(&keys).await?);
        }
    }
}

/// Adds quotas, approvals and clients' names, all read together.
async fn complete(app: &App, actor: &Actor, entries: &mut [Entry]) -> Result<(), Problem> {
    let organiser = &actor.organiser;
    let provider = actor.provider()?;
    let names = |entry: &Entry| {
        [
            Name::Quota(entry.voucher.voucher.clone()).key(organiser),
            Name::Client(entry.voucher.client).key(organiser),
            Name::Approval(provider, entry.voucher.service.clone()).key(organiser),
        ]
    };
    let keys: BTreeSet<Key> = entries.iter().flat_map(names).collect();
    let keys: Vec<Key> = keys.into_iter().collect();
    let items: HashMap<Key, Item> =
        app.store.batch_get(&keys).await?.into_iter().map(|item| (item.key.clone(), item)).collect();
    for entry in entries {
        let [quota, client, approval] = names(entry).map(|key| items.get(&key));
        entry.quota = quota.map(Versioned::<Quota>::read).transpose()?.unwrap_or_default().value;
        let client = client.map(Versioned::<Client>::read).transpose()?;
        entry.client_name = client.map(|client| client.value.name()).unwrap_or_default();
        entry.approval = approval.map(Versioned::<Approval>::read).transpose()?.map(|found| found.value);
    }
    Ok(())
}
