//! A comparison as it is answered.

use domain::{
    ids::{ContentCode, ProviderId, ServiceCode},
    language::{Language, Text},
    provider::{Availability, Offer, Unit as Place},
    quote::{OwnFeeQuote, Per, Quote},
    rulebook::{Rulebook, Unit},
};
use jiff::civil::Date;
use serde::Serialize;

/// What a service costs at every provider that can be chosen.
#[derive(Serialize)]
pub(crate) struct Comparison {
    service: ServiceCode,
    names: Text,
    /// The day whose values and prices count.
    on: Date,
    per: Per,
    own_fee: OwnFeeQuote,
    contents: Vec<ContentView>,
    /// What is known of the voucher; not told without one.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    voucher: Option<VoucherPart>,
    items: Vec<Item>,
    next: Option<String>,
}

/// What a comparison by a link says of the voucher.
#[derive(Serialize)]
pub(crate) struct VoucherPart {
    pub(crate) last_day: Date,
    /// From where distances are told unless one says otherwise.
    pub(crate) from: Option<String>,
    /// Whether somebody delivers from the day on; by whom is told to the link that chose.
    pub(crate) is_booked: bool,
    pub(crate) chose: Option<Named>,
}

/// A provider by its name.
#[derive(Serialize)]
pub(crate) struct Named {
    pub(crate) provider: ProviderId,
    pub(crate) name: String,
}

#[derive(Serialize)]
struct ContentView {
    content: ContentCode,
    names: Text,
    unit: Unit,
}

/// A provider in a comparison.
#[derive(Serialize)]
pub(crate) struct Item {
    provider: ProviderId,
    name: String,
    languages: Vec<Language>,
    units: Vec<Place>,
    availability: Availability,
    /// To the nearest unit.
    distance_km: Option<u64>,
    #[serde(flatten)]
    quote: Quote,
}

impl Item {
    pub(crate) fn of((offer, quote, distance_km): (Offer, Quote, Option<u64>)) -> Self {
        let Offer { name, languages, units, approval } = offer;
        let (provider, availability) = (approval.provider, approval.availability);
        Self { provider, name, languages, units, availability, distance_km, quote }
    }
}

impl Comparison {
    pub(crate) fn of(
        rulebook: &Rulebook,
        (on, per): (Date, Per),
        own_fee: OwnFeeQuote,
        voucher: Option<VoucherPart>,
        (items, next): (Vec<Item>, Option<String>),
    ) -> Self {
        let contents = rulebook.contents.iter().map(|content| ContentView {
            content: content.code.clone(),
            names: content.names.clone(),
            unit: content.unit,
        });
        let (service, names) = (rulebook.service.clone(), rulebook.names.clone());
        let contents = contents.collect();
        Self {
            service,
            names,
            on,
            per,
            own_fee,
            contents,
            voucher,
            items,
            next: next.as_deref().map(web::Cursor::write),
        }
    }
}
