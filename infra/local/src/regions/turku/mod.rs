//! Turku and its surroundings: the wellbeing region's dental care and home care in October 2026.

mod dental;
mod home_care;
mod planted;

use super::{
    Size,
    building::Building,
    companies::price_around,
    model::{Offer, Price, Region, Step},
    rulebook::Rulebook,
};

/// The towns of the region that providers and clients are of.
const TOWNS: [&str; 6] = ["Turku", "Kaarina", "Raisio", "Naantali", "Salo", "Parainen"];

/// The region, and what came out other than meant.
pub fn region(seed: u64, size: Size) -> (Region, Vec<String>) {
    let now = jiff::Timestamp::constant(1_793_692_800, 0); // 2026-11-03T08:00Z
    let mut building = Building::new("turku", "varha", seed, now, &["dental-care", "home-care"]);
    dental::add(&mut building, size);
    let visited = home_care::add(&mut building, size);
    planted::add(&mut building, &visited);
    building.decide_held();
    building.region.steps = vec![
        Step::Events { wave: 0 },
        Step::Events { wave: 1 },
        Step::Events { wave: 2 },
        Step::Decide,
        Step::Settle { period: "2026-10".to_owned() },
    ];
    (building.region, building.surprises)
}

/// Prices of every content of a service, around the rulebook's values.
pub fn offer(building: &mut Building, service: &str) -> Offer {
    let mut prices = Vec::new();
    for content in Rulebook::of(service).iter().flat_map(|rulebook| &rulebook.contents) {
        let mut price = |band: Option<&String>, value: i64| {
            let price_cents = price_around(value, &mut building.chance);
            prices.push(Price { content: content.code.clone(), band: band.cloned(), price_cents });
        };
        if let Some(value) = content.fixed() {
            price(None, value);
        }
        for (band, value) in content.by_band().iter().flatten() {
            price(Some(band), *value);
        }
    }
    Offer { service: service.to_owned(), prices }
}
