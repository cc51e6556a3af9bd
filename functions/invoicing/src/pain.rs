//! The credit transfers of a manifest as ISO 20022 pain.001.001.09, the message by which a bank is asked to pay.
//!
//! Source: the ISO 20022 message definition, with the SEPA credit transfer's rules: charges shared (`SLEV`), service level
//! `SEPA`, a structured creditor reference (`SCOR`). Element order is the schema's and strict.

use std::io::Write;

use domain::{
    handover::{Transfer, Transfers},
    invoice::BankAccount,
    money::Cents,
    time,
};
use jiff::civil::Date;

use crate::{
    finvoice::lengths::cut,
    rendering::RenderError,
    xml::{self, Written, plain},
};

type Document<'w> = xml::Document<'w, Pain>;

/// It knows nothing beside its elements.
struct Pain;

/// Longest name of a party, in characters.
const LONGEST_NAME: usize = 70;

/// Writes the transfers, a group for each day on which some fall due. The same ones give the same bytes.
///
/// # Errors
///
/// What of them does not fit the format.
pub fn render(transfers: &Transfers, out: &mut dyn Write) -> Result<(), RenderError> {
    let mut file = Document::begin(out, "UTF-8", Pain)?;
    let name = [("xmlns", "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09")];
    file.parent_with("Document", &name, |file| {
        file.parent("CstmrCdtTrfInitn", |file| {
            group(file, transfers)?;
            (1_u32..).zip(&transfers.by_day).try_for_each(|(number, (on, of_day))| {
                file.parent("PmtInf", |file| {
                    file.text("PmtInfId", &format!("{}-{number:03}", transfers.id))?;
                    batch(file, transfers, *on, of_day)
                })
            })
        })
    })?;
    file.finish()
}

/// It is made at the first instant of its invoices' day of issue, so that the same transfers are the same file.
fn group(file: &mut Document, transfers: &Transfers) -> Written {
    file.parent("GrpHdr", |file| {
        file.text("MsgId", &transfers.id)?;
        file.text("CreDtTm", &time::start_of(transfers.made_on).to_string())?;
        file.text("NbOfTxs", &transfers.all().count().to_string())?;
        file.text("CtrlSum", &transfers.sum().to_string())?;
        file.parent("InitgPty", |file| file.name(&transfers.payer))
    })
}

fn batch(file: &mut Document, transfers: &Transfers, on: Date, of_day: &[Transfer]) -> Written {
    let sum: Cents = of_day.iter().map(|transfer| transfer.amount).sum();
    file.text("PmtMtd", "TRF")?;
    file.text("NbOfTxs", &of_day.len().to_string())?;
    file.text("CtrlSum", &sum.to_string())?;
    file.parent("PmtTpInf", |file| file.parent("SvcLvl", |file| file.text("Cd", "SEPA")))?;
    file.parent("ReqdExctnDt", |file| file.text("Dt", &on.to_string()))?;
    file.parent("Dbtr", |file| file.name(&transfers.payer))?;
    file.account("DbtrAcct", &transfers.from)?;
    file.bank("DbtrAgt", &transfers.from)?;
    file.text("ChrgBr", "SLEV")?;
    of_day.iter().try_for_each(|transfer| file.parent("CdtTrfTxInf", |file| transaction(file, transfer)))
}

fn transaction(file: &mut Document, transfer: &Transfer) -> Written {
    file.parent("PmtId", |file| file.text("EndToEndId", transfer.invoice.as_str()))?;
    file.parent("Amt", |file| file.leaf("InstdAmt", &[("Ccy", "EUR")], &transfer.amount.to_string()))?;
    file.bank("CdtrAgt", &transfer.to)?;
    file.parent("Cdtr", |file| file.name(&transfer.payee))?;
    file.account("CdtrAcct", &transfer.to)?;
    file.parent("RmtInf", |file| {
        file.parent("Strd", |file| {
            file.parent("CdtrRefInf", |file| {
                file.parent("Tp", |file| file.parent("CdOrPrtry", |file| file.text("Cd", "SCOR")))?;
                file.text("Ref", &transfer.reference)
            })
        })
    })
}

impl Document<'_> {
    fn text(&mut self, element: &'static str, text: &str) -> Written {
        self.leaf(element, &[], &plain(element, text)?)
    }

    /// A name is cut at a word where it is too long.
    fn name(&mut self, name: &str) -> Written {
        self.leaf("Nm", &[], &cut(&plain("Nm", name)?, LONGEST_NAME))
    }

    fn account(&mut self, element: &'static str, account: &BankAccount) -> Written {
        self.parent(element, |file| file.parent("Id", |file| file.text("IBAN", account.iban.as_str())))
    }

    fn bank(&mut self, element: &'static str, account: &BankAccount) -> Written {
        self.parent(element, |file| {
            file.parent("FinInstnId", |file| file.text("BICFI", account.bic.as_str()))
        })
    }
}
