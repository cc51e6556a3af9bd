//! Kainuu's client purchases: an order for one client, answered by its provider, delivered by days.

use jiff::civil::{Weekday, date};

use super::TOWNS;
use crate::regions::{
    Size,
    building::Building,
    model::{Decision, Granted, Limits, Money, Voucher, Way},
    people,
};

/// A purchase and its provider.
pub type Purchase = (usize, usize);

/// Assisted living, day by day or week by week; the last two orders are declined and not answered.
pub fn assisted_living(building: &mut Building, homes: &[usize], size: Size) -> Vec<Purchase> {
    let count = size.of(12).max(4);
    let mut purchases = Vec::new();
    for n in 0..count {
        let by = homes[n % homes.len()];
        let answer = match count - n {
            2 => Decision::Reject,
            1 => Decision::Wait,
            _ => Decision::Approve,
        };
        let price = 14_850 + 315 * i64::try_from(n).unwrap_or(0);
        let granted = Granted::of("care-day", Limits::month(31)).paid(Money::Agreed(price));
        let purchase = order(building, 200 + n, "assisted-living", by, answer, granted);
        if answer == Decision::Approve {
            days(building, purchase, by, n);
        }
        purchases.push((purchase, by));
    }
    purchases
}

/// Every day of March and the first of April, or March in whole weeks.
fn days(building: &mut Building, purchase: usize, by: usize, n: usize) {
    let first = date(2026, 3, 1);
    let step = if n.is_multiple_of(2) { 1 } else { 7 };
    let last = if step == 1 { date(2026, 4, 2) } else { date(2026, 3, 28) };
    for day in first.series(jiff::Span::new().days(step)).take_while(|day| *day <= last) {
        let report = building.pieces(purchase, &day.to_string(), step);
        building.send(0, by, report);
    }
}

/// Rehabilitative work: three days a week at most; one client comes for a fourth, which is held.
pub fn rehabilitative_work(building: &mut Building, workshops: &[usize], size: Size) -> Vec<Purchase> {
    let mut purchases = Vec::new();
    for n in 0..size.of(18).max(6) {
        let by = workshops[n % workshops.len()];
        let limits = Limits { week: Some(3), total: Some(60), ..Limits::default() };
        let granted = Granted::of("attendance-day", limits).paid(Money::Agreed(4_120));
        let purchase = order(building, 300 + n, "rehabilitative-work", by, Decision::Approve, granted);
        for day in (1..=31).map(|day| date(2026, 3, day)) {
            let comes = match day.weekday() {
                Weekday::Monday | Weekday::Wednesday => true,
                Weekday::Thursday => n % 3 != 1,
                Weekday::Friday => n == 2,
                _ => false,
            };
            if comes {
                let report = building.pieces(purchase, &day.to_string(), 1);
                building.send(0, by, report);
            }
        }
        purchases.push((purchase, by));
    }
    purchases
}

fn order(
    building: &mut Building,
    n: usize,
    service: &str,
    provider: usize,
    answer: Decision,
    granted: Granted,
) -> usize {
    let born = people::born(12 * 25, 12 * 95, date(2026, 3, 1), &mut building.chance);
    let client = people::client(n, born, TOWNS[n % TOWNS.len()], &mut building.chance);
    let client = building.client(client);
    let (first_day, last_day) = (date(2026, 2, 1), date(2026, 6, 30));
    let way = Way::Ordered { provider, answer };
    building.granted(Voucher {
        client,
        service: service.to_owned(),
        first_day,
        last_day,
        contents: vec![granted],
        way,
    })
}
