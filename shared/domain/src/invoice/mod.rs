//! The invoice that the organiser makes on a provider's behalf: the one record that every rendering comes from.
//!
//! There is no place in it for a client: the voucher's number is all that a row says (invariant 8).

mod due_day;
mod number;
mod party;
mod row;
mod tax;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use due_day::{due_day, is_banking_day};
pub use number::InvoiceNumber;
pub use party::{BankAccount, Party};
pub use row::{InvoiceRow, OriginalInvoice, TaxedRow};
pub use tax::{Totals, VatTotal};

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
    /// The provider would owe: that takes a credit note.
    #[error("the total is {0}: a credit note, not an invoice")]
    NegativeTotal(Cents),
    /// A quantity is zero or negative; the sign of a refund is in its amount.
    #[error("row {0} has no quantity")]
    RowWithoutQuantity(usize),
    /// A service month after the period of the run.
    #[error("row {0} is of a month after the period")]
    RowAfterPeriod(usize),
    /// A taxable row, and the seller is not in the VAT register: it may not charge VAT.
    #[error("row {0} is taxable and the seller is not in the VAT register")]
    VatWithoutRegistration(usize),
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
            InvoiceRefusal::NegativeTotal(_) => "negative_total",
            InvoiceRefusal::RowWithoutQuantity(_) => "row_without_quantity",
            InvoiceRefusal::RowAfterPeriod(_) => "row_after_period",
            InvoiceRefusal::VatWithoutRegistration(_) => "vat_without_registration",
            InvoiceRefusal::TooLarge => "amounts_too_large",
            InvoiceRefusal::DoesNotAddUp => "does_not_add_up",
        }
    }
}

/// Together the rows move at most ten billion euros, so that no sum can leave its type.
const MOST_IN_ALL: i64 = 1_000_000_000_000;

impl Invoice {
    /// Taxes the rows, sums them up and dates the payment. The same header and rows give the same invoice.
    ///
    /// # Errors
    ///
    /// What the rows lack, and a total below zero.
    pub fn compose(header: InvoiceHeader, rows: Vec<InvoiceRow>) -> Result<Self, InvoiceRefusal> {
        header.admits(&rows)?;
        let (rows, totals) = tax::tax(rows);
        if !totals.are_of(&rows) {
            return Err(InvoiceRefusal::DoesNotAddUp);
        }
        if totals.gross < Cents::ZERO {
            return Err(InvoiceRefusal::NegativeTotal(totals.gross));
        }
        let due_on = due_day(header.issued_on, header.term_days);
        let reference = header.number.reference();
        Ok(Self { header, due_on, reference, rows, totals })
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
        if matches!(row.vat, Vat::Rate(_)) && !self.seller.vat_registered {
            return Err(InvoiceRefusal::VatWithoutRegistration(number));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
