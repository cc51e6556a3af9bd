//! The invoice that the organiser makes on a provider's behalf: the one record that every rendering comes from.
//!
//! There is no place in it for a client: the voucher's number is all that a row says (invariant 8).

mod due_day;
mod format;
mod number;
mod party;
mod row;
mod settings;
mod tax;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use due_day::{due_day, is_banking_day};
pub use format::Format;
pub use number::InvoiceNumber;
pub use party::{BankAccount, Party};
pub use row::{InvoiceRow, OriginalInvoice, TaxedRow};
pub use settings::{Choices, Document, Setting, SettingFinding, findings};
pub use tax::{RowAmount, Totals, VatTotal};

use crate::{
    identifiers::ReferenceNumber,
    ids::{Organiser, ProviderId, RunId},
    language::Language,
    money::Cents,
    rulebook::Vat,
    time::Month,
};

/// What an invoice says besides its rows and what follows from them: stored when the number is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceHeader {
    /// Whose settlement it is.
    pub organiser: Organiser,
    /// The run that closed the settlement.
    pub run: RunId,
    /// Whom it pays.
    pub provider: ProviderId,
    /// The period of the run.
    pub period: Month,
    /// Its number.
    pub number: InvoiceNumber,
    /// The Helsinki day on which the number was drawn.
    pub issued_on: Date,
    /// Days from the day of issue to the due day, before it moves to a banking day.
    pub term_days: u16,
    /// The organiser, who pays and who made the invoice.
    pub buyer: Party,
    /// The provider, on whose behalf it is made.
    pub seller: Party,
    /// The provider's account.
    pub pay_to: BankAccount,
    /// The organiser's reference, for routing; at most 70 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_reference: Option<String>,
    /// The organiser's order number, for routing; at most 70 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_reference: Option<String>,
    /// The agreement between the two; at most 70 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// The language of its texts.
    pub language: Language,
    /// What the document is in the sense of the VAT Act.
    #[serde(default, skip_serializing_if = "Document::is_self_billed")]
    pub document: Document,
    /// For a credit note: the latest earlier invoice that it goes back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<OriginalInvoice>,
    /// The organiser's own names for the posting keys of VAT, by the system's.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub vat_keys: BTreeMap<String, String>,
}

/// A composed invoice: it adds up, to the cent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invoice {
    /// Number, days, parties and routing.
    pub header: InvoiceHeader,
    /// When it falls due, a banking day.
    pub due_on: Date,
    /// The payment's reference: the invoice's number with a check digit.
    pub reference: ReferenceNumber,
    /// In the order in which they were given.
    pub rows: Vec<TaxedRow>,
    /// By VAT treatment and in all.
    pub totals: Totals,
}

/// Why no invoice is made of these rows. Rows are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvoiceRefusal {
    /// There is nothing to invoice.
    #[error("an invoice needs a row")]
    NoRows,
    /// The provider owes, and there is no earlier invoice that a credit note could name.
    #[error("the total is {0}, and a credit note names an earlier invoice")]
    CreditWithoutOriginal(Cents),
    /// A quantity is zero or negative; the sign of a refund is in its amount.
    #[error("row {0} has no quantity")]
    RowWithoutQuantity(usize),
    /// A service month after the period of the run.
    #[error("row {0} is of a month after the period")]
    RowAfterPeriod(usize),
    /// A taxable row, and the seller is not in the VAT register: it may not charge VAT.
    #[error("row {0} is taxable and the seller is not in the VAT register")]
    VatWithoutRegistration(usize),
    /// A taxable row: the VAT Act asks for an invoice of it, and a settlement note is none.
    #[error("row {0} is taxable, and a settlement note is no invoice")]
    TaxableRowInNote(usize),
    /// The amounts are beyond ten billion euros together.
    #[error("the amounts are too large")]
    TooLarge,
    /// A defect of the arithmetic, never of the data: the rows do not sum up to the totals.
    #[error("the rows do not sum up to the totals")]
    DoesNotAddUp,
}

impl InvoiceRefusal {
    /// The machine-readable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            InvoiceRefusal::NoRows => "no_rows",
            InvoiceRefusal::CreditWithoutOriginal(_) => "credit_without_original",
            InvoiceRefusal::RowWithoutQuantity(_) => "row_without_quantity",
            InvoiceRefusal::RowAfterPeriod(_) => "row_after_period",
            InvoiceRefusal::VatWithoutRegistration(_) => "vat_without_registration",
            InvoiceRefusal::TaxableRowInNote(_) => "taxable_row_in_note",
            InvoiceRefusal::TooLarge => "amounts_too_large",
            InvoiceRefusal::DoesNotAddUp => "does_not_add_up",
        }
    }
}

/// Together the rows move at most ten billion euros, so that no sum can leave its type.
const MOST_IN_ALL: i64 = 1_000_000_000_000;

impl Invoice {
    /// Taxes the rows, sums them up and dates the payment. The same header and rows give the same invoice.
    /// A total below zero makes it a credit note.
    ///
    /// # Errors
    ///
    /// What the rows lack, and a total below zero without an earlier invoice to name.
    pub fn compose(header: InvoiceHeader, rows: Vec<InvoiceRow>) -> Result<Self, InvoiceRefusal> {
        header.admits(&rows)?;
        let (rows, totals) = tax::tax(rows);
        if !totals.are_of(&rows) {
            return Err(InvoiceRefusal::DoesNotAddUp);
        }
        if totals.gross < Cents::ZERO && header.corrects.is_none() {
            return Err(InvoiceRefusal::CreditWithoutOriginal(totals.gross));
        }
        let due_on = due_day(header.issued_on, header.term_days);
        let reference = header.number.reference();
        Ok(Self { header, due_on, reference, rows, totals })
    }

    /// The earlier invoice that a credit note names; none for an invoice. The provider owes its total.
    pub fn credits(&self) -> Option<&OriginalInvoice> {
        self.header.corrects.as_ref().filter(|_| self.totals.gross < Cents::ZERO)
    }

    /// The first day of the earliest service month on it: late events and corrections reach behind the period.
    pub fn delivered_from(&self) -> Date {
        let months = self.rows.iter().map(|taxed| taxed.row.month);
        months.fold(self.header.period, Month::min).first_day()
    }

    /// The last day of the period.
    pub fn delivered_to(&self) -> Date {
        self.header.period.last_day()
    }
}

impl InvoiceHeader {
    fn admits(&self, rows: &[InvoiceRow]) -> Result<(), InvoiceRefusal> {
        let mut moved = 0_u64;
        for (number, row) in (1..).zip(rows) {
            self.admits_row(number, row)?;
            moved = moved.saturating_add(row.amount.0.unsigned_abs());
        }
        match moved {
            _ if rows.is_empty() => Err(InvoiceRefusal::NoRows),
            beyond if beyond > MOST_IN_ALL.unsigned_abs() => Err(InvoiceRefusal::TooLarge),
            _ => Ok(()),
        }
    }

    fn admits_row(&self, number: usize, row: &InvoiceRow) -> Result<(), InvoiceRefusal> {
        if row.quantity <= rust_decimal::Decimal::ZERO {
            return Err(InvoiceRefusal::RowWithoutQuantity(number));
        }
        if row.month > self.period {
            return Err(InvoiceRefusal::RowAfterPeriod(number));
        }
        match row.vat {
            Vat::Rate(_) if !self.seller.vat_registered => {
                Err(InvoiceRefusal::VatWithoutRegistration(number))
            }
            Vat::Rate(_) if self.document == Document::SettlementNote => {
                Err(InvoiceRefusal::TaxableRowInNote(number))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
