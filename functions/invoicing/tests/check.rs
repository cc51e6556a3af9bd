//! The check before the put: a file that says something else than its record is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use invoicing::check::Finding;
use sample::{
    mutated::{changed, finding, sample},
    written::{check, render},
};

fn differs(element: &'static str) -> Finding {
    Finding::Differs(element)
}

fn row(row: usize, element: &'static str) -> Finding {
    Finding::RowDiffers { row, element }
}

#[test]
fn what_the_header_says_otherwise_is_found() {
    for (from, to, expected) in [
        (">99900016000042<", ">99900016000043<", differs("MessageIdentifier")),
        ("<InvoiceNumber>99900016000042", "<InvoiceNumber>99900016000043", differs("InvoiceNumber")),
        ("20261102</InvoiceDate>", "20261103</InvoiceDate>", differs("InvoiceDate")),
        (
            "20261001</InvoicingPeriodStartDate>",
            "20260901</InvoicingPeriodStartDate>",
            differs("InvoicingPeriodStartDate"),
        ),
        ("20261031</InvoicingPeriodEnd", "20261130</InvoicingPeriodEnd", differs("InvoicingPeriodEndDate")),
        ("20261123</InvoiceDueDate>", "20261124</InvoiceDueDate>", differs("InvoiceDueDate")),
        ("TILAUS-2210", "TILAUS-2211", differs("OrderIdentifier")),
        ("EXMPFIHH</ToIntermediator>", "EXMQFIHH</ToIntermediator>", differs("ToIntermediator")),
        ("Hoivakoti Esimerkki Oy</Seller", "Hoivakoti Toinen Oy</Seller", differs("SellerOrganisationName")),
        ("FI99900016", "FI99900171", differs("SellerOrganisationTaxCode")),
        (">9990017-1<", ">9990001-6<", differs("BuyerPartyIdentifier")),
    ] {
        assert_eq!(finding("exempt-social", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn what_the_payment_says_otherwise_is_found() {
    for (from, to, expected) in [
        ("FI5679000000000000</Seller", "FI8279000000000017</Seller", differs("SellerAccountID")),
        ("FI5679000000000000</Epi", "FI8279000000000017</Epi", differs("EpiAccountID")),
        ("EXMPFIHH</Epi", "EXMQFIHH</Epi", differs("EpiBfiIdentifier")),
        ("2007,73</EpiInstructedAmount>", "2007,74</EpiInstructedAmount>", differs("EpiInstructedAmount")),
        ("20261123</EpiDateOptionDate>", "20261122</EpiDateOptionDate>", differs("EpiDateOptionDate")),
        ("20261102</EpiDate>", "20261101</EpiDate>", differs("EpiDate")),
    ] {
        assert_eq!(finding("exempt-social", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn a_wrong_check_digit_is_found_before_anything_is_compared() {
    for (from, to, element) in [
        (">9990001-6<", ">9990001-7<", "SellerPartyIdentifier"),
        ("003799900016</SellerO", "003799900017</SellerO", "SellerOrganisationUnitNumber"),
        ("FI5679000000000000</Seller", "FI5679000000000001</Seller", "SellerAccountID"),
        ("FI5679000000000000</Epi", "FI6579000000000000</Epi", "EpiAccountID"),
        ("</EpiRemittance", "1</EpiRemittance", "EpiRemittanceInfoIdentifier"),
        ("<InvoiceNumber>99900016000042", "<InvoiceNumber>99900017000042", "InvoiceNumber"),
    ] {
        assert_eq!(finding("exempt-social", from, to), Finding::CheckDigit(element), "{from} -> {to}");
    }
}

#[test]
fn sums_and_vat_that_differ_are_found() {
    for (from, to, expected) in [
        (
            "</RowsTotalVatExcludedAmount>",
            "1</RowsTotalVatExcludedAmount>",
            Finding::Form("RowsTotalVatExcludedAmount"),
        ),
        ("608,83</InvoiceTotalVatE", "608,84</InvoiceTotalVatE", differs("InvoiceTotalVatExcludedAmount")),
        ("22,18</InvoiceTotalVatA", "22,17</InvoiceTotalVatA", differs("InvoiceTotalVatAmount")),
        ("631,01</InvoiceTotalVatI", "631,02</InvoiceTotalVatI", differs("InvoiceTotalVatIncludedAmount")),
        ("480,00</VatBaseAmount>", "480,01</VatBaseAmount>", differs("VatBaseAmount")),
        ("25,5</VatRatePercent>", "24</VatRatePercent>", differs("VatRatePercent")),
        ("10,16</VatRateAmount>", "10,15</VatRateAmount>", differs("VatRateAmount")),
        ("VATEX-EU-132-1G</VatEx", "VATEX-EU-132-1C</VatEx", differs("VatExemptionReasonCode")),
    ] {
        assert_eq!(finding("taxable-and-exempt", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn a_row_that_differs_is_found_and_named() {
    for (from, to, expected) in [
        ("480,00</RowAmount>", "480,01</RowAmount>", row(1, "RowAmount")),
        ("480,00</RowVatExcludedAmount>", "479,99</RowVatExcludedAmount>", row(1, "RowVatExcludedAmount")),
        ("480,00</UnitPriceAmount>", "480,01</UnitPriceAmount>", row(1, "UnitPriceAmount")),
        (">12,5</InvoicedQuantity>", ">12,6</InvoicedQuantity>", row(1, "InvoicedQuantity")),
        (">12,5</UnitPriceBaseQuantity>", ">12,6</UnitPriceBaseQuantity>", row(1, "UnitPriceBaseQuantity")),
        (r#"UN="HUR""#, r#"UN="DAY""#, row(1, "InvoicedQuantity")),
        ("25,5</RowVatRatePercent>", "13,5</RowVatRatePercent>", row(2, "RowVatRatePercent")),
        ("S</RowVatCode>", "E</RowVatCode>", row(2, "RowVatCode")),
        ("6,10</RowVatAmount>", "6,11</RowVatAmount>", row(2, "RowVatAmount")),
        (">cleaning</RowDefinitionValue>", ">cleaner</RowDefinitionValue>", row(2, "PALVELU")),
        ("1G</RowDefinitionValue>", "1H</RowDefinitionValue>", row(1, "ALVPERUSTE")),
        ("20261001</StartDate>", "20260901</StartDate>", row(1, "StartDate")),
        ("20261031</EndDate>", "20261030</EndDate>", row(1, "EndDate")),
        (">home-care</ArticleIdentifier>", ">home-core</ArticleIdentifier>", row(1, "ArticleIdentifier")),
        (">2</RowPositionIdentifier>", ">3</RowPositionIdentifier>", row(2, "RowPositionIdentifier")),
        ("Siivouspalvelu,", "Siivouspalvelua,", row(2, "ArticleName")),
        (">21345</RowDefinitionValue>", ">21346</RowDefinitionValue>", row(1, "KUSTANNUSPAIKKA")),
    ] {
        assert_eq!(finding("taxable-and-exempt", from, to), expected, "{from} -> {to}");
    }
}

#[test]
fn another_voucher_or_original_invoice_is_found() {
    let (bytes, invoice) = sample("refunds");
    let (first, last) = (&invoice.rows[0].row.voucher, &invoice.rows[4].row.voucher);
    let swapped = changed(&bytes, first.as_str(), last.as_str());
    assert_eq!(check(&swapped, &invoice), Err(row(1, "SETELI")));
    let from = "99900016000038</OriginalInvoiceNumber>";
    let to = "99900016000039</OriginalInvoiceNumber>";
    assert_eq!(finding("refunds", from, to), row(1, "OriginalInvoiceNumber"));
    let (from, to) = ("20260904</OriginalInvoiceDate>", "20260905</OriginalInvoiceDate>");
    assert_eq!(finding("refunds", from, to), row(1, "OriginalInvoiceDate"));
    assert_eq!(
        finding("refunds", ">-1</InvoicedQuantity>", ">1</InvoicedQuantity>"),
        row(1, "UnitPriceAmount")
    );
}

#[test]
fn a_missing_or_doubled_row_is_found() {
    let (bytes, invoice) = sample("exempt-social");
    let find = |text: &str| bytes.windows(text.len()).position(|w| w == text.as_bytes()).unwrap();
    let (first, payment) = (find(" <InvoiceRow>"), find(" <EpiDetails>"));
    let second = first + 1 + bytes[first + 1..].windows(13).position(|w| w == b" <InvoiceRow>").unwrap();
    let without_first = [&bytes[..first], &bytes[second..]].concat();
    assert_eq!(check(&without_first, &invoice), Err(row(1, "RowPositionIdentifier")));
    let without_last_two = [&bytes[..second], &bytes[payment..]].concat();
    assert_eq!(check(&without_last_two, &invoice), Err(Finding::Rows(1)));
    let doubled = [&bytes[..payment], &bytes[first..second], &bytes[payment..]].concat();
    assert_eq!(check(&doubled, &invoice), Err(Finding::Rows(4)));
    let without_any = [&bytes[..first], &bytes[payment..]].concat();
    assert_eq!(check(&without_any, &invoice), Err(Finding::Missing("InvoiceRow")));
}

#[test]
fn a_record_that_does_not_add_up_never_becomes_a_file() {
    let mut invoice = sample::many_rows(3);
    invoice.rows[1].gross += domain::money::Cents(1);
    let bytes = render(&invoice).unwrap();
    assert_eq!(check(&bytes, &invoice), Err(Finding::Differs("the sum of the rows")));
}

#[test]
fn a_seller_outside_the_vat_register_has_no_vat_number() {
    let sample = "exempt-health-outside-vat-register";
    let from = "<SellerPostalAddressDetails>";
    let to = "<SellerOrganisationTaxCode>FI99900016</SellerOrganisationTaxCode><SellerPostalAddressDetails>";
    assert_eq!(finding(sample, from, to), differs("SellerOrganisationTaxCode"));
}

#[test]
fn a_seller_outside_the_vat_register_says_so() {
    let sample = "exempt-health-outside-vat-register";
    let status = "<SellerTaxRegistrationText>Ei arvonlisäverorekisterissä</SellerTaxRegistrationText>";
    assert_eq!(finding(sample, status, ""), differs("SellerTaxRegistrationText"));
    let tax_code = "<SellerOrganisationTaxCode>FI99900016</SellerOrganisationTaxCode>";
    assert_eq!(finding("exempt-social", tax_code, ""), Finding::Missing("OrganisationTaxCode"));
}

#[test]
fn a_breakdown_of_vat_too_many_is_found() {
    let extra = "<VatSpecificationDetails><VatBaseAmount AmountCurrencyIdentifier=\"EUR\">0,00</VatBaseAmount>\
                 <VatRatePercent>10</VatRatePercent><VatCode>S</VatCode>\
                 <VatRateAmount AmountCurrencyIdentifier=\"EUR\">0,00</VatRateAmount></VatSpecificationDetails>";
    let to = format!("{extra}<InvoiceFreeText>");
    assert_eq!(finding("exempt-social", "<InvoiceFreeText>", &to), differs("VatSpecificationDetails"));
}
