//! Home care: 800 clients with one to four visits a day, and 65 companies, the largest with 18 % of the clients.

use jiff::civil::{Date, DateTime, date};
use rand::RngExt;

use super::{TOWNS, offer};
use crate::regions::{
    Size,
    building::Building,
    companies::{Kind, company, with_units},
    model::{Booking, Granted, Limits, Report, Voucher, Way},
    people,
};

const SERVICE: &str = "home-care";
const COMPANIES: usize = 65;
const CLIENTS: usize = 800;
/// Of a hundred clients, those of the largest company.
const LARGEST_HAS: usize = 18;
/// Clients at the end of the list, visited once a day and without limits: planted lines are about them.
pub const SPARE: usize = 10;
/// The spare clients' first day: the spring change is inside their validity, and long before the window.
const LONG_AGO: Date = date(2026, 3, 1);
const DAYS: [Date; 2] = [date(2026, 10, 1), date(2026, 12, 31)];
/// Start and length in minutes of the visits of a day: morning, afternoon over the evening's edge, noon, late.
const ROUNDS: [(i64, i64); 4] =
    [(7 * 60 + 20, 40), (17 * 60 + 35, 35), (11 * 60 + 40, 30), (21 * 60 + 45, 25)];
/// A few clients have their last visit over midnight.
const OVER_MIDNIGHT: (i64, i64) = (23 * 60 + 40, 40);

/// A client's place: the voucher, who visits, and, after the 15th, who visits then.
#[derive(Clone, Copy)]
pub struct Visited {
    /// The voucher.
    pub voucher: usize,
    /// Who visits first.
    pub by: usize,
    /// Who visits from the 16th.
    pub later: usize,
}

/// Adds companies, clients, vouchers and October's visits, and a few of November.
pub fn add(building: &mut Building, size: Size) -> Vec<Visited> {
    let companies: Vec<usize> = (0..size.of(COMPANIES)).map(|n| provider(building, n)).collect();
    let count = size.of(CLIENTS);
    let mut reports: Vec<(usize, Report)> = Vec::new();
    let mut all = Vec::new();
    for n in 0..count {
        let (by, later) = who(n, &companies, n + SPARE >= count);
        let times = times(building, n, n + SPARE >= count);
        let visited =
            Visited { voucher: grant(building, n, by, later, &times, n + SPARE >= count), by, later };
        for (start, end) in &times {
            let report = building.visit(visited.voucher, &wall(*start), &wall(*end));
            reports.push((if start.date() < date(2026, 10, 16) { by } else { later }, report));
        }
        all.push(visited);
    }
    // Some systems export by client, others by time.
    reports.sort_by_key(|(by, report)| (*by, if by % 2 == 1 { report.start.clone() } else { None }));
    for (by, report) in reports {
        building.send(0, by, report);
    }
    all
}

fn provider(building: &mut Building, n: usize) -> usize {
    let offers = vec![offer(building, SERVICE)];
    let places = if n == 0 {
        8
    } else if n % 7 == 3 {
        3
    } else {
        1
    };
    let mut company = with_units(company(Kind::Care, 200 + n, TOWNS[n % TOWNS.len()], offers), places);
    if n == 12 {
        company.einvoice = None;
    }
    building.provider(company)
}

/// The largest company has 18 of a hundred clients, the others share the rest; a few clients change on the 16th.
fn who(n: usize, companies: &[usize], spare: bool) -> (usize, usize) {
    let others = &companies[1..];
    let by = if n % 100 * 7 % 100 < LARGEST_HAS || others.is_empty() {
        companies[0]
    } else {
        others[n % others.len()]
    };
    let moves = n % 40 == 9 && others.len() > 1 && !spare && by != companies[0];
    (by, if moves { others[(n + 1) % others.len()] } else { by })
}

/// Visits of October; for one client in ten also of 1 and 2 November, which October's run leaves.
fn times(building: &mut Building, n: usize, spare: bool) -> Vec<(DateTime, DateTime)> {
    let a_day = if spare { 1 } else { [1, 2, 3, 2, 4, 3, 4, 3, 2, 3, 4, 3][n % 12] };
    let habit = building.chance.random_range(-15..=15);
    let last = if n % 10 == 4 && !spare { date(2026, 11, 2) } else { date(2026, 10, 31) };
    let mut times = Vec::new();
    for day in date(2026, 10, 1).series(jiff::Span::new().days(1)).take_while(|day| *day <= last) {
        for (round, (start, length)) in ROUNDS.iter().enumerate().take(a_day) {
            let late = round == 3 && n % 20 == 4 && day < date(2026, 10, 31);
            let (start, length) = if late { OVER_MIDNIGHT } else { (*start, *length) };
            let start = start + habit + building.chance.random_range(-4..=4);
            let length = length + 5 * building.chance.random_range(-2..=4);
            times.push((at(day, start), at(day, start + length)));
        }
    }
    times
}

fn at(day: Date, minute: i64) -> DateTime {
    day.at(0, 0, 0, 0).saturating_add(jiff::Span::new().minutes(minute))
}

fn wall(clock: DateTime) -> String {
    clock.strftime("%Y-%m-%dT%H:%M").to_string()
}

fn grant(
    building: &mut Building,
    n: usize,
    by: usize,
    later: usize,
    times: &[(DateTime, DateTime)],
    spare: bool,
) -> usize {
    let born = people::born(12 * 66, 12 * 99, date(2026, 10, 1), &mut building.chance);
    let client = people::client(1000 + n, born, TOWNS[n % TOWNS.len()], &mut building.chance);
    let client = building.client(client);
    let limits = if spare { Limits::default() } else { limits(n, times) };
    let [first_day, last_day] = if limits == Limits::default() { [LONG_AGO, DAYS[1]] } else { DAYS };
    let change = date(2026, 10, 16);
    let bookings = if by == later {
        vec![Booking { provider: by, first_day, last_day }]
    } else {
        vec![
            Booking { provider: by, first_day, last_day: date(2026, 10, 15) },
            Booking { provider: later, first_day: change, last_day },
        ]
    };
    let contents = vec![Granted::of(SERVICE, limits)];
    let way = Way::Booked(bookings);
    building.granted(Voucher { client, service: SERVICE.to_owned(), first_day, last_day, contents, way })
}

/// What is needed and a little more; for one client in fifty a little less, so that the last visits are held.
fn limits(n: usize, times: &[(DateTime, DateTime)]) -> Limits {
    let october = times.iter().filter(|(start, _)| start.month() == 10);
    let minutes = |(start, end): &(DateTime, DateTime)| {
        u64::try_from(end.duration_since(*start).as_mins()).unwrap_or(0)
    };
    let needed: u64 = october.map(minutes).sum();
    let month = if n % 50 == 20 { needed.saturating_sub(90) } else { needed / 60 * 60 + 180 };
    let day = (n % 25 == 7).then_some(300);
    let week = (n % 15 == 2).then_some(7 * 240);
    Limits { day, week, month: Some(month), total: None }
}
