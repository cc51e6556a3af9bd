//! The check before the put, of Peppol files, posting files and specifications that were changed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use domain::invoice::{Format, Invoice};
use invoicing::check::Finding;
use sample::written::{check_as, render_as};

/// What the check finds when one text of a sample's rendering is replaced.
fn found(format: Format, name: &str, from: &str, to: &str) -> Finding {
    let (_, invoice): (_, Invoice) = sample::all().into_iter().find(|(sample, _)| *sample == name).unwrap();
    let events = sample::events(&invoice);
    let bytes = render_as(format, &invoice, &events).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let at = text.find(from).unwrap_or_else(|| panic!("{from} is not in {name}"));
    let changed = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
    match check_as(format, changed.as_bytes(), &invoice, &events) {
        Err(finding) => finding,
        Ok(()) => panic!("{name}: {from} -> {to} passed"),
    }
}

fn row(row: usize, element: &'static str) -> Finding {
    Finding::RowDiffers { row, element }
}

#[test]
fn a_peppol_invoice_that_says_something_else_is_found() {
    let differs = Finding::Differs;
    for (from, to, expected) in [
        ("<cbc:ID>99900016000042", "<cbc:ID>99900016000043", differs("cbc:ID")),
        ("<cbc:ID>99900016000042", "<cbc:ID>99900017000042", Finding::CheckDigit("cbc:ID")),
        ("2026-11-02</cbc:IssueDate>", "2026-11-03</cbc:IssueDate>", differs("cbc:IssueDate")),
        ("2026-11-02</cbc:IssueDate>", "2026-11-31</cbc:IssueDate>", Finding::Form("cbc:IssueDate")),
        ("2026-11-23</cbc:DueDate>", "2026-11-24</cbc:DueDate>", differs("cbc:DueDate")),
        (">389<", ">380<", Finding::Form("cbc:InvoiceTypeCode")),
        ("selfbilling:3.0", "billing:3.0", Finding::Form("cbc:CustomizationID")),
        ("TILITYS-2026-10", "TILITYS-2026-11", differs("cbc:BuyerReference")),
        ("TILAUS-2210", "TILAUS-2211", differs("cbc:ID")),
        ("003799900016<", "003799900017<", Finding::CheckDigit("cbc:EndpointID")),
        ("003799900016<", "003799900171<", differs("cbc:EndpointID")),
        ("FI5679000000000000", "FI5679000000000001", Finding::CheckDigit("cbc:ID")),
        ("FI5679000000000000", "FI8279000000000017", differs("cbc:ID")),
        (">EXMPFIHH<", ">EXMQFIHH<", differs("cbc:ID")),
        ("FI99900016", "FI99900171", differs("cbc:CompanyID")),
        ("Tampere", "Turku", differs("cbc:CityName")),
        ("608.83</cbc:LineE", "608.84</cbc:LineE", differs("cbc:LineExtensionAmount")),
        ("631.01</cbc:Payable", "631.02</cbc:Payable", differs("cbc:PayableAmount")),
        ("631.01</cbc:Payable", "631,01</cbc:Payable", Finding::Form("cbc:PayableAmount")),
        ("22.18</cbc:TaxAmount", "22.17</cbc:TaxAmount", differs("cbc:TaxAmount")),
        ("480.00</cbc:TaxableAmount", "480.01</cbc:TaxableAmount", differs("cbc:TaxableAmount")),
        ("VATEX-EU-132-1G</cbc:TaxEx", "VATEX-EU-132-1C</cbc:TaxEx", differs("cbc:TaxExemptionReasonCode")),
        ("<cbc:Percent>25.5", "<cbc:Percent>24", differs("cbc:Percent")),
        ("currencyID=\"EUR\"", "currencyID=\"SEK\"", Finding::Form("currencyID")),
        ("<cac:PaymentTerms>", "<!-- x --><cac:PaymentTerms>", Finding::Xml("Invoice".into())),
        (
            "<cbc:Note>",
            "<cbc:TaxPointDate>2026-11-02</cbc:TaxPointDate><cbc:Note>",
            Finding::Unexpected("cbc:TaxPointDate".into()),
        ),
        ("Kotihoito<", "131052-901X<", Finding::IdentityCode("cbc:Name")),
    ] {
        assert_eq!(found(Format::Peppol, "taxable-and-exempt", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn a_peppol_line_that_says_something_else_is_found_and_named() {
    for (from, to, expected) in [
        (">12.5</cbc:InvoicedQuantity", ">12.6</cbc:InvoicedQuantity", row(1, "cbc:InvoicedQuantity")),
        (">12.5</cbc:BaseQuantity", ">12.6</cbc:BaseQuantity", row(1, "cbc:BaseQuantity")),
        ("480.00</cbc:PriceAmount", "480.01</cbc:PriceAmount", row(1, "cbc:PriceAmount")),
        ("unitCode=\"HUR\"", "unitCode=\"DAY\"", row(1, "unitCode")),
        ("4340;21345;2210", "4340;21346;2210", row(1, "cbc:AccountingCost")),
        (">home-care</cbc:ID", ">home-core</cbc:ID", row(1, "cac:SellersItemIdentification")),
        (">cleaning</cbc:Value", ">cleaner</cbc:Value", row(2, "cac:AdditionalItemProperty")),
    ] {
        assert_eq!(found(Format::Peppol, "taxable-and-exempt", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn a_credit_note_that_names_another_original_or_keeps_its_sign_is_found() {
    for (from, to, expected) in [
        ("99900016000038", "99900016000039", Finding::Differs("cbc:ID")),
        ("2026-09-04", "2026-09-05", Finding::Differs("cbc:IssueDate")),
        ("507.77</cbc:Payable", "-507.77</cbc:Payable", Finding::Differs("cbc:PayableAmount")),
        ("CreditNoteTypeCode>261", "CreditNoteTypeCode>381", Finding::Form("cbc:CreditNoteTypeCode")),
        ("-1</cbc:CreditedQuantity", "1</cbc:CreditedQuantity", row(2, "cbc:PriceAmount")),
    ] {
        assert_eq!(found(Format::Peppol, "credit-note", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn a_finvoice_credit_note_that_is_called_an_invoice_or_names_another_original_is_found() {
    for (from, to, expected) in [
        (">INV02<", ">INV07<", Finding::Differs("InvoiceTypeCode")),
        (">261<", ">389<", Finding::Differs("InvoiceTypeCodeUN")),
        ("HYVITYSLASKU / ITSELASKUTUS", "HYVITYSLASKU", Finding::Differs("InvoiceTypeText")),
        (
            "38</OriginalInvoiceNumber>",
            "39</OriginalInvoiceNumber>",
            Finding::Differs("OriginalInvoiceNumber"),
        ),
        (
            "-507,77</EpiInstructedAmount>",
            "507,77</EpiInstructedAmount>",
            Finding::Differs("EpiInstructedAmount"),
        ),
    ] {
        assert_eq!(sample::mutated::finding("credit-note", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn a_posting_file_that_says_something_else_is_found() {
    for (from, to, expected) in [
        ("480,00;0,00;480,00", "480,00;0,00;480,01", row(1, "gross")),
        ("23,90;6,10", "23,91;6,09", row(2, "net")),
        (";4340;", ";4341;", row(1, "account")),
        (";21345;", ";=1+1;", Finding::Form("a cell")),
        (";2026-11-23;", ";2026-11-24;", row(1, "due_on")),
        ("Hoivakoti", "131052-901X", Finding::IdentityCode("a cell")),
        (";home-care;", ";home-care;home-care;", Finding::Form("a cell")),
    ] {
        assert_eq!(found(Format::Posting, "taxable-and-exempt", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn a_specification_that_says_something_else_is_found() {
    for (from, to, expected) in [
        (";original;480,00", ";original;480,01", row(1, "amount")),
        ("99900016000042;", "99900016000043;", row(1, "invoice_number")),
    ] {
        assert_eq!(found(Format::SpecificationCsv, "taxable-and-exempt", from, to), expected, "{from}");
    }
    let json = Format::SpecificationJson;
    let differs = found(json, "taxable-and-exempt", "\"amount_cents\":48000", "\"amount_cents\":48001");
    assert_eq!(differs, Finding::Differs("entries"));
    let differs = found(json, "taxable-and-exempt", "99900016000042", "99900016000043");
    assert_eq!(differs, Finding::Differs("invoice_number"));
    let differs = found(json, "taxable-and-exempt", "\"vat_added_cents\":1202", "\"vat_added_cents\":1201");
    assert_eq!(differs, Finding::Differs("entries"), "and it comes to what is paid");
    let differs = found(Format::SpecificationCsv, "taxable-and-exempt", ";vat;12,02", ";vat;12,01");
    assert_eq!(differs, row(5, "amount"));
}

#[test]
fn a_frame_that_names_another_party_is_found() {
    let (_, invoice) = sample::all().remove(0);
    let bytes = render_as(Format::FinvoiceFramed, &invoice, &sample::events(&invoice)).unwrap();
    let changed = sample::mutated::changed(&bytes, "EXMPFIHH</eb:PartyId>", "EXMQFIHH</eb:PartyId>");
    let events = sample::events(&invoice);
    assert_eq!(
        check_as(Format::FinvoiceFramed, &changed, &invoice, &events),
        Err(Finding::Differs("eb:PartyId"))
    );
}
