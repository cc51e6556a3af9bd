//! The two parties: who is paid and who pays.

use domain::{
    identifiers::Ovt,
    invoice::{Invoice, Party},
};

use super::{Document, Written};

pub(super) fn supplier(file: &mut Document, invoice: &Invoice) -> Written {
    file.parent("cac:AccountingSupplierParty", |file| party(file, &invoice.header.seller))
}

pub(super) fn customer(file: &mut Document, invoice: &Invoice) -> Written {
    file.parent("cac:AccountingCustomerParty", |file| party(file, &invoice.header.buyer))
}

/// A Finnish address in Peppol is an OVT code under scheme 0216; the business id (0212) names the legal entity.
fn party(file: &mut Document, party: &Party) -> Written {
    file.parent("cac:Party", |file| {
        file.text_with("cbc:EndpointID", &[("schemeID", "0216")], endpoint(party).as_str())?;
        file.parent("cac:PartyName", |file| file.text("cbc:Name", &party.name))?;
        file.parent("cac:PostalAddress", |file| {
            file.text("cbc:StreetName", &party.street)?;
            file.text("cbc:CityName", &party.town)?;
            file.text("cbc:PostalZone", &party.postal_code)?;
            file.parent("cac:Country", |file| file.text("cbc:IdentificationCode", &party.country))
        })?;
        file.parent("cac:PartyTaxScheme", |file| tax(file, party))?;
        file.parent("cac:PartyLegalEntity", |file| {
            file.text("cbc:RegistrationName", &party.name)?;
            file.text_with("cbc:CompanyID", &[("schemeID", "0212")], party.business_id.as_str())
        })
    })
}

/// A party outside the VAT register is known to the tax administration by its business id (BT-32).
fn tax(file: &mut Document, party: &Party) -> Written {
    let (id, scheme) = if party.vat_registered {
        (party.business_id.vat_number(), "VAT")
    } else {
        (party.business_id.as_str().to_owned(), "TAX")
    };
    file.text("cbc:CompanyID", &id)?;
    file.parent("cac:TaxScheme", |file| file.text("cbc:ID", scheme))
}

fn endpoint(party: &Party) -> Ovt {
    party.einvoice.address.ovt().unwrap_or_else(|| party.business_id.ovt())
}
