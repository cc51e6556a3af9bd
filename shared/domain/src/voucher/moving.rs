//! A client moves to another provider, also on days gone by: the new one takes the old one's days from there on.

use jiff::civil::Date;

use super::{Booking, Refusal, State, Voucher};
use crate::ids::{BookingId, ProviderId};

impl Voucher {
    /// Gives the days of a booking from one on to another provider, as an official decides it on a day.
    ///
    /// The voucher gets a new version, since what the old provider reported for these days is priced anew: that is
    /// refunded, and what the new one reports for days gone by is a Correction.
    pub fn move_to(
        &mut self,
        provider: ProviderId,
        booking: BookingId,
        from: Date,
        today: Date,
    ) -> Result<(), Refusal> {
        if self.state != State::Open {
            return Err(Refusal::WrongArrangement);
        }
        let mut old = self.bookings.iter_mut().filter(|old| old.first_day <= from && from <= old.last_day);
        let old = old.next().filter(|old| old.provider != provider).ok_or(Refusal::OutsideValidity)?;
        let (last_day, yesterday) = (old.last_day, |on: Date| on.yesterday().unwrap_or(on));
        old.last_day = yesterday(from);
        let corrects_until = Some(yesterday(today).min(last_day)).filter(|until| from <= *until);
        self.bookings.push(Booking { booking, provider, first_day: from, last_day, corrects_until });
        self.decision += 1;
        Ok(())
    }
}

impl Booking {
    /// Whether what is paid for a day takes the place of what another provider was paid.
    pub fn corrects(&self, on: Date) -> bool {
        self.corrects_until.is_some_and(|until| on <= until)
    }
}
