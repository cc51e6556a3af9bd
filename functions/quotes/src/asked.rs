//! How a comparison is asked for: its order, from where distances are told, and what narrows it.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use domain::{
    ids::ProviderId,
    language::Language,
    place::Place,
    provider::{Offer, Unit},
    quote::Quote,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use web::Problem;

/// The query of a comparison.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(crate) sort: Sort,
    /// A postal code or a municipality.
    #[serde(default)]
    pub(crate) from: Option<String>,
    /// Serves in this language.
    #[serde(default)]
    language: Option<Language>,
    /// Has a unit where a wheelchair gets in and about.
    #[serde(default)]
    accessible: bool,
    /// This one alone.
    #[serde(default)]
    provider: Option<ProviderId>,
    /// Has room for new clients.
    #[serde(default)]
    takes_new_clients: bool,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sort {
    /// Who offers all of it, and of those the least to pay.
    #[default]
    Total,
    /// The nearest.
    Distance,
    /// By name.
    Name,
    /// Who has room, and of those the soonest.
    Availability,
}

/// Where a provider stands in an order: total, and so the place after which a page goes on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Rank(u64, u64, u64, String, ProviderId);

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Query(asked) =
            Query::<Asked>::try_from_uri(&parts.uri).map_err(|_| Problem::new("bad_parameter"))?;
        Ok(Self { from: asked.from.filter(|from| !from.trim().is_empty()), ..asked })
    }
}

impl Asked {
    /// Distances are told from here unless one says otherwise. A municipality that nobody knows tells none.
    pub(crate) fn starting_at(self, from: Option<&str>) -> Self {
        let known = || from.filter(|from| Place::named(from).is_some()).map(str::to_owned);
        Self { from: self.from.clone().or_else(known), ..self }
    }

    /// The place from which distances are told.
    ///
    /// # Errors
    /// When there is no such postal code or municipality.
    pub(crate) fn place(&self) -> Result<Option<Place>, Problem> {
        let unknown = || Problem::new("bad_parameter").at_field("from");
        self.from.as_deref().map(|from| Place::named(from).ok_or_else(unknown)).transpose()
    }

    pub(crate) fn wants(&self, offer: &Offer) -> bool {
        self.provider.is_none_or(|wanted| offer.approval.provider == wanted)
            && self.language.is_none_or(|wanted| offer.languages.contains(&wanted))
            && (!self.accessible || offer.units.iter().any(|unit| unit.accessible))
            && (!self.takes_new_clients || offer.approval.availability.takes_new_clients)
    }

    pub(crate) fn rank(&self, offer: &Offer, quote: &Quote, distance: Option<u64>) -> Rank {
        let missing = quote.not_included.len() as u64;
        let total = quote.client.0.unsigned_abs();
        let (first, then) = match self.sort {
            Sort::Total => (missing, total),
            Sort::Distance => (distance.unwrap_or(u64::MAX), missing),
            Sort::Name => (0, 0),
            Sort::Availability => (wait(offer), missing),
        };
        let tie = if self.sort == Sort::Name { 0 } else { total };
        Rank(first, then, tie, offer.name.to_lowercase(), offer.approval.provider)
    }
}

/// In days, as far as it only serves an order: room now, room from a day on, room one day, none.
fn wait(offer: &Offer) -> u64 {
    const NOBODY_KNOWS: u64 = 1_000_000;
    let room = offer.approval.availability;
    let from = room.next_free_day.map(|day| {
        let days = day.since(Date::constant(1970, 1, 1)).map(|span| span.get_days());
        u64::from(days.unwrap_or_default().unsigned_abs())
    });
    match (room.takes_new_clients, from) {
        (true, from) => from.unwrap_or_default(),
        (false, from) => NOBODY_KNOWS + from.unwrap_or(NOBODY_KNOWS),
    }
}

/// The distance to the nearest of the units whose municipality is known.
pub(crate) fn nearest(from: Option<Place>, units: &[Unit]) -> Option<u64> {
    let from = from?;
    let places = units.iter().filter_map(|unit| Place::named(&unit.municipality));
    places.map(|place| from.kilometres_to(place)).min()
}
