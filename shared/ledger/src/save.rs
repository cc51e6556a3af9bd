//! What changed of a voucher's ledger, as the writes of one transaction.

use domain::{ids::Organiser, recording::Ledger, voucher::Voucher};
use storage::{
    keys::Name,
    port::{Condition, StoreError, Write},
    records::{Listed, Versioned, put_new},
};

use crate::load::Versions;

/// Before and after of a ledger whose voucher was read at a version.
pub struct Changed<'a> {
    /// The organiser.
    pub organiser: &'a Organiser,
    /// The voucher as it was read.
    pub voucher: &'a Versioned<Voucher>,
    /// The ledger as it was read.
    pub before: &'a Ledger,
    /// The ledger as it is to be.
    pub after: &'a Ledger,
    /// The versions that were read.
    pub versions: &'a Versions,
}

impl Changed<'_> {
    /// Quota, accounts with their to-do items, and the client's times: only what is not as it was.
    pub fn writes(&self) -> Result<Vec<Write>, StoreError> {
        let mut writes = Vec::new();
        let number = &self.voucher.value.voucher;
        if self.after.quota != self.before.quota {
            let quota = Versioned { value: self.after.quota.clone(), version: self.versions.quota };
            writes.push(quota.put(self.organiser, &Name::Quota(number.clone()))?);
        }
        self.accounts(&mut writes)?;
        for (month, visits) in &self.after.visits {
            if self.before.visits.get(month) != Some(visits) {
                let version = self.versions.visits.get(month).copied().unwrap_or_default();
                let name = Name::Visits(self.voucher.value.client, *month);
                writes.push(Versioned { value: visits.clone(), version }.put(self.organiser, &name)?);
            }
        }
        Ok(writes)
    }

    fn accounts(&self, writes: &mut Vec<Write>) -> Result<(), StoreError> {
        let number = &self.voucher.value.voucher;
        let mut opened = false;
        for ((booking, month), account) in &self.after.accounts {
            let before = self.before.accounts.get(&(*booking, *month));
            if before == Some(account) || account.sequence == 0 {
                continue;
            }
            let version = self.versions.accounts.get(&(*booking, *month)).copied().unwrap_or_default();
            opened |= version == 0;
            let name = Name::Account(number.clone(), *booking, *month);
            writes.push(Versioned { value: account.clone(), version }.put(self.organiser, &name)?);
            let to_do = Name::ToDo(self.provider_of(*booking)?, *month, number.clone(), *booking);
            let waited = before.is_some_and(|before| !before.is_settled());
            match (waited, !account.is_settled()) {
                (false, true) => writes.push(put_new(self.organiser, &to_do, &Listed {})?),
                // What was taken back before any settlement leaves nothing to settle.
                (true, false) => {
                    let key = to_do.key(self.organiser);
                    writes.push(Write::Delete { key, condition: Condition::Exists });
                }
                _ => {}
            }
        }
        // Opening an account checks the decision that its amounts come from, in the same transaction: a
        // re-pricing bumps the voucher first and then walks the accounts that it finds.
        if opened {
            let key = Name::Voucher(number.clone()).key(self.organiser);
            writes.push(Write::Check { key, condition: Condition::Version(self.voucher.version) });
        }
        Ok(())
    }

    fn provider_of(&self, booking: domain::ids::BookingId) -> Result<domain::ids::ProviderId, StoreError> {
        let bookings = &self.voucher.value.bookings;
        let found = bookings.iter().find(|known| known.booking == booking);
        found
            .map(|known| known.provider)
            .ok_or_else(|| StoreError::Unreadable("an unknown booking".to_owned()))
    }
}
