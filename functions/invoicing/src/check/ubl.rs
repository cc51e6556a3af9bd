//! A UBL file against the record: what it must say as a whole, its parties, its sums and its VAT.

use std::io::BufRead;

use domain::{
    identifiers::{Bic, BusinessId, Iban, Ovt, RfReference},
    invoice::{Invoice, InvoiceNumber, Party},
    money::Cents,
};
use jiff::civil::Date;

use super::{
    Finding, figures, reader,
    reader::Section,
    ubl_grammar::{CREDIT_NOTE, INVOICE},
    ubl_line, ubl_vat,
};

/// Reads a Peppol self-billing file back and compares it with its record.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_peppol(file: &mut dyn BufRead, invoice: &Invoice) -> Result<(), Finding> {
    let credits = invoice.totals.gross < Cents::ZERO;
    let mut comparison = Comparison { invoice, credits, rows: 0, net: Cents::ZERO };
    let root = if credits { &CREDIT_NOTE } else { &INVOICE };
    reader::read_utf_8(file, root, &mut |section| comparison.take(&section))?;
    comparison.finish()
}

struct Comparison<'a> {
    invoice: &'a Invoice,
    /// The file's amounts have the other sign.
    credits: bool,
    rows: usize,
    net: Cents,
}

impl Comparison<'_> {
    fn take(&mut self, section: &Section) -> Result<(), Finding> {
        let header = &self.invoice.header;
        match section.name {
            "cbc:ID" => section.identifier::<InvoiceNumber>("cbc:ID", header.number.as_str())?,
            "cbc:IssueDate" => section.day("cbc:IssueDate", header.issued_on)?,
            "cbc:DueDate" => section.day("cbc:DueDate", self.invoice.due_on)?,
            "cbc:BuyerReference" => self.buyers_reference(section)?,
            "cac:InvoicePeriod" => {
                section.day("cbc:StartDate", self.invoice.delivered_from())?;
                section.day("cbc:EndDate", self.invoice.delivered_to())?;
            }
            "cac:OrderReference" => section.says_text("cbc:ID", header.order_reference.as_deref())?,
            "cac:ContractDocumentReference" => section.says_text("cbc:ID", header.agreement.as_deref())?,
            "cac:BillingReference" => self.original(section)?,
            "cac:AccountingSupplierParty" => party(section, &header.seller)?,
            "cac:AccountingCustomerParty" => party(section, &header.buyer)?,
            "cac:PaymentMeans" => self.payment(section)?,
            "cac:TaxTotal" => ubl_vat::compare(section, &self.invoice.totals, self.credits)?,
            "cac:LegalMonetaryTotal" => self.totals(section)?,
            "cac:InvoiceLine" | "cac:CreditNoteLine" => self.line(section)?,
            _ => {}
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Finding> {
        if self.rows != self.invoice.rows.len() {
            return Err(Finding::Rows(self.rows));
        }
        let net = if self.credits { -self.net } else { self.net };
        if net == self.invoice.totals.net { Ok(()) } else { Err(Finding::Differs("the sum of the rows")) }
    }

    fn buyers_reference(&self, section: &Section) -> Result<(), Finding> {
        let period = self.invoice.header.period.to_string();
        let reference = self.invoice.header.buyer_reference.as_deref().unwrap_or(&period);
        section.says_text("cbc:BuyerReference", Some(reference))
    }

    fn original(&self, section: &Section) -> Result<(), Finding> {
        let original =
            self.invoice.header.corrects.as_ref().ok_or(Finding::Differs("cac:BillingReference"))?;
        section.states("cbc:ID", original.number.as_str())?;
        section.day("cbc:IssueDate", original.issued_on)
    }

    fn payment(&self, section: &Section) -> Result<(), Finding> {
        let account = &self.invoice.header.pay_to;
        let reference = RfReference::from(&self.invoice.reference);
        section.identifier::<RfReference>("cbc:PaymentID", reference.as_str())?;
        section
            .within("cac:PayeeFinancialAccount", "cbc:ID")
            .identifier::<Iban>("cbc:ID", account.iban.as_str())?;
        section
            .within("cac:FinancialInstitutionBranch", "cbc:ID")
            .identifier::<Bic>("cbc:ID", account.bic.as_str())?;
        if self.credits { section.day("cbc:PaymentDueDate", self.invoice.due_on) } else { Ok(()) }
    }

    fn totals(&self, section: &Section) -> Result<(), Finding> {
        let totals = &self.invoice.totals;
        let stated = |amount: Cents| if self.credits { -amount } else { amount };
        section.euros("cbc:LineExtensionAmount", stated(totals.net))?;
        section.euros("cbc:TaxExclusiveAmount", stated(totals.net))?;
        section.euros("cbc:TaxInclusiveAmount", stated(totals.gross))?;
        section.euros("cbc:PayableAmount", stated(totals.gross))
    }

    fn line(&mut self, section: &Section) -> Result<(), Finding> {
        self.rows += 1;
        let taxed = self.invoice.rows.get(self.rows - 1).ok_or(Finding::Rows(self.rows))?;
        self.net += ubl_line::compare(section, self.rows, taxed, self.credits)?;
        Ok(())
    }
}

fn party(section: &Section, party: &Party) -> Result<(), Finding> {
    let ovt = party.einvoice.address.ovt().unwrap_or_else(|| party.business_id.ovt());
    section.identifier::<Ovt>("cbc:EndpointID", ovt.as_str())?;
    section.says_text("cbc:Name", Some(&party.name))?;
    section.says_text("cbc:StreetName", Some(&party.street))?;
    section.says_text("cbc:CityName", Some(&party.town))?;
    section.says_text("cbc:PostalZone", Some(&party.postal_code))?;
    section.states("cbc:IdentificationCode", &party.country)?;
    section.says_text("cbc:RegistrationName", Some(&party.name))?;
    let legal = section.within("cac:PartyLegalEntity", "cbc:CompanyID");
    legal.identifier::<BusinessId>("cbc:CompanyID", party.business_id.as_str())?;
    let (id, scheme) = if party.vat_registered {
        (party.business_id.vat_number(), "VAT")
    } else {
        (party.business_id.as_str().to_owned(), "TAX")
    };
    section.within("cac:PartyTaxScheme", "cbc:CompanyID").states("cbc:CompanyID", &id)?;
    section.within("cac:TaxScheme", "cbc:ID").states("cbc:ID", scheme)
}

/// The texts of an element that a section has inside one parent.
pub(super) struct Within<'a> {
    texts: Vec<&'a str>,
}

impl Within<'_> {
    fn states(&self, name: &'static str, value: &str) -> Result<(), Finding> {
        if self.texts == [value] { Ok(()) } else { Err(Finding::Differs(name)) }
    }

    fn identifier<T: std::str::FromStr>(&self, name: &'static str, value: &str) -> Result<(), Finding> {
        if self.texts.iter().any(|text| text.parse::<T>().is_err()) {
            return Err(Finding::CheckDigit(name));
        }
        self.states(name, value)
    }
}

impl Section {
    fn named(&self, name: &str) -> Within<'_> {
        let leaves = self.leaves.iter().filter(|leaf| leaf.name == name);
        Within { texts: leaves.map(|leaf| leaf.text.as_str()).collect() }
    }

    /// What stands in one parent only.
    pub(super) fn within(&self, parent: &str, name: &str) -> Within<'_> {
        let leaves = self.leaves.iter().filter(|leaf| leaf.name == name && leaf.parent == parent);
        Within { texts: leaves.map(|leaf| leaf.text.as_str()).collect() }
    }

    /// Every element of the name says exactly this, and there is one.
    pub(super) fn states(&self, name: &'static str, value: &str) -> Result<(), Finding> {
        self.named(name).states(name, value)
    }

    fn identifier<T: std::str::FromStr>(&self, name: &'static str, value: &str) -> Result<(), Finding> {
        self.named(name).identifier::<T>(name, value)
    }

    /// A text, in which only the number of spaces is free.
    pub(super) fn says_text(&self, name: &'static str, value: Option<&str>) -> Result<(), Finding> {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        match (self.named(name).texts.as_slice(), value) {
            ([text], Some(value)) if *text == words(value) => Ok(()),
            _ => Err(Finding::Differs(name)),
        }
    }

    pub(super) fn day(&self, name: &'static str, on: Date) -> Result<(), Finding> {
        match self.named(name).texts.as_slice() {
            [text] if figures::iso_day(text) == Some(on) => Ok(()),
            _ => Err(Finding::Differs(name)),
        }
    }

    pub(super) fn euros(&self, name: &'static str, amount: Cents) -> Result<(), Finding> {
        match self.named(name).texts.as_slice() {
            [text] if figures::euros(text) == Some(amount) => Ok(()),
            _ => Err(Finding::Differs(name)),
        }
    }
}
