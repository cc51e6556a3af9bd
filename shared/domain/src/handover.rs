//! Handing invoices over to the finance system: numbered manifests of a run, and what it tells of the payments.

pub mod payment_file;
mod transfers;

pub use transfers::{Transfer, Transfers};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    identifiers::{BusinessId, IdentityCode},
    ids::{Organiser, ProviderId, RunId},
    invoice::{Format, InvoiceNumber, due_day},
    money::Cents,
    settlement::{Header, Settlement, State},
    time::Month,
};

/// What a finance system may read of a run: it reads nothing that no manifest names. Immutable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always `manifest/1`.
    pub schema: String,
    /// The organiser.
    pub organiser: Organiser,
    /// The run.
    pub run: RunId,
    /// Its period.
    pub period: Month,
    /// 1, 2, 3 ... within the run.
    pub number: u32,
    /// How many invoices it names.
    pub count: u64,
    /// What they ask to pay together, in cents; credit notes count below zero.
    pub sum_cents: Cents,
    /// By provider.
    pub invoices: Vec<Handed>,
    /// The credit transfers that pay them, where the organiser has them made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payments: Option<HandedPayments>,
}

/// A manifest's file of credit transfers, pain.001.001.09.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedPayments {
    /// Its key in the bucket.
    pub key: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// How many transfers it has.
    pub count: u64,
    /// What they come to. Credit notes are left out of it, so the manifest's sum is lower by theirs.
    pub sum_cents: Cents,
}

/// An invoice of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handed {
    /// Whom it pays.
    pub provider: ProviderId,
    /// Its business id.
    pub business_id: BusinessId,
    /// The invoice's number.
    pub invoice_number: InvoiceNumber,
    /// The provider's own number, where it invoiced itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_number: Option<String>,
    /// What is paid, VAT included; a credit note's is negative.
    pub payable_cents: Cents,
    /// When it falls due.
    pub due_on: Date,
    /// The payment's reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Its files.
    pub files: Vec<HandedFile>,
}

/// A file in the bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedFile {
    /// The rendering.
    pub format: Format,
    /// Its key in the bucket.
    pub key: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// The next manifest of a run.
    pub fn of(organiser: Organiser, run: RunId, period: Month, number: u32, invoices: Vec<Handed>) -> Self {
        let sum_cents = invoices.iter().map(|invoice| invoice.payable_cents).sum();
        let (schema, count) = ("manifest/1".to_owned(), invoices.len() as u64);
        Self { schema, organiser, run, period, number, count, sum_cents, invoices, payments: None }
    }

    /// Where it lies in the bucket.
    pub fn key(&self) -> String {
        format!("{}.json", self.place())
    }

    /// Where its credit transfers lie, beside it.
    pub fn payments_key(&self) -> String {
        format!("{}-payments.xml", self.place())
    }

    fn place(&self) -> String {
        format!("manifests/{}/{}/{}/{:04}", self.organiser, self.period, self.run, self.number)
    }
}

impl Handed {
    /// A written settlement's invoice; none for a settlement in another state.
    pub fn of(settlement: &Settlement, header: &Header) -> Option<Self> {
        let State::Written { invoice_number, files, .. } = &settlement.state else { return None };
        let (header_of, own) = (&header.header, header.own.as_ref());
        let file = |(format, sha256): (&Format, &String)| HandedFile {
            format: *format,
            key: settlement.file_key(&header_of.organiser, invoice_number, *format),
            sha256: sha256.clone(),
        };
        Some(Self {
            provider: settlement.provider,
            business_id: header_of.seller.business_id.clone(),
            invoice_number: header_of.number.clone(),
            own_number: own.map(|own| own.number.clone()),
            payable_cents: header.payable_cents,
            due_on: own.map_or_else(|| due_day(header_of.issued_on, header_of.term_days), |own| own.due_on),
            reference: own
                .and_then(|own| own.reference.clone())
                .unwrap_or_else(|| header_of.number.reference().to_string()),
            files: files.iter().filter(|(format, _)| **format != Format::Statement).map(file).collect(),
        })
    }
}

/// What became of an invoice's payment, as the finance system tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// The invoice.
    pub invoice_number: InvoiceNumber,
    /// What was paid, or was to be paid: the invoice's total to the cent, a credit note's below zero.
    pub amount_cents: Cents,
    /// Paid or rejected.
    pub status: PaymentStatus,
    /// The day of the payment or of its rejection.
    pub on: Date,
    /// Why it was rejected, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What became of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// The money has left, or a credit note has been set off. Final.
    Paid,
    /// The bank or the finance system turned it down; it may be paid later.
    Rejected,
}

/// Longest reason of a rejection.
const LONGEST_REASON: usize = 200;

impl Payment {
    /// What speaks against storing it: a code, with the field that it is about.
    pub fn refusal(
        &self,
        payable: Cents,
        before: Option<&Payment>,
        today: Date,
    ) -> Option<(&'static str, &'static str)> {
        let reason = self.reason.as_deref();
        let readable = |text: &str| {
            (1..=LONGEST_REASON).contains(&text.trim().chars().count()) && !IdentityCode::occurs_in(text)
        };
        let needs_reason = self.status == PaymentStatus::Rejected;
        if self.amount_cents != payable {
            return Some(("payment_amount_differs", "amount_cents"));
        }
        if self.on > today {
            return Some(("payment_in_the_future", "on"));
        }
        if reason.is_some() != needs_reason || !reason.is_none_or(readable) {
            return Some(("reason_required", "reason"));
        }
        let final_before = before.filter(|before| before.status == PaymentStatus::Paid);
        final_before.filter(|before| *before != self).map(|_| ("already_paid", "invoice_number"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment(status: PaymentStatus, reason: Option<&str>) -> Payment {
        Payment {
            invoice_number: "99900016000001".parse().unwrap(),
            amount_cents: Cents(100),
            status,
            on: "2026-11-20".parse().unwrap(),
            reason: reason.map(str::to_owned),
        }
    }

    fn refused(payment: &Payment, before: Option<&Payment>) -> Option<&'static str> {
        payment.refusal(Cents(100), before, "2026-11-20".parse().unwrap()).map(|(code, _)| code)
    }

    #[test]
    fn a_payment_agrees_with_its_invoice_to_the_cent_and_is_not_of_tomorrow() {
        let paid = payment(PaymentStatus::Paid, None);
        assert_eq!(refused(&paid, None), None);
        let short = Payment { amount_cents: Cents(99), ..paid.clone() };
        assert_eq!(refused(&short, None), Some("payment_amount_differs"));
        let early = Payment { on: "2026-11-21".parse().unwrap(), ..paid };
        assert_eq!(refused(&early, None), Some("payment_in_the_future"));
    }

    #[test]
    fn a_rejection_has_a_reason_without_anybodys_identity_code_and_a_payment_has_none() {
        let rejected = |reason| payment(PaymentStatus::Rejected, reason);
        assert_eq!(refused(&rejected(Some("Tili suljettu")), None), None);
        assert_eq!(refused(&rejected(None), None), Some("reason_required"));
        assert_eq!(refused(&rejected(Some(" ")), None), Some("reason_required"));
        assert_eq!(refused(&rejected(Some("131052-901X")), None), Some("reason_required"));
        assert_eq!(refused(&payment(PaymentStatus::Paid, Some("x")), None), Some("reason_required"));
    }

    #[test]
    fn what_was_rejected_may_be_paid_and_what_was_paid_stays_paid() {
        let (paid, rejected) =
            (payment(PaymentStatus::Paid, None), payment(PaymentStatus::Rejected, Some("Tili suljettu")));
        assert_eq!(refused(&paid, Some(&rejected)), None);
        assert_eq!(refused(&paid, Some(&paid)), None, "told twice");
        assert_eq!(refused(&rejected, Some(&paid)), Some("already_paid"));
    }
}
