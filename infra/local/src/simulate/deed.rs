//! A request of a run, and what it changes in the reference once it is acknowledged.

use domain::handover::Payment;
use domain::ids::{EventId, RunId};
use serde_json::Value;
use web::Role;

use super::world::{self, Unfounded};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// An official.
    Official(Role),
    /// A company's recorder.
    Recorder(usize),
}

/// What a provider claims to have delivered, and what that costs by the reference's own arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Which company.
    pub company: usize,
    /// Its own id of the event.
    pub id: String,
    /// As it is sent.
    pub sent: Value,
    /// The voucher's number.
    pub voucher: String,
    /// The service month, `2026-10`.
    pub month: String,
    /// What organiser and client pay, in cents: as it was granted, and after each later decision.
    pub prices: Vec<(i64, i64)>,
    /// For a correction: the id of the event that it replaces.
    pub replaces: Option<String>,
}

impl Claim {
    /// Whether it is told again word for word.
    pub fn is_again(&self, other: &Claim) -> bool {
        self.sent == other.sent && self.replaces == other.replaces
    }

    /// Where it is sent: a correction to the event that it replaces.
    pub fn path(&self) -> Result<String, Unfounded> {
        let Some(old) = &self.replaces else { return Ok("/v1/events".to_owned()) };
        Ok(format!("/v1/events/{}/correction", event_id(self.company, old)?))
    }
}

/// The event that a company calls by an id.
pub fn event_id(company: usize, id: &str) -> Result<EventId, Unfounded> {
    Ok(EventId::of(&world::organiser()?, world::provider(company)?, id))
}

/// One request.
#[derive(Clone, Debug)]
pub struct Deed {
    /// By whom.
    pub who: Who,
    /// POST to this path.
    pub path: String,
    /// Under this Idempotency-Key.
    pub key: Option<String>,
    /// With this body.
    pub body: Value,
    /// What it comes to when it is acknowledged.
    pub act: Act,
}

/// What an acknowledged request changes in the reference.
#[derive(Clone, Debug)]
pub enum Act {
    /// Nothing that the reference knows of.
    Other,
    /// Events, line by line.
    Claims(Vec<Claim>),
    /// An event is taken back, by company and id.
    Reverses(usize, String),
    /// A voucher is decided on anew.
    Decides(String),
    /// A voucher's later days are another company's.
    Moves(String, usize),
    /// Invoices of a run are paid, or turned down.
    Pays(RunId, Vec<Payment>),
}

impl Deed {
    /// What it claims, line by line.
    pub fn claims(&self) -> &[Claim] {
        if let Act::Claims(claims) = &self.act { claims } else { &[] }
    }
}
