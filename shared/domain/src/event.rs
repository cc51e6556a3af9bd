//! A service event: what a provider reports, parsed, and what is recorded of it.

mod price;

pub use price::Repriced;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    account::Line,
    ids::{BookingId, ContentCode, EventId, ProviderId, VoucherNumber},
    overlap::Interval,
    recording::Refusal,
    rulebook::Unit,
    time::{self, NotAnInstant},
};

/// What a provider sends, field by field, before it is understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// The provider's own id of the event, 1-64 printable characters.
    pub id: String,
    /// The voucher's number.
    pub voucher: String,
    /// The content's code.
    pub content: String,
    /// Its unit, as a UN/ECE code.
    pub unit: Unit,
    /// Start, for hours.
    #[serde(default)]
    pub start: Option<String>,
    /// End, for hours.
    #[serde(default)]
    pub end: Option<String>,
    /// Day, for other units.
    #[serde(default)]
    pub day: Option<Date>,
    /// Pieces, for other units.
    #[serde(default)]
    pub quantity: Option<u64>,
    /// An absence by the rulebook's code: what was booked was not used.
    #[serde(default)]
    pub absence: Option<String>,
}

/// What a provider reports, understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The provider's own id of the event.
    pub id: String,
    /// The voucher.
    pub voucher: VoucherNumber,
    /// The content.
    pub content: ContentCode,
    /// The unit it was reported in.
    pub unit: Unit,
    /// An absence by the rulebook's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence: Option<String>,
    /// What was delivered, and when.
    #[serde(flatten)]
    pub delivery: Delivery,
}

/// What was delivered, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Delivery {
    /// A visit from one instant to another.
    Visit(Interval),
    /// So many pieces on a day.
    Pieces {
        /// The Helsinki day.
        day: Date,
        /// How many.
        quantity: u64,
    },
}

/// The longest visit: a day and a night, as a shift may last.
const LONGEST_VISIT_MINUTES: u64 = 24 * 60;
/// The most pieces in one event; more is a slip of the finger.
const MOST_PIECES: u64 = 1000;

impl Delivery {
    /// The Helsinki day that the event belongs to: the one on which it starts.
    pub fn on(&self) -> Date {
        match self {
            Delivery::Visit(visit) => time::day_of(visit.start),
            Delivery::Pieces { day, .. } => *day,
        }
    }

    /// In the content's smallest unit: minutes, or pieces.
    pub fn quantity(&self) -> u64 {
        match self {
            Delivery::Visit(visit) => visit.minutes(),
            Delivery::Pieces { quantity, .. } => *quantity,
        }
    }
}

impl Reported {
    /// Understands what was sent, or tells what is wrong with it.
    pub fn parse(sent: Sent) -> Result<Self, Refusal> {
        let printable = |c: char| !c.is_control();
        if sent.id.is_empty() || sent.id.chars().count() > 64 || !sent.id.chars().all(printable) {
            return Err(Refusal::MalformedEvent("id"));
        }
        let delivery = Self::delivery(&sent)?;
        let voucher = sent.voucher.parse().map_err(|_| Refusal::VoucherNotFound)?;
        let content = sent.content.parse().map_err(|_| Refusal::UnknownContent)?;
        Ok(Self { id: sent.id, voucher, content, unit: sent.unit, absence: sent.absence, delivery })
    }

    fn delivery(sent: &Sent) -> Result<Delivery, Refusal> {
        match (sent.unit, &sent.start, &sent.end, sent.day, sent.quantity) {
            (Unit::Hour, Some(start), Some(end), None, None) => visit(start, end).map(Delivery::Visit),
            (Unit::Hour, ..) => Err(Refusal::TimesRequired),
            (_, None, None, Some(day), Some(quantity)) if (1..=MOST_PIECES).contains(&quantity) => {
                Ok(Delivery::Pieces { day, quantity })
            }
            (_, None, None, Some(_), Some(_)) => Err(Refusal::QuantityOutOfRange),
            (_, None, None, ..) => {
                Err(Refusal::MalformedEvent(if sent.day.is_none() { "day" } else { "quantity" }))
            }
            _ => Err(Refusal::TimesNotAllowed),
        }
    }

    /// A mark of the content: the same event resent has the same, whatever its time's offset or spelling.
    pub fn fingerprint(&self) -> Uuid {
        let what = match &self.delivery {
            Delivery::Visit(visit) => format!("{}/{}", visit.start, visit.end),
            Delivery::Pieces { day, quantity } => format!("{day}*{quantity}"),
        };
        let absence = self.absence.as_ref().map(|code| format!("|{code}")).unwrap_or_default();
        let name = format!("{}|{}|{}|{what}{absence}", self.voucher, self.content, self.unit.un_code());
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
    }
}

/// Reads a visit's times, whole minutes both.
fn visit(start: &str, end: &str) -> Result<Interval, Refusal> {
    let instant = |text: &str, field: &'static str| {
        let at = time::instant(text).map_err(|why| match why {
            NotAnInstant::Malformed => Refusal::MalformedTime(field),
            NotAnInstant::Repeated => Refusal::TimeRepeated(field),
            NotAnInstant::Skipped => Refusal::TimeSkipped(field),
        })?;
        let whole_minute = at.as_second() % 60 == 0 && at.subsec_nanosecond() == 0;
        if whole_minute { Ok(at) } else { Err(Refusal::MalformedTime(field)) }
    };
    let visit = Interval { start: instant(start, "start")?, end: instant(end, "end")? };
    if visit.end <= visit.start {
        return Err(Refusal::EndBeforeStart);
    }
    if visit.minutes() > LONGEST_VISIT_MINUTES { Err(Refusal::VisitTooLong) } else { Ok(visit) }
}

/// A recorded event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id.
    pub event: EventId,
    /// Who delivered.
    pub provider: ProviderId,
    /// In which booking.
    pub booking: BookingId,
    /// What was reported.
    pub reported: Reported,
    /// When it was recorded.
    pub at: Timestamp,
    /// Where it stands.
    #[serde(flatten)]
    pub state: State,
    /// The money that it was recorded with, by band where there are bands.
    pub lines: Vec<Line>,
    /// What later decisions made of it, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repriced: Vec<Repriced>,
    /// The event that it was recorded in the place of, as a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<EventId>,
}

/// Where an event stands. Settled and Paid are derived from the account's sequences, never written here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Its money is in its account, as the entry with this sequence.
    Approved {
        /// The account's sequence.
        sequence: u64,
    },
    /// It reserves quota and waits for an approver.
    Held {
        /// Why.
        reasons: Vec<HeldReason>,
    },
    /// An approver rejected it.
    Rejected {
        /// The approver's words.
        reason: String,
    },
    /// It was taken back: its quota and its time are free, its money has left its account or is refunded.
    Reversed {
        /// The entry in its account, and the one that took it back; none if it was only held.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entries: Option<TakenBack>,
        /// By whom and why.
        reversal: Reversal,
        /// The event that was recorded in its place, by the same act.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaced_by: Option<EventId>,
    },
}

/// Two entries of one account, by their sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// The entry of the event.
    pub entered: u64,
    /// The entry that took it back.
    pub reversed: u64,
}

/// By whom and why an event was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversal {
    /// By whom.
    pub by: Side,
    /// Why, as a code.
    pub reason: ReversalReason,
    /// Why, in words for the other side.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Who acts on an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The provider, on its own event.
    Provider,
    /// The organiser's approver.
    Organiser,
}

/// Why an event is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReversalReason {
    /// Nothing was delivered.
    NotDelivered,
    /// It was delivered to another client or on another voucher.
    WrongVoucher,
    /// Content, day, times or quantity were wrong; a correction says what is right.
    WrongContent,
    /// It was reported twice.
    Duplicate,
    /// Its day went to another provider, by the organiser's decision.
    Moved,
    /// Something else, told in words.
    Other,
}

/// Why an event waits for an approver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldReason {
    /// It is over a limit, and the rulebook lets an approver decide.
    OverLimitHeld,
    /// The rulebook has every event approved by a person.
    NeedsApproval,
    /// It was drawn as a sample of those that are approved at once.
    Sampled,
    /// The client had died before that day.
    AfterDeath,
}

#[cfg(test)]
mod tests;
