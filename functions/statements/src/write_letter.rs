//! Writing a letter: the stored document is set, handed to the outbox, and crossed off the list of letters due.

use domain::letter::Letter;
use messages::WriteLetter;
use storage::{
    keys::Name,
    port::{Condition, StoreError, Write},
    records::{Versioned, load},
};

use crate::{
    Failure, Statements,
    outbox::hand_over,
    pdf::{Imprint, pdf},
};

impl Statements {
    /// Sets the letter that the decision stored, and crosses it off once it lies in the outbox.
    pub(crate) async fn write_letter(&self, of: &WriteLetter) -> Result<(), Failure> {
        let name = Name::Letter(of.decision, of.version);
        let stored: Option<Versioned<Letter>> = load(&*self.store, &of.organiser, &name).await?;
        let letter = stored.ok_or(Failure::Unexpected("no such letter is stored"))?.value;
        let imprint =
            Imprint { organiser: &letter.sender, reference: &letter.reference, at: letter.written_at };
        let bytes = pdf(&letter.document, &imprint)?;
        hand_over(&*self.documents, of, &letter, bytes).await?;
        let key = Name::LetterDue(of.decision, of.version).key(&of.organiser);
        match self.store.write(vec![Write::Delete { key, condition: Condition::Exists }]).await {
            // Crossed off before: the message came again.
            Ok(()) | Err(StoreError::ConditionFailed { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
