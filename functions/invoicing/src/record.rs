//! The record of an invoice: its stored header and the settlement's rows, named in the invoice's language.

use domain::{
    account::Line,
    ids::Organiser,
    invoice::{Invoice, InvoiceHeader, InvoiceRow},
    rulebook::Unit,
    settlement::Row,
};
use rust_decimal::Decimal;

use crate::{Failure, Invoicing, history::History};

impl Invoicing {
    /// Makes the invoice of a header and rows; the same ones make the same invoice.
    pub(crate) async fn invoice(
        &self,
        header: InvoiceHeader,
        rows: &[Row],
        history: &History,
    ) -> Result<Invoice, Failure> {
        let originals = self.originals(&header.organiser, header.provider, history, rows).await?;
        let mut invoiced = Vec::with_capacity(rows.len());
        for row in rows {
            for line in &row.taken.lines {
                let mut invoice_row = self.invoice_row(&header, row, line).await?;
                invoice_row.corrects = originals.of(history, row, line)?;
                invoiced.push(invoice_row);
            }
        }
        Ok(Invoice::compose(header, invoiced)?)
    }

    async fn invoice_row(
        &self,
        header: &InvoiceHeader,
        row: &Row,
        line: &Line,
    ) -> Result<InvoiceRow, Failure> {
        let organiser: &Organiser = &header.organiser;
        let missing = |what: &str| Failure::Unexpected(format!("{what} of {} is missing", row.service));
        let rulebook = self.rulebooks.version(&*self.store, organiser, &row.service, line.rulebook).await?;
        let rulebook = rulebook.ok_or_else(|| missing("rulebook"))?;
        let content = rulebook.content(&line.content).ok_or_else(|| missing("content"))?;
        let whole = Decimal::from(line.quantity);
        Ok(InvoiceRow {
            voucher: row.voucher.clone(),
            booking: Some(row.booking),
            service: row.service.clone(),
            service_name: rulebook.names.in_language(header.language).to_owned(),
            content: line.content.clone(),
            content_name: content.names.in_language(header.language).to_owned(),
            band: line.band.as_ref().map(|band| band.0.clone()),
            month: row.month,
            kind: line.kind,
            unit: content.unit,
            quantity: if content.unit == Unit::Hour { whole / Decimal::from(60) } else { whole },
            amount: line.provider,
            basis: rulebook.price_basis,
            vat: line.vat,
            posting: rulebook.posting.clone(),
            corrects: None,
        })
    }
}
