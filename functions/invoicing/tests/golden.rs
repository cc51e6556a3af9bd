//! The bytes of each sample invoice, byte for byte; `UPDATE_GOLDEN=1` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use std::path::PathBuf;

use domain::{
    invoice::{Document, Format, Invoice},
    money::Cents,
};
use invoicing::rendering::RenderError;
use sample::written::{check, check_as, render, render_as};

/// Finvoice's file has the sample's name, the others the format's behind it.
fn golden(name: &str, format: Format) -> PathBuf {
    let file = if format == Format::Finvoice { "xml" } else { format.file_name() };
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden")).join(format!("{name}.{file}"))
}

/// Every rendering of every sample; a settlement note is none that Peppol knows.
fn all() -> Vec<(PathBuf, Format, Invoice)> {
    let mut all = Vec::new();
    for (name, invoice) in sample::all() {
        let note = invoice.header.document == Document::SettlementNote;
        for format in Format::ALL.into_iter().filter(|format| !note || *format != Format::Peppol) {
            all.push((golden(name, format), format, invoice.clone()));
        }
    }
    all
}

#[test]
fn every_sample_is_written_as_its_golden_file_has_it() {
    for (path, format, invoice) in all() {
        let bytes = render_as(format, &invoice, &sample::events(&invoice)).unwrap();
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &bytes).unwrap();
        }
        let kept = std::fs::read(&path).unwrap();
        assert!(bytes == kept, "{path:?}: the bytes differ; look at the difference before UPDATE_GOLDEN=1");
    }
}

#[test]
fn every_golden_file_belongs_to_a_sample() {
    let paths: Vec<PathBuf> = all().into_iter().map(|(path, ..)| path).collect();
    for file in std::fs::read_dir(golden("x", Format::Finvoice).parent().unwrap()).unwrap() {
        let file = file.unwrap().path();
        assert!(paths.contains(&file), "{file:?}");
    }
}

#[test]
fn every_rendering_of_every_sample_passes_the_check_before_the_put() {
    for (path, format, invoice) in all() {
        let events = sample::events(&invoice);
        let bytes = render_as(format, &invoice, &events).unwrap();
        assert_eq!(check_as(format, &bytes, &invoice, &events), Ok(()), "{path:?}");
    }
}

#[test]
fn a_settlement_note_is_no_invoice_in_peppol() {
    let (_, note) = sample::all().into_iter().find(|(name, _)| *name == "settlement-note").unwrap();
    let written = render_as(Format::Peppol, &note, &sample::events(&note));
    assert_eq!(written, Err(RenderError::NoInvoice));
}

#[test]
fn the_same_record_gives_the_same_bytes_also_after_it_was_stored() {
    for (name, invoice) in sample::all() {
        let stored = serde_json::to_vec(&invoice).unwrap();
        let read: Invoice = serde_json::from_slice(&stored).unwrap();
        assert!(render(&read) == render(&invoice), "{name}");
    }
}

#[test]
fn thousands_of_rows_are_written_and_checked() {
    let invoice = sample::many_rows(5_000);
    let bytes = render(&invoice).unwrap();
    assert_eq!(check(&bytes, &invoice), Ok(()));
}

#[test]
fn a_character_without_a_spelling_is_an_error_that_names_it() {
    let mut invoice = sample::many_rows(1);
    invoice.header.seller.name = "Hoiva Жук Oy".into();
    let error = RenderError::Character { element: "SellerOrganisationName", character: 'Ж' };
    assert_eq!(render(&invoice), Err(error));
}

#[test]
fn a_code_is_never_cut() {
    let mut invoice = sample::many_rows(1);
    invoice.header.buyer_reference = Some("X".repeat(71));
    let error = RenderError::TooLong { element: "BuyerReferenceIdentifier", limit: 70 };
    assert_eq!(render(&invoice), Err(error));
}

#[test]
fn a_party_without_an_address_is_an_error() {
    let mut invoice = sample::many_rows(1);
    invoice.header.seller.town = " ".into();
    assert_eq!(render(&invoice), Err(RenderError::TooShort { element: "SellerTownName", limit: 2 }));
}

#[test]
fn a_quantity_that_would_be_written_as_zero_is_an_error() {
    let mut invoice = sample::many_rows(1);
    invoice.rows[0].row.quantity = "0.00004".parse().unwrap();
    assert_eq!(render(&invoice), Err(RenderError::NoQuantity));
}

#[test]
fn a_settlement_that_cancels_out_is_an_invoice_of_zero() {
    let rows = vec![sample::hours(1, 60, 100, sample::SOCIAL), sample::hours(1, 60, -100, sample::SOCIAL)];
    let invoice = sample::composed(sample::header(), rows);
    assert_eq!(invoice.totals.gross, Cents::ZERO);
    assert_eq!(check(&render(&invoice).unwrap(), &invoice), Ok(()));
}
