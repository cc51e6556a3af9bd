//! The letters of a decision, each in plain words: the hearing before it, the decision itself, its annulment, the answer
//! to a request that it be rectified, and the client's new share of what was delivered before it.
//!
//! No address of the client is in them: where a letter goes is the carrier's matter, and a protected address is nobody's.

mod appealing;
mod decided;
mod words;

use jiff::civil::Date;

use super::{Act, Decision, Kind};
use crate::{
    client::Client,
    document::{Block, Column, Document, Table},
    explanation::Step,
    language::Language,
    letter::{About, Recipient},
    organiser::Details,
    rulebook::Rulebook,
    share::MonthShare,
    written::{amount, day, days, month},
};
use words::{Word, reason, word};

/// All that a letter says.
#[derive(Clone, Copy, Debug)]
pub struct LetterBasis<'a> {
    /// What it tells.
    pub about: About,
    /// Whom it goes to.
    pub recipient: &'a Recipient,
    /// The decision.
    pub decision: &'a Decision,
    /// Whom it is about; the letter is in this person's language.
    pub client: &'a Client,
    /// Who decides.
    pub organiser: &'a Details,
    /// The rules that the decision names.
    pub rulebook: &'a Rulebook,
    /// The steps that led to its amounts.
    pub steps: &'a [Step],
    /// The months whose share changed; of other letters none.
    pub share: &'a [MonthShare],
    /// The day on which it is sent.
    pub on: Date,
    /// Where its reader compares providers and chooses one, if the decision leads to a choice.
    pub compare_at: Option<&'a str>,
}

/// The letter in the client's language.
pub fn letter(basis: LetterBasis<'_>) -> Document {
    let mut blocks = vec![Block::Facts(basis.facts())];
    blocks.extend(match basis.about {
        About::Hearing => basis.heard(),
        About::Decision => basis.decided(),
        About::Annulment => basis.annulled(),
        About::Answer => basis.answered(),
        About::Share => basis.shared(),
    });
    let Details { name, street, postal_code, town, .. } = basis.organiser;
    let contact = format!("{name}\n{street}\n{postal_code} {town}");
    blocks.extend([basis.heading(Word::Contact), Block::Paragraph(contact)]);
    let service = basis.rulebook.names.in_language(basis.language());
    let title = format!("{}: {service}", basis.say(basis.title()));
    Document { language: basis.language(), title, blocks }
}

impl LetterBasis<'_> {
    fn language(&self) -> Language {
        self.client.language
    }

    fn say(&self, what: Word) -> &'static str {
        word(what, self.language())
    }

    fn heading(&self, what: Word) -> Block {
        Block::Heading(self.say(what).to_owned())
    }

    fn paragraph(&self, what: Word) -> Block {
        Block::Paragraph(self.say(what).to_owned())
    }

    fn fact(&self, what: Word, value: String) -> (String, String) {
        (self.say(what).to_owned(), value)
    }

    fn title(&self) -> Word {
        match (self.about, self.decision.kind) {
            (About::Hearing, _) => Word::HearingTitle,
            (About::Annulment, _) => Word::AnnulmentTitle,
            (About::Answer, _) => Word::AnswerTitle,
            (About::Share, _) => Word::ShareTitle,
            (About::Decision, Kind::VoucherValue | Kind::Fee) => Word::Title,
            (About::Decision, Kind::ClientPurchase) => Word::PurchaseTitle,
            (About::Decision, Kind::Permit) => Word::PermitTitle,
        }
    }

    fn facts(&self) -> Vec<(String, String)> {
        let LetterBasis { decision, client, on, .. } = self;
        let receiver = match self.recipient {
            Recipient::Estate => Some(self.say(Word::Estate).to_owned()),
            other => client.name_of(other).map(str::to_owned),
        };
        let mut facts: Vec<(String, String)> =
            receiver.map(|receiver| self.fact(Word::Receiver, receiver)).into_iter().collect();
        let number = if decision.kind == Kind::ClientPurchase { Word::Order } else { Word::Voucher };
        facts.extend([
            self.fact(Word::Client, client.name()),
            self.fact(number, decision.voucher.to_string()),
            self.fact(Word::Days, days(self.language(), decision.days.first_day, decision.days.last_day)),
            self.fact(Word::Given, day(self.language(), *on)),
        ]);
        if let (About::Hearing, Some(due)) = (self.about, decision.due) {
            facts.push(self.fact(Word::AnswerBy, day(self.language(), due)));
        }
        if let (About::Annulment, Some(from)) = (self.about, decision.annulled_from) {
            facts.push(self.fact(Word::AnnulledFrom, day(self.language(), from)));
        }
        facts
    }

    /// What would be decided, why, and that there is a right to be heard (434/2003 chapter 6).
    fn heard(&self) -> Vec<Block> {
        let reasons = self.decision.reasons.iter().map(|one| reason(*one, self.language()).to_owned());
        let mut blocks = vec![self.paragraph(Word::Hearing), self.heading(Word::WouldBeDecided)];
        blocks.push(Block::Table(self.granted()));
        blocks.extend([self.heading(Word::Reasons), Block::List(reasons.collect())]);
        blocks.extend(self.said_at(Act::Prepare));
        blocks.extend(self.computed());
        blocks
    }

    /// From when it is annulled and why; it is appealed like the decision itself.
    fn annulled(&self) -> Vec<Block> {
        let mut blocks = vec![self.paragraph(Word::Annulment)];
        blocks.extend(self.said_at(Act::Annul));
        blocks.extend([self.heading(Word::Law), Block::Paragraph("434/2003".to_owned())]);
        blocks.extend(self.rectification());
        blocks
    }

    /// What became of the request and why; it is appealed to the court.
    fn answered(&self) -> Vec<Block> {
        let dismissed = self.decision.request.as_ref().is_some_and(|request| !request.in_time);
        let mut blocks = vec![self.paragraph(if dismissed { Word::Dismissed } else { Word::Rejected })];
        blocks.extend(self.said_at(Act::RejectRequest));
        blocks.extend([self.heading(Word::Law), Block::Paragraph("434/2003 49 b, 49 c \u{a7}".to_owned())]);
        blocks.extend(self.appeal_to_court());
        blocks
    }

    /// The refund, the correction and the new share of each month. It is no decision, and is not appealed by itself.
    fn shared(&self) -> Vec<Block> {
        let language = self.language();
        let columns = [Word::Month, Word::Refund, Word::Correction, Word::ShareBefore, Word::ShareNow];
        let columns = columns.map(|one| match one {
            Word::Month => Column::words(self.say(one)),
            _ => Column::amounts(self.say(one)),
        });
        let row = |one: &MonthShare| {
            let amounts = [one.refund, one.correction, one.before, one.share];
            let amounts = amounts.map(|cents| amount(language, cents));
            std::iter::once(month(language, one.month)).chain(amounts).collect()
        };
        let rows = self.share.iter().map(row).collect();
        let table = Table { caption: self.say(Word::ShareTitle).to_owned(), columns: columns.into(), rows };
        vec![self.paragraph(Word::Share), Block::Table(table), self.paragraph(Word::ShareSettled)]
    }

    /// What an official said at the newest of an act.
    fn said_at(&self, act: Act) -> Vec<Block> {
        let newest = self.decision.history.iter().rev().find(|change| change.act == act);
        let said = newest.map(|change| change.reason.clone()).filter(|reason| !reason.is_empty());
        said.map(|said| [self.heading(Word::Grounds), Block::Paragraph(said)]).into_iter().flatten().collect()
    }
}
