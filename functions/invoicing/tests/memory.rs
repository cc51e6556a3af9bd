//! What it takes to write, check and put a file, beside its record: the same for 50 rows and for 5 000.
//!
//! One test alone, for the whole process is measured.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use domain::{
    invoice::{Format, Invoice},
    specification::Specification,
};
use invoicing::{
    rendering::{check, render},
    spool::Spool,
};
use objects::{Folder, Objects, Put};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A file that is held whole would be many times that.
const MOST: usize = 1024 * 1024;

/// The formats that finance systems read.
const STREAMED: [Format; 5] =
    [Format::Finvoice, Format::FinvoiceFramed, Format::Peppol, Format::Posting, Format::SpecificationCsv];

async fn peak(objects: &dyn Objects, format: Format, invoice: &Invoice, events: &Specification) -> usize {
    let key = format!("a/{}/{}", invoice.rows.len(), format.file_name());
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let mut file = Spool::default();
    render(format, invoice, events, &mut file).unwrap();
    check(format, &mut *file.open().unwrap(), invoice, events).unwrap();
    assert_eq!(file.put(objects, &key, format.content_type()).await.unwrap(), Put::Stored);
    let mut there = Spool::fetch(objects, &key).await.unwrap().unwrap();
    check(format, &mut *there.open().unwrap(), invoice, events).unwrap();
    assert_eq!(file.sha256(), there.sha256());
    MEMORY.peak_usage() - before
}

#[tokio::test]
async fn a_file_of_5_000_rows_takes_no_more_memory_than_one_of_50() {
    let folder = tempfile::tempdir().unwrap();
    let objects = Folder::open(folder.path()).unwrap();
    let before = MEMORY.current_usage();
    let long = sample::many_rows(5_000);
    println!("the record of 5 000 rows: {} bytes", MEMORY.current_usage() - before);
    let short = sample::many_rows(50);
    let (of_short, of_long) = (sample::events(&short), sample::events(&long));
    for format in STREAMED {
        let few = peak(&objects, format, &short, &of_short).await;
        let many = peak(&objects, format, &long, &of_long).await;
        let size = objects.size(&format!("a/5000/{}", format.file_name())).await.unwrap().unwrap();
        println!("{format:?}: {few} bytes for 50 rows, {many} for 5 000, whose file has {size}");
        assert!(few < MOST && many < MOST, "{format:?}: {few}, {many}");
    }
}
