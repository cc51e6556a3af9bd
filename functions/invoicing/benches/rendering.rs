//! How long 10 000 invoices of 50 rows take to be written as Finvoice on one core, and how much memory they and one of
//! 5 000 rows take beside their record. `cargo bench -p invoicing --bench rendering`; it fails beyond ten seconds.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::{
    hint::black_box,
    io::sink,
    time::{Duration, Instant},
};

use criterion::{Criterion, Throughput, criterion_group};
use domain::{
    invoice::{Format, Invoice},
    specification::Specification,
};
use invoicing::{
    finvoice,
    rendering::{check, render},
    spool::Spool,
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The limits: so many invoices in so long.
const INVOICES: u32 = 10_000;
const LONGEST: Duration = Duration::from_secs(10);

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one core");
    for rows in [50, 5_000] {
        let invoice = sample::many_rows(rows);
        let events = sample::events(&invoice);
        group.throughput(Throughput::Elements(rows.into()));
        for format in [Format::Finvoice, Format::Peppol, Format::Posting] {
            group.bench_function(format!("write {rows} rows as {format:?}"), |bench| {
                bench.iter(|| render(format, black_box(&invoice), &events, &mut sink()).unwrap());
            });
        }
        let bytes = sample::written::render(&invoice).unwrap();
        group.bench_function(format!("check {rows} rows of Finvoice"), |bench| {
            bench.iter(|| check(Format::Finvoice, &mut &bytes[..], black_box(&invoice), &events).unwrap());
        });
    }
    group.finish();
}

/// What writing takes at its peak, beside the record.
fn peak(invoices: u32, invoice: &Invoice) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    for _ in 0..invoices {
        let mut file = Spool::default();
        render(Format::Finvoice, black_box(invoice), &Specification::default(), &mut file).unwrap();
    }
    MEMORY.peak_usage() - before
}

fn limits() {
    // Without `--bench` this is a test, and not about speed.
    let measured = std::env::args().any(|argument| argument == "--bench");
    let invoices = if measured { INVOICES } else { INVOICES / 100 };
    let (short, long) = (sample::many_rows(50), sample::many_rows(5_000));
    let begun = Instant::now();
    for _ in 0..invoices {
        finvoice::render(black_box(&short), &mut sink()).unwrap();
    }
    let took = begun.elapsed();
    let (one, many, of_5_000) = (peak(1, &short), peak(100, &short), peak(1, &long));
    println!("\n{invoices} invoices of 50 rows: {took:?}");
    println!(
        "memory beside the record: {one} bytes for one of 50 rows, {many} for 100, {of_5_000} for one of 5 000"
    );
    assert!(!measured || took < LONGEST, "{took:?}");
}

criterion_group!(rendering_benches, benches);

fn main() {
    rendering_benches();
    Criterion::default().configure_from_args().final_summary();
    limits();
}
