//! The letter of a decision: what it says, and how it is stored in the transaction that tells the decision.

use std::sync::Arc;

use domain::{
    client::Client,
    decision::{self, Decision, LetterBasis},
    document::Document,
    explanation::Step,
    letter::{Channel, Letter},
    organiser::Details,
    rulebook::Rulebook,
    time, valuation,
};
use jiff::Timestamp;
use storage::{
    keys::Name,
    port::Write,
    records::{Listed, load, put_new},
    rulebooks::Rulebooks,
};
use web::{Actor, App, Problem};

use crate::decisions::{client_of, uncomputable};

/// A decision is told once; what it says is stored under this version.
const ONLY: u32 = 1;

/// What a letter is written from, beside its decision.
pub(crate) struct Told {
    /// Whom it is about.
    pub client: Client,
    /// Who tells.
    pub sender: Details,
    /// The rules that the decision names.
    pub rulebook: Arc<Rulebook>,
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
        let client = client_of(app, actor, decision.client).await?;
        Ok(Self { client, sender, rulebook: rules_of(app, actor, rulebooks, decision).await? })
    }

    /// The writes that store a decision's letter and make it due. They belong into the transaction that says that the
    /// decision was sent: none is told without its letter, and no letter is lost on its way to the outbox.
    ///
    /// It goes by post: the register of clients knows no other way yet.
    pub(crate) fn writes(
        &self,
        actor: &Actor,
        decision: &Decision,
        at: Timestamp,
    ) -> Result<Vec<Write>, Problem> {
        let letter = Letter {
            document: self.document(decision, at)?,
            sender: self.sender.name.clone(),
            reference: decision.decision.to_string(),
            written_at: at,
            channel: Channel::Post,
        };
        let (stored, due) = (Name::Letter(decision.decision, ONLY), Name::LetterDue(decision.decision, ONLY));
        Ok(vec![put_new(&actor.organiser, &stored, &letter)?, put_new(&actor.organiser, &due, &Listed {})?])
    }

    /// What a decision's letter says if it is written at an instant.
    pub(crate) fn document(&self, decision: &Decision, at: Timestamp) -> Result<Document, Problem> {
        Ok(decision::letter(LetterBasis {
            decision,
            client: &self.client,
            organiser: &self.sender,
            rulebook: &self.rulebook,
            steps: &steps(decision, &self.rulebook)?,
            on: time::day_of(at),
        }))
    }
}

/// Who tells: the organiser's details, if they have been given.
pub(crate) async fn sender(app: &App, actor: &Actor) -> Result<Option<Details>, Problem> {
    let found = load::<Details>(&*app.store, &actor.organiser, &Name::OrganiserDetails).await?;
    Ok(found.map(|found| found.value))
}

/// What a decision's letter said, if one was sent.
pub(crate) async fn sent(app: &App, actor: &Actor, decision: &Decision) -> Result<Option<Document>, Problem> {
    let name = Name::Letter(decision.decision, ONLY);
    let found = load::<Letter>(&*app.store, &actor.organiser, &name).await?;
    Ok(found.map(|found| found.value.document))
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
    if decision.basis.asked.is_empty() {
        return Ok(Vec::new());
    }
    let basis = decision.basis.valuation(rulebook);
    valuation::explain(basis, decision.days.first_day).map_err(uncomputable)
}
