//! The payment: to whom, how much, when and with which reference. It must agree with the details.

use domain::invoice::Invoice;

use super::{Document, Written};

pub(super) fn payment(file: &mut Document, invoice: &Invoice) -> Written {
    file.parent("EpiDetails", |file| {
        file.parent("EpiIdentificationDetails", |file| {
            file.day("EpiDate", invoice.header.issued_on)?;
            file.code("EpiReference", invoice.reference.as_str(), 1..=35)
        })?;
        file.parent("EpiPartyDetails", |file| payee(file, invoice))?;
        file.parent("EpiPaymentInstructionDetails", |file| instruction(file, invoice))
    })
}

fn payee(file: &mut Document, invoice: &Invoice) -> Written {
    let account = &invoice.header.pay_to;
    file.parent("EpiBfiPartyDetails", |file| {
        let bic = ("IdentificationSchemeName", "BIC");
        file.code_with("EpiBfiIdentifier", &[bic], account.bic.as_str(), 8..=11)
    })?;
    file.parent("EpiBeneficiaryPartyDetails", |file| {
        file.text("EpiNameAddressDetails", &invoice.header.seller.name, 2..=35)?;
        let iban = ("IdentificationSchemeName", "IBAN");
        file.code_with("EpiAccountID", &[iban], account.iban.as_str(), 15..=34)
    })
}

/// A SEPA credit transfer (58), each party bearing its own bank's charges (SLEV).
fn instruction(file: &mut Document, invoice: &Invoice) -> Written {
    let scheme = ("IdentificationSchemeName", "SPY");
    file.code_with("EpiRemittanceInfoIdentifier", &[scheme], invoice.reference.as_str(), 4..=20)?;
    file.amount("EpiInstructedAmount", invoice.totals.gross)?;
    file.code_with("EpiCharge", &[("ChargeOption", "SLEV")], "SLEV", 4..=4)?;
    file.day("EpiDateOptionDate", invoice.due_on)?;
    file.code("EpiPaymentMeansCode", "58", 2..=2)
}
