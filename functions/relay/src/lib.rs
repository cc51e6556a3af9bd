//! The outbox: committed changes of the tables become typed messages on the queues.
//!
//! A change may come twice and is then relayed twice; every reader of a queue expects that.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

use std::collections::BTreeMap;

use domain::{
    event_file::{self, EventFile},
    ids::{Organiser, RunId},
    invoice::Format,
    settlement::{Run, RunStatus, Settlement, State},
    voucher::Voucher,
};
use messages::{
    HandOver, InvoiceSettlement, ManifestWritten, Message, PlanRun, RecordFile, RepriceVoucher, TellShare,
    WriteLetter, WriteStatement,
};
use queues::{Queue, QueueError, Queues};
use storage::{
    keys::Name,
    port::{Change, Item, StoreError},
    records::{HandedOver, Versioned},
};

/// Why changes were not relayed; they come again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A stored document could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The queues.
    #[error(transparent)]
    Queue(#[from] QueueError),
    /// A message could not be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// Relays changes, in their order.
pub async fn relay(queues: &dyn Queues, changes: &[Change]) -> Result<(), Failure> {
    let mut bodies: BTreeMap<Queue, Vec<String>> = BTreeMap::new();
    for change in changes {
        for (queue, message) in messages_of(change)? {
            bodies.entry(queue).or_default().push(message.write()?);
        }
    }
    for (queue, bodies) in bodies {
        queues.send(queue, bodies).await?;
    }
    Ok(())
}

/// The messages that a change asks for.
pub fn messages_of(change: &Change) -> Result<Vec<(Queue, Message)>, StoreError> {
    let Some(new) = &change.new else { return Ok(Vec::new()) };
    let one = match Name::of(&change.key) {
        Some((organiser, Name::Run(_))) => run_moved(organiser, change.old.as_ref(), new),
        Some((organiser, Name::Manifest(run, number))) if change.old.is_none() => {
            manifest_written(organiser, run, number, new)
        }
        Some((organiser, Name::LetterDue(decision, version))) if change.old.is_none() => {
            Ok(Some((Queue::Statements, Message::WriteLetter(WriteLetter { organiser, decision, version }))))
        }
        Some((organiser, Name::NewShare(voucher, decision))) if change.old.is_none() => {
            Ok(Some((Queue::Notices, Message::TellShare(TellShare { organiser, voucher, decision }))))
        }
        Some((organiser, Name::Voucher(_))) => voucher_decided(organiser, change.old.as_ref(), new),
        Some((organiser, Name::EventFile(..))) => file_moved(organiser, change.old.as_ref(), new),
        Some((organiser, Name::Settlement(..))) => {
            return settlement_moved(organiser, change.old.as_ref(), new);
        }
        _ => Ok(None),
    };
    Ok(one?.into_iter().collect())
}

/// A run asks for its plan when it is stored; when all providers have been told it may be complete already.
fn run_moved(
    organiser: Organiser,
    old: Option<&Item>,
    new: &Item,
) -> Result<Option<(Queue, Message)>, StoreError> {
    let Run { run, period, status, .. } = Versioned::read(new)?.value;
    Ok(match status {
        RunStatus::Planned if old.is_none() => {
            Some((Queue::Settlement, Message::PlanRun(PlanRun { organiser, run, period })))
        }
        RunStatus::Planned => None,
        RunStatus::Sent => Some((Queue::Invoicing, Message::HandOver(HandOver { organiser, run }))),
    })
}

/// A later decision changed what a voucher grants.
fn voucher_decided(
    organiser: Organiser,
    old: Option<&Item>,
    new: &Item,
) -> Result<Option<(Queue, Message)>, StoreError> {
    let Some(old) = old.map(Versioned::<Voucher>::read).transpose()? else { return Ok(None) };
    let Voucher { voucher, decision, .. } = Versioned::read(new)?.value;
    let message = Message::RepriceVoucher(RepriceVoucher { organiser, voucher, decision });
    Ok((decision > old.value.decision).then_some((Queue::Repricing, message)))
}

/// A file asks for its next part when it has arrived, and whenever a part is done.
fn file_moved(
    organiser: Organiser,
    old: Option<&Item>,
    new: &Item,
) -> Result<Option<(Queue, Message)>, StoreError> {
    let old = old.map(Versioned::<EventFile>::read).transpose()?.map(|old| old.value.state);
    let EventFile { file, provider, state, .. } = Versioned::read(new)?.value;
    let event_file::State::Recording { next } = state else { return Ok(None) };
    if old == Some(state) {
        return Ok(None);
    }
    let message = RecordFile { organiser, provider, file, part: next.part };
    Ok(Some((Queue::ServiceEventFiles, Message::RecordFile(message))))
}

fn manifest_written(
    organiser: Organiser,
    run: RunId,
    number: u32,
    new: &Item,
) -> Result<Option<(Queue, Message)>, StoreError> {
    let HandedOver { period, key, sha256, count, sum_cents, .. } = Versioned::read(new)?.value;
    let message = ManifestWritten { organiser, run, period, number, key, sha256, count, sum_cents };
    Ok(Some((Queue::Finance, Message::ManifestWritten(message))))
}

/// A settlement that came to rest was perhaps the last one of its run; a written one may have a statement to set.
fn settlement_moved(
    organiser: Organiser,
    old: Option<&Item>,
    new: &Item,
) -> Result<Vec<(Queue, Message)>, StoreError> {
    let old = old.map(Versioned::<Settlement>::read).transpose()?.map(|old| old.value.state);
    let Settlement { run, provider, period, state, .. } = Versioned::read(new)?.value;
    if old.as_ref() == Some(&state) {
        return Ok(Vec::new());
    }
    let hand_over = (Queue::Invoicing, Message::HandOver(HandOver { organiser: organiser.clone(), run }));
    Ok(match state {
        State::Closed | State::Matched { .. } => {
            let message = InvoiceSettlement { organiser, run, provider };
            vec![(Queue::Invoicing, Message::InvoiceSettlement(message))]
        }
        State::Written { invoice_number, files, .. } if files.contains_key(&Format::Statement) => {
            let invoice_number = invoice_number
                .parse()
                .map_err(|_| StoreError::Unreadable("an invoice's number".to_owned()))?;
            let statement = WriteStatement { organiser, period, provider, invoice_number };
            vec![hand_over, (Queue::Statements, Message::WriteStatement(statement))]
        }
        State::Written { .. }
        | State::SetAside { .. }
        | State::Empty
        | State::CarriedOver { .. }
        | State::AwaitsInvoice { .. } => {
            vec![hand_over]
        }
        State::Collecting | State::Numbered { .. } | State::CarriedInto { .. } => Vec::new(),
    })
}

#[cfg(test)]
mod tests;
