//! A region to be put under load: companies of home care, each with clients of its own, who are visited in the month before.

use domain::time::{Month, day_of};
use jiff::{Span, Timestamp, civil::date};

use super::{
    building::Building,
    companies::{Kind, company},
    model::{Granted, Limits, Region},
    people,
    turku::offer,
};

/// So many companies.
pub const COMPANIES: usize = 48;

/// Places of visits in a client's month: from eight to six in quarters of an hour, on days that every month has.
const PLACES_A_DAY: usize = 40;
const DAYS: usize = 28;

/// A region with vouchers and nothing recorded.
pub fn region(vouchers: usize, now: Timestamp) -> (Region, Month) {
    let month = Month::of(day_of(now)).before();
    let mut building = Building::new("load", "demo", 1, now, &["home-care"]);
    for n in 0..COMPANIES {
        let home_care = offer(&mut building, "home-care");
        building.provider(company(Kind::Care, n, "Testilä", vec![home_care]));
    }
    let days = [month.first_day(), month.last_day()];
    for n in 0..vouchers {
        // Six hundred artificial identity codes a birth day.
        let born = date(1936, 1, 1).saturating_add(Span::new().days((n / 600) as i64));
        let client = people::client(n % 600, born, "Testilä", &mut building.chance);
        let client = building.client(client);
        let granted = vec![Granted::of("home-care", Limits::default())];
        building.voucher(client, "home-care", days, n % COMPANIES, granted);
    }
    (building.region, month)
}

/// The n-th visit of a voucher's month as it is sent; none when the month is full.
pub fn visit(voucher: &str, month: Month, n: usize) -> Option<String> {
    let day = 1 + n / PLACES_A_DAY;
    let minutes = 8 * 60 + 15 * (n % PLACES_A_DAY);
    let clock = |minutes: usize| format!("{month}-{day:02}T{:02}:{:02}", minutes / 60, minutes % 60);
    let (start, end) = (clock(minutes), clock(minutes + 15));
    (day <= DAYS).then(|| {
        format!(
            r#"{{"id":"{voucher}-{n}","voucher":"{voucher}","content":"home-care","unit":"HUR","start":"{start}","end":"{end}"}}"#
        )
    })
}
