//! The letters of a decision: what they say, and how they are stored in the transaction that tells something of it.

use std::sync::Arc;

use domain::{
    client::Client,
    decision::{self, Decision, LetterBasis},
    document::Document,
    explanation::Step,
    letter::{About, Channel, Letter, Recipient},
    organiser::Details,
    rulebook::Rulebook,
    time, valuation,
};
use jiff::Timestamp;
use storage::{
    keys::Name,
    port::Write,
    records::{load, put_new},
    rulebooks::Rulebooks,
};
use web::{Actor, App, Problem};

use crate::{
    IdentityKey,
    decisions::{client_of, put_first, uncomputable},
};

/// What a letter is written from, beside its decision.
pub(crate) struct Told {
    /// Whom it is about.
    pub client: Client,
    /// Who tells.
    pub sender: Details,
    /// The rules that the decision names.
    pub rulebook: Arc<Rulebook>,
    /// Makes the links of letters that lead to a choice.
    pub links: Option<IdentityKey>,
}

impl Told {
    /// What the letter of a stored decision is written from.
    pub(crate) async fn of(
        app: &App,
        actor: &Actor,
        rulebooks: &Rulebooks,
        decision: &Decision,
    ) -> Result<Self, Problem> {
        let sender = sender(app, actor).await?.ok_or(Problem::new("organiser_details_missing"))?;
        let client = client_of(app, actor, decision.client).await?.value;
        Ok(Self { client, sender, rulebook: rules_of(app, actor, rulebooks, decision).await?, links: None })
    }

    /// Tells something of a decision to everybody who is to know it, by the writes of the transaction that changes it.
    pub(crate) fn tell(
        &self,
        actor: &Actor,
        decision: &mut Decision,
        (about, to_estate): (About, bool),
        at: Timestamp,
    ) -> Result<Vec<Write>, Problem> {
        if to_estate {
            return self.tell_estate(actor, decision, about, at);
        }
        let recipients = self.client.recipients(decision.kind, time::day_of(at));
        if recipients.is_empty() {
            return Err(Problem::new("client_died"));
        }
        self.tell_to(actor, decision, recipients, about, at)
    }

    /// The same to the estate of a client who has died, as an official's act alone: an official hands it over.
    fn tell_estate(
        &self,
        actor: &Actor,
        decision: &mut Decision,
        about: About,
        at: Timestamp,
    ) -> Result<Vec<Write>, Problem> {
        if self.client.lives_on(time::day_of(at)) {
            return Err(Problem::new("client_lives").at_field("to_estate"));
        }
        self.tell_to(actor, decision, vec![(Recipient::Estate, Channel::ByHand)], about, at)
    }

    fn tell_to(
        &self,
        actor: &Actor,
        decision: &mut Decision,
        recipients: Vec<(Recipient, Channel)>,
        about: About,
        at: Timestamp,
    ) -> Result<Vec<Write>, Problem> {
        let mut writes = Vec::with_capacity(2 * recipients.len());
        for (recipient, channel) in recipients {
            let number = decision.letters.last().map_or(1, |last| last.number + 1);
            let link = self.link(actor, decision, (about, number), &recipient);
            let address = link.as_ref().map(|link| link.address.as_str());
            let letter = Letter {
                document: self.document(decision, about, &recipient, at, address)?,
                sender: self.sender.name.clone(),
                reference: decision.decision.to_string(),
                written_at: at,
                channel,
                about,
                recipient,
            };
            writes.extend(storage::letters::told(&actor.organiser, decision, &letter)?);
            if let Some(link) = link {
                writes.push(put_new(&actor.organiser, &link.name, &link.link)?);
            }
        }
        Ok(writes)
    }

    /// What a letter says if it is written at an instant.
    pub(crate) fn document(
        &self,
        decision: &Decision,
        about: About,
        recipient: &Recipient,
        at: Timestamp,
        compare_at: Option<&str>,
    ) -> Result<Document, Problem> {
        Ok(decision::letter(LetterBasis {
            about,
            recipient,
            decision,
            client: &self.client,
            organiser: &self.sender,
            rulebook: &self.rulebook,
            steps: &steps(decision, &self.rulebook)?,
            share: &[],
            on: time::day_of(at),
            compare_at,
        }))
    }
}

/// The writes that store new decisions and tell each of them, and whether they are told: without the organiser's details
/// there are no letters.
pub(crate) async fn stored_and_told(
    (app, links): (&App, Option<&IdentityKey>),
    actor: &Actor,
    (client, rulebook): (Client, Rulebook),
    mut decisions: Vec<Decision>,
    at: Timestamp,
) -> Result<(Vec<Write>, bool), Problem> {
    let mut writes = Vec::new();
    let sender = sender(app, actor).await?;
    let are_told = sender.is_some();
    if let Some(sender) = sender {
        let told = Told { client, sender, rulebook: Arc::new(rulebook), links: links.cloned() };
        for one in &mut decisions {
            writes.extend(told.tell(actor, one, (About::Decision, false), at)?);
        }
    }
    for one in &decisions {
        writes.extend(put_first(actor, one)?);
    }
    Ok((writes, are_told))
}

/// Who tells: the organiser as it is today, if its details have been given.
async fn sender(app: &App, actor: &Actor) -> Result<Option<Details>, Problem> {
    let found = load::<Details>(&*app.store, &actor.organiser, &Name::OrganiserDetails).await?;
    Ok(found.map(|found| found.value.on(time::day_of(app.now()))))
}

/// What one of a decision's letters said.
pub(crate) async fn sent(
    app: &App,
    actor: &Actor,
    decision: &Decision,
    number: u32,
) -> Result<Document, Problem> {
    let name = Name::Letter(decision.decision, number);
    let found = load::<Letter>(&*app.store, &actor.organiser, &name).await?;
    found.map(|found| found.value.document).ok_or(Problem::new("not_found"))
}

/// The rules that a decision names.
pub(crate) async fn rules_of(
    app: &App,
    actor: &Actor,
    rulebooks: &Rulebooks,
    decision: &Decision,
) -> Result<Arc<Rulebook>, Problem> {
    let version = decision.basis.rulebook;
    let found = rulebooks.version(&*app.store, &actor.organiser, &decision.service, version).await?;
    found.ok_or(Problem::new("internal_error"))
}

/// The steps that led to a decision's amounts; none where they were decided elsewhere.
pub(crate) fn steps(decision: &Decision, rulebook: &Rulebook) -> Result<Vec<Step>, Problem> {
    if !decision.is_computed() {
        return Ok(Vec::new());
    }
    let basis = decision.basis.valuation(rulebook);
    valuation::explain(basis, decision.days.first_day).map_err(uncomputable)
}
