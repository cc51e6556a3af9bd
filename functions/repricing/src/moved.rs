//! What the old provider reported for days that an official gave to another one is taken back, each event in a
//! transaction of its own: it is refunded where it was paid, and its time and quota are free for the new provider.

use domain::{
    event::{Event, Reversal, ReversalReason, Side},
    ids::EventId,
    recording,
    repricing::is_moved,
    voucher::Voucher,
};
use jiff::Timestamp;
use ledger::Entry;
use messages::RepriceVoucher;
use storage::keys::List;

use crate::{Failure, Repricing};

impl Repricing {
    /// Takes back every event of which no day is its booking's any more.
    pub(crate) async fn take_back_moved(
        &self,
        of: &RepriceVoucher,
        voucher: &Voucher,
        now: Timestamp,
    ) -> Result<(), Failure> {
        // With a single booking nothing can have moved, and the events need not be read for it.
        if voucher.bookings.len() < 2 {
            return Ok(());
        }
        let mut after = None;
        loop {
            let (events, next) = self.page::<Event>(of, &List::EventsOf(of.voucher.clone()), after).await?;
            let moved = events.into_iter().filter(|(_, event)| is_moved(voucher, &event.value));
            for (_, event) in moved {
                self.take_back(of, event.value.event, now).await?;
            }
            after = next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// As it stands now: it may have been taken back, or moved once more, meanwhile.
    async fn take_back(&self, of: &RepriceVoucher, event: EventId, now: Timestamp) -> Result<(), Failure> {
        let entry = Entry::load(&*self.store, &of.organiser, event).await?;
        let Some(mut entry) = entry.filter(|entry| is_moved(&entry.voucher.value, &entry.event.value)) else {
            return Ok(());
        };
        let before = entry.ledger.clone();
        let (by, reason, text) = (Side::Organiser, ReversalReason::Moved, String::new());
        let reversal = Reversal { by, reason, text, at: now };
        if recording::reverse(&mut entry.ledger, &mut entry.event.value, reversal).is_ok() {
            self.store.write(entry.writes_with(&of.organiser, &before, true)?).await?;
        }
        Ok(())
    }
}
