//! A row of an invoice: what was delivered on one voucher in one month, and what the organiser pays for it.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::InvoiceNumber;
use crate::{
    account::LineKind,
    ids::{BookingId, ContentCode, ServiceCode, VoucherNumber},
    money::Cents,
    rulebook::{Posting, PriceBasis, Unit, Vat},
    time::Month,
};

/// A row before its VAT is split off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceRow {
    /// The voucher, or the order of a purchased service: the only trace of the client.
    pub voucher: VoucherNumber,
    /// The provider's booking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<BookingId>,
    /// The service.
    pub service: ServiceCode,
    /// Its name in the invoice's language.
    pub service_name: String,
    /// The content of the service.
    pub content: ContentCode,
    /// Its name in the invoice's language.
    pub content_name: String,
    /// The band of the day, as it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// The service month.
    pub month: Month,
    /// Original, Refund or Correction.
    pub kind: LineKind,
    /// What the quantity counts.
    pub unit: Unit,
    /// How much, in that unit; always positive: the amount carries the sign.
    pub quantity: Decimal,
    /// What the organiser pays, rounded already; negative for a refund.
    pub amount: Cents,
    /// Whether the amount holds its VAT.
    pub basis: PriceBasis,
    /// How it is taxed.
    pub vat: Vat,
    /// Where the organiser's bookkeeping puts it.
    pub posting: Posting,
    /// The invoice that a Refund or a Correction goes back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<OriginalInvoice>,
}

/// An earlier invoice of the same seller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginalInvoice {
    /// Its number.
    pub number: InvoiceNumber,
    /// Its day.
    pub issued_on: Date,
}

/// A row with its VAT split off: `net + tax = gross`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxedRow {
    /// The row as it was given.
    pub row: InvoiceRow,
    /// Without VAT.
    pub net: Cents,
    /// The VAT.
    pub tax: Cents,
    /// With VAT.
    pub gross: Cents,
}
