//! How many events a second are checked and priced, and how many fees decided, on one core; beside each the ratio to
//! the bare decimal multiplications that it cannot do without. `cargo bench -p domain --bench pricing`.
#![allow(missing_docs, clippy::unwrap_used, clippy::float_arithmetic)]

mod world;

use std::{hint::black_box, time::Instant};

use criterion::{Criterion, Throughput, criterion_group};
use domain::{
    circumstances::{Adult, Child, Circumstances, Household},
    euros::Euros,
    event::Reported,
    money::{Cents, half_up},
    pricing,
    quota::Quota,
    recording::{self, Ledger},
    rulebook::Rulebook,
    time::Days,
    valuation::{Asked, ValuationBasis, terms},
};
use jiff::Timestamp;
use rust_decimal::Decimal;

use world::{World, early_education, home_care, library};

/// A family of four with three children in care: the fee and the value of one of them.
fn family() -> (Rulebook, [Circumstances; 1], [Asked; 1]) {
    let child = |born: &str| Child { born: born.parse().unwrap(), paid_care: true, income: Euros::default() };
    let household = Household {
        adults: vec![Adult { income: Some(Euros(Cents(750_000))) }],
        children: vec![child("2023-05-05"), child("2021-05-05"), child("2020-05-05")],
        child: Some(1),
    };
    let circumstances = [Circumstances { household: Some(household), ..Circumstances::default() }];
    let code = "over3-full".parse().unwrap();
    let asked = [Asked {
        from: None,
        code,
        limits: None,
        price: None,
        support: None,
        reliefs: Vec::new(),
        raise: None,
    }];
    (library("early-education"), circumstances, asked)
}

/// The multiplications and roundings that a line needs at least: whole price and organiser's part.
fn yardstick(price: Cents, value: Cents, minutes: u64) -> (Cents, Cents) {
    let of = |amount: Cents| half_up(Decimal::from(amount.0) * Decimal::from(minutes) / Decimal::from(60));
    (of(price), of(price.min(value)))
}

fn record(world: &World, reported: &Reported, now: Timestamp) {
    let mut ledger = Ledger::default();
    black_box(recording::record(world.recording(now), &mut ledger, reported.clone()).unwrap());
}

fn check(world: &World, reported: &Reported, now: Timestamp) {
    black_box(recording::check(world.recording(now), &Quota::default(), reported).unwrap());
}

fn decide((rulebook, circumstances, asked): &(Rulebook, [Circumstances; 1], [Asked; 1])) {
    let day = "2026-03-01".parse().unwrap();
    let days = Days { first_day: day, last_day: day };
    let basis = ValuationBasis { rulebook, born: None, circumstances, days, asked };
    black_box(terms(basis, 1).unwrap());
}

fn benches(criterion: &mut Criterion) {
    let now: Timestamp = "2026-11-03T08:00:00Z".parse().unwrap();
    let mut group = criterion.benchmark_group("one core");
    group.throughput(Throughput::Elements(1));
    group.bench_function("yardstick: two multiplications", |bench| {
        bench.iter(|| yardstick(black_box(Cents(4_400)), black_box(Cents(3_600)), black_box(60)));
    });
    let (care, visit) = home_care();
    group.bench_function("price a visit by band", |bench| {
        bench.iter(|| pricing::price(black_box(care.pricing()), black_box(&visit)).unwrap());
    });
    group.bench_function("check and price a visit by band", |bench| bench.iter(|| check(&care, &visit, now)));
    group.bench_function("check, price and post it", |bench| bench.iter(|| record(&care, &visit, now)));
    let (early, month) = early_education();
    group.bench_function("check and price a month of early education", |bench| {
        bench.iter(|| check(&early, &month, now));
    });
    let family = family();
    group.bench_function("decide fee and value of a child", |bench| bench.iter(|| decide(&family)));
    group.finish();
}

/// What one takes, in the best of five rounds of some hundred thousand.
fn nanoseconds(mut one: impl FnMut()) -> f64 {
    const TIMES: u32 = 200_000;
    let round = |one: &mut dyn FnMut()| {
        let begun = Instant::now();
        (0..TIMES).for_each(|_| one());
        begun.elapsed().as_nanos() as f64 / f64::from(TIMES)
    };
    (0..5).map(|_| round(&mut one)).fold(f64::INFINITY, f64::min)
}

fn ratios() {
    let now: Timestamp = "2026-11-03T08:00:00Z".parse().unwrap();
    let least = nanoseconds(|| {
        black_box(yardstick(black_box(Cents(4_400)), black_box(Cents(3_600)), black_box(60)));
    });
    println!("\nyardstick: two multiplications: {least:.0} ns");
    let (care, visit) = home_care();
    let (early, month) = early_education();
    let family = family();
    let told = |name: &str, took: f64| {
        println!("{name}: {took:.0} ns, {:.0} a second, {:.1} x the yardstick", 1e9 / took, took / least);
    };
    told(
        "price a visit by band",
        nanoseconds(|| {
            black_box(pricing::price(care.pricing(), &visit).unwrap());
        }),
    );
    told("check and price a visit by band", nanoseconds(|| check(&care, &visit, now)));
    told("check, price and post it", nanoseconds(|| record(&care, &visit, now)));
    told("check and price a month of early education", nanoseconds(|| check(&early, &month, now)));
    told("decide fee and value of a child", nanoseconds(|| decide(&family)));
}

criterion_group!(pricing_benches, benches);

fn main() {
    pricing_benches();
    Criterion::default().configure_from_args().final_summary();
    ratios();
}
