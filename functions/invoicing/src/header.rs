//! The header of an invoice: a snapshot of parties, account and choices on the day that the number is drawn.

use std::collections::BTreeSet;

use domain::{
    account::Line,
    invoice::{BankAccount, Document, Format, InvoiceHeader, InvoiceNumber, OriginalInvoice, Party},
    own_invoice::OwnInvoice,
    provider::Provider,
    rulebook::Vat,
    settlement::Header,
};
use messages::InvoiceSettlement;

use crate::{Failure, number::Draft};

/// The header with a number, and the earlier invoice that it would credit.
pub(crate) fn of(
    of: &InvoiceSettlement,
    draft: &Draft,
    number: InvoiceNumber,
    credited: Option<OriginalInvoice>,
    own: Option<OwnInvoice>,
) -> Result<Header, Failure> {
    let choices = draft.choices.clone();
    let (seller, pay_to) = seller(&draft.provider)?;
    let header = InvoiceHeader {
        organiser: of.organiser.clone(),
        run: of.run,
        provider: of.provider,
        period: draft.settlement.value.period,
        number,
        issued_on: draft.issued_on,
        term_days: choices.payment_term_days,
        language: choices.language,
        buyer: draft.buyer.party(),
        seller,
        pay_to,
        buyer_reference: choices.buyer_reference,
        order_reference: choices.order_reference,
        agreement: choices.agreement,
        document: document(draft),
        corrects: credited,
        vat_keys: choices.vat_keys,
    };
    Ok(Header {
        header,
        rows: draft.rows.rows.len() as u64,
        rows_sha256: draft.rows.sha256.clone(),
        total_cents: draft.rows.total,
        payable_cents: draft.rows.total,
        formats: formats(choices.formats, own.as_ref()),
        carried: draft.carried_runs.clone(),
        own,
    })
}

/// Where the provider has invoiced itself, its own file stands for the invoices that we would write.
fn formats(mut formats: BTreeSet<Format>, own: Option<&OwnInvoice>) -> BTreeSet<Format> {
    if let Some(own) = own {
        formats.retain(|it| !matches!(it, Format::Finvoice | Format::FinvoiceFramed | Format::Peppol));
        formats.insert(own.format);
    }
    formats
}

/// A settlement note is for exempt deliveries; with a taxable one among them it is an invoice.
fn document(draft: &Draft) -> Document {
    let mut lines = draft.rows.rows.iter().flat_map(|row| &row.taken.lines);
    let taxable = |line: &Line| matches!(line.vat, Vat::Rate(_));
    if draft.choices.document == Document::SettlementNote && lines.any(taxable) {
        Document::SelfBilled
    } else {
        draft.choices.document
    }
}

/// The provider as a party, and where it is paid. A provider that lost either since collecting waits in its
/// queue until it is mended.
fn seller(provider: &Provider) -> Result<(Party, BankAccount), Failure> {
    let details = provider.details.clone();
    let lacks = |what: &str| Failure::Unexpected(format!("the provider has no {what}"));
    let pay_to = BankAccount {
        iban: details.iban.ok_or_else(|| lacks("account"))?,
        bic: details.bic.ok_or_else(|| lacks("bank"))?,
    };
    let party = Party {
        name: details.company.name,
        business_id: provider.business_id.clone(),
        vat_registered: details.vat_registered,
        street: details.company.street,
        postal_code: details.company.postal_code,
        town: details.company.town,
        country: "FI".to_owned(),
        einvoice: details.einvoice.ok_or_else(|| lacks("e-invoice address"))?,
    };
    Ok((party, pay_to))
}
