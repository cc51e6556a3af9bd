//! Every offer of a service, priced and put in order, one page of the store at a time: what is kept is a page's worth.

use std::collections::BTreeMap;

use domain::{
    ids::{Organiser, ServiceCode},
    provider::Offer,
    quote::Basket,
};
use storage::{keys::List, records::page};
use web::{App, Paging, Problem};

use crate::{
    asked::{Asked, Rank, nearest},
    view::Item,
};

/// The store reads at most so many offers at once, or a megabyte of them.
const AT_ONCE: u32 = 1000;

/// A page of a comparison.
pub(crate) struct Ranked {
    pub(crate) items: Vec<Item>,
    /// The rank after which the next page starts.
    pub(crate) next: Option<String>,
}

/// The providers that can be chosen from the basket's day on, priced, from the cursor on.
pub(crate) async fn ranked(
    app: &App,
    organiser: &Organiser,
    service: &ServiceCode,
    basket: &Basket<'_>,
    asked: &Asked,
    paging: Paging,
) -> Result<Ranked, Problem> {
    let cursor = || Problem::new("bad_parameter").at_field("cursor");
    let after =
        paging.after.as_deref().map(serde_json::from_str::<Rank>).transpose().map_err(|_| cursor())?;
    let (from, limit) = (asked.place()?, paging.limit as usize);
    let (mut best, mut is_more) = (BTreeMap::new(), false);
    let (list, mut next) = (List::OffersOf(service.clone()), None);
    loop {
        let found = page::<Offer>(&*app.store, organiser, &list, next, AT_ONCE).await?;
        for (_, offer) in found.records {
            if !offer.approval.takes_bookings_from(basket.on) || !asked.wants(&offer) {
                continue;
            }
            let quote = basket.at(offer.approval.prices(basket.on));
            if quote.lines.is_empty() {
                continue;
            }
            let distance = nearest(from, &offer.units);
            let rank = asked.rank(&offer, &quote, distance);
            if after.as_ref().is_some_and(|after| rank <= *after) {
                continue;
            }
            if best.len() == limit {
                is_more = true;
                match best.last_entry() {
                    Some(last) if rank < *last.key() => drop(last.remove()),
                    _ => continue,
                }
            }
            best.insert(rank, (offer, quote, distance));
        }
        next = found.next;
        if next.is_none() {
            break;
        }
    }
    let last = best.last_key_value().filter(|_| is_more).map(|(rank, _)| serde_json::to_string(rank));
    let next = last.transpose().map_err(|_| Problem::new("internal_error"))?;
    Ok(Ranked { items: best.into_values().map(Item::of).collect(), next })
}
