//! Dental care: 850 vouchers, each with a list of procedures, and 60 clinics.

use jiff::civil::{Date, date};
use rand::{RngExt, seq::IndexedRandom};

use super::{TOWNS, offer};
use crate::regions::{
    Size,
    building::Building,
    companies::{Kind, company, with_units},
    model::{Granted, Limits},
    people,
    rulebook::Rulebook,
};

const SERVICE: &str = "dental-care";
const CLINICS: usize = 60;
/// One clinic in six has more places than one.
const ONE_WITH_MORE_IN: usize = 6;
const VOUCHERS: usize = 850;
/// The first clinic has no price for this.
pub const NOT_OFFERED: &str = "WX110";
const DAYS: [Date; 2] = [date(2026, 9, 1), date(2027, 2, 28)];

/// Adds clinics, clients, vouchers and October's procedures.
pub fn add(building: &mut Building, size: Size) {
    let clinics: Vec<usize> = (0..size.of(CLINICS)).map(|n| clinic(building, n)).collect();
    let codes: Vec<String> =
        Rulebook::of(SERVICE).iter().flat_map(|r| &r.contents).map(|content| content.code.clone()).collect();
    for n in 0..size.of(VOUCHERS) {
        let born = people::born(12 * 19, 12 * 90, date(2026, 9, 1), &mut building.chance);
        let client = people::client(n, born, TOWNS[n % TOWNS.len()], &mut building.chance);
        let client = building.client(client);
        let by = clinics[n % clinics.len()];
        let contents = procedures(building, &codes);
        let voucher = building.voucher(client, SERVICE, DAYS, by, contents);
        // One voucher in six is never used.
        if n % 6 != 4 {
            treat(building, by, voucher);
        }
    }
}

fn clinic(building: &mut Building, n: usize) -> usize {
    let mut offers = vec![offer(building, SERVICE)];
    if n == 0 {
        offers[0].prices.retain(|price| price.content != NOT_OFFERED);
    }
    let places = if n % ONE_WITH_MORE_IN == 2 { 2 + n % 3 } else { 1 };
    let mut clinic = with_units(company(Kind::Dental, n, TOWNS[n % TOWNS.len()], offers), places);
    if n == 7 {
        clinic.iban = None;
    }
    building.provider(clinic)
}

/// Two to five different procedures, each one to three times.
fn procedures(building: &mut Building, codes: &[String]) -> Vec<Granted> {
    let count = building.chance.random_range(2..=5);
    let mut chosen: Vec<&String> = codes.sample(&mut building.chance, count).collect();
    chosen.sort();
    let mut limit = || Limits::total(building.chance.random_range(1..=3));
    chosen.iter().map(|code| Granted::of(code, limit())).collect()
}

/// Each procedure on a day of its own, as often as granted or less.
fn treat(building: &mut Building, by: usize, voucher: usize) {
    let granted = building.region.vouchers[voucher].contents.clone();
    let first = building.chance.random_range(1..=7);
    let prices = &building.region.providers[by].offers[0].prices;
    let offered: Vec<bool> = granted.iter().map(|g| prices.iter().any(|p| p.content == g.code)).collect();
    for (visit, (content, _)) in granted.iter().zip(offered).enumerate().filter(|(_, (_, offered))| *offered)
    {
        let day = first + 5 * i8::try_from(visit).unwrap_or(0);
        let most = i64::try_from(content.limits.total.unwrap_or(1)).unwrap_or(1);
        let quantity = building.chance.random_range(1..=most);
        let mut report = building.pieces(voucher, &date(2026, 10, day).to_string(), quantity);
        report.content.clone_from(&content.code);
        building.send(0, by, report);
    }
}
