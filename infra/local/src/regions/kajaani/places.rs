//! Children's places: how old, how many hours, at which value, with whom, and what happens to them.

use jiff::civil::{Date, date};
use rand::RngExt;

use super::{SERVICE, VALUES};
use crate::regions::{
    building::Building,
    model::{Booking, Granted, Limits, Money, Voucher, Way},
    people,
};

/// Share of the full value by need, and how many of a hundred children have it.
const NEEDS: [(i64, usize); 5] = [(100, 60), (80, 15), (60, 12), (50, 8), (30, 5)];

/// What happens to a child's place, beside the ordinary.
#[derive(Clone, Copy, PartialEq)]
pub enum Course {
    /// All as it was.
    Ordinary,
    /// Another content from October.
    TurnsThree,
    /// Ends with September.
    Leaves,
    /// Starts in October.
    Starts,
    /// Another provider from October.
    Moves,
    /// Not confirmed in October.
    LeftOut,
    /// September is reported after it was settled.
    ReportedLate,
}

/// Childminders first, then centres.
pub struct Homes {
    /// So many childminders.
    pub childminders: usize,
    /// So many centres.
    pub centres: usize,
}

impl Homes {
    /// Four children to a childminder, the others in turn to the centres.
    fn of(&self, child: usize) -> usize {
        let small = self.childminders * 4;
        if child < small { child / 4 } else { self.childminders + (child - small) % self.centres }
    }
}

/// A child's place: who cares for it in each month, and what it is recorded as.
pub struct Place {
    /// The voucher.
    pub voucher: usize,
    /// What happens to it.
    pub course: Course,
    /// Who cares in September.
    pub september_by: usize,
    /// Who cares in October.
    pub october_by: usize,
    /// Contents of September and October.
    pub contents: [String; 2],
}

fn course(n: usize) -> Course {
    match n {
        _ if n == 6 => Course::ReportedLate,
        _ if n % 37 == 5 => Course::TurnsThree,
        _ if n % 50 == 11 => Course::Leaves,
        _ if n % 50 == 17 => Course::Starts,
        _ if n % 90 == 31 => Course::Moves,
        _ if n % 60 == 23 => Course::LeftOut,
        _ => Course::Ordinary,
    }
}

/// The n-th child: client, voucher and bookings.
pub fn place(building: &mut Building, n: usize, homes: &Homes) -> Place {
    let course = course(n);
    let born = birth_day(building, n, course);
    let mut client = people::client(n, born, "Kajaani", &mut building.chance);
    if born > date(2025, 11, 1) {
        client.identity_code = None;
    }
    let client = building.client(client);
    let (by, hours) = (homes.of(n), need(n));
    let ages = if course == Course::TurnsThree { ["under3", "over3"] } else { [age(born), age(born)] };
    let contents = ages.map(|age| format!("{age}-{}", if hours == 100 { "full" } else { "part" }));
    let later = if course == Course::Moves { homes.of(n + 1) } else { by };
    let granted = grants(building, n, &ages, hours);
    let voucher = building.granted(voucher(client, course, granted, by, later));
    Place { voucher, course, september_by: by, october_by: later, contents }
}

fn birth_day(building: &mut Building, n: usize, course: Course) -> Date {
    match course {
        Course::TurnsThree => date(2023, 9, i8::try_from(10 + n % 15).unwrap_or(10)),
        _ => people::born(10, 76, date(2026, 10, 1), &mut building.chance),
    }
}

/// Under three until the first day of the month after the third birthday; born on the 1st: that very day.
fn age(born: Date) -> &'static str {
    if born > date(2023, 10, 1) { "under3" } else { "over3" }
}

fn need(n: usize) -> i64 {
    let mut rest = n * 7 % 100;
    for (need, share) in NEEDS {
        if rest < share {
            return need;
        }
        rest -= share;
    }
    100
}

/// Values in whole euros; co-payments of 0 to 311 euros by need, a few with a relief of half.
fn grants(building: &mut Building, n: usize, ages: &[&str; 2], hours: i64) -> Vec<Granted> {
    let base: i64 = if n.is_multiple_of(5) { 0 } else { building.chance.random_range(30..=311) };
    let copayment = (base * hours + 50) / 100 * 100 / if n % 16 == 3 { 2 } else { 1 };
    let mut grants = Vec::new();
    for age in if ages[0] == ages[1] { &ages[..1] } else { &ages[..] } {
        let full = if *age == "under3" { VALUES[0].1 } else { VALUES[1].1 };
        let value = (full / 100 * hours + 50) / 100 * 100;
        let code = format!("{age}-{}", if hours == 100 { "full" } else { "part" });
        grants.push(Granted::of(&code, Limits::month(1)).paid(Money::Stored { value, copayment }));
    }
    grants
}

fn voucher(client: usize, course: Course, contents: Vec<Granted>, by: usize, later: usize) -> Voucher {
    let first_day = if course == Course::Starts { date(2026, 10, 1) } else { date(2026, 8, 1) };
    let last_day = if course == Course::Leaves { date(2026, 9, 30) } else { date(2027, 7, 31) };
    let bookings = if by == later {
        vec![Booking { provider: by, first_day, last_day }]
    } else {
        vec![
            Booking { provider: by, first_day, last_day: date(2026, 9, 30) },
            Booking { provider: later, first_day: date(2026, 10, 1), last_day },
        ]
    };
    Voucher { client, service: SERVICE.to_owned(), first_day, last_day, contents, way: Way::Booked(bookings) }
}
