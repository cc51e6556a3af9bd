//! What a provider's invoice says: Finvoice 3.0, or Peppol BIS Billing 3.0.
//!
//! Lines name their event by the codes that the system's own files use: `TAPAHTUMA` for the event's id, `SETELI` for the
//! voucher's number; day and content stand where the formats have them.

use domain::{
    identifiers::BusinessId,
    invoice::Format,
    money::Cents,
    own_invoice::{Received, ReceivedLine},
};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::xml::{Node, Refusal};

const INVOICE: &str = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
const CREDIT_NOTE: &str = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
const AGGREGATES: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
const BASICS: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
const BILLING: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
/// Finvoice's limit, which holds for both: the number goes on to finance systems.
const LONGEST_NUMBER: usize = 20;
/// Lines at most.
const MOST_LINES: usize = 5_000;

/// Reads a document; the element that lacks or says what it must not is named.
pub(super) fn received(root: &Node) -> Result<Received, (Refusal, &'static str)> {
    let read = match (root.name.as_str(), root.namespace.as_str()) {
        ("Finvoice", "") if root.is_of(&[""]) => finvoice(root)?,
        ("Invoice", INVOICE) if root.is_of(&[INVOICE, AGGREGATES, BASICS]) => ubl(root, &INVOICES)?,
        ("CreditNote", CREDIT_NOTE) if root.is_of(&[CREDIT_NOTE, AGGREGATES, BASICS]) => {
            ubl(root, &CREDIT_NOTES)?
        }
        _ => return Err(("not_an_einvoice", "")),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-./_".contains(&byte);
    if read.number.len() > LONGEST_NUMBER || !read.number.bytes().all(plain) {
        return Err(("einvoice_field", "InvoiceNumber"));
    }
    if read.lines.is_empty() || read.lines.len() > MOST_LINES {
        return Err(("einvoice_field", "InvoiceRow"));
    }
    Ok(read)
}

/// A field of a node, read by a rule.
fn field<T>(
    node: &Node,
    path: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, (Refusal, &'static str)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    node.text(path).and_then(read).ok_or(("einvoice_field", name))
}

fn only(node: &Node, path: &'static str, values: &[&str]) -> Result<(), (Refusal, &'static str)> {
    field(node, path, |text| values.contains(&text).then_some(()))
}

fn finvoice(root: &Node) -> Result<Received, (Refusal, &'static str)> {
    only(root, "InvoiceDetails/InvoiceTypeCode", &["INV01", "INV02"])?;
    let business_id = |text: &str| text.parse::<BusinessId>().ok();
    let due_on = field(root, "InvoiceDetails/PaymentTermsDetails/InvoiceDueDate", day)?;
    let payable = field(root, "InvoiceDetails/InvoiceTotalVatIncludedAmount", comma)?;
    let epi = "EpiDetails/EpiPaymentInstructionDetails";
    let agrees = |path: String, expected: bool| {
        if root.text(&path).is_none() || expected { Ok(()) } else { Err(("einvoice_field", "EpiDetails")) }
    };
    let (amount, on) = (format!("{epi}/EpiInstructedAmount"), format!("{epi}/EpiDateOptionDate"));
    let same = |path: &str| root.text(path).and_then(comma) == Some(payable);
    agrees(amount.clone(), same(&amount))?;
    agrees(on.clone(), root.text(&on).and_then(day) == Some(due_on))?;
    let mut accounts = Vec::new();
    for path in [
        "SellerInformationDetails/SellerAccountDetails/SellerAccountID",
        "EpiDetails/EpiPartyDetails/EpiBeneficiaryPartyDetails/EpiAccountID",
    ] {
        for node in root.all(path) {
            accounts.push(node.text.trim().parse().map_err(|_| ("einvoice_field", "EpiAccountID"))?);
        }
    }
    let lines = root.all("InvoiceRow").into_iter().filter(|row| row.text("RowVatExcludedAmount").is_some());
    let euro = |node: &&Node| node.attribute("AmountCurrencyIdentifier").is_none_or(|it| it == "EUR");
    if !root.all("InvoiceDetails/InvoiceTotalVatIncludedAmount").iter().all(euro) {
        return Err(("einvoice_field", "AmountCurrencyIdentifier"));
    }
    Ok(Received {
        format: Format::Finvoice,
        number: field(root, "InvoiceDetails/InvoiceNumber", |text| Some(text.to_owned()))?,
        issued_on: field(root, "InvoiceDetails/InvoiceDate", day)?,
        due_on,
        seller: field(root, "SellerPartyDetails/SellerPartyIdentifier", business_id)?,
        buyer: field(root, "BuyerPartyDetails/BuyerPartyIdentifier", business_id)?,
        accounts,
        reference: root.text(&format!("{epi}/EpiRemittanceInfoIdentifier")).map(str::to_owned),
        net: field(root, "InvoiceDetails/InvoiceTotalVatExcludedAmount", comma)?,
        tax: field(root, "InvoiceDetails/InvoiceTotalVatAmount", comma)?,
        payable,
        lines: lines.map(finvoice_row).collect::<Result<_, _>>()?,
    })
}

fn finvoice_row(row: &Node) -> Result<ReceivedLine, (Refusal, &'static str)> {
    let defined = |code: &str| {
        let details = row.all("RowDefinitionDetails").into_iter().find(|details| {
            let header = details.all("RowDefinitionHeaderText");
            header.first().and_then(|header| header.attribute("DefinitionCode")) == Some(code)
        })?;
        details.text("RowDefinitionValue")
    };
    let on = row.text("StartDate").or(row.text("RowDeliveryDate"));
    Ok(ReceivedLine {
        event: defined("TAPAHTUMA").and_then(|text| text.parse().ok()),
        voucher: defined("SETELI").and_then(|text| text.parse().ok()),
        on: on.and_then(day),
        content: row.text("ArticleIdentifier").and_then(|text| text.parse().ok()),
        net: field(row, "RowVatExcludedAmount", comma)?,
        rate: field(row, "RowVatRatePercent", |text| text.replace(',', ".").parse().ok())?,
    })
}

/// How an invoice and a credit note differ: the names of elements, and a credit note's amounts take back.
struct Kind {
    codes: &'static [&'static str],
    code: &'static str,
    due: &'static str,
    line: &'static str,
    sign: i64,
}

const INVOICES: Kind =
    Kind { codes: &["380"], code: "InvoiceTypeCode", due: "DueDate", line: "InvoiceLine", sign: 1 };
const CREDIT_NOTES: Kind = Kind {
    codes: &["381"],
    code: "CreditNoteTypeCode",
    due: "PaymentMeans/PaymentDueDate",
    line: "CreditNoteLine",
    sign: -1,
};

fn ubl(root: &Node, kind: &Kind) -> Result<Received, (Refusal, &'static str)> {
    only(root, "CustomizationID", &[BILLING])?;
    only(root, kind.code, kind.codes)?;
    only(root, "DocumentCurrencyCode", &["EUR"])?;
    let signed = |text: &str| point(text).map(|amount| Cents(kind.sign * amount.0));
    let business_id = |text: &str| text.parse::<BusinessId>().ok();
    let legal = |party: &'static str| field(root, party, business_id);
    let mut accounts = Vec::new();
    for node in root.all("PaymentMeans/PayeeFinancialAccount/ID") {
        accounts.push(node.text.trim().parse().map_err(|_| ("einvoice_field", "PayeeFinancialAccount"))?);
    }
    let lines = root.all(kind.line).into_iter().map(|line| ubl_line(line, kind));
    Ok(Received {
        format: Format::Peppol,
        number: field(root, "ID", |text| Some(text.to_owned()))?,
        issued_on: field(root, "IssueDate", iso_day)?,
        due_on: field(root, kind.due, iso_day)?,
        seller: legal("AccountingSupplierParty/Party/PartyLegalEntity/CompanyID")?,
        buyer: legal("AccountingCustomerParty/Party/PartyLegalEntity/CompanyID")?,
        accounts,
        reference: root.text("PaymentMeans/PaymentID").map(str::to_owned),
        net: field(root, "LegalMonetaryTotal/TaxExclusiveAmount", signed)?,
        tax: field(root, "TaxTotal/TaxAmount", signed)?,
        payable: field(root, "LegalMonetaryTotal/PayableAmount", signed)?,
        lines: lines.collect::<Result<_, _>>()?,
    })
}

fn ubl_line(line: &Node, kind: &Kind) -> Result<ReceivedLine, (Refusal, &'static str)> {
    let property = |name: &str| {
        let properties = line.all("Item/AdditionalItemProperty");
        properties.into_iter().find(|it| it.text("Name") == Some(name))?.text("Value")
    };
    let signed = |text: &str| point(text).map(|amount| Cents(kind.sign * amount.0));
    let category = "Item/ClassifiedTaxCategory/Percent";
    Ok(ReceivedLine {
        event: property("TAPAHTUMA").and_then(|text| text.parse().ok()),
        voucher: property("SETELI").and_then(|text| text.parse().ok()),
        on: line.text("InvoicePeriod/StartDate").and_then(iso_day),
        content: line.text("Item/SellersItemIdentification/ID").and_then(|text| text.parse().ok()),
        net: field(line, "LineExtensionAmount", signed)?,
        rate: field(line, category, |text| text.parse::<Decimal>().ok())?,
    })
}

/// `1234,50`, with a sign where it is below zero.
fn comma(text: &str) -> Option<Cents> {
    if text.contains('.') { None } else { point(&text.replace(',', ".")) }
}

/// `1234.50`, with at most two decimals.
fn point(text: &str) -> Option<Cents> {
    let amount = Decimal::from_str_exact(text).ok()?.checked_mul(Decimal::ONE_HUNDRED)?;
    let whole =
        amount.fract().is_zero() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    amount.trunc().to_string().parse().ok().map(Cents).filter(|_| whole)
}

fn day(text: &str) -> Option<Date> {
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if !digits {
        return None;
    }
    format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).parse().ok()
}

fn iso_day(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}
