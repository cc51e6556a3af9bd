//! The letter of a new share: stored beside the newest decision on the voucher, and due to everybody who is told of it.

use domain::{
    client::Client,
    decision::{self, Decision, LetterBasis},
    ids::{ClientId, Organiser},
    letter::{About, Letter},
    organiser::Details,
    rulebook::Rulebook,
    share::NewShare,
    time,
    voucher::Voucher,
};
use jiff::{Timestamp, civil::Date};
use messages::TellShare;
use storage::{
    keys::{List, Name},
    letters::told,
    port::{StoreError, Write},
    records::{Record, Versioned, load},
};

use crate::{Failure, Notices};

/// Officials decide meanwhile: what moved is read again, so often.
const TRIES: usize = 5;

/// All that the letters are written from.
struct Telling {
    client: Client,
    sender: Details,
    rulebook: Rulebook,
    decision: Versioned<Decision>,
}

impl Notices {
    /// Stores the letters, once: the record of the new share says that they are.
    pub(crate) async fn tell_share(&self, of: &TellShare, now: Timestamp) -> Result<(), Failure> {
        for _ in 0..TRIES {
            match self.tell_once(of, now).await {
                Err(Failure::Store(StoreError::ConditionFailed { .. } | StoreError::Conflict)) => {}
                done => return done,
            }
        }
        Err(Failure::Unexpected("the decision does not come to rest"))
    }

    async fn tell_once(&self, of: &TellShare, now: Timestamp) -> Result<(), Failure> {
        let name = Name::NewShare(of.voucher.clone(), of.decision);
        let mut share: Versioned<NewShare> = self.stored(&of.organiser, &name).await?;
        if share.value.told {
            return Ok(());
        }
        let mut writes = match self.telling(of, time::day_of(now)).await? {
            Some(telling) => telling.letters(&of.organiser, &share.value, now)?,
            None => Vec::new(),
        };
        share.value.told = true;
        writes.push(share.put(&of.organiser, &name)?);
        Ok(self.store.write(writes).await?)
    }

    /// Nothing where the organiser has not given its details: then there are no letters at all.
    async fn telling(&self, of: &TellShare, today: Date) -> Result<Option<Telling>, Failure> {
        let organiser = &of.organiser;
        let sender = load::<Details>(&*self.store, organiser, &Name::OrganiserDetails).await?;
        let Some(sender) = sender else { return Ok(None) };
        let voucher: Versioned<Voucher> = self.stored(organiser, &Name::Voucher(of.voucher.clone())).await?;
        let Voucher { client, service, rulebook, .. } = voucher.value;
        let rulebook: Versioned<Rulebook> =
            self.stored(organiser, &Name::Rulebook(service, rulebook)).await?;
        let person: Versioned<Client> = self.stored(organiser, &Name::Client(client)).await?;
        let decision = self.newest(of, client).await?;
        Ok(decision.map(|decision| Telling {
            client: person.value,
            sender: sender.value.on(today),
            rulebook: rulebook.value,
            decision,
        }))
    }

    /// The newest decision on the voucher: an annulment has none of its own.
    async fn newest(
        &self,
        of: &TellShare,
        client: ClientId,
    ) -> Result<Option<Versioned<Decision>>, StoreError> {
        let (list, mut newest, mut after) = (List::DecisionsOf(client), None::<Versioned<Decision>>, None);
        loop {
            let page = self.store.query(&list.page(&of.organiser, after, 200)).await?;
            for item in &page.items {
                let found = Versioned::<Decision>::read(item)?;
                let number = newest.as_ref().and_then(|newest| newest.value.number);
                if found.value.voucher == of.voucher && found.value.number > number {
                    newest = Some(found);
                }
            }
            after = page.next;
            if after.is_none() {
                return Ok(newest);
            }
        }
    }

    async fn stored<T: Record>(&self, organiser: &Organiser, name: &Name) -> Result<Versioned<T>, Failure> {
        let found = load::<T>(&*self.store, organiser, name).await?;
        found.ok_or(Failure::Unexpected("what the message is about is not stored"))
    }
}

impl Telling {
    /// A letter to everybody who is told of the decision; nobody after a death.
    fn letters(
        self,
        organiser: &Organiser,
        share: &NewShare,
        now: Timestamp,
    ) -> Result<Vec<Write>, StoreError> {
        let Self { client, sender, rulebook, mut decision } = self;
        let mut writes = Vec::new();
        for (recipient, channel) in client.recipients(decision.value.kind, time::day_of(now)) {
            let document = decision::letter(LetterBasis {
                about: About::Share,
                recipient: &recipient,
                decision: &decision.value,
                client: &client,
                organiser: &sender,
                rulebook: &rulebook,
                steps: &[],
                share: &share.months,
                compare_at: None,
                on: time::day_of(now),
            });
            let letter = Letter {
                document,
                sender: sender.name.clone(),
                reference: decision.value.decision.to_string(),
                written_at: now,
                channel,
                about: About::Share,
                recipient,
            };
            writes.extend(told(organiser, &mut decision.value, &letter)?);
        }
        if !writes.is_empty() {
            let name = Name::Decision(decision.value.client, decision.value.decision);
            writes.push(decision.put(organiser, &name)?);
        }
        Ok(writes)
    }
}
