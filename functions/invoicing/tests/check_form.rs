//! The check before the put: a file that is not written as an invoice must be, or names a person, is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use invoicing::check::Finding;
use sample::{
    mutated::{changed, finding, sample},
    written::{check, render},
};

#[test]
fn order_lengths_and_forms_are_found() {
    let unexpected = |name: &str| Finding::Unexpected(name.to_owned());
    let long = format!("{}</SellerTownName>", "x".repeat(36));
    for (from, to, expected) in [
        ("<InvoiceTypeCodeUN>389</InvoiceTypeCodeUN>", "", Finding::Missing("InvoiceTypeCodeUN")),
        ("<OriginCode>", "<InvoiceNumber>1</InvoiceNumber><OriginCode>", Finding::Missing("OriginCode")),
        (
            "</OriginCode>",
            "</OriginCode><OriginCode>Original</OriginCode>",
            Finding::Missing("InvoiceNumber"),
        ),
        (
            "<EpiDetails>",
            "<ControlStampText>x</ControlStampText><EpiDetails>",
            unexpected("ControlStampText"),
        ),
        ("Tampere</SellerTownName>", &long, Finding::Length("SellerTownName")),
        ("Tampere</SellerTownName>", "T</SellerTownName>", Finding::Length("SellerTownName")),
        ("20261102</InvoiceDate>", "20261131</InvoiceDate>", Finding::Form("InvoiceDate")),
        (
            "2007,73</InvoiceTotalVatI",
            "2007.73</InvoiceTotalVatI",
            Finding::Form("InvoiceTotalVatIncludedAmount"),
        ),
        (">INV07<", ">INV09<", Finding::Form("InvoiceTypeCode")),
        (">INV07<", ">INV01<", Finding::Differs("InvoiceTypeCode")),
        (">EN16931<", ">EN16930<", Finding::Form("SpecificationIdentifier")),
        (
            r#"AmountCurrencyIdentifier="EUR""#,
            r#"AmountCurrencyIdentifier="SEK""#,
            Finding::Form("AmountCurrencyIdentifier"),
        ),
        (r#" Format="CCYYMMDD""#, "", Finding::Missing("Format")),
        (r#"Version="3.0""#, r#"Version="2.0""#, Finding::Form("Version")),
        (r#"<EpiCharge "#, r#"<EpiCharge x="1" "#, unexpected("EpiCharge")),
    ] {
        assert_eq!(finding("exempt-social", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn what_is_not_the_xml_of_an_invoice_is_found() {
    let (bytes, invoice) = sample("exempt-social");
    let xml = |near: &str| Err(Finding::Xml(near.to_owned()));
    let comment = changed(&bytes, "<EpiDetails>", "<!-- x --><EpiDetails>");
    assert_eq!(check(&comment, &invoice), xml("Finvoice"));
    let stray = changed(&bytes, "<EpiDetails>", "x<EpiDetails>");
    assert_eq!(check(&stray, &invoice), xml("Finvoice"));
    let entity = changed(&bytes, ">Tampere<", ">&tampere;<");
    assert_eq!(check(&entity, &invoice), xml("SellerTownName"));
    let half = &bytes[..bytes.len() / 2];
    assert!(check(half, &invoice).is_err());
    let twice = [&bytes[..], b"<Finvoice></Finvoice>"].concat();
    assert_eq!(check(&twice, &invoice), Err(Finding::Unexpected("Finvoice".into())));
    assert_eq!(check(b"", &invoice), Err(Finding::Encoding));
}

#[test]
fn another_encoding_is_found() {
    let (bytes, invoice) = sample("exempt-social");
    let (text, ..) = encoding_rs::ISO_8859_15.decode(&bytes);
    assert_eq!(check(text.replace("ISO-8859-15", "UTF-8").as_bytes(), &invoice), Err(Finding::Encoding));
    assert_eq!(
        check(text.as_bytes(), &invoice),
        Err(Finding::Encoding),
        "UTF-8 that calls itself ISO-8859-15"
    );
    let control = changed(&bytes, ">Tampere<", ">Tam\u{1}pere<");
    assert_eq!(check(&control, &invoice), Err(Finding::Encoding));
}

#[test]
fn an_identity_code_is_found_wherever_it_stands() {
    for (from, to, element) in [
        (">Kotihoito<", ">Kotihoito 131052-901X<", "ArticleName"),
        ("TILAUS-2210", "010594y9032", "OrderIdentifier"),
        (">Esimerkkikatu 1<", ">Testi Asiakas-001 290216B902J<", "SellerStreetName"),
    ] {
        let sample = if element == "ArticleName" { "taxable-and-exempt" } else { "exempt-social" };
        assert_eq!(finding(sample, from, to), Finding::IdentityCode(element), "{element}");
    }
    let in_attribute =
        finding("exempt-social", r#"DefinitionCode="SETELI""#, r#"DefinitionCode="131052-901X""#);
    assert_eq!(in_attribute, Finding::IdentityCode("DefinitionCode"));
}

#[test]
fn a_finding_never_repeats_what_it_found() {
    let finding = finding("exempt-social", "TILAUS-2210", "131052-901X");
    assert!(!format!("{finding} {finding:?}").contains("131052"));
}

#[test]
fn a_record_with_an_identity_code_in_a_name_never_becomes_a_file() {
    let mut invoice = sample::many_rows(1);
    invoice.rows[0].row.content_name = "Kotihoito 131052-901X".into();
    let bytes = render(&invoice).unwrap();
    assert_eq!(check(&bytes, &invoice), Err(Finding::IdentityCode("ArticleName")));
}
