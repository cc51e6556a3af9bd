//! Writing: the file of a numbered invoice, checked before it is put, and put once.

use domain::{
    invoice::Invoice,
    settlement::{Header, Settlement, State},
};
use messages::InvoiceSettlement;
use objects::Put;
use sha2::{Digest, Sha256};
use storage::{keys::Name, port::StoreError, records::Versioned};

use crate::{Failure, Invoicing, check::check, finvoice::render, rows::hexadecimal};

impl Invoicing {
    /// Puts the file of a numbered settlement if it is not there, and records its checksum.
    pub(crate) async fn write(&self, of: &InvoiceSettlement) -> Result<(), Failure> {
        let name = Name::Settlement(of.run, of.provider);
        let mut settlement: Versioned<Settlement> = self.must(&of.organiser, &name).await?;
        let State::Numbered { rows, total_cents, invoice_number } = settlement.value.state.clone() else {
            return Ok(());
        };
        let header: Versioned<Header> = self.must(&of.organiser, &Name::Invoice(of.run, of.provider)).await?;
        let read = self.rows(of).await?;
        if read.sha256 != header.value.rows_sha256 || read.total != total_cents {
            return Err(Failure::Unexpected("rows changed after the close".to_owned()));
        }
        let invoice = self.invoice(header.value.header, &read.rows).await?;
        let key = settlement.value.invoice_key(&of.organiser, &invoice_number);
        let sha256 = self.put(&key, &invoice).await?;
        settlement.value.state = State::Written { rows, total_cents, invoice_number, sha256 };
        match self.store.write(vec![settlement.put(&of.organiser, &name)?]).await {
            // Another worker wrote the same.
            Ok(()) | Err(StoreError::ConditionFailed { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Where a file is there already it wins, after it is checked against the record.
    async fn put(&self, key: &str, invoice: &Invoice) -> Result<String, Failure> {
        let bytes = render(invoice)?;
        check(&bytes, invoice)?;
        let sha256 = hexadecimal(&Sha256::digest(&bytes));
        if self.objects.put_if_absent(key, bytes, "application/xml").await? == Put::Stored {
            return Ok(sha256);
        }
        let there = self.objects.get(key).await?;
        let there = there.ok_or_else(|| Failure::Unexpected(format!("{key} is there and is not")))?;
        check(&there, invoice)?;
        Ok(hexadecimal(&Sha256::digest(&there)))
    }
}
