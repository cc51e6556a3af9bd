//! The two parties: who is paid and who pays.

use domain::{
    identifiers::{EInvoiceAddress, Ovt},
    invoice::{Invoice, Party},
};

use super::{Document, Written};
use crate::words::words;

/// The scheme of OVT codes in the list of electronic address schemes.
const OVT: (&str, &str) = ("SchemeID", "0216");
/// The scheme of Finnish business ids in ISO 6523.
const BUSINESS_ID: (&str, &str) = ("SchemeID", "0212");

/// An e-invoice address, with its scheme where it is an OVT code.
pub(super) fn address(file: &mut Document, element: &'static str, address: &EInvoiceAddress) -> Written {
    let scheme = if address.ovt().is_some() { &[OVT][..] } else { &[] };
    file.code_with(element, scheme, address.as_str(), 2..=35)
}

pub(super) fn seller(file: &mut Document, invoice: &Invoice) -> Written {
    let seller = &invoice.header.seller;
    file.parent("SellerPartyDetails", |file| {
        file.code_with("SellerPartyIdentifier", &[BUSINESS_ID], seller.business_id.as_str(), 9..=9)?;
        file.lines("SellerOrganisationName", &seller.name, 2..=70, 4)?;
        file.optional_code("SellerOrganisationTaxCode", tax_code(seller).as_deref(), 10..=10)?;
        file.parent("SellerPostalAddressDetails", |file| {
            file.lines("SellerStreetName", &seller.street, 2..=35, 3)?;
            file.text("SellerTownName", &seller.town, 2..=35)?;
            file.code("SellerPostCodeIdentifier", &seller.postal_code, 2..=35)?;
            file.code("CountryCode", &seller.country, 2..=2)
        })
    })?;
    file.code("SellerOrganisationUnitNumber", unit_number(seller).as_str(), 12..=17)?;
    file.parent("SellerInformationDetails", |file| seller_information(file, invoice))
}

/// A seller outside the VAT register says so: EN 16931 asks for a VAT number or a tax status (BR-E-02).
fn seller_information(file: &mut Document, invoice: &Invoice) -> Written {
    let account = &invoice.header.pay_to;
    if !invoice.header.seller.vat_registered {
        let status = words(invoice.header.language).not_in_vat_register;
        file.text("SellerTaxRegistrationText", status, 2..=35)?;
    }
    file.parent("SellerAccountDetails", |file| {
        let iban = ("IdentificationSchemeName", "IBAN");
        file.code_with("SellerAccountID", &[iban], account.iban.as_str(), 15..=34)?;
        file.code_with("SellerBic", &[("IdentificationSchemeName", "BIC")], account.bic.as_str(), 8..=11)
    })
}

pub(super) fn buyer(file: &mut Document, invoice: &Invoice) -> Written {
    let buyer = &invoice.header.buyer;
    file.parent("BuyerPartyDetails", |file| {
        file.code_with("BuyerPartyIdentifier", &[BUSINESS_ID], buyer.business_id.as_str(), 9..=9)?;
        file.lines("BuyerOrganisationName", &buyer.name, 2..=70, 4)?;
        file.optional_code("BuyerOrganisationTaxCode", tax_code(buyer).as_deref(), 10..=10)?;
        file.parent("BuyerPostalAddressDetails", |file| {
            file.lines("BuyerStreetName", &buyer.street, 2..=35, 3)?;
            file.text("BuyerTownName", &buyer.town, 2..=35)?;
            file.code("BuyerPostCodeIdentifier", &buyer.postal_code, 2..=35)?;
            file.code("CountryCode", &buyer.country, 2..=2)
        })
    })?;
    file.code("BuyerOrganisationUnitNumber", unit_number(buyer).as_str(), 12..=17)
}

fn tax_code(party: &Party) -> Option<String> {
    party.vat_registered.then(|| party.business_id.vat_number())
}

/// The OVT code that the party is reached at, else that of the company as a whole.
fn unit_number(party: &Party) -> Ovt {
    party.einvoice.address.ovt().unwrap_or_else(|| party.business_id.ovt())
}
