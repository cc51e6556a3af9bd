//! A client asks that a decision be rectified; an official rejects that, or decides anew (434/2003 chapter 7 a).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Act, Approval, Basis, Decision, Of, Reason, Refusal, approve, is_detrimental};
use crate::{
    ids::{DecisionId, Organiser},
    rulebook::Rulebook,
    time::Days,
    voucher::{Grant, Terms, Voucher},
};

/// The newest request on a decision; what was said of each is in the decision's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The day on which it came.
    pub received: Date,
    /// By when it must be decided.
    pub due: Date,
    /// What became of it; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The decision stands.
    Rejected,
    /// This one decides in its place.
    Accepted(DecisionId),
}

impl Decision {
    /// Takes in a request that came on a day; what it says are the grounds. One is decided before the next is taken in.
    pub fn take_in_request(&mut self, received: Date, by: Approval<'_>) -> Result<(), Refusal> {
        if received > by.today {
            return Err(Refusal::NotYetReceived);
        }
        if self.open_request().is_some() {
            return Err(Refusal::RequestOpen);
        }
        let due = by.deadlines.request_due(received);
        let mut after = Self { request: Some(Request { received, due, outcome: None }), ..self.clone() };
        after.act(by.change(Act::TakeInRequest, by.grounds), by.today, by.deadlines)?;
        *self = after;
        Ok(())
    }

    /// Rejects the open request: the decision stands.
    pub fn reject_request(&mut self, by: Approval<'_>) -> Result<(), Refusal> {
        self.close_request(Outcome::Rejected, Act::RejectRequest, by)
    }

    /// The request that waits for an official.
    pub fn open_request(&self) -> Option<&Request> {
        self.request.as_ref().filter(|request| request.outcome.is_none())
    }

    fn close_request(&mut self, outcome: Outcome, act: Act, by: Approval<'_>) -> Result<(), Refusal> {
        let open = self.open_request().cloned().ok_or(Refusal::NoRequest)?;
        let mut after = Self { request: Some(Request { outcome: Some(outcome), ..open }), ..self.clone() };
        after.act(by.change(act, by.grounds), by.today, by.deadlines)?;
        *self = after;
        Ok(())
    }
}

/// All that accepting a request depends on.
#[derive(Clone, Copy, Debug)]
pub struct AcceptanceBasis<'a> {
    /// Whose voucher it is.
    pub organiser: &'a Organiser,
    /// What is in force.
    pub voucher: &'a Voucher,
    /// The decision that the request is on.
    pub decision: &'a Decision,
    /// The other decisions on the voucher.
    pub others: &'a [Decision],
    /// The rules that the decision names.
    pub rulebook: &'a Rulebook,
    /// The days that are decided anew; the decision must be in force on all of them.
    pub days: Days,
    /// What is granted on them.
    pub contents: &'a [Grant],
    /// Who decides, and why.
    pub by: Approval<'a>,
}

/// What comes of a request that is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The voucher, with a new version.
    pub voucher: Voucher,
    /// The decision that is in force now.
    pub new: Decision,
    /// Those that it takes days from: at least the one that the request was on.
    pub changed: Vec<Decision>,
}

/// Accepts the open request: a new decision comes into force on the days, in the place of the old one. It may not be to
/// the client's detriment without a hearing, like any other.
pub fn accept(basis: AcceptanceBasis<'_>) -> Result<Accepted, Refusal> {
    let AcceptanceBasis { voucher, decision, days, by, .. } = basis;
    let id = DecisionId::on(basis.organiser, &voucher.voucher, &format!("{}.rectified", voucher.decision));
    let mut old = decision.clone();
    old.close_request(Outcome::Accepted(id), Act::AcceptRequest, by)?;
    if days.last_day < days.first_day
        || !decision.in_force.iter().any(|left| left.common(&days) == Some(days))
    {
        return Err(Refusal::OutsideDecision);
    }
    let mut new = basis.drafted(id);
    new.act(by.change(Act::Prepare, ""), by.today, by.deadlines)?;
    let mut voucher = voucher.clone();
    let earlier: Vec<Decision> = basis.others.iter().cloned().chain([old]).collect();
    let changed = approve(&mut voucher, &mut new, &earlier, by)?;
    Ok(Accepted { voucher, new, changed })
}

impl AcceptanceBasis<'_> {
    /// Its values are the official's, so nothing is asked to be computed.
    fn drafted(&self, id: DecisionId) -> Decision {
        let Self { voucher, decision, days, .. } = *self;
        let of = Of { client: voucher.client, voucher: &voucher.voucher, rulebook: self.rulebook };
        let terms = Terms { decision: 0, days, contents: self.contents.to_vec() };
        let basis = Basis { asked: Vec::new(), ..decision.basis.clone() };
        let mut new = Decision::draft(id, of, terms, basis);
        new.reasons = [Reason::Correction].into();
        new.detrimental = is_detrimental(&new.contents, &decision.contents, days.first_day);
        new
    }
}
