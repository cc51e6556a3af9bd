//! Writing a statement: the document that lies beside an invoice is set, and its PDF laid beside it, once.

use domain::statement::{Place, Statement};
use messages::WriteStatement;

use crate::{
    Failure, Statements,
    pdf::{Imprint, pdf},
};

impl Statements {
    /// Sets the stored document. A PDF that is there already wins: it is of the same document.
    pub(crate) async fn write_statement(&self, of: &WriteStatement) -> Result<(), Failure> {
        let place = Place {
            organiser: &of.organiser,
            period: of.period,
            provider: of.provider,
            number: &of.invoice_number,
        };
        let stored = self.invoices.get(&place.document_key()).await?;
        let stored = stored.ok_or(Failure::Unexpected("no such statement is stored"))?;
        let Statement { document, sender, reference, written_at, .. } = serde_json::from_slice(&stored)?;
        let imprint = Imprint { organiser: &sender, reference: &reference, at: written_at };
        self.invoices.put_if_absent(&place.pdf_key(), pdf(&document, &imprint)?, "application/pdf").await?;
        Ok(())
    }
}
