//! Decisions on a client's right to a service: what each grants on which days, its whole basis, and where it stands.
//!
//! A decision's content never changes. A later one takes days from it; what is left of each is what is in force.

mod annul;
mod correction;
mod enact;
mod letter;
mod need;
mod reasons;
mod rectification;
mod regenerate;
mod states;

pub use annul::annul;
pub use correction::{ByHandBasis, correct};
pub use enact::{Approval, approve};
pub use letter::{LetterBasis, letter};
pub use need::Need;
pub use reasons::{Reason, is_detrimental, reasons};
pub use rectification::{Accepted, Outcome, Request, accept};
pub use regenerate::{Regenerated, RegenerationBasis, regenerate};
pub use states::{Act, Change, Deadlines, Refusal, State};

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    circumstances::Circumstances,
    ids::{ClientId, DecisionId, ServiceCode, VoucherNumber},
    letter::Sent,
    rulebook::{Appeal, Arrangement, Rulebook},
    time::Days,
    valuation::{Asked, ValuationBasis},
    voucher::{Grant, Terms},
};

/// A decision. It lies in the Clients table only, since its basis tells of income and family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its id.
    pub decision: DecisionId,
    /// What is decided.
    pub kind: Kind,
    /// On whom.
    pub client: ClientId,
    /// On which service.
    pub service: ServiceCode,
    /// On which voucher.
    pub voucher: VoucherNumber,
    /// The version of the voucher that it made, once it is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The days that it decides on.
    pub days: Days,
    /// The days on which it is in force: those that no later decision has taken.
    pub in_force: Vec<Days>,
    /// From when it is annulled, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annulled_from: Option<Date>,
    /// What it grants.
    pub contents: Vec<Grant>,
    /// All that it was computed from.
    pub basis: Basis,
    /// Whether an official set the values, in the place of those that the basis comes to.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_values: bool,
    /// The act that the service rests on.
    pub legal_basis: String,
    /// Where it is appealed, as the rulebook said.
    pub appeal: Appeal,
    /// Why it is so, in the official's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub grounds: String,
    /// How it differs from what was in force.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub reasons: BTreeSet<Reason>,
    /// Whether the client pays more or gets less on some of its days.
    #[serde(default)]
    pub detrimental: bool,
    /// Where it stands.
    pub state: State,
    /// By when somebody must act on it; none where nothing is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The newest request that it be rectified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Request>,
    /// The letters that it has sent, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<Sent>,
    /// Each change, in order.
    pub history: Vec<Change>,
}

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What a voucher is worth.
    VoucherValue,
    /// The family's share in early childhood education, with the voucher's value (1048/2025).
    Fee,
    /// A purchased service for one client, at an agreed price.
    ClientPurchase,
    /// A service by permit procedure.
    Permit,
}

/// What a decision was computed from, so that it can be explained for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Version of the rulebook.
    pub rulebook: u32,
    /// The client's day of birth.
    pub born: Date,
    /// The circumstances that were known.
    pub circumstances: Vec<Circumstances>,
    /// The days that were computed: the voucher's.
    pub days: Days,
    /// What was asked for; nothing where the values were decided elsewhere.
    pub asked: Vec<Asked>,
}

impl Kind {
    /// The kind of a service's decisions.
    pub fn of(rulebook: &Rulebook) -> Self {
        match rulebook.arrangement {
            Arrangement::Purchased => Kind::ClientPurchase,
            Arrangement::Permit => Kind::Permit,
            Arrangement::Voucher | Arrangement::Own if rulebook.early_education.is_some() => Kind::Fee,
            Arrangement::Voucher | Arrangement::Own => Kind::VoucherValue,
        }
    }

    /// Whether it decides what a service costs the client, and not only that there is one.
    pub fn is_about_money(self) -> bool {
        match self {
            Kind::VoucherValue | Kind::Fee | Kind::ClientPurchase => true,
            Kind::Permit => false,
        }
    }
}

impl Basis {
    /// The basis as the engine takes it, with the rulebook that it names.
    pub fn valuation<'a>(&'a self, rulebook: &'a Rulebook) -> ValuationBasis<'a> {
        ValuationBasis {
            rulebook,
            born: Some(self.born),
            circumstances: &self.circumstances,
            days: self.days,
            asked: &self.asked,
        }
    }
}

impl Decision {
    /// A draft of what a period grants.
    pub fn draft(decision: DecisionId, of: Of<'_>, terms: Terms, basis: Basis) -> Self {
        Self {
            decision,
            kind: Kind::of(of.rulebook),
            client: of.client,
            service: of.rulebook.service.clone(),
            voucher: of.voucher.clone(),
            number: None,
            days: terms.days,
            in_force: Vec::new(),
            annulled_from: None,
            contents: terms.contents,
            basis,
            own_values: false,
            legal_basis: of.rulebook.legal_basis.clone(),
            appeal: of.rulebook.appeal.clone(),
            grounds: String::new(),
            reasons: BTreeSet::new(),
            detrimental: false,
            state: State::Draft,
            due: None,
            request: None,
            letters: Vec::new(),
            history: Vec::new(),
        }
    }

    /// Whether it is in force on some day.
    pub fn is_effective(&self) -> bool {
        self.state.is_effective() && !self.in_force.is_empty()
    }

    /// Whether its values come from its basis, so that each can be explained.
    pub fn is_computed(&self) -> bool {
        !self.own_values && !self.basis.asked.is_empty()
    }

    /// Whether it is in force on a day.
    pub fn is_in_force_on(&self, on: Date) -> bool {
        self.is_effective() && self.in_force.iter().any(|days| days.has(on))
    }

    /// Whether somebody should have acted on it before today.
    pub fn is_late(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today)
    }
}

/// What a decision is about.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// On whom.
    pub client: ClientId,
    /// On which voucher.
    pub voucher: &'a VoucherNumber,
    /// Under which rules.
    pub rulebook: &'a Rulebook,
}

#[cfg(test)]
mod tests;
