//! Where a decision stands, what can be done to it there, and by when.

use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::Decision;

/// Where a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Prepared; nobody has been told.
    Draft,
    /// The client has been asked to say what there is to say.
    InHearing,
    /// The client has been heard.
    Heard,
    /// Decided by an official, and in force.
    Approved,
    /// Told to the client.
    Sent,
    /// A later decision has taken all of its days.
    Superseded,
    /// An official has annulled it, from a day on: see `annulled_from`.
    Annulled,
    /// A draft that nothing came of.
    Lapsed,
}

/// What is done to a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// It was prepared.
    Prepare,
    /// The client is asked to be heard (434/2003 chapter 6).
    AskToBeHeard,
    /// The client has been heard.
    Hear,
    /// An official decides.
    Approve,
    /// The client is told.
    Send,
    /// A later decision takes the last of its days.
    Supersede,
    /// An official annuls it (434/2003 chapter 8).
    Annul,
    /// A client's request that it be rectified is taken in (434/2003 section 49 d).
    TakeInRequest,
    /// That request is rejected.
    RejectRequest,
    /// That request is accepted: another decision comes in its place.
    AcceptRequest,
    /// Nothing comes of it.
    Lapse,
}

/// One change of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What was done.
    pub act: Act,
    /// Who did it: the opaque id of a person.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// Why, where that was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Why a decision can't be changed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It stands where this is impossible.
    #[error("impossible from {0:?}")]
    Impossible(State),
    /// A change to the client's detriment needs that the client was asked to be heard first (434/2003 chapter 6).
    #[error("the client has not been heard")]
    HearingNeeded,
    /// It decides nothing from that day on that an annulment could take back.
    #[error("nothing of it is in force from that day on")]
    NothingToAnnul,
    /// A request on it waits for an official.
    #[error("a request is open")]
    RequestOpen,
    /// No request on it waits for an official.
    #[error("no request is open")]
    NoRequest,
    /// A request can't have come on a day that has not.
    #[error("a request of a day to come")]
    NotYetReceived,
    /// It is not in force on all of the days that would be decided anew.
    #[error("not in force on all of these days")]
    OutsideDecision,
    /// The client may still answer.
    #[error("the client may still be heard until {0}")]
    HearingOpen(Date),
}

/// Within how many days somebody must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// A draft, from the day on which it was prepared.
    pub draft_days: u16,
    /// The client's answer at a hearing, from the day on which it was asked for.
    pub hearing_days: u16,
    /// The letter, from the day of the decision.
    pub sending_days: u16,
    /// The answer to a request for rectification, from the day on which it came; it is handled as urgent (434/2003
    /// chapter 7 a).
    pub request_days: u16,
}

impl Default for Deadlines {
    /// A month for a draft and for a request, two weeks for the client, a week for the letter.
    fn default() -> Self {
        Self { draft_days: 30, hearing_days: 14, sending_days: 7, request_days: 30 }
    }
}

impl Deadlines {
    /// By when a request that came on a day must be decided.
    pub(super) fn request_due(self, received: Date) -> Date {
        later(received, self.request_days)
    }
}

impl State {
    /// Every state.
    pub const ALL: [State; 8] = [
        State::Draft,
        State::InHearing,
        State::Heard,
        State::Approved,
        State::Sent,
        State::Superseded,
        State::Annulled,
        State::Lapsed,
    ];

    /// Where an act leads.
    pub fn after(self, act: Act) -> Option<State> {
        match (self, act) {
            (State::Draft, Act::Prepare) => Some(State::Draft),
            (State::Draft, Act::AskToBeHeard) => Some(State::InHearing),
            (State::InHearing, Act::Hear) => Some(State::Heard),
            (State::Draft | State::InHearing | State::Heard, Act::Approve) => Some(State::Approved),
            (State::Draft | State::InHearing | State::Heard, Act::Lapse) => Some(State::Lapsed),
            (State::Approved, Act::Send) => Some(State::Sent),
            (State::Approved | State::Sent | State::Annulled, Act::Supersede) => Some(State::Superseded),
            (State::Approved | State::Sent, Act::Annul) => Some(State::Annulled),
            (
                State::Sent | State::Superseded | State::Annulled,
                Act::TakeInRequest | Act::RejectRequest | Act::AcceptRequest,
            ) => Some(self),
            _ => None,
        }
    }

    /// Whether it is prepared and not yet decided.
    pub fn is_prepared(self) -> bool {
        matches!(self, State::Draft | State::InHearing | State::Heard)
    }

    /// Whether it has been decided and still counts on the days that are left to it.
    pub fn is_effective(self) -> bool {
        matches!(self, State::Approved | State::Sent | State::Annulled)
    }
}

impl Act {
    /// Every act.
    pub const ALL: [Act; 11] = [
        Act::Prepare,
        Act::AskToBeHeard,
        Act::Hear,
        Act::Approve,
        Act::Send,
        Act::Supersede,
        Act::Annul,
        Act::TakeInRequest,
        Act::RejectRequest,
        Act::AcceptRequest,
        Act::Lapse,
    ];
}

impl Decision {
    /// Does something to it on a day, or refuses. Approving makes nothing effective by itself: see `enact`.
    pub fn act(&mut self, change: Change, today: Date, deadlines: Deadlines) -> Result<(), Refusal> {
        let to = self.state.after(change.act).ok_or(Refusal::Impossible(self.state))?;
        if change.act == Act::Approve && self.detrimental {
            self.must_have_been_heard(today)?;
        }
        self.state = to;
        self.due = match to {
            State::Draft | State::Heard => Some(later(today, deadlines.draft_days)),
            State::InHearing => Some(later(today, deadlines.hearing_days)),
            State::Approved => Some(later(today, deadlines.sending_days)),
            State::Sent | State::Superseded | State::Annulled => {
                self.open_request().map(|request| request.due)
            }
            State::Lapsed => None,
        };
        self.history.push(change);
        Ok(())
    }

    fn must_have_been_heard(&self, today: Date) -> Result<(), Refusal> {
        match (self.state, self.due) {
            (State::Draft, _) => Err(Refusal::HearingNeeded),
            (State::InHearing, Some(due)) if today <= due => Err(Refusal::HearingOpen(due)),
            _ => Ok(()),
        }
    }
}

fn later(today: Date, days: u16) -> Date {
    today.checked_add(i64::from(days).days()).unwrap_or(Date::MAX)
}
