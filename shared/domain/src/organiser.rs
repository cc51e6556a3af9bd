//! What the organiser tells of itself: the buyer of every invoice.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    identifiers::{BusinessId, EInvoiceRoute},
    ids::ServiceCode,
    invoice::{BankAccount, Choices, Document, Format, Party, Setting},
    language::Language,
    money::Cents,
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
    /// The account that it pays from: with one, each manifest has a file of credit transfers beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_from: Option<BankAccount>,
    /// The address of its portal, to which links in letters lead; without it letters have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<String>,
    /// How its invoices are made, where not by default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invoicing: Vec<Setting>,
    /// Who stands in its place from a day on, where it is merged into another one or renamed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Successor>,
}

/// Who takes an organiser's open vouchers, decisions and debts from a day on. Its code in keys and addresses stays: that
/// names where the data lie, not who keeps them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Successor {
    /// The first day.
    pub from: Date,
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
}

impl Details {
    /// Who it is on a day. What was told and invoiced before keeps the earlier name, as it was stored.
    #[must_use]
    pub fn on(self, on: Date) -> Self {
        let begun = self.successors.iter().filter(|successor| successor.from <= on);
        let Some(successor) = begun.max_by_key(|successor| successor.from).cloned() else { return self };
        let Successor { from: _, name, business_id, street, postal_code, town, einvoice } = successor;
        Self { name, business_id, street, postal_code, town, einvoice, ..self }
    }

    /// Whether the portal's address is one: of a host alone, over TLS unless it is this machine's.
    pub fn has_good_portal(&self) -> bool {
        let host = |address: &str| {
            let host = address.strip_prefix("https://").or(address.strip_prefix("http://127.0.0.1:"))?;
            let is_plain = host.bytes().all(|b| b.is_ascii_alphanumeric() || b".:-".contains(&b));
            (is_plain && (1..=100).contains(&host.len())).then_some(())
        };
        self.portal.as_deref().is_none_or(|address| host(address).is_some())
    }

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
    /// What holds for an invoice that is issued on a day to a provider for services.
    pub fn choices(&self, on: Date, provider: &BusinessId, services: &BTreeSet<ServiceCode>) -> Choices {
        let defaults = Choices {
            document: Document::SelfBilled,
            formats: BTreeSet::from([Format::Finvoice]),
            buyer_reference: None,
            order_reference: None,
            agreement: None,
            payment_term_days: self.payment_term_days,
            language: self.language,
            carry_over_below: Cents::ZERO,
            vat_keys: BTreeMap::new(),
        };
        defaults.with(&self.invoicing, on, provider, services)
    }
}
