//! What the organiser's bank is asked to pay of a manifest: a credit transfer for each invoice, by the days on which they
//! fall due.
//!
//! Credit notes are left out, and so are invoices of nothing: a run has one document of each provider, so there is nothing
//! in it to set a credit note off against. The finance system sets it off against the provider's next invoice.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Manifest;
use crate::{
    invoice::{BankAccount, InvoiceNumber},
    money::Cents,
    organiser,
    settlement::Header,
};

/// So much of the run's id makes the message's: 96 bits.
const OF_RUN: usize = 24;

/// The transfers of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfers {
    /// The message's id at the bank, at most 30 characters: the run and the manifest's number.
    pub id: String,
    /// The latest day of issue among its invoices.
    pub made_on: Date,
    /// Who pays.
    pub payer: String,
    /// From where.
    pub from: BankAccount,
    /// By the day on which they fall due.
    pub by_day: BTreeMap<Date, Vec<Transfer>>,
}

/// One payment of one invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The invoice.
    pub invoice: InvoiceNumber,
    /// Whom it pays.
    pub payee: String,
    /// Where to.
    pub to: BankAccount,
    /// How much; above zero.
    pub amount: Cents,
    /// The payment's reference.
    pub reference: String,
}

impl Transfers {
    /// The transfers of a manifest's invoices, from the account that the organiser has named. None where it named none, or
    /// nothing is to be paid.
    pub fn of(payer: &organiser::Details, manifest: &Manifest, headers: &[Header]) -> Option<Self> {
        let from = payer.pay_from.clone()?;
        let mut by_day: BTreeMap<Date, Vec<Transfer>> = BTreeMap::new();
        for handed in manifest.invoices.iter().filter(|handed| handed.payable_cents > Cents::ZERO) {
            let header = &headers.iter().find(|header| header.header.number == handed.invoice_number)?.header;
            by_day.entry(handed.due_on).or_default().push(Transfer {
                invoice: handed.invoice_number.clone(),
                payee: header.seller.name.clone(),
                to: header.pay_to.clone(),
                amount: handed.payable_cents,
                reference: handed.reference.clone(),
            });
        }
        let made_on = headers.iter().map(|header| header.header.issued_on).max()?;
        let run = manifest.run.0.simple().to_string();
        let id = format!("{}-{:03}", &run[..OF_RUN], manifest.number);
        let payer = payer.clone().on(made_on).name;
        (!by_day.is_empty()).then_some(Self { id, made_on, payer, from, by_day })
    }

    /// Each of them.
    pub fn all(&self) -> impl Iterator<Item = &Transfer> {
        self.by_day.values().flatten()
    }

    /// What they come to.
    pub fn sum(&self) -> Cents {
        self.all().map(|transfer| transfer.amount).sum()
    }
}
