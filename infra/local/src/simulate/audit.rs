//! The invariants after a run: every cent once, every guard in its place, no limit broken, nobody in two places.

use std::collections::BTreeMap;

use domain::account::{Account, Line};
use domain::event::{Delivery, Event, State as Stands};
use domain::handover::PaymentStatus;
use domain::ids::ProviderId;
use domain::overlap::Visits;
use domain::settlement::State;
use domain::time::Month;

use super::history::{History, Place};
use super::model::Money;

/// What a run's store and its reference disagree on.
#[derive(Default)]
pub struct Audit {
    /// What broke a rule, in words.
    pub wrong: Vec<String>,
    /// Cents of the reference that the store does not have.
    pub lost: i64,
    /// Cents of the store that the reference does not have.
    pub doubled: i64,
}

/// Money that is expected, by provider, voucher and month.
pub type Expected = BTreeMap<(ProviderId, String, String), Money>;

impl Audit {
    /// Checks all.
    pub fn of(history: &mut History, expected: &Expected) -> Self {
        let mut audit = Self { wrong: std::mem::take(&mut history.wrong), ..Self::default() };
        audit.money(history, expected);
        audit.sequences(history);
        audit.decisions(history);
        audit.invoices(history);
        audit.payments(history);
        audit.places(history);
        audit.quotas(history);
        audit.overlaps(history);
        audit
    }

    fn must(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.wrong.push(otherwise());
        }
    }

    /// Closed rows and open accounts together are what was acknowledged.
    fn money(&mut self, history: &History, expected: &Expected) {
        let mut found = Expected::new();
        let mut add = |provider: ProviderId, (voucher, _, month): &Place, lines: &[Line]| {
            let sum = found.entry((provider, voucher.to_string(), month.to_string())).or_default();
            let (organiser, client) = money_of(lines);
            *sum = (sum.0 + organiser, sum.1 + client);
        };
        for (_, provider, row) in &history.rows {
            add(*provider, &(row.voucher.clone(), row.booking, row.month), &row.taken.lines);
        }
        for (place, account) in &history.accounts {
            if let Some(provider) = provider_of(history, place) {
                add(provider, place, &account.lines);
            }
        }
        for place in expected.keys().chain(found.keys()).collect::<std::collections::BTreeSet<_>>() {
            let (told, there) = (
                expected.get(place).copied().unwrap_or_default(),
                found.get(place).copied().unwrap_or_default(),
            );
            self.must(told == there, || format!("{place:?}: acknowledged {told:?}, found {there:?}"));
            self.lost += (told.0 - there.0).max(0) + (told.1 - there.1).max(0);
            self.doubled += (there.0 - told.0).max(0) + (there.1 - told.1).max(0);
        }
    }

    /// Each entry of an account is in exactly one row, or unsettled, with its money.
    fn sequences(&mut self, history: &History) {
        let mut entries: BTreeMap<Place, Vec<(u64, Money)>> = BTreeMap::new();
        for event in history.events.values() {
            for (sequence, money) in entries_of(event) {
                entries.entry(place_of(event)).or_default().push((sequence, money));
            }
        }
        for (place, account) in &history.accounts {
            let mut own = entries.remove(place).unwrap_or_default();
            own.sort_unstable();
            let numbers = own.iter().map(|(sequence, _)| *sequence);
            self.must(numbers.eq(1..=account.sequence), || {
                format!("{place:?}: entries {own:?} of {account:?}")
            });
            self.taken(history, place, account, &own);
        }
        self.must(entries.is_empty(), || format!("entries without their account: {entries:?}"));
    }

    fn taken(&mut self, history: &History, place: &Place, account: &Account, own: &[(u64, Money)]) {
        let of = |first: u64, last: u64| {
            let within = own.iter().filter(|(sequence, _)| (first..=last).contains(sequence));
            within.fold((0, 0), |sum: Money, (_, money)| (sum.0 + money.0, sum.1 + money.1))
        };
        let mut rows: Vec<_> = history.rows.iter().filter(|(_, _, row)| is_at(row, place)).collect();
        rows.sort_by_key(|(_, _, row)| row.taken.first);
        let mut next = 1;
        for (_, _, row) in rows {
            let taken = &row.taken;
            self.must(taken.first == next, || format!("{place:?}: a row from {} after {next}", taken.first));
            self.must(of(taken.first, taken.last) == money_of(&taken.lines), || {
                format!("{place:?}: a row without what it took: {taken:?}")
            });
            next = taken.last + 1;
        }
        self.must(account.taken + 1 == next, || format!("{place:?}: taken to {} of {next}", account.taken));
        self.must(of(next, account.sequence) == money_of(&account.lines), || {
            format!("{place:?}: an account without its entries: {account:?}")
        });
        let waits = history.to_do.contains_key(place);
        self.must(waits != account.lines.is_empty(), || format!("{place:?}: waits {waits}, {account:?}"));
    }

    /// Every account has followed the latest decision on its voucher.
    fn decisions(&mut self, history: &History) {
        for (place, account) in &history.accounts {
            let latest = history.vouchers.get(&place.0).map_or(0, |voucher| voucher.decision);
            self.must(account.decision == latest, || {
                format!("{place:?}: behind decision {latest}: {account:?}")
            });
        }
    }

    /// Every closed settlement has its invoice over exactly its rows.
    fn invoices(&mut self, history: &History) {
        for ((run, provider), settlement) in &history.settlements {
            let rows = history.rows.iter().filter(|(r, p, _)| (r, p) == (run, provider));
            let sums: Vec<i64> = rows.map(|(_, _, row)| row.total().0).collect();
            let header = history.headers.get(&(*run, *provider));
            let right = match &settlement.state {
                State::Written { rows, total_cents, .. } => {
                    let told = header.is_some_and(|h| (h.rows, h.total_cents) == (*rows, *total_cents));
                    let carried = header.map_or(&[][..], |h| &h.carried);
                    let carried =
                        history.rows.iter().filter(|(r, p, _)| carried.contains(r) && p == provider);
                    let all: Vec<i64> =
                        carried.map(|(_, _, row)| row.total().0).chain(sums.iter().copied()).collect();
                    told && *rows == all.len() as u64 && total_cents.0 == all.iter().sum::<i64>()
                }
                State::CarriedOver { .. } | State::CarriedInto { .. } => !sums.is_empty() && header.is_none(),
                State::Empty => sums.is_empty() && header.is_none(),
                _ => false,
            };
            self.must(right, || format!("settlement {settlement:?} with rows of {sums:?} and {header:?}"));
        }
    }

    /// Every invoice is paid, to the cent, and nothing else is.
    fn payments(&mut self, history: &History) {
        let paid = history.payments.iter().filter(|(_, payment)| payment.status == PaymentStatus::Paid);
        let paid = paid.map(|(of, payment)| (of, payment.amount_cents));
        let owed = history.headers.iter().map(|(of, header)| (of, header.payable_cents));
        self.must(paid.eq(owed), || format!("{:?} paid of {:?}", history.payments, history.headers));
    }

    /// Every event has its guard, and every held one its place before the approver.
    fn places(&mut self, history: &History) {
        let mut guards = history.guards.clone();
        guards.sort_unstable();
        self.must(guards.iter().eq(history.events.keys()), || "guards and events differ".to_owned());
        let waits = |event: &&Event| matches!(event.state, Stands::Held { .. });
        let mut waiting: Vec<_> = history.events.values().filter(waits).map(|event| event.event).collect();
        let mut held = history.held.clone();
        waiting.sort_unstable();
        held.sort_unstable();
        self.must(waiting == held, || "held events and the approver's list differ".to_owned());
        for event in history.events.values() {
            let by = |other: &Event| match &other.state {
                Stands::Reversed { replaced_by, .. } => *replaced_by,
                _ => None,
            };
            let replaced = event.replaces.and_then(|old| by(history.events.get(&old)?));
            self.must(event.replaces.is_none() || replaced == Some(event.event), || {
                format!("half a correction: {event:?}")
            });
            let new = by(event).map(|new| history.events.get(&new).and_then(|new| new.replaces));
            self.must(new.is_none_or(|old| old == Some(event.event)), || {
                format!("the other half of a correction: {event:?}")
            });
        }
    }

    /// The quota is what the events use, and inside the limits where these may not be overrun.
    fn quotas(&mut self, history: &History) {
        type Sum = (u64, u64, BTreeMap<Month, u64>);
        let mut sums: BTreeMap<_, Sum> = BTreeMap::new();
        for event in history.events.values() {
            let told = &event.reported;
            let (used, held) = match event.state {
                Stands::Approved { .. } => (told.delivery.quantity(), 0),
                Stands::Held { .. } => (0, told.delivery.quantity()),
                _ => (0, 0),
            };
            let sum = sums.entry((told.voucher.clone(), told.content.clone())).or_default();
            (sum.0, sum.1) = (sum.0 + used, sum.1 + held);
            *sum.2.entry(Month::of(told.delivery.on())).or_default() += used + held;
        }
        for ((voucher, content), (used, held, months)) in sums {
            let quota = history.quotas.get(&voucher).cloned().unwrap_or_default();
            let own = quota.uses().find(|(code, _)| **code == content).map(|(_, own)| (own.used, own.held));
            self.must(own.unwrap_or_default() == (used, held), || {
                format!("{voucher} {content:?}: {own:?} where events use {used} and hold {held}")
            });
            for (month, sum) in months {
                let there = quota.in_month(&content, month);
                self.must(there == sum, || format!("{voucher} {month}: {there} where events use {sum}"));
            }
        }
    }

    /// Nobody has two visits at a time, and the packed times are those of the visits.
    fn overlaps(&mut self, history: &History) {
        let mut times: BTreeMap<_, Visits> = BTreeMap::new();
        for event in history.events.values() {
            let (Delivery::Visit(visit), Some(voucher)) =
                (event.reported.delivery, history.vouchers.get(&event.reported.voucher))
            else {
                continue;
            };
            if !matches!(event.state, Stands::Approved { .. } | Stands::Held { .. }) {
                continue;
            }
            for month in visit.months() {
                let taken = times.entry((voucher.client, month)).or_default().insert(month, &visit);
                self.must(taken.is_ok(), || format!("two visits at a time: {event:?}"));
            }
        }
        let stored = history.visits.iter().filter(|(_, visits)| **visits != Visits::default());
        self.must(stored.eq(times.iter()), || "the packed times are not those of the visits".to_owned());
    }
}

/// The entries that an event has in its account, each with the difference that it made: the first one, one for each
/// decision that gave it another price, and the one that took it back.
fn entries_of(event: &Event) -> Vec<(u64, Money)> {
    let (entered, reversed) = match event.state {
        Stands::Approved { sequence } => (Some(sequence), None),
        Stands::Reversed { entries, .. } => {
            (entries.map(|entries| entries.entered), entries.map(|entries| entries.reversed))
        }
        Stands::Held { .. } | Stands::Rejected { .. } => (None, None),
    };
    let repriced = event.repriced.iter().map(|repriced| repriced.sequence);
    let sequences = entered.into_iter().chain(repriced).chain(reversed);
    let made = |sequence: u64| {
        let (before, after) = (money_of(event.lines_at(sequence - 1)), money_of(event.lines_at(sequence)));
        (sequence, (after.0 - before.0, after.1 - before.1))
    };
    sequences.map(made).collect()
}

fn place_of(event: &Event) -> Place {
    (event.reported.voucher.clone(), event.booking, Month::of(event.reported.delivery.on()))
}

fn is_at(row: &domain::settlement::Row, (voucher, booking, month): &Place) -> bool {
    (&row.voucher, &row.booking, &row.month) == (voucher, booking, month)
}

fn provider_of(history: &History, (voucher, booking, _): &Place) -> Option<ProviderId> {
    let bookings = &history.vouchers.get(voucher)?.bookings;
    bookings.iter().find(|known| known.booking == *booking).map(|known| known.provider)
}

fn money_of(lines: &[Line]) -> Money {
    lines.iter().fold((0, 0), |sum, line| (sum.0 + line.provider.0, sum.1 + line.client.0))
}
