//! Letters as they are stored: beside their decision, due until they lie in the outbox.

use domain::{
    decision::Decision,
    ids::Organiser,
    letter::{Letter, Sent},
    time,
};

use crate::{
    keys::Name,
    port::{StoreError, Write},
    records::{Listed, put_new},
};

/// Notes a letter in its decision, and answers with the writes that store it and make it due. They belong into the
/// transaction that changes the decision: nothing is done without its letter, and no letter is lost on its way.
pub fn told(
    organiser: &Organiser,
    decision: &mut Decision,
    letter: &Letter,
) -> Result<[Write; 2], StoreError> {
    let number = decision.letters.last().map_or(1, |last| last.number + 1);
    let Letter { about, recipient, written_at, .. } = letter;
    let sent = Sent { number, about: *about, recipient: recipient.clone(), on: time::day_of(*written_at) };
    decision.letters.push(sent);
    let due = Name::LetterDue(decision.decision, number);
    Ok([
        put_new(organiser, &Name::Letter(decision.decision, number), letter)?,
        put_new(organiser, &due, &Listed {})?,
    ])
}
