//! The two parties of an invoice and the account that it is paid to.

use serde::{Deserialize, Serialize};

use crate::identifiers::{Bic, BusinessId, EInvoiceRoute, Iban};

/// A party as it was when the number was drawn: a snapshot, never looked up again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Name in the trade register, or of the wellbeing region or municipality.
    pub name: String,
    /// Business id.
    pub business_id: BusinessId,
    /// Whether it is in the VAT register.
    pub vat_registered: bool,
    /// Street address.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Post office.
    pub town: String,
    /// Two letters of ISO 3166-1: `FI`.
    pub country: String,
    /// Where it receives e-invoices.
    pub einvoice: EInvoiceRoute,
}

/// An account and its bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankAccount {
    /// The account's number.
    pub iban: Iban,
    /// The bank.
    pub bic: Bic,
}
