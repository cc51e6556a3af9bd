//! Numbering: the transaction that draws the number stores the invoice's header.

use domain::{
    ids::Organiser,
    invoice::{BankAccount, InvoiceHeader, InvoiceNumber, Party},
    organiser,
    provider::Provider,
    settlement::{Header, Settlement, State},
    time::day_of,
};
use jiff::Timestamp;
use messages::InvoiceSettlement;
use storage::{
    keys::Name,
    port::StoreError,
    records::{Record, Series, Versioned, load, put_new},
};

use crate::{Failure, Invoicing, rows::Rows};

/// So often a number is drawn anew while others draw theirs.
const TRIES: usize = 10;

impl Invoicing {
    /// Draws the number of a closed settlement, once. A settlement that took nothing gets none.
    ///
    /// Two runs of a provider that draw at the same time meet at its series: the later one draws again.
    pub(crate) async fn number(&self, of: &InvoiceSettlement, now: Timestamp) -> Result<(), Failure> {
        for _ in 0..TRIES {
            match self.draw(of, now).await {
                Err(Failure::Store(StoreError::ConditionFailed { .. } | StoreError::Conflict)) => {}
                done => return done,
            }
        }
        Err(Failure::Unexpected("the number series does not come to rest".to_owned()))
    }

    async fn draw(&self, of: &InvoiceSettlement, now: Timestamp) -> Result<(), Failure> {
        let name = Name::Settlement(of.run, of.provider);
        let mut settlement: Versioned<Settlement> = self.must(&of.organiser, &name).await?;
        match settlement.value.state {
            State::Closed => {}
            State::Numbered { .. } | State::Written { .. } | State::Empty => return Ok(()),
            _ => return Err(Failure::Unexpected("a settlement that is not closed".to_owned())),
        }
        let rows = self.rows(of).await?;
        if rows.rows.is_empty() {
            settlement.value.state = State::Empty;
            return Ok(self.store.write(vec![settlement.put(&of.organiser, &name)?]).await?);
        }
        let series_name = Name::Series(of.provider);
        let mut series: Versioned<Series> =
            load(&*self.store, &of.organiser, &series_name).await?.unwrap_or_default();
        series.value.last += 1;
        let header = self.header(of, &settlement.value, &rows, series.value.last, now).await?;
        // What cannot be composed must not use up a number.
        self.invoice(header.header.clone(), &rows.rows).await?;
        settlement.value.state = State::Numbered {
            rows: header.rows,
            total_cents: rows.total,
            invoice_number: header.header.number.as_str().to_owned(),
        };
        let writes = vec![
            series.put(&of.organiser, &series_name)?,
            put_new(&of.organiser, &Name::Invoice(of.run, of.provider), &header)?,
            settlement.put(&of.organiser, &name)?,
        ];
        Ok(self.store.write(writes).await?)
    }

    async fn header(
        &self,
        of: &InvoiceSettlement,
        settlement: &Settlement,
        rows: &Rows,
        running: u64,
        now: Timestamp,
    ) -> Result<Header, Failure> {
        let buyer: Versioned<organiser::Details> = self.must(&of.organiser, &Name::OrganiserDetails).await?;
        let provider: Versioned<Provider> = self.must(&of.organiser, &Name::Provider(of.provider)).await?;
        let number = InvoiceNumber::of(&provider.value.business_id, running)
            .map_err(|error| Failure::Unexpected(error.to_string()))?;
        let (seller, pay_to) = seller(provider.value)?;
        let header = InvoiceHeader {
            organiser: of.organiser.clone(),
            run: of.run,
            provider: of.provider,
            period: settlement.period,
            number,
            issued_on: day_of(now),
            term_days: buyer.value.payment_term_days,
            language: buyer.value.language,
            buyer: buyer.value.party(),
            seller,
            pay_to,
            buyer_reference: None,
            order_reference: None,
            agreement: None,
        };
        Ok(Header {
            header,
            rows: rows.rows.len() as u64,
            rows_sha256: rows.sha256.clone(),
            total_cents: rows.total,
        })
    }

    pub(crate) async fn must<T: Record>(
        &self,
        organiser: &Organiser,
        name: &Name,
    ) -> Result<Versioned<T>, Failure> {
        let found = load::<T>(&*self.store, organiser, name).await?;
        found.ok_or_else(|| Failure::Unexpected(format!("{} is not stored", T::SCHEMA)))
    }
}

/// The provider as a party, and where it is paid. A provider that lost either since collecting waits in its
/// queue until it is mended.
fn seller(provider: Provider) -> Result<(Party, BankAccount), Failure> {
    let details = provider.details;
    let lacks = |what: &str| Failure::Unexpected(format!("the provider has no {what}"));
    let pay_to = BankAccount {
        iban: details.iban.ok_or_else(|| lacks("account"))?,
        bic: details.bic.ok_or_else(|| lacks("bank"))?,
    };
    let party = Party {
        name: details.company.name,
        business_id: provider.business_id,
        vat_registered: details.vat_registered,
        street: details.company.street,
        postal_code: details.company.postal_code,
        town: details.company.town,
        country: "FI".to_owned(),
        einvoice: details.einvoice.ok_or_else(|| lacks("e-invoice address"))?,
    };
    Ok((party, pay_to))
}
