//! A small region around today: all five services, a handful of companies, fifteen clients.
//!
//! It fills a new local system, and it is what a deployed one is tried out with.

use jiff::{Span, Timestamp, civil::Date};

use super::{
    building::Building,
    companies::{Kind, company},
    model::{
        Decision, Granted, Limits, Money, Offer, Price, Provider, Region, Report, Step, Voucher, VoucherRef,
        Way,
    },
    people,
    turku::offer,
};

/// What the region is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// To be looked at and gone on with: things wait to be done.
    ToTryOut,
    /// To be checked: with lines that must be refused, and everything decided.
    Checked,
}

/// Days that everything turns around: the first of last month, and the validity from then on.
struct Days {
    last_month: Date,
    until: Date,
}

/// Which provider does what.
const CHILDMINDER: usize = 0;
const CENTRE: usize = 1;
const CARE: usize = 2;
const CLINIC: usize = 3;
const HOME: usize = 4;
const APPLICANT: usize = 5;

/// Clients of a region.
const CLIENTS: usize = 15;
/// So many turns share birth days: there are six hundred artificial identity codes of a day.
const TURNS: u64 = 40;

/// Business ids and names of the region's companies; another turn, other companies.
pub fn companies(turn: u64) -> Vec<(String, String)> {
    providers(turn).map(|provider| (provider.business_id, provider.name)).into()
}

fn providers(turn: u64) -> [Provider; 6] {
    // Companies 400 to 5 000 of the artificial ones: far from those of the large regions.
    let from = 400 + usize::try_from(turn % 700).unwrap_or(0) * 6;
    let kinds = [Kind::Childminder, Kind::Centre, Kind::Care, Kind::Dental, Kind::Housing, Kind::Care];
    let mut n = from;
    kinds.map(|kind| {
        n += 1;
        company(kind, n - 1, "Testilä", Vec::new())
    })
}

/// The region, and what came out other than meant.
pub fn region(name: &str, organiser: &str, turn: u64, now: Timestamp, shape: Shape) -> (Region, Vec<String>) {
    let services = ["early-education", "home-care", "dental-care", "assisted-living", "rehabilitative-work"];
    let mut building = Building::new(name, organiser, turn, now, &services);
    let this_month = super::clock::Minute::of(now).local().0.first_of_month();
    let last_month = this_month.saturating_sub(Span::new().months(1));
    let days = Days {
        last_month,
        until: last_month.saturating_add(Span::new().months(12)).yesterday().unwrap_or(Date::MAX),
    };
    add_companies(&mut building, turn);
    early_education(&mut building, &days, turn);
    let visited = home_care(&mut building, &days, turn);
    dental_care(&mut building, &days, turn);
    purchases(&mut building, &days, turn, shape);
    let period = last_month.strftime("%Y-%m").to_string();
    building.region.steps = vec![Step::Events { wave: 0 }];
    if shape == Shape::Checked {
        plant(&mut building, &days, visited);
        building.decide_held();
        building.region.steps.extend([Step::Events { wave: 1 }, Step::Decide]);
    }
    building.region.steps.push(Step::Settle { period });
    (building.region, building.surprises)
}

fn add_companies(building: &mut Building, turn: u64) {
    let offers: [&[&str]; 6] = [
        &["early-education"],
        &["early-education"],
        &["home-care"],
        &["dental-care"],
        &["assisted-living", "rehabilitative-work"],
        &["home-care"],
    ];
    for (n, (mut provider, services)) in providers(turn).into_iter().zip(offers).enumerate() {
        for service in services {
            let offer = if *service == "early-education" {
                early_education_offer()
            } else {
                offer(building, service)
            };
            provider.offers.push(offer);
        }
        if n == APPLICANT {
            provider.application = Decision::Wait;
        }
        building.provider(provider);
    }
}

fn early_education_offer() -> Offer {
    let prices =
        [("under3-full", 155_000), ("under3-part", 99_000), ("over3-full", 98_000), ("over3-part", 62_000)];
    let price =
        |(content, price_cents): (&str, i64)| Price { content: content.to_owned(), band: None, price_cents };
    Offer { service: "early-education".to_owned(), prices: prices.map(price).into() }
}

/// A client; those of another turn have other numbers or birth days, so that no identity code comes twice.
fn client(building: &mut Building, n: usize, months: i32, days: &Days, turn: u64) -> usize {
    let older = i64::try_from(turn / TURNS % 3000).unwrap_or(0);
    let born = days.last_month.saturating_sub(Span::new().months(months).days(older));
    let n = n + CLIENTS * usize::try_from(turn % TURNS).unwrap_or(0);
    let client = people::client(n, born, "Testilä", &mut building.chance);
    building.client(client)
}

/// Four children at the childminder's and two at the centre; last month is recorded, this month's roster is open.
fn early_education(building: &mut Building, days: &Days, turn: u64) {
    let values = [
        ("under3-full", 151_900, 16_500, 20),
        ("over3-full", 94_900, 31_100, 50),
        ("over3-part", 56_900, 6_600, 60),
    ];
    for n in 0..6 {
        let (code, value, copayment, months) = values[n % values.len()];
        let client = client(building, n, months, days, turn);
        let by = if n < 4 { CHILDMINDER } else { CENTRE };
        let granted = Granted::of(code, Limits::month(1)).paid(Money::Stored { value, copayment });
        let voucher =
            building.voucher(client, "early-education", [days.last_month, days.until], by, vec![granted]);
        let report = building.pieces(voucher, &day(days, 15), 1);
        building.send(0, by, report);
    }
}

/// Four clients with visits last month, the last of them once too long; and one who has not chosen yet.
fn home_care(building: &mut Building, days: &Days, turn: u64) -> usize {
    let mut last = 0;
    for n in 0..5 {
        let client = client(building, 6 + n, 12 * 80, days, turn);
        let limits = if n == 3 { Limits::month(150) } else { Limits::month(3000) };
        let granted = vec![Granted::of("home-care", limits)];
        if n == 4 {
            let (first_day, last_day) = (days.last_month, days.until);
            let way = Way::Booked(Vec::new());
            building.granted(Voucher {
                client,
                service: "home-care".to_owned(),
                first_day,
                last_day,
                contents: granted,
                way,
            });
            continue;
        }
        last = building.voucher(client, "home-care", [days.last_month, days.until], CARE, granted);
        for visit in 0..3 {
            let on = day(days, 10 + visit);
            let report = building.visit(last, &format!("{on}T17:20"), &format!("{on}T18:20"));
            building.send(0, CARE, report);
        }
    }
    last
}

fn dental_care(building: &mut Building, days: &Days, turn: u64) {
    for n in 0..2 {
        let client = client(building, 11 + n, 12 * 45, days, turn);
        let granted = vec![Granted::of("SAA01", Limits::total(1)), Granted::of("SFA20", Limits::total(2))];
        let voucher = building.voucher(client, "dental-care", [days.last_month, days.until], CLINIC, granted);
        let report = building.pieces(voucher, &day(days, 12), 1);
        building.send(0, CLINIC, report);
    }
}

/// An order that is delivered, and one that its provider has not answered.
fn purchases(building: &mut Building, days: &Days, turn: u64, shape: Shape) {
    let orders = [
        ("assisted-living", "care-day", 15_500, Decision::Approve),
        (
            "rehabilitative-work",
            "attendance-day",
            4_120,
            if shape == Shape::Checked { Decision::Reject } else { Decision::Wait },
        ),
    ];
    for (n, (service, code, price, answer)) in orders.into_iter().enumerate() {
        let client = client(building, 13 + n, 12 * 60, days, turn);
        let granted = Granted::of(code, Limits::month(31)).paid(Money::Agreed(price));
        let (first_day, last_day) = (days.last_month, days.until);
        let way = Way::Ordered { provider: HOME, answer };
        let order = building.granted(Voucher {
            client,
            service: service.to_owned(),
            first_day,
            last_day,
            contents: vec![granted],
            way,
        });
        if answer == Decision::Approve {
            let report = building.pieces(order, &day(days, 1), 28);
            building.send(0, HOME, report);
        }
    }
}

/// Lines that must be refused, and one sent twice.
fn plant(building: &mut Building, days: &Days, voucher: usize) {
    let sent = building.events_of(0, CARE);
    building.plant(1, CARE, "repeated", "sent twice", sent[0].clone());
    let changed = Report { end: sent[1].late_in_the_evening(), ..sent[1].clone() };
    building.plant(1, CARE, "event_conflict", "sent again with another end", changed);
    let on = day(days, 20);
    let mut wrong = |meant: &str, why: &str, change: &dyn Fn(&mut Report)| {
        let mut report = building.visit(voucher, &format!("{on}T10:00"), &format!("{on}T10:30"));
        change(&mut report);
        building.plant(1, CARE, meant, why, report);
    };
    wrong("end_before_start", "the wrong way round", &|r| std::mem::swap(&mut r.start, &mut r.end));
    wrong("unknown_content", "another service's content", &|r| r.content = "SAA01".to_owned());
    wrong("voucher_not_found", "nobody's number", &|r| {
        r.voucher = VoucherRef::Number("11111-11111-2".to_owned())
    });
    wrong("voucher_not_found", "another provider's voucher", &|r| r.voucher = VoucherRef::Of(0));
    wrong("malformed_time", "not a time", &|r| r.start = Some("aamulla".to_owned()));
    let day_20 = day(days, 20);
    building.plant_raw(
        1,
        CARE,
        "a field too many",
        serde_json::json!({"id": "x", "tunnit": 2, "day": day_20}),
    );
    let declined = building.region.vouchers.len() - 1;
    let report = building.pieces(declined, &day_20, 1);
    building.plant(1, HOME, "voucher_not_open", "the order was declined", report);
}

/// A day of last month.
fn day(days: &Days, n: i64) -> String {
    days.last_month.saturating_add(Span::new().days(n - 1)).to_string()
}
