//! Kainuu's voucher services: home care by hours, dental care by procedures.

use jiff::civil::date;
use rand::RngExt;

use super::TOWNS;
use crate::regions::{
    Size,
    building::Building,
    model::{Granted, Limits},
    people,
};

/// Home-care clients: each with one or two visits a day. The last has one a day and no limit.
pub fn home_care(building: &mut Building, carers: &[usize], size: Size) -> Vec<(usize, usize)> {
    let count = size.of(24).max(3);
    (0..count).map(|n| visited(building, n, carers[n % carers.len()], n + 1 == count)).collect()
}

fn visited(building: &mut Building, n: usize, by: usize, spare: bool) -> (usize, usize) {
    let born = people::born(12 * 66, 12 * 99, date(2026, 3, 1), &mut building.chance);
    let client = people::client(n, born, TOWNS[n % TOWNS.len()], &mut building.chance);
    let client = building.client(client);
    let limits = match n {
        _ if spare => Limits::default(),
        4 => Limits::month(600),
        _ => Limits::month(6000),
    };
    let days = [date(2026, 2, 1), date(2026, 12, 31)];
    let voucher = building.voucher(client, "home-care", days, by, vec![Granted::of("home-care", limits)]);
    for day in 1..=31 {
        for (hour, length) in [(8, 45), (17, 75)].iter().take(if spare { 1 } else { 1 + n % 2 }) {
            let start = date(2026, 3, day).at(*hour, building.chance.random_range(0..=15), 0, 0);
            let end = start.saturating_add(jiff::Span::new().minutes(*length));
            let written = |clock: jiff::civil::DateTime| clock.strftime("%Y-%m-%dT%H:%M").to_string();
            let report = building.visit(voucher, &written(start), &written(end));
            building.send(0, by, report);
        }
    }
    (voucher, by)
}

/// Dental clients: two procedures each.
pub fn dental_care(building: &mut Building, clinics: &[usize], size: Size) {
    for n in 0..size.of(20) {
        let born = people::born(12 * 19, 12 * 90, date(2026, 3, 1), &mut building.chance);
        let client = people::client(100 + n, born, TOWNS[n % TOWNS.len()], &mut building.chance);
        let client = building.client(client);
        let contents = vec![Granted::of("SAA01", Limits::total(1)), Granted::of("SFA20", Limits::total(2))];
        let by = clinics[n % clinics.len()];
        let days = [date(2026, 3, 1), date(2026, 8, 31)];
        let voucher = building.voucher(client, "dental-care", days, by, contents);
        for (code, day) in [("SAA01", 3), ("SFA20", 17)] {
            let mut report = building.pieces(voucher, &date(2026, 3, day).to_string(), 1);
            report.content = code.to_owned();
            building.send(0, by, report);
        }
    }
}
