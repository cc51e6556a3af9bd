//! A client asks that a decision be rectified; an official rejects that, or decides anew (434/2003 chapter 7 a).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Act, Approval, ByHandBasis, Decision, Refusal, approve};
use crate::{ids::DecisionId, rulebook::Rulebook, time, voucher::Voucher};

/// The newest request on a decision; what was said of each is in the decision's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The day on which it came.
    pub received: Date,
    /// By when it must be decided.
    pub due: Date,
    /// Whether it came in its term, as far as the presumed service by post tells; a late one is dismissed, or accepted as
    /// the correction of an error.
    pub in_time: bool,
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
    pub fn take_in_request(
        &mut self,
        received: Date,
        rulebook: &Rulebook,
        by: Approval<'_>,
    ) -> Result<(), Refusal> {
        if received > by.today {
            return Err(Refusal::NotYetReceived);
        }
        if self.open_request().is_some() {
            return Err(Refusal::RequestOpen);
        }
        let due = by.deadlines.request_due(received);
        let in_time = self.rectification_ends(rulebook).is_none_or(|last_day| received <= last_day);
        let request = Request { received, due, in_time, outcome: None };
        let mut after = Self { request: Some(request), ..self.clone() };
        after.act(by.change(Act::TakeInRequest, by.grounds), by.today, by.deadlines)?;
        *self = after;
        Ok(())
    }

    /// The last day for a request, counted from the presumed service of the newest letter by post; none before one is sent.
    pub fn rectification_ends(&self, rulebook: &Rulebook) -> Option<Date> {
        let told = self.history.iter().rev().find(|change| matches!(change.act, Act::Send | Act::Annul))?;
        let (days, service) = (self.appeal.days, self.appeal.service_by_post_days);
        Some(rulebook.last_day_of(days, service, time::day_of(told.at)))
    }

    /// Rejects the open request, or dismisses one that came too late: the decision stands.
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
pub fn accept(basis: ByHandBasis<'_>) -> Result<Accepted, Refusal> {
    let ByHandBasis { voucher, decision, days, by, .. } = basis;
    let id = DecisionId::on(basis.organiser, &voucher.voucher, &format!("{}.rectified", voucher.decision));
    let mut old = decision.clone();
    old.close_request(Outcome::Accepted(id), Act::AcceptRequest, by)?;
    if !decision.is_in_force_on_all(days) {
        return Err(Refusal::OutsideDecision);
    }
    let mut new = decision.by_hand(id, voucher, basis.rulebook, days, basis.contents);
    new.act(by.change(Act::Prepare, ""), by.today, by.deadlines)?;
    let mut voucher = voucher.clone();
    let others = basis.decisions.iter().filter(|other| other.decision != old.decision).cloned();
    let earlier: Vec<Decision> = others.chain([old.clone()]).collect();
    let changed = approve(&mut voucher, &mut new, &earlier, by)?;
    Ok(Accepted { voucher, new, changed })
}
