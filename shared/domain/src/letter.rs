//! A letter that a decision sends: its exact document for ever, and how it goes to whom it is for.
//!
//! Whoever decides stores the letter in the decision's own transaction, so that what was decided and what is told can't
//! come apart; the letter is set and handed over afterwards.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
    ids::{DecisionId, Organiser},
};

/// A letter as it is stored, with the receiver's personal data in its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// What it says.
    pub document: Document,
    /// The organiser's name, at the head of its pages.
    pub sender: String,
    /// What an answer should name, at the foot of its pages.
    pub reference: String,
    /// When it was written; the PDF says it of itself.
    pub written_at: Timestamp,
    /// How it goes.
    pub channel: Channel,
    /// What it tells.
    pub about: About,
    /// Whom it goes to.
    pub recipient: Recipient,
}

/// What a letter tells of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// What would be decided to the client's detriment, and by when to answer (434/2003 chapter 6).
    Hearing,
    /// What was decided.
    Decision,
    /// That it was annulled, and from when.
    Annulment,
    /// That a request to rectify it was rejected.
    Answer,
    /// What the client owes the provider of months gone by, since a decision changed it.
    Share,
}

/// Whom a letter goes to. Where that one lives is the carrier's matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The client.
    Client,
    /// A guardian, by the organiser's own number.
    Guardian(String),
    /// The estate of a client who has died, by an official's act only.
    Estate,
}

/// A letter that a decision has sent; its number is the version by which it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// 1, 2, 3 ... of the decision's letters.
    pub number: u32,
    /// What it tells.
    pub about: About,
    /// Whom it goes to.
    pub recipient: Recipient,
    /// The Helsinki day of it.
    pub on: Date,
}

/// How a letter goes to its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// To the receiver's mailbox in Suomi.fi Messages.
    SuomiFi,
    /// On paper, by post.
    Post,
    /// An official hands it over, outside the system.
    ByHand,
}

/// Where the PDF of a decision's letter lies among the documents.
pub fn pdf_key(organiser: &Organiser, decision: DecisionId, version: u32) -> String {
    format!("letters/{organiser}/{decision}/{version}.pdf")
}

/// Where that stands which its carrier must know.
pub fn handover_key(organiser: &Organiser, decision: DecisionId, version: u32) -> String {
    format!("letters/{organiser}/{decision}/{version}.handover.json")
}
