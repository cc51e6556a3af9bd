//! A letter that a decision sends: its exact document for ever, and how it goes to whom it is for.
//!
//! Whoever decides stores the letter in the decision's own transaction, so that what was decided and what is told can't
//! come apart; the letter is set and handed over afterwards.

use jiff::Timestamp;
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
