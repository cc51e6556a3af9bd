//! Kainuu: a wellbeing region that is starting, with two voucher services and two purchased ones, in March 2026.

mod planted;
mod purchased;
mod vouchers;

use super::{
    Size,
    building::Building,
    companies::{Kind, company},
    model::{Decision, Offer, Region, Step},
    turku::offer,
};

/// The towns of the region.
const TOWNS: [&str; 4] = ["Kajaani", "Sotkamo", "Kuhmo", "Suomussalmi"];

/// The region, and what came out other than meant.
pub fn region(seed: u64, size: Size) -> (Region, Vec<String>) {
    let now = jiff::Timestamp::constant(1_775_196_000, 0); // 2026-04-03T06:00Z
    let services = ["home-care", "dental-care", "assisted-living", "rehabilitative-work"];
    let mut building = Building::new("kainuu", "kainuu", seed, now, &services);
    let carers = companies(&mut building, Kind::Care, 300, 6, "home-care");
    let clinics = companies(&mut building, Kind::Dental, 320, 4, "dental-care");
    let homes = companies(&mut building, Kind::Housing, 340, 3, "assisted-living");
    let workshops = companies(&mut building, Kind::Workshop, 360, 3, "rehabilitative-work");
    undecided(&mut building);
    let visited = vouchers::home_care(&mut building, &carers, size);
    vouchers::dental_care(&mut building, &clinics, size);
    let places = purchased::assisted_living(&mut building, &homes, size);
    let days = purchased::rehabilitative_work(&mut building, &workshops, size);
    planted::visits(&mut building, &visited);
    planted::purchases(&mut building, &places, &days);
    building.decide_held();
    building.region.steps = vec![
        Step::Events { wave: 0 },
        Step::Events { wave: 1 },
        Step::Decide,
        Step::Settle { period: "2026-03".to_owned() },
    ];
    (building.region, building.surprises)
}

fn companies(building: &mut Building, kind: Kind, from: usize, count: usize, service: &str) -> Vec<usize> {
    (from..from + count)
        .map(|n| {
            let offers = vec![offer(building, service)];
            building.provider(company(kind, n, TOWNS[n % TOWNS.len()], offers))
        })
        .collect()
}

/// One application is rejected, one is still waiting.
fn undecided(building: &mut Building) {
    for (n, decision) in [(380, Decision::Reject), (381, Decision::Wait)] {
        let offers: Vec<Offer> = vec![offer(building, "home-care")];
        let mut applicant = company(Kind::Care, n, TOWNS[0], offers);
        applicant.application = decision;
        building.provider(applicant);
    }
}
