//! The outbox: a letter and, beside it, what its carrier must know. Suomi.fi Messages and a print service read it there.

use domain::{
    language::Language,
    letter::{About, Channel, Letter, Recipient, handover_key, pdf_key},
};
use messages::WriteLetter;
use objects::{Objects, Put};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::Failure;

/// What stands beside a letter: nothing that says whom it is for. The receiver is found by the decision's id.
#[derive(Serialize)]
struct Handover<'a> {
    schema: &'static str,
    organiser: &'a str,
    decision: String,
    version: u32,
    channel: Channel,
    about: About,
    /// The client, a guardian by the organiser's own number, or the estate.
    recipient: &'a Recipient,
    language: Language,
    /// Of the PDF, hexadecimal.
    sha256: String,
}

/// Puts the PDF and then its handover; where they are there already they win, for somebody may have read them.
pub(crate) async fn hand_over(
    documents: &dyn Objects,
    of: &WriteLetter,
    letter: &Letter,
    pdf: Vec<u8>,
) -> Result<(), Failure> {
    let key = pdf_key(&of.organiser, of.decision, of.version);
    let mut sha256 = hexadecimal(&pdf);
    if documents.put_if_absent(&key, pdf, "application/pdf").await? == Put::AlreadyThere {
        let there = documents.get(&key).await?;
        sha256 = hexadecimal(&there.ok_or(Failure::Unexpected("the letter is there and is not"))?);
    }
    let handover = Handover {
        schema: "handover/1",
        organiser: of.organiser.as_str(),
        decision: of.decision.to_string(),
        version: of.version,
        channel: letter.channel,
        about: letter.about,
        recipient: &letter.recipient,
        language: letter.document.language,
        sha256,
    };
    let key = handover_key(&of.organiser, of.decision, of.version);
    documents.put_if_absent(&key, serde_json::to_vec(&handover)?, "application/json").await?;
    Ok(())
}

fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
