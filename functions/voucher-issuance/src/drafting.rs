//! Drafts made anew: what should be in force on a client's vouchers by what is known now, and is not.

use std::collections::HashMap;

use domain::{
    circumstances::Known,
    client::Client,
    decision::{self, Basis, Deadlines, Decision, Need, RegenerationBasis},
    ids::{DecisionId, VoucherNumber},
    time::{self, Days},
    voucher::Voucher,
};
use jiff::Timestamp;
use storage::{
    keys::{List, Name},
    port::{Key, Write},
    records::{Versioned, page},
    rulebooks::Rulebooks,
};
use web::{Actor, App, Problem};

use crate::decisions::{all_of, drop_draft, put_changed, put_first, unchanged, uncomputable};

/// A client has at most so many vouchers whose drafts are made anew at once.
const MOST_VOUCHERS: u32 = 100;

/// Drafting anew, in an official's name at an instant.
pub(crate) struct Drafting<'a> {
    pub(crate) app: &'a App,
    pub(crate) actor: &'a Actor,
    pub(crate) rulebooks: &'a Rulebooks,
    pub(crate) at: Timestamp,
}

/// The writes, and the ids of the new drafts.
pub(crate) type Drafted = (Vec<Write>, Vec<DecisionId>);

impl Drafting<'_> {
    /// Brings the drafts on all of a client's vouchers up to what is known. Of who has died nothing is drafted.
    pub(crate) async fn anew(&self, client: &Client, known: &Known) -> Result<Drafted, Problem> {
        let (store, organiser) = (&*self.app.store, &self.actor.organiser);
        let list = List::NeedsOf(client.client);
        let needs = page::<Need>(store, organiser, &list, None, MOST_VOUCHERS).await?.records;
        if needs.is_empty() || client.died.is_some() {
            return Ok(Drafted::default());
        }
        let asked = |(name, need)| if let Name::Need(_, number) = name { Some((number, need)) } else { None };
        let needs: Vec<(VoucherNumber, Need)> = needs.into_iter().filter_map(asked).collect();
        let keys: Vec<Key> =
            needs.iter().map(|(number, _)| Name::Voucher(number.clone()).key(organiser)).collect();
        let items = store.batch_get(&keys).await?;
        let vouchers: HashMap<&Key, _> = items.iter().map(|item| (&item.key, item)).collect();
        let decisions = all_of(self.app, self.actor, client.client).await?;
        let mut drafted = Drafted::default();
        for ((_, need), key) in needs.iter().zip(&keys) {
            let voucher = vouchers.get(key).ok_or(Problem::new("internal_error"))?;
            let voucher = Versioned::<Voucher>::read(voucher)?;
            let (writes, made) = self.of_one(client, known, need, &voucher, &decisions).await?;
            drafted.0.extend(writes);
            drafted.1.extend(made);
        }
        Ok(drafted)
    }

    /// The same on one of them, of all the client's decisions.
    pub(crate) async fn of_one(
        &self,
        client: &Client,
        known: &Known,
        need: &Need,
        voucher: &Versioned<Voucher>,
        decisions: &[Versioned<Decision>],
    ) -> Result<Drafted, Problem> {
        let number = &voucher.value.voucher;
        let of_it: Vec<&Versioned<Decision>> =
            decisions.iter().filter(|one| one.value.voucher == *number).collect();
        let done = self.regenerated(client, known, need, &voucher.value, &of_it).await?;
        let mut writes = vec![unchanged(self.actor, &Name::Voucher(number.clone()), voucher)];
        for gone in of_it.iter().filter(|one| done.dropped.contains(&one.value.decision)) {
            writes.extend(drop_draft(self.actor, gone)?);
        }
        for lapsed in done.lapsed {
            let before = of_it.iter().find(|one| one.value.decision == lapsed.decision);
            let changed = before.map(|before| put_changed(self.actor, before, lapsed)).transpose()?;
            writes.extend(changed.unwrap_or_default());
        }
        for new in &done.new {
            writes.extend(put_first(self.actor, new)?);
        }
        Ok((writes, done.new.iter().map(|new| new.decision).collect()))
    }

    async fn regenerated(
        &self,
        client: &Client,
        known: &Known,
        need: &Need,
        voucher: &Voucher,
        decisions: &[&Versioned<Decision>],
    ) -> Result<decision::Regenerated, Problem> {
        let (store, organiser) = (&*self.app.store, &self.actor.organiser);
        let rulebook = self.rulebooks.version(store, organiser, &voucher.service, need.rulebook).await?;
        let rulebook = rulebook.ok_or(Problem::new("internal_error"))?;
        let decisions: Vec<Decision> = decisions.iter().map(|one| one.value.clone()).collect();
        let basis = Basis {
            rulebook: need.rulebook,
            born: client.born,
            circumstances: known.in_order(),
            days: Days { first_day: voucher.first_day, last_day: voucher.last_day },
            asked: need.asked.clone(),
        };
        decision::regenerate(RegenerationBasis {
            organiser,
            voucher,
            decisions: &decisions,
            rulebook: &rulebook,
            basis: &basis,
            actor: &self.actor.id,
            at: self.at,
            today: time::day_of(self.at),
            deadlines: Deadlines::default(),
        })
        .map_err(uncomputable)
    }
}
