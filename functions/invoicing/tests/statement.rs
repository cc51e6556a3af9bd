//! The statement for people: its text in three languages, every sample's rows in it, and nobody's identity code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use std::path::Path;

use domain::{
    document::text,
    identifiers::IdentityCode,
    invoice::{Format, Invoice},
    language::Language,
};
use invoicing::{
    check::{Finding, check_statement},
    statement::says,
};
use sample::written::render_as;

fn named(name: &str) -> Invoice {
    sample::all().into_iter().find(|(sample, _)| *sample == name).unwrap().1
}

fn text_of(invoice: &Invoice) -> String {
    text(&says(invoice, &sample::events(invoice)))
}

#[test]
fn a_statement_reads_for_ever_like_this_in_each_language() {
    for (name, language) in
        [("refunds.fi", Language::Fi), ("refunds.sv", Language::Sv), ("refunds.en", Language::En)]
    {
        let mut invoice = named("refunds");
        invoice.header.language = language;
        let said = text_of(&invoice);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/statement/{name}.txt"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &said).unwrap();
        }
        assert_eq!(said, std::fs::read_to_string(&path).unwrap(), "{name}");
    }
}

#[test]
fn every_sample_is_explained_row_by_row_under_its_voucher() {
    for (name, invoice) in sample::all() {
        let said = text_of(&invoice);
        for taxed in &invoice.rows {
            assert!(said.contains(taxed.row.voucher.as_str()), "{name}");
        }
        assert!(said.contains(invoice.header.number.as_str()) && said.contains(invoice.reference.as_str()));
        assert!(!IdentityCode::occurs_in(&said), "{name}");
    }
}

#[test]
fn a_refund_and_a_credit_note_name_the_invoice_that_they_go_back_to() {
    let refunds = text_of(&named("refunds"));
    assert!(refunds.contains("laskulla 99900016000038 (4.9.2026)"), "{refunds}");
    let credit = text_of(&named("credit-note"));
    assert!(credit.starts_with("Hyvityslaskun erittely"), "{credit}");
    assert!(credit.contains("Hyvitettävä lasku: 99900016000038"), "{credit}");
}

#[test]
fn a_statement_that_differs_from_its_record_is_not_put() {
    let invoice = named("exempt-social");
    let bytes = render_as(Format::Statement, &invoice, &sample::events(&invoice)).unwrap();
    assert_eq!(check_statement(&mut &bytes[..], &invoice), Ok(()));
    let changed = |from: &str, to: &str| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(from), "{from}");
        check_statement(&mut text.replace(from, to).as_bytes(), &invoice).unwrap_err()
    };
    assert_eq!(changed("99900016000042", "99900016000043"), Finding::Differs("number or language"));
    assert_eq!(changed("FI5679000000000000", "FI2112345600000785"), Finding::Differs("account"));
    assert_eq!(changed("38,40", "38,41"), Finding::RowDiffers { row: 3, element: "gross" });
    assert_eq!(changed("Palveluntuottaja", "131052-901X"), Finding::IdentityCode("statement"));
}
