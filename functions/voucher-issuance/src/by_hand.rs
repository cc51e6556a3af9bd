//! What an official decides by hand, in the place of a decision on some of its days, and what that is decided on.

use std::sync::Arc;

use domain::{
    decision::{Approval, ByHandBasis, Decision},
    ids::{DecisionId, Organiser},
    rulebook::Rulebook,
    time::Days,
    voucher::{Grant, Voucher},
};
use jiff::civil::Date;
use serde::Deserialize;
use storage::{
    keys::Name,
    records::{Versioned, load},
    rulebooks::Rulebooks,
};
use web::{Actor, App, Problem};

use crate::{
    decisions::{all_of, found, may_be_granted},
    letters::rules_of,
};

/// The body of a correction, or of an acceptance.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByHand {
    /// Why, in the official's words.
    pub(crate) reason: String,
    /// The days that are decided anew.
    first_day: Date,
    last_day: Date,
    /// What is granted on them.
    contents: Vec<Grant>,
}

/// What a decision by hand is decided on.
pub(crate) struct Standing {
    decision: Decision,
    /// Every decision on the voucher, and the same with their versions.
    decisions: Vec<Decision>,
    pub(crate) read: Vec<Versioned<Decision>>,
    pub(crate) voucher: Versioned<Voucher>,
    rulebook: Arc<Rulebook>,
}

impl Standing {
    /// Reads a decision with the others on its voucher, and then the voucher: its version names the new decision, which
    /// must not be among those that were read, whatever arrives in between.
    pub(crate) async fn of(
        app: &App,
        actor: &Actor,
        rulebooks: &Rulebooks,
        decision: DecisionId,
    ) -> Result<Self, Problem> {
        let mut read = all_of(app, actor, found(app, actor, decision).await?.value.client).await?;
        let decision = read.iter().find(|one| one.value.decision == decision).map(|one| one.value.clone());
        let decision = decision.ok_or(Problem::new("not_found"))?;
        read.retain(|one| one.value.voucher == decision.voucher);
        let name = Name::Voucher(decision.voucher.clone());
        let voucher = load::<Voucher>(&*app.store, &actor.organiser, &name).await?;
        let voucher = voucher.ok_or(Problem::new("internal_error"))?;
        let rulebook = rules_of(app, actor, rulebooks, &decision).await?;
        let decisions = read.iter().map(|one| one.value.clone()).collect();
        Ok(Self { decision, decisions, read, voucher, rulebook })
    }

    pub(crate) fn place(&self) -> Name {
        Name::Voucher(self.decision.voucher.clone())
    }

    pub(crate) fn basis<'a>(
        &'a self,
        organiser: &'a Organiser,
        new: &'a ByHand,
        by: Approval<'a>,
    ) -> ByHandBasis<'a> {
        ByHandBasis {
            organiser,
            voucher: &self.voucher.value,
            decision: &self.decision,
            decisions: &self.decisions,
            rulebook: &self.rulebook,
            days: new.days(),
            contents: &new.contents,
            by,
        }
    }

    /// Refuses what the rules do not let anybody grant.
    pub(crate) fn may_grant(&self, new: &ByHand) -> Result<(), Problem> {
        may_be_granted(&self.voucher.value, &self.rulebook, new.days(), &new.contents)
    }
}

impl ByHand {
    fn days(&self) -> Days {
        Days { first_day: self.first_day, last_day: self.last_day }
    }
}
