//! Writing: the files of a numbered invoice, each checked before it is put, and put once.

use std::collections::BTreeMap;

use domain::{
    invoice::{Format, Invoice},
    own_invoice::OwnInvoice,
    settlement::{Header, Settlement, State},
    specification::Specification,
};
use messages::InvoiceSettlement;
use objects::Put;
use storage::{keys::Name, port::StoreError, records::Versioned};

use crate::{
    Failure, Invoicing,
    rendering::{check, render},
    rows::hexadecimal,
    spool::Spool,
};

impl Invoicing {
    /// Puts the files of a numbered settlement where they are not there, and records their checksums.
    pub(crate) async fn write(&self, of: &InvoiceSettlement) -> Result<(), Failure> {
        let name = Name::Settlement(of.run, of.provider);
        let mut settlement: Versioned<Settlement> = self.must(&of.organiser, &name).await?;
        let State::Numbered { rows, total_cents, invoice_number } = settlement.value.state.clone() else {
            return Ok(());
        };
        let header: Versioned<Header> = self.must(&of.organiser, &Name::Invoice(of.run, of.provider)).await?;
        let header = header.value;
        let read = self.rows(of, &header.carried).await?;
        if read.sha256 != header.rows_sha256 || read.total != total_cents {
            return Err(Failure::Unexpected("rows changed after the close".to_owned()));
        }
        let history = self.history(&of.organiser, of.provider, of.run).await?;
        let events = self.specification(of, &header.formats, &read.rows).await?;
        let mut invoice = self.invoice(header.header, &read.rows, &history).await?;
        if let Some(own) = &header.own {
            invoice.due_on = own.due_on;
        }
        let mut files = BTreeMap::new();
        for format in header.formats {
            let key = settlement.value.file_key(&of.organiser, &invoice_number, format);
            let sha256 = match header.own.as_ref().filter(|own| own.format == format) {
                Some(own) => self.deliver(own, &key).await?,
                None => self.put(&key, format, &invoice, &events).await?,
            };
            files.insert(format, sha256);
        }
        settlement.value.state = State::Written { rows, total_cents, invoice_number, files };
        match self.store.write(vec![settlement.put(&of.organiser, &name)?]).await {
            // Another worker wrote the same.
            Ok(()) | Err(StoreError::ConditionFailed { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// A provider's own invoice goes on as it came: byte for byte.
    async fn deliver(&self, own: &OwnInvoice, key: &str) -> Result<String, Failure> {
        let received = Spool::fetch(&*self.objects, &own.key).await?;
        let mut file = received.ok_or_else(|| Failure::Unexpected(format!("{} is not there", own.key)))?;
        if hexadecimal(&file.sha256()) != own.sha256 {
            return Err(Failure::Unexpected(format!("{} is not what was matched", own.key)));
        }
        file.put(&*self.objects, key, own.format.content_type()).await?;
        Ok(own.sha256.clone())
    }

    /// Where a file is there already it wins, after it is checked against the record.
    async fn put(
        &self,
        key: &str,
        format: Format,
        invoice: &Invoice,
        events: &Specification,
    ) -> Result<String, Failure> {
        let mut file = Spool::default();
        render(format, invoice, events, &mut file)?;
        check(format, &mut *file.open()?, invoice, events)?;
        if file.put(&*self.objects, key, format.content_type()).await? == Put::AlreadyThere {
            let there = Spool::fetch(&*self.objects, key).await?;
            file = there.ok_or_else(|| Failure::Unexpected(format!("{key} is there and is not")))?;
            check(format, &mut *file.open()?, invoice, events)?;
        }
        Ok(hexadecimal(&file.sha256()))
    }
}
