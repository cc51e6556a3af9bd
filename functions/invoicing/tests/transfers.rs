//! Credit transfers: their bytes, what is left out, and that a file which says something else is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use std::path::Path;

use domain::{handover::Transfers, invoice::InvoiceNumber, money::Cents};
use invoicing::{
    check::{Finding, check_transfers},
    pain,
};

/// Five invoices on two days, one of them a credit note, one of nothing.
fn run() -> Transfers {
    let samples: Vec<_> = sample::all().into_iter().map(|(_, invoice)| invoice).collect();
    let mut invoices = [0, 5, 6, 1, 3].map(|at: usize| samples[at].clone());
    for (running, invoice) in (1..).zip(&mut invoices) {
        invoice.header.number = InvoiceNumber::of(&invoice.header.seller.business_id, running).unwrap();
        invoice.reference = invoice.header.number.reference();
    }
    invoices[1].due_on = "2026-11-30".parse().unwrap();
    invoices[3].totals.gross = Cents::ZERO;
    sample::run::transfers(&invoices).unwrap()
}

fn written(transfers: &Transfers) -> Vec<u8> {
    let mut bytes = Vec::new();
    pain::render(transfers, &mut bytes).unwrap();
    bytes
}

#[test]
fn a_run_is_one_file_with_a_payment_for_each_invoice_and_its_control_sums() {
    let transfers = run();
    let bytes = written(&transfers);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transfers/golden/run.xml");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &bytes).unwrap();
    }
    assert!(bytes == std::fs::read(&path).unwrap(), "{}", String::from_utf8_lossy(&bytes));
    assert_eq!(check_transfers(&mut &bytes[..], &transfers), Ok(()));
    assert!(!domain::identifiers::IdentityCode::occurs_in(&String::from_utf8(bytes).unwrap()));
}

#[test]
fn credit_notes_and_invoices_of_nothing_are_left_out() {
    let numbers: Vec<String> = run().all().map(|transfer| transfer.invoice.to_string()).collect();
    assert_eq!(
        numbers,
        ["99900016000001", "99900016000005", "99900016000002"],
        "by day, then in their order"
    );
    let credit_note = sample::credit_note();
    assert_eq!(sample::run::transfers(&[credit_note]), None, "nothing is to be paid");
}

#[test]
fn a_file_that_says_something_else_is_not_put() {
    let transfers = run();
    let text = String::from_utf8(written(&transfers)).unwrap();
    let row = |element| Finding::RowDiffers { row: 1, element };
    for (from, to, expected) in [
        ("<NbOfTxs>3<", "<NbOfTxs>4<", Finding::Differs("NbOfTxs")),
        ("<NbOfTxs>2<", "<NbOfTxs>3<", Finding::Differs("NbOfTxs")),
        ("<CtrlSum>", "<CtrlSum>1", Finding::Differs("CtrlSum")),
        ("2007.73</InstdAmt>", "2007.74</InstdAmt>", row("InstdAmt")),
        ("Ccy=\"EUR\"", "Ccy=\"SEK\"", Finding::Form("Ccy")),
        ("FI5679000000000000", "FI5679000000000001", Finding::CheckDigit("IBAN")),
        ("FI5679000000000000", "FI2112345600000785", row("IBAN")),
        ("FI8279000000000017", "FI5679000000000000", Finding::RowDiffers { row: 0, element: "IBAN" }),
        ("<Ref>999000160000019<", "<Ref>999000160000018<", Finding::CheckDigit("Ref")),
        (">99900016000001<", ">99900016000009<", row("EndToEndId")),
        (">2026-11-23<", ">2026-11-24<", Finding::Differs("Dt")),
        ("<ChrgBr>SLEV<", "<ChrgBr>DEBT<", Finding::Form("ChrgBr")),
        ("<PmtMtd>", "<BtchBookg>true</BtchBookg><PmtMtd>", Finding::Unexpected("BtchBookg".into())),
        ("Hoivakoti", "131052-901X", Finding::IdentityCode("Nm")),
    ] {
        assert!(text.contains(from), "{from}");
        let changed = text.replacen(from, to, 1);
        assert_eq!(check_transfers(&mut changed.as_bytes(), &transfers), Err(expected), "{from} -> {to}");
    }
}
