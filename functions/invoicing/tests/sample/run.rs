//! Invoices as the parts of one run.

use std::collections::BTreeSet;

use domain::{
    handover::{Handed, Manifest, Transfers},
    invoice::Invoice,
    settlement::Header,
};

/// The credit transfers of a run whose invoices these are.
pub fn transfers(invoices: &[Invoice]) -> Option<Transfers> {
    let of = |invoice: &Invoice| Handed {
        provider: invoice.header.provider,
        business_id: invoice.header.seller.business_id.clone(),
        invoice_number: invoice.header.number.clone(),
        own_number: None,
        payable_cents: invoice.totals.gross,
        due_on: invoice.due_on,
        reference: invoice.reference.to_string(),
        files: Vec::new(),
    };
    let header = |invoice: &Invoice| Header {
        header: invoice.header.clone(),
        rows: 1,
        rows_sha256: String::new(),
        total_cents: invoice.totals.gross,
        payable_cents: invoice.totals.gross,
        formats: BTreeSet::new(),
        carried: Vec::new(),
        own: None,
    };
    let first = &invoices[0].header;
    let handed = invoices.iter().map(of).collect();
    let manifest = Manifest::of(first.organiser.clone(), first.run, first.period, 1, handed);
    let payer = serde_json::from_value(serde_json::json!({
        "name": "Esimerkin hyvinvointialue", "business_id": "9990017-1", "street": "Aluetie 2",
        "postal_code": "33200", "town": "Tampere", "payment_term_days": 21, "language": "fi",
        "einvoice": {"address": "003799900171", "operator": "EXMPFIHH"},
        "pay_from": {"iban": "FI8279000000000017", "bic": "EXMPFIHH"},
    }));
    Transfers::of(&payer.unwrap(), &manifest, &invoices.iter().map(header).collect::<Vec<_>>())
}
