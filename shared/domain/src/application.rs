//! A provider's application for services: what it says, where it stands, and what the signatory commits to.

mod decision;
mod state;

pub use decision::{Appeal, DecisionBasis, DecisionDocument, decision};
pub use state::{Impossible, State};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    identifiers::BusinessId,
    ids::{ApplicationId, ProviderId, ServiceCode},
    provider::{Details, Price},
};

/// An application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its id.
    pub application: ApplicationId,
    /// The provider that it makes, or changes.
    pub provider: ProviderId,
    /// From the signatory's mandate, never from the form.
    pub business_id: BusinessId,
    /// What the provider tells of itself.
    pub details: Details,
    /// What it applies for.
    pub services: Vec<AppliedService>,
    /// The rulebook version of each service that the signatory committed to with the last submission.
    #[serde(default)]
    pub commitments: Vec<Commitment>,
    /// Where it stands.
    pub state: State,
    /// Each change, in order.
    pub history: Vec<Change>,
}

/// A service applied for, with prices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppliedService {
    /// The service.
    pub service: ServiceCode,
    /// What the provider charges.
    pub prices: Vec<Price>,
}

/// That a provider keeps a version of a service's rulebook and of the general part that this version rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// The service.
    pub service: ServiceCode,
    /// The version of its rulebook.
    pub rulebook: u32,
    /// The version of the general part, the same for all services.
    pub general_part: u32,
}

/// One change of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it became.
    pub to: State,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// Why; empty for a submission.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The days that the change is about.
    #[serde(default, skip_serializing_if = "Days::is_empty")]
    pub days: Days,
}

/// The days that a change is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// First day of the approval, or of the time without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day of an approval for a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
    /// Until when more information is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Date>,
}

impl Days {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Application {
    /// Moves on, or refuses.
    pub fn change(&mut self, change: Change) -> Result<(), Impossible> {
        self.state = self.state.to(change.to)?;
        self.history.push(change);
        Ok(())
    }

    /// The provider writes its own application anew, while it is its to write.
    pub fn rewrite(&mut self, details: Details, services: Vec<AppliedService>) -> Result<(), Impossible> {
        if !matches!(self.state, State::Draft | State::MoreInformation) {
            return Err(Impossible(self.state));
        }
        self.details = details;
        self.services = services;
        Ok(())
    }

    /// When it was first submitted.
    pub fn submitted_at(&self) -> Option<Timestamp> {
        self.history.iter().find(|change| change.to == State::Submitted).map(|change| change.at)
    }

    /// The last day of the approval, where it was given for a time.
    pub fn granted_until(&self) -> Option<Date> {
        self.history
            .iter()
            .find(|change| change.to == State::Approved)
            .and_then(|change| change.days.last_day)
    }

    /// The last change of all.
    pub fn last_change(&self) -> Option<&Change> {
        self.history.last()
    }
}
