//! Which partition gets hottest when the region of Turku reports ten thousand events a second.
//!
//! A partition takes 1 000 write units a second. The traffic is the generator's, at its real size; what an event writes
//! into each partition is measured over HTTP by the embedded store's meter. `--nocapture` shows the numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use local::regions::{
    Name, Region, SEED, Size,
    model::{Body, Expected, Report, VoucherRef},
    region,
};
use scenarios::{Provider, Town, home_care, hours};
use serde_json::{Value, json};

const EVENTS_A_SECOND: u64 = 10_000;
const UNITS_A_SECOND: u64 = 1_000;
/// A write in a transaction, of an item under a kilobyte.
const LISTED: u64 = 2;

/// What is recorded of the traffic: of each voucher its reports, and the items beside.
#[derive(Default)]
struct Traffic<'a> {
    events: u64,
    vouchers: BTreeMap<usize, Vec<&'a Report>>,
    /// Accounts that open, by provider.
    accounts: BTreeMap<usize, BTreeSet<(usize, String)>>,
    /// Events that wait, by service.
    held: BTreeMap<&'a str, u64>,
}

impl<'a> Traffic<'a> {
    fn of(region: &'a Region) -> Self {
        let mut traffic = Self::default();
        for (provider, line) in
            region.files.iter().flat_map(|file| file.lines.iter().map(move |line| (file.provider, line)))
        {
            let Body::Event(report) = &line.body else { continue };
            let VoucherRef::Of(voucher) = report.voucher else { continue };
            match &line.expected {
                Expected::Approved(_) => {
                    let day = report.start.as_ref().or(report.day.as_ref()).unwrap();
                    let month = day[..7].to_owned();
                    traffic.accounts.entry(provider).or_default().insert((voucher, month));
                }
                Expected::Held { .. } => {
                    *traffic.held.entry(&region.vouchers[voucher].service).or_default() += 1
                }
                _ => continue,
            }
            traffic.events += 1;
            traffic.vouchers.entry(voucher).or_default().push(report);
        }
        traffic
    }

    /// Units a second of a partition that takes so many over the whole traffic.
    fn heat(&self, units: u64) -> u64 {
        (units * EVENTS_A_SECOND).div_ceil(self.events)
    }
}

async fn town() -> (Town, Provider, String) {
    let town = Town::open().await;
    town.set_up(&["home-care"]).await;
    let provider = town.provider(1, &["home-care"]).await;
    let client = town.client(1).await;
    let voucher = town.booked(&provider, &client, "home-care", &home_care(&json!({}))).await;
    town.rest().await;
    town.system.store().reset_meter();
    (town, provider, voucher)
}

/// What the hottest partition of a kind has taken.
fn taken(town: &Town, kind: &str) -> u64 {
    let hottest = town.system.store().hottest(1000);
    hottest.iter().find(|heat| heat.pk.contains(kind)).map_or(0, |heat| heat.units.write)
}

#[tokio::test]
async fn at_ten_thousand_events_a_second_no_partition_of_turkus_traffic_takes_a_thousand_units() {
    let (region, _) = region(Name::Turku, SEED, Size::REAL);
    let traffic = Traffic::of(&region);
    let busiest = traffic.vouchers.values().max_by_key(|reports| reports.len()).unwrap();
    let mut measured = Vec::new();
    for alone in [true, false] {
        let (town, provider, voucher) = town().await;
        let event = |(n, report): (usize, &&Report)| {
            let time = |time: &Option<String>| time.clone().unwrap();
            hours(&format!("v-{n}"), &voucher, &time(&report.start), &time(&report.end))
        };
        let events: Vec<Value> = busiest.iter().enumerate().map(event).collect();
        if alone {
            for event in &events {
                town.record(&provider, event).await;
            }
        } else {
            let lines = town.record_all(&provider, &events).await;
            assert!(lines.iter().all(|line| line["status"] == "approved"), "{lines:?}");
        }
        let how = if alone { "one by one" } else { "in one batch" };
        measured.push((format!("the busiest voucher, {} events {how}", events.len()), taken(&town, "#V#")));
        measured.push((format!("its client's times, {how}"), taken(&town, "#O#")));
    }
    println!("turku: {} events, {EVENTS_A_SECOND} a second", traffic.events);
    for (what, units) in &measured {
        println!("{what}: {units} units, {} a second", traffic.heat(*units));
        assert!(traffic.heat(*units) < UNITS_A_SECOND, "{what}: {units}");
        // A system that exports by client sends a client's month at once.
        assert!(*units < UNITS_A_SECOND || what.ends_with("one by one"), "{what}: {units}");
    }
    let largest = traffic.accounts.values().map(BTreeSet::len).max().unwrap() as u64 * LISTED;
    println!("accounts to settle, the largest provider: {largest} units, {} a second", traffic.heat(largest));
    assert!(traffic.heat(largest) < UNITS_A_SECOND);
    for (service, held) in &traffic.held {
        let heat = traffic.heat(held * LISTED);
        println!("held events of {service}: {held}, {heat} units a second");
        assert!(heat < UNITS_A_SECOND, "{service}: {heat}");
    }
}
