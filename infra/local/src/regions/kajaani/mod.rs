//! Kajaani: a municipality with 36 providers and 450 children; September by events, October by the roster.

mod places;
mod planted;

use self::places::{Course, Homes, Place};
use super::{
    Size,
    building::Building,
    companies::{Kind, company, price_around, with_units},
    model::{Confirmation, Offer, Price, Region, Step},
};

const SERVICE: &str = "early-education";
const CHILDMINDERS: usize = 24;
const CENTRES: usize = 12;
const CHILDREN: usize = 450;
/// Values of a full day in cents: under three, three and over.
const VALUES: [(&str, i64); 2] = [("under3", 151_900), ("over3", 94_900)];
/// The last days of both months: any day of the month would do.
const SEPTEMBER: &str = "2026-09-30";
const OCTOBER: &str = "2026-10-31";

/// The region, and what came out other than meant.
pub fn region(seed: u64, size: Size) -> (Region, Vec<String>) {
    let now = jiff::Timestamp::constant(1_793_692_800, 0); // 2026-11-03T08:00Z
    let mut building = Building::new("kajaani", "kajaani", seed, now, &[SERVICE]);
    let homes = providers(&mut building, size);
    let places: Vec<Place> =
        (0..size.of(CHILDREN)).map(|n| places::place(&mut building, n, &homes)).collect();
    september(&mut building, &places);
    planted::add(&mut building, &places);
    late(&mut building, &places);
    let confirmations = roster(&mut building, &places);
    building.region.steps = vec![
        Step::Events { wave: 0 },
        Step::Events { wave: 1 },
        Step::Settle { period: "2026-09".to_owned() },
        Step::Events { wave: 2 },
        Step::Roster { month: "2026-10".to_owned(), confirmations },
        Step::Settle { period: "2026-10".to_owned() },
    ];
    (building.region, building.surprises)
}

fn providers(building: &mut Building, size: Size) -> Homes {
    let homes = Homes { childminders: size.of(CHILDMINDERS), centres: size.of(CENTRES) };
    for n in 0..homes.childminders {
        let mut childminder = company(Kind::Childminder, n, "Kajaani", offers(building));
        if n == 3 {
            childminder.iban = None;
        }
        building.provider(childminder);
    }
    for n in homes.childminders..homes.childminders + homes.centres {
        let mut centre = with_units(company(Kind::Centre, n, "Kajaani", offers(building)), 1 + n % 3);
        if n == homes.childminders + 1 {
            centre.einvoice = None;
        }
        building.provider(centre);
    }
    homes
}

fn offers(building: &mut Building) -> Vec<Offer> {
    let mut prices = Vec::new();
    for (age, value) in VALUES {
        for (hours, percent) in [("full", 100), ("part", 65)] {
            let price_cents = price_around(value * percent / 100, &mut building.chance);
            prices.push(Price { content: format!("{age}-{hours}"), band: None, price_cents });
        }
    }
    vec![Offer { service: SERVICE.to_owned(), prices }]
}

fn september(building: &mut Building, places: &[Place]) {
    for place in places.iter().filter(|p| !matches!(p.course, Course::Starts | Course::ReportedLate)) {
        let report = building.pieces(place.voucher, SEPTEMBER, 1);
        building.send(0, place.september_by, report);
    }
}

/// A childminder remembers September after it has been settled: October's run pays it.
fn late(building: &mut Building, places: &[Place]) {
    for place in places.iter().filter(|p| p.course == Course::ReportedLate) {
        let report = building.pieces(place.voucher, SEPTEMBER, 1);
        building.plant(2, place.september_by, "approved", "reported after September was settled", report);
    }
}

fn roster(building: &mut Building, places: &[Place]) -> Vec<Confirmation> {
    let mut confirmations = Vec::new();
    for provider in 0..building.region.providers.len() {
        let mut confirmation =
            Confirmation { provider, except: Vec::new(), changes: Vec::new(), recorded: Vec::new() };
        for place in places.iter().filter(|p| p.october_by == provider && p.course != Course::Leaves) {
            confirm(building, place, &mut confirmation);
        }
        confirmations.push(confirmation);
    }
    confirmations
}

fn confirm(building: &mut Building, place: &Place, confirmation: &mut Confirmation) {
    let content = &place.contents[1];
    match place.course {
        Course::LeftOut => return confirmation.except.push(place.voucher),
        Course::TurnsThree => confirmation.changes.push((place.voucher, content.clone())),
        _ => {}
    }
    if let Some(amounts) = building.by_roster(confirmation.provider, place.voucher, content, OCTOBER) {
        confirmation.recorded.push((place.voucher, content.clone(), amounts));
    }
}
