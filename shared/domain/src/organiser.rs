//! What the organiser tells of itself: the buyer of every invoice.

use serde::{Deserialize, Serialize};

use crate::{
    identifiers::{BusinessId, EInvoiceRoute},
    invoice::Party,
    language::Language,
};

/// The organiser's invoicing details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Name of the wellbeing region or municipality.
    pub name: String,
    /// Business id.
    pub business_id: BusinessId,
    /// Street address.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Post office.
    pub town: String,
    /// Where it receives e-invoices.
    pub einvoice: EInvoiceRoute,
    /// Days from an invoice's date to its due date.
    pub payment_term_days: u16,
    /// Language of its invoices.
    pub language: Language,
}

impl Details {
    /// The organiser as a party of an invoice.
    pub fn party(&self) -> Party {
        Party {
            name: self.name.clone(),
            business_id: self.business_id.clone(),
            vat_registered: true,
            street: self.street.clone(),
            postal_code: self.postal_code.clone(),
            town: self.town.clone(),
            country: "FI".to_owned(),
            einvoice: self.einvoice.clone(),
        }
    }
}
