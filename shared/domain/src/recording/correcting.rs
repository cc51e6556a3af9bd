//! Correcting: an event is taken back, alone or with another one in its place, in one act.

use super::{Ledger, RecordingBasis, Refusal, free, record_as};
use crate::{
    account::LineKind,
    event::{Event, Reported, Reversal, State, TakenBack},
    time::Month,
};

/// The event was taken back or rejected before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the event does not stand")]
pub struct NotStanding;

/// Takes an event back: its quota and its time are free, and its money leaves its account, or is refunded where a
/// settlement has taken it.
pub fn reverse(ledger: &mut Ledger, event: &mut Event, reversal: Reversal) -> Result<(), NotStanding> {
    let entries = match event.state {
        State::Approved { sequence } => Some(take_money_back(ledger, event, sequence)),
        State::Held { .. } => None,
        State::Rejected { .. } | State::Reversed { .. } => return Err(NotStanding),
    };
    free(ledger, &event.reported, entries.is_none());
    event.state = State::Reversed { entries, reversal, replaced_by: None };
    Ok(())
}

fn take_money_back(ledger: &mut Ledger, event: &Event, sequence: u64) -> TakenBack {
    let account = ledger.accounts.entry((event.booking, month_of(event))).or_default();
    let latest = event.entry().unwrap_or(sequence);
    TakenBack { entered: sequence, reversed: account.take_back(latest, event.price()) }
}

fn month_of(event: &Event) -> Month {
    Month::of(event.reported.delivery.on())
}

/// Takes an event back and records another one in its place. Under a refusal neither happens.
///
/// The new one meets every rule of recording, on what is free without the old one. What it is paid is a
/// Correction if the old one was settled, else an Original.
pub fn correct(
    basis: RecordingBasis<'_>,
    ledger: &mut Ledger,
    event: &mut Event,
    reported: Reported,
    reversal: Reversal,
) -> Result<Event, Refusal> {
    if reported.voucher != event.reported.voucher {
        return Err(Refusal::OtherVoucher);
    }
    let kind = if was_paid(ledger, event) { LineKind::Correction } else { LineKind::Original };
    let (mut after, mut reversed) = (ledger.clone(), event.clone());
    reverse(&mut after, &mut reversed, reversal).map_err(|NotStanding| Refusal::EventNotStanding)?;
    let new = record_as(basis, &mut after, reported, kind, Some(event.event))?;
    if let State::Reversed { replaced_by, .. } = &mut reversed.state {
        *replaced_by = Some(new.event);
    }
    (*ledger, *event) = (after, reversed);
    Ok(new)
}

fn was_paid(ledger: &Ledger, event: &Event) -> bool {
    let account = ledger.accounts.get(&(event.booking, month_of(event)));
    event.was_paid(account.map_or(0, |account| account.taken))
}

impl Event {
    /// Whether a settlement has taken it, or an earlier one that it corrects, when its account is taken up to a sequence.
    pub(crate) fn was_paid(&self, taken: u64) -> bool {
        let corrects = self.lines.iter().any(|line| line.kind == LineKind::Correction);
        corrects || matches!(self.state, State::Approved { sequence } if sequence <= taken)
    }
}

#[cfg(test)]
mod tests;
