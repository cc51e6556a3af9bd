//! What changed of a voucher's ledger, as the writes of one transaction.

use domain::{
    account::Account,
    ids::{BookingId, Organiser},
    recording::Ledger,
    time::Month,
    voucher::Voucher,
};
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
    /// Whether the voucher must still be as it was read, also where no account is opened: as when an event is stored that
    /// waits for an approver.
    pub checks_voucher: bool,
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
        let mut unmarked = self.checks_voucher;
        for ((booking, month), account) in &self.after.accounts {
            let before = self.before.accounts.get(&(*booking, *month));
            if before == Some(account) || account.sequence == 0 {
                continue;
            }
            let version = self.versions.accounts.get(&(*booking, *month)).copied().unwrap_or_default();
            unmarked |= version == 0;
            let decision = self.decision(account, version)?;
            let account = Versioned { value: Account { decision, ..account.clone() }, version };
            writes.extend(put_account(
                self.organiser,
                &self.voucher.value,
                (*booking, *month),
                before,
                &account,
            )?);
        }
        // A re-pricing bumps the voucher first, walks what it finds, and marks the accounts. What no marked account
        // guards, a new account or an event that is held beside them, checks in the same transaction that the voucher
        // still is the one its amounts come from.
        if unmarked {
            let key = Name::Voucher(self.voucher.value.voucher.clone()).key(self.organiser);
            writes.push(Write::Check { key, condition: Condition::Version(self.voucher.version) });
        }
        Ok(())
    }

    /// A new account begins with the decision that was read. One that is priced under a later decision already was read
    /// after the voucher: then all is read and decided again.
    fn decision(&self, account: &Account, version: u64) -> Result<u32, StoreError> {
        let read = self.voucher.value.decision;
        match (version, account.decision) {
            (0, _) => Ok(read),
            (_, later) if later > read => Err(StoreError::Conflict),
            (_, known) => Ok(known),
        }
    }
}

/// An account as it is now, and its to-do item where it has something to settle and had nothing, or the other way round.
pub fn put_account(
    organiser: &Organiser,
    voucher: &Voucher,
    (booking, month): (BookingId, Month),
    before: Option<&Account>,
    account: &Versioned<Account>,
) -> Result<Vec<Write>, StoreError> {
    let unknown = || StoreError::Unreadable("an unknown booking".to_owned());
    let booked = voucher.bookings.iter().find(|known| known.booking == booking).ok_or_else(unknown)?;
    let number = &voucher.voucher;
    let mut writes = vec![account.put(organiser, &Name::Account(number.clone(), booking, month))?];
    let to_do = Name::ToDo(booked.provider, month, number.clone(), booking);
    match (before.is_some_and(|before| !before.is_settled()), !account.value.is_settled()) {
        (false, true) => writes.push(put_new(organiser, &to_do, &Listed {})?),
        // What was taken back before any settlement leaves nothing to settle.
        (true, false) => {
            writes.push(Write::Delete { key: to_do.key(organiser), condition: Condition::Exists });
        }
        _ => {}
    }
    Ok(writes)
}
