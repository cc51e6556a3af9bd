//! The file against the record: what every section must say, and what the rows must sum up to.

use domain::{
    identifiers::{Bic, BusinessId, Iban, Ovt, ReferenceNumber},
    ids::VoucherNumber,
    invoice::{Document, Invoice, InvoiceNumber, Party},
    money::Cents,
};
use encoding_rs::ISO_8859_15;
use jiff::civil::Date;

use super::{
    Finding, figures,
    reader::{Leaf, Section},
    row, vat,
};

/// The comparison while sections come in.
pub(super) struct Comparison<'a> {
    invoice: &'a Invoice,
    rows: usize,
    net: Cents,
    tax: Cents,
    gross: Cents,
}

/// What a leaf must say.
enum Says<'a> {
    Exactly(&'a str),
    /// Nothing: the leaf must be absent.
    Nothing,
    /// A text that the encoding may spell another way; spaces don't count.
    Text(&'a str),
    /// The leaf must stand, or must not.
    Stands(bool),
    Cents(Cents),
    Day(Date),
}

impl<'a> Comparison<'a> {
    pub(super) fn with(invoice: &'a Invoice) -> Self {
        Self { invoice, rows: 0, net: Cents::ZERO, tax: Cents::ZERO, gross: Cents::ZERO }
    }

    /// Compares one section.
    pub(super) fn take(&mut self, section: Section) -> Result<(), Finding> {
        section.leaves.iter().try_for_each(check_digits)?;
        match section.name {
            "InvoiceRow" => self.row(&section),
            "MessageTransmissionDetails" => self.transmission(&section),
            "SellerInformationDetails" => self.account(&section),
            "InvoiceDetails" => self.details(&section),
            "EpiDetails" => self.payment(&section),
            name if name.starts_with("Seller") => party("Seller", &self.invoice.header.seller, &section),
            _ => party("Buyer", &self.invoice.header.buyer, &section),
        }
    }

    /// Everything has come in: the rows must be all there and sum up.
    pub(super) fn finish(self) -> Result<(), Finding> {
        let totals = &self.invoice.totals;
        if self.rows != self.invoice.rows.len() {
            return Err(Finding::Rows(self.rows));
        }
        if (self.net, self.tax, self.gross) != (totals.net, totals.tax, totals.gross) {
            return Err(Finding::Differs("the sum of the rows"));
        }
        Ok(())
    }

    fn row(&mut self, section: &Section) -> Result<(), Finding> {
        self.rows += 1;
        let taxed = self.invoice.rows.get(self.rows - 1).ok_or(Finding::Rows(self.rows))?;
        let sums = row::compare(section, self.rows, taxed)?;
        self.net += sums.net;
        self.tax += sums.tax;
        self.gross += sums.gross;
        Ok(())
    }

    fn transmission(&self, section: &Section) -> Result<(), Finding> {
        let header = &self.invoice.header;
        let (from, to) = (&header.buyer.einvoice, &header.seller.einvoice);
        section.says("FromIdentifier", Says::Exactly(from.address.as_str()))?;
        section.says("FromIntermediator", Says::Exactly(from.operator.as_str()))?;
        section.says("ToIdentifier", Says::Exactly(to.address.as_str()))?;
        section.says("ToIntermediator", Says::Exactly(to.operator.as_str()))?;
        section.says("MessageIdentifier", Says::Exactly(header.number.as_str()))
    }

    fn account(&self, section: &Section) -> Result<(), Finding> {
        let header = &self.invoice.header;
        section.says("SellerTaxRegistrationText", Says::Stands(!header.seller.vat_registered))?;
        section.says("SellerAccountID", Says::Exactly(header.pay_to.iban.as_str()))?;
        section.says("SellerBic", Says::Exactly(header.pay_to.bic.as_str()))
    }

    fn details(&self, section: &Section) -> Result<(), Finding> {
        let (header, totals) = (&self.invoice.header, &self.invoice.totals);
        self.kind(section)?;
        section.says("InvoiceNumber", Says::Exactly(header.number.as_str()))?;
        section.says("InvoiceDate", Says::Day(header.issued_on))?;
        section.says("InvoicingPeriodStartDate", Says::Day(self.invoice.delivered_from()))?;
        section.says("InvoicingPeriodEndDate", Says::Day(self.invoice.delivered_to()))?;
        section.says("OrderIdentifier", Says::perhaps(header.order_reference.as_deref()))?;
        section.says("AgreementIdentifier", Says::perhaps(header.agreement.as_deref()))?;
        section.says("BuyerReferenceIdentifier", Says::perhaps(header.buyer_reference.as_deref()))?;
        section.says("RowsTotalVatExcludedAmount", Says::Cents(totals.net))?;
        section.says("InvoiceTotalVatExcludedAmount", Says::Cents(totals.net))?;
        section.says("InvoiceTotalVatAmount", Says::Cents(totals.tax))?;
        section.says("InvoiceTotalVatIncludedAmount", Says::Cents(totals.gross))?;
        section.says("InvoiceDueDate", Says::Day(self.invoice.due_on))?;
        vat::compare(section, totals)
    }

    /// A credit note names its original, an invoice none; and each is called what it is.
    fn kind(&self, section: &Section) -> Result<(), Finding> {
        let credits = self.invoice.totals.gross < Cents::ZERO;
        let original = self.invoice.header.corrects.as_ref().filter(|_| credits);
        let note = self.invoice.header.document == Document::SettlementNote;
        let (code, un) = match (note, credits) {
            (false, false) => ("INV07", "389"),
            (false, true) => ("INV02", "261"),
            (true, false) => ("INV01", "380"),
            (true, true) => ("INV02", "381"),
        };
        section.says("InvoiceTypeCode", Says::Exactly(code))?;
        section.says("InvoiceTypeCodeUN", Says::Exactly(un))?;
        let said = section
            .leaves
            .iter()
            .any(|leaf| leaf.name == "InvoiceTypeText" && leaf.text.contains("ITSELASKUTUS"));
        if said == note {
            return Err(Finding::Differs("InvoiceTypeText"));
        }
        let number = original.map(|original| original.number.as_str());
        section.says("OriginalInvoiceNumber", number.map_or(Says::Nothing, Says::Exactly))?;
        section.says(
            "OriginalInvoiceDate",
            original.map_or(Says::Nothing, |original| Says::Day(original.issued_on)),
        )
    }

    fn payment(&self, section: &Section) -> Result<(), Finding> {
        let (invoice, account) = (self.invoice, &self.invoice.header.pay_to);
        section.says("EpiDate", Says::Day(invoice.header.issued_on))?;
        section.says("EpiReference", Says::Exactly(invoice.reference.as_str()))?;
        section.says("EpiBfiIdentifier", Says::Exactly(account.bic.as_str()))?;
        section.says("EpiAccountID", Says::Exactly(account.iban.as_str()))?;
        section.says("EpiRemittanceInfoIdentifier", Says::Exactly(invoice.reference.as_str()))?;
        section.says("EpiInstructedAmount", Says::Cents(invoice.totals.gross))?;
        section.says("EpiDateOptionDate", Says::Day(invoice.due_on))
    }
}

/// A party's section or its unit number, which is a section of its own.
fn party(side: &str, party: &Party, section: &Section) -> Result<(), Finding> {
    let vat_number = party.business_id.vat_number();
    let ovt = party.einvoice.address.ovt().unwrap_or_else(|| party.business_id.ovt());
    for leaf in &section.leaves {
        let says = match leaf.name.strip_prefix(side) {
            Some("PartyIdentifier") => Says::Exactly(party.business_id.as_str()),
            Some("OrganisationTaxCode") if party.vat_registered => Says::Exactly(&vat_number),
            Some("OrganisationTaxCode") => Says::Nothing,
            Some("OrganisationUnitNumber") => Says::Exactly(ovt.as_str()),
            Some("OrganisationName") => Says::Text(&party.name),
            Some("StreetName") => Says::Text(&party.street),
            Some("PostCodeIdentifier") => Says::Text(&party.postal_code),
            None => Says::Exactly(&party.country),
            Some(_) => continue,
        };
        section.says(leaf.name, says)?;
    }
    let needs_tax_code = party.vat_registered && section.leaves.len() > 1;
    let has_tax_code = section.leaves.iter().any(|leaf| leaf.name.ends_with("TaxCode"));
    if needs_tax_code && !has_tax_code { Err(Finding::Missing("OrganisationTaxCode")) } else { Ok(()) }
}

impl<'a> Says<'a> {
    fn perhaps(text: Option<&'a str>) -> Self {
        text.map_or(Says::Nothing, Says::Text)
    }

    /// Whether the leaves of one name, carried on in one another, say it.
    fn is_said_by(&self, leaves: &[&Leaf]) -> bool {
        let text: String = leaves.iter().map(|leaf| leaf.text.as_str()).collect();
        match self {
            Says::Exactly(value) => leaves.len() == 1 && text == *value,
            Says::Nothing => leaves.is_empty(),
            Says::Text(value) => !leaves.is_empty() && is_spelt(value, &text),
            Says::Stands(stands) => leaves.is_empty() != *stands,
            Says::Cents(amount) => figures::cents(&text) == Some(*amount),
            Says::Day(on) => figures::day(&text) == Some(*on),
        }
    }
}

impl Section {
    fn says(&self, name: &'static str, says: Says<'_>) -> Result<(), Finding> {
        let named: Vec<&Leaf> = self.leaves.iter().filter(|leaf| leaf.name == name).collect();
        if says.is_said_by(&named) { Ok(()) } else { Err(Finding::Differs(name)) }
    }
}

/// Whether a file spells a text as the record has it, but for spaces and soft hyphens, which come and go with
/// line breaks. A text that the encoding can't hold is spelt some other way, and only its presence counts.
pub(super) fn is_spelt(record: &str, file: &str) -> bool {
    let (_, _, unmappable) = ISO_8859_15.encode(record);
    let letters =
        |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect() };
    unmappable || letters(record) == letters(file)
}

/// Identifiers are read as their types, whatever the record says.
fn check_digits(leaf: &Leaf) -> Result<(), Finding> {
    fn is<T: std::str::FromStr>(text: &str) -> bool {
        text.parse::<T>().is_ok()
    }
    let right = match leaf.name {
        "SellerPartyIdentifier" | "BuyerPartyIdentifier" => is::<BusinessId>(&leaf.text),
        "SellerOrganisationUnitNumber" | "BuyerOrganisationUnitNumber" => is::<Ovt>(&leaf.text),
        "SellerAccountID" | "EpiAccountID" => is::<Iban>(&leaf.text),
        "SellerBic" | "EpiBfiIdentifier" => is::<Bic>(&leaf.text),
        "EpiReference" | "EpiRemittanceInfoIdentifier" => is::<ReferenceNumber>(&leaf.text),
        "InvoiceNumber" | "OriginalInvoiceNumber" => is::<InvoiceNumber>(&leaf.text),
        _ => true,
    };
    if right { Ok(()) } else { Err(Finding::CheckDigit(leaf.name)) }
}

/// Whether a text is a voucher's number with its check letter.
pub(super) fn is_voucher(text: &str) -> bool {
    text.parse::<VoucherNumber>().is_ok_and(|voucher| voucher.as_str() == text)
}
