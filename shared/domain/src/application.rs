//! A provider's application for services: its states, and the checks that need no official.

use jiff::Timestamp;
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

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The provider still writes it.
    Draft,
    /// It waits for an approver.
    Submitted,
    /// The provider may deliver.
    Approved,
    /// It may not.
    Rejected,
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
}

/// The application stands where this change is impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("impossible from {0:?}")]
pub struct Impossible(pub State);

impl Application {
    /// Moves on, or refuses: Draft -> Submitted -> Approved or Rejected.
    pub fn change(&mut self, change: Change) -> Result<(), Impossible> {
        let possible = matches!(
            (self.state, change.to),
            (State::Draft, State::Submitted) | (State::Submitted, State::Approved | State::Rejected)
        );
        if !possible {
            return Err(Impossible(self.state));
        }
        self.state = change.to;
        self.history.push(change);
        Ok(())
    }

    /// When it was submitted.
    pub fn submitted_at(&self) -> Option<Timestamp> {
        self.history.iter().find(|change| change.to == State::Submitted).map(|change| change.at)
    }
}
