//! Where an application stands, and where it can go from there.

use serde::{Deserialize, Serialize};

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The provider still writes it.
    Draft,
    /// It waits for an approver.
    Submitted,
    /// The approver waits for the provider, who may change it and submits it again.
    MoreInformation,
    /// The provider may deliver.
    Approved,
    /// It may not.
    Rejected,
    /// The approval rests.
    Suspended,
    /// The provider took it back.
    Withdrawn,
    /// The organiser took the approval back.
    Revoked,
    /// The approval was for a time that is over.
    Expired,
}

/// The application stands where this change is impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("impossible from {0:?}")]
pub struct Impossible(pub State);

impl State {
    /// Every state.
    pub const ALL: [State; 9] = [
        State::Draft,
        State::Submitted,
        State::MoreInformation,
        State::Approved,
        State::Rejected,
        State::Suspended,
        State::Withdrawn,
        State::Revoked,
        State::Expired,
    ];

    /// Where it can go from here. A provider may take back what is not decided, and an approval that it has.
    pub fn next(self) -> &'static [State] {
        use State::{
            Approved, Draft, Expired, MoreInformation, Rejected, Revoked, Submitted, Suspended, Withdrawn,
        };
        match self {
            Draft => &[Submitted],
            Submitted => &[MoreInformation, Approved, Rejected, Withdrawn],
            // Rejected when the deadline passed without an answer.
            MoreInformation => &[Submitted, Rejected, Withdrawn],
            Approved => &[Suspended, Withdrawn, Revoked, Expired],
            Suspended => &[Approved, Withdrawn, Revoked, Expired],
            Rejected | Withdrawn | Revoked | Expired => &[],
        }
    }

    /// The next state, or that it cannot be.
    pub(super) fn to(self, next: State) -> Result<State, Impossible> {
        if self.next().contains(&next) { Ok(next) } else { Err(Impossible(self)) }
    }

    /// Whether the organiser's decision brought it here, so that there is a document with instructions for appeal.
    pub fn is_decision(self) -> bool {
        matches!(self, State::Approved | State::Rejected | State::Suspended | State::Revoked)
    }

    /// Whether the application has an approval to its name, resting or not.
    pub fn has_approval(self) -> bool {
        matches!(self, State::Approved | State::Suspended)
    }
}

#[cfg(test)]
mod tests {
    use super::State::*;
    use super::*;

    #[test]
    fn an_application_goes_these_ways_and_no_other() {
        let ways = [
            (Draft, Submitted),
            (Submitted, MoreInformation),
            (Submitted, Approved),
            (Submitted, Rejected),
            (Submitted, Withdrawn),
            (MoreInformation, Submitted),
            (MoreInformation, Rejected),
            (MoreInformation, Withdrawn),
            (Approved, Suspended),
            (Approved, Withdrawn),
            (Approved, Revoked),
            (Approved, Expired),
            (Suspended, Approved),
            (Suspended, Withdrawn),
            (Suspended, Revoked),
            (Suspended, Expired),
        ];
        for from in State::ALL {
            for to in State::ALL {
                let expected = if ways.contains(&(from, to)) { Ok(to) } else { Err(Impossible(from)) };
                assert_eq!(from.to(to), expected, "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn what_ended_never_comes_back() {
        let ended: Vec<State> = State::ALL.into_iter().filter(|state| state.next().is_empty()).collect();
        assert_eq!(ended, [Rejected, Withdrawn, Revoked, Expired]);
    }
}
