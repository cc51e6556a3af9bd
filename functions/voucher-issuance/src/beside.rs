//! A client's vouchers beside each other: no two decisions on one service are in force on one day, also those on different
//! vouchers, unless the rulebook lets vouchers stand side by side.
//!
//! Whoever grants days reads the client first, then the client's vouchers, and writes the client's record back as it was
//! read. So of two who grant at once, one decides again on what the other has granted; and nothing is granted beside a death
//! or a merge of the record.

use domain::{
    client::Client,
    ids::{ClientId, VoucherNumber},
    rulebook::Rulebook,
    voucher::Voucher,
};
use storage::{
    keys::{List, Name},
    port::{Key, StoreError, Write},
    records::{Listed, Versioned, page},
};
use web::{Actor, App, Problem};

/// The write by which a voucher's days are its alone, or the refusal that names the voucher that stands in the way.
pub(crate) async fn alone(
    app: &App,
    actor: &Actor,
    client: &Versioned<Client>,
    voucher: &Voucher,
    rulebook: &Rulebook,
) -> Result<Write, Problem> {
    let others = vouchers_of(app, actor, client.value.client).await?;
    if let Some(number) = in_the_way(voucher, &others, rulebook) {
        return Err(taken(&number).at_field("first_day"));
    }
    Ok(client.put(&actor.organiser, &Name::Client(client.value.client))?)
}

/// The voucher of a client that stands in the way of one.
pub(crate) fn in_the_way(
    voucher: &Voucher,
    others: &[Versioned<Voucher>],
    rulebook: &Rulebook,
) -> Option<VoucherNumber> {
    let found = voucher.in_the_way(rulebook, others.iter().map(|other| &other.value));
    found.map(|other| other.voucher.clone())
}

/// The refusal that names the voucher that stands in the way.
pub(crate) fn taken(number: &VoucherNumber) -> Problem {
    Problem::new("voucher_in_force").with_note(number.as_str())
}

/// All of a client's vouchers and orders.
pub(crate) async fn vouchers_of(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Vec<Versioned<Voucher>>, StoreError> {
    let (organiser, list) = (&actor.organiser, List::VouchersOf(client));
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let listed = page::<Listed>(&*app.store, organiser, &list, after, 100).await?;
        let number = |name| if let Name::ClientsVoucher(_, number) = name { Some(number) } else { None };
        let numbers = listed.records.into_iter().filter_map(|(name, _)| number(name));
        let keys: Vec<Key> = numbers.map(|number| Name::Voucher(number).key(organiser)).collect();
        for item in app.store.batch_get(&keys).await? {
            all.push(Versioned::read(&item)?);
        }
        after = listed.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}
