//! Credit transfers against what was to be paid: the part of pain.001.001.09 that we write, each payment and the sums.

use std::io::BufRead;

use domain::{
    handover::{Transfer, Transfers},
    identifiers::{Bic, Iban, ReferenceNumber, RfReference},
    money::Cents,
};

use super::{
    Finding, figures,
    grammar::{
        ANY_NUMBER,
        Content::{Codes, Count, IsoDay, Only, Parents, Text},
        Element, many, one, with,
    },
    reader::{self, Leaf, Section},
};

const NAME: &[Element] = &[one("Nm", Text(1, 70))];
const ACCOUNT: &[Element] = &[one("Id", Parents(&[one("IBAN", Codes(15, 34))]))];
const BANK: &[Element] = &[one("FinInstnId", Parents(&[one("BICFI", Codes(8, 11))]))];

static DOCUMENT: Element = with(
    &[("xmlns", Only("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"))],
    one(
        "Document",
        Parents(&[one(
            "CstmrCdtTrfInitn",
            Parents(&[
                one(
                    "GrpHdr",
                    Parents(&[
                        one("MsgId", Text(1, 35)),
                        one("CreDtTm", Text(20, 25)),
                        one("NbOfTxs", Count),
                        one("CtrlSum", Text(4, 19)),
                        one("InitgPty", Parents(NAME)),
                    ]),
                ),
                many("PmtInf", ANY_NUMBER, Parents(BATCH)),
            ]),
        )]),
    ),
);

const BATCH: &[Element] = &[
    one("PmtInfId", Text(1, 35)),
    one("PmtMtd", Only("TRF")),
    one("NbOfTxs", Count),
    one("CtrlSum", Text(4, 19)),
    one("PmtTpInf", Parents(&[one("SvcLvl", Parents(&[one("Cd", Only("SEPA"))]))])),
    one("ReqdExctnDt", Parents(&[one("Dt", IsoDay)])),
    one("Dbtr", Parents(NAME)),
    one("DbtrAcct", Parents(ACCOUNT)),
    one("DbtrAgt", Parents(BANK)),
    one("ChrgBr", Only("SLEV")),
    many("CdtTrfTxInf", ANY_NUMBER, Parents(TRANSACTION)),
];

const TRANSACTION: &[Element] = &[
    one("PmtId", Parents(&[one("EndToEndId", Codes(1, 35))])),
    one("Amt", Parents(&[with(&[("Ccy", Only("EUR"))], one("InstdAmt", Text(4, 19)))])),
    one("CdtrAgt", Parents(BANK)),
    one("Cdtr", Parents(NAME)),
    one("CdtrAcct", Parents(ACCOUNT)),
    one("RmtInf", Parents(&[one("Strd", Parents(&[one("CdtrRefInf", Parents(REFERENCE))]))])),
];

const REFERENCE: &[Element] =
    &[one("Tp", Parents(&[one("CdOrPrtry", Parents(&[one("Cd", Only("SCOR"))]))])), one("Ref", Codes(4, 35))];

/// Reads a file of credit transfers back and compares it with what was to be paid.
///
/// # Errors
///
/// The first thing found wrong.
pub fn check_transfers(file: &mut dyn BufRead, transfers: &Transfers) -> Result<(), Finding> {
    let mut batches = 0;
    reader::read_utf_8_below(file, (&DOCUMENT, 2), &mut |section| {
        if section.name == "GrpHdr" {
            says(&section.leaves, "MsgId", &transfers.id, 0)?;
            return sums(&section.leaves, transfers.all());
        }
        let (on, of_day) = transfers.by_day.iter().nth(batches).ok_or(Finding::Rows(batches + 1))?;
        batches += 1;
        section.day("Dt", *on)?;
        batch(&section, transfers, of_day)
    })?;
    if batches == transfers.by_day.len() { Ok(()) } else { Err(Finding::Rows(batches)) }
}

/// The payer's elements stand before the first payment's.
fn batch(section: &Section, transfers: &Transfers, of_day: &[Transfer]) -> Result<(), Finding> {
    sums(&section.leaves, of_day.iter())?;
    let mut parts = section.leaves.split_inclusive(|leaf| leaf.name == "ChrgBr");
    let payer = parts.next().unwrap_or_default();
    account(payer, transfers.from.iban.as_str(), transfers.from.bic.as_str(), 0)?;
    let payments: Vec<&[Leaf]> =
        parts.next().unwrap_or_default().split_inclusive(|leaf| leaf.name == "Ref").collect();
    if payments.len() != of_day.len() {
        return Err(Finding::Rows(payments.len()));
    }
    (1..).zip(payments.into_iter().zip(of_day)).try_for_each(|(row, (leaves, transfer))| {
        says(leaves, "EndToEndId", transfer.invoice.as_str(), row)?;
        says(leaves, "InstdAmt", &transfer.amount.to_string(), row)?;
        account(leaves, transfer.to.iban.as_str(), transfer.to.bic.as_str(), row)?;
        let reference = text(leaves, "Ref").unwrap_or_default();
        if reference.parse::<ReferenceNumber>().is_err() && reference.parse::<RfReference>().is_err() {
            return Err(Finding::CheckDigit("Ref"));
        }
        says(leaves, "Ref", &transfer.reference, row)
    })
}

fn account(leaves: &[Leaf], iban: &str, bic: &str, row: usize) -> Result<(), Finding> {
    if text(leaves, "IBAN").is_none_or(|text| text.parse::<Iban>().is_err()) {
        return Err(Finding::CheckDigit("IBAN"));
    }
    if text(leaves, "BICFI").is_none_or(|text| text.parse::<Bic>().is_err()) {
        return Err(Finding::CheckDigit("BICFI"));
    }
    says(leaves, "IBAN", iban, row)?;
    says(leaves, "BICFI", bic, row)
}

/// The count and the sum that stand first.
fn sums<'a>(leaves: &[Leaf], of: impl Iterator<Item = &'a Transfer>) -> Result<(), Finding> {
    let (count, sum) = of.fold((0_usize, Cents::ZERO), |(count, sum), it| (count + 1, sum + it.amount));
    if text(leaves, "NbOfTxs") != Some(count.to_string().as_str()) {
        return Err(Finding::Differs("NbOfTxs"));
    }
    let stated = text(leaves, "CtrlSum").and_then(figures::euros);
    if stated == Some(sum) { Ok(()) } else { Err(Finding::Differs("CtrlSum")) }
}

fn text<'a>(leaves: &'a [Leaf], name: &str) -> Option<&'a str> {
    leaves.iter().find(|leaf| leaf.name == name).map(|leaf| leaf.text.as_str())
}

fn says(leaves: &[Leaf], element: &'static str, expected: &str, row: usize) -> Result<(), Finding> {
    if text(leaves, element) == Some(expected) { Ok(()) } else { Err(Finding::RowDiffers { row, element }) }
}
