//! The history of a run's store, change by change: what may never change, and what is there in the end.

use std::collections::BTreeMap;

use domain::account::Account;
use domain::event::{Event, State as Stands};
use domain::handover::{Payment, PaymentStatus};
use domain::ids::{BookingId, EventId, ProviderId, RunId, VoucherNumber};
use domain::overlap::Visits;
use domain::quota::Quota;
use domain::settlement::{Header, Row, Settlement, State};
use domain::time::Month;
use domain::voucher::Voucher;
use storage::keys::Name;
use storage::port::{Change, Item};
use storage::records::{Record, Series, Versioned};

/// Where money lies: voucher, booking and service month.
pub type Place = (VoucherNumber, BookingId, Month);

/// Everything that was stored in the end, by kind, and what went wrong on the way.
#[derive(Default)]
pub struct History {
    /// Vouchers.
    pub vouchers: BTreeMap<VoucherNumber, Voucher>,
    /// Their use.
    pub quotas: BTreeMap<VoucherNumber, Quota>,
    /// Accounts.
    pub accounts: BTreeMap<Place, Account>,
    /// Events.
    pub events: BTreeMap<EventId, Event>,
    /// Guards.
    pub guards: Vec<EventId>,
    /// Clients' times, as stored.
    pub visits: BTreeMap<(domain::ids::ClientId, Month), Visits>,
    /// Accounts that wait for a settlement.
    pub to_do: BTreeMap<Place, ProviderId>,
    /// Events that wait for an approver.
    pub held: Vec<EventId>,
    /// Settlements.
    pub settlements: BTreeMap<(RunId, ProviderId), Settlement>,
    /// Their rows.
    pub rows: Vec<(RunId, ProviderId, Row)>,
    /// Headers of invoices.
    pub headers: BTreeMap<(RunId, ProviderId), Header>,
    /// What became of the invoices.
    pub payments: BTreeMap<(RunId, ProviderId), Payment>,
    /// Number series.
    pub series: BTreeMap<ProviderId, u64>,
    /// What broke a rule.
    pub wrong: Vec<String>,
}

impl History {
    /// Follows all changes in the order of their commits.
    pub fn of(changes: &[(u64, Change)]) -> Self {
        let mut history = Self::default();
        for (_, change) in changes {
            if let Err(why) = history.follow(change) {
                history.wrong.push(format!("{} {}: {why}", change.key.pk, change.key.sk));
            }
        }
        history
    }

    fn follow(&mut self, change: &Change) -> Result<(), String> {
        let (_, name) = Name::of(&change.key).ok_or("a key of nothing")?;
        let Some(new) = &change.new else { return self.gone(&name) };
        let made = change.old.is_none();
        match name {
            Name::Voucher(voucher) => drop(self.vouchers.insert(voucher, read(new)?)),
            Name::Quota(voucher) => drop(self.quotas.insert(voucher, read(new)?)),
            Name::Account(voucher, booking, month) => self.account((voucher, booking, month), read(new)?)?,
            Name::Event(_, _, id) => self.event(id, read(new)?)?,
            Name::Guard(event) => {
                must(made, "a guard changed")?;
                self.guards.push(event);
            }
            Name::Visits(client, month) => drop(self.visits.insert((client, month), read(new)?)),
            Name::ToDo(provider, month, voucher, booking) => {
                self.to_do.insert((voucher, booking, month), provider);
            }
            Name::Held(_, _, event) => self.held.push(event),
            Name::Settlement(run, provider) => self.settlement(run, provider, read(new)?)?,
            Name::Row(run, provider, ..) => {
                must(made, "a row changed")?;
                let collects = |s: &Settlement| s.state == State::Collecting;
                must(self.settlements.get(&(run, provider)).is_some_and(collects), "a row after the close")?;
                self.rows.push((run, provider, read(new)?));
            }
            Name::Invoice(run, provider) => {
                must(made, "a header changed")?;
                self.headers.insert((run, provider), read(new)?);
            }
            Name::Payment(run, provider) => {
                let before = self.payments.insert((run, provider), read(new)?);
                let paid = before.is_some_and(|before| before.status == PaymentStatus::Paid);
                must(!paid, "what was paid changed")?;
            }
            Name::Series(provider) => {
                let last = read::<Series>(new)?.last;
                let before = self.series.insert(provider, last).unwrap_or_default();
                must(last == before + 1, "a number was skipped or drawn twice")?;
            }
            _ => {}
        }
        Ok(())
    }

    fn gone(&mut self, name: &Name) -> Result<(), String> {
        match name {
            Name::ToDo(_, month, voucher, booking) => {
                self.to_do.remove(&(voucher.clone(), *booking, *month));
            }
            Name::Held(_, _, event) => self.held.retain(|held| held != event),
            // A decision leaves the work queue, or waits in it for another day.
            Name::Work(..) => {}
            _ => return Err("it was deleted".to_owned()),
        }
        Ok(())
    }

    fn account(&mut self, place: Place, new: Account) -> Result<(), String> {
        let before = self.accounts.insert(place, new.clone()).unwrap_or_default();
        must(new.sequence >= before.sequence && new.taken >= before.taken, "an account went back")?;
        must(new.taken <= new.sequence, "more was taken than there is")
    }

    fn event(&mut self, id: EventId, new: Event) -> Result<(), String> {
        let Some(before) = self.events.insert(id, new.clone()) else { return Ok(()) };
        // A held event has no money yet: a decision changes its price, and nothing else ever does.
        let held = matches!(before.state, Stands::Held { .. });
        let same = (held || before.lines == new.lines) && before.reported == new.reported;
        must(new.repriced.starts_with(&before.repriced), "a price was taken out")?;
        must(same && before.provider == new.provider, "what was recorded changed")?;
        must(before.state == new.state || may_follow(&before.state, &new.state), "it went back")
    }

    fn settlement(&mut self, run: RunId, provider: ProviderId, new: Settlement) -> Result<(), String> {
        let state = new.state.clone();
        let before = self.settlements.insert((run, provider), new).map(|before| before.state);
        let follows = match before {
            None => matches!(state, State::Collecting | State::SetAside { .. } | State::Empty),
            Some(State::Collecting) => state == State::Closed,
            Some(State::Closed) => {
                matches!(state, State::Numbered { .. } | State::Empty | State::CarriedOver { .. })
            }
            Some(State::CarriedOver { .. }) => matches!(state, State::CarriedInto { .. }),
            Some(State::Numbered { .. }) => matches!(state, State::Written { .. }),
            Some(
                State::SetAside { .. }
                | State::Empty
                | State::Written { .. }
                | State::CarriedInto { .. }
                | State::AwaitsInvoice { .. }
                | State::Matched { .. },
            ) => false,
        };
        must(follows, "a settlement went another way")
    }
}

fn may_follow(before: &Stands, after: &Stands) -> bool {
    match before {
        Stands::Held { .. } => !matches!(after, Stands::Held { .. }),
        Stands::Approved { .. } => matches!(after, Stands::Reversed { .. }),
        Stands::Rejected { .. } | Stands::Reversed { .. } => false,
    }
}

fn must(holds: bool, otherwise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise.to_owned()) }
}

fn read<T: Record>(item: &Item) -> Result<T, String> {
    Ok(Versioned::<T>::read(item).map_err(|error| error.to_string())?.value)
}
