//! The letter that tells a decision: what is decided, how it was computed in plain words, and how to appeal it.
//!
//! No address of the client is in it: where it goes is the carrier's matter, and a protected address is nobody's.

mod words;

use jiff::{ToSpan, civil::Date};

use super::Decision;
use crate::{
    client::Client,
    document::{Block, Column, Document, Table},
    explanation::{Step, sentence},
    language::Language,
    organiser::Details,
    rulebook::{OwnFee, Rulebook},
    voucher::Grant,
    written::{amount, day, days},
};
use words::{Word, word};

/// All that a letter says.
#[derive(Clone, Copy, Debug)]
pub struct LetterBasis<'a> {
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
    /// The day on which it is sent.
    pub on: Date,
}

/// The decision as a letter in the client's language.
pub fn letter(basis: LetterBasis<'_>) -> Document {
    let LetterBasis { decision, client, rulebook, .. } = basis;
    let language = client.language;
    let say = |what| word(what, language).to_owned();
    let mut blocks = vec![Block::Facts(facts(basis))];
    blocks.extend([Block::Heading(say(Word::Decided)), Block::Table(granted(basis))]);
    if !decision.grounds.is_empty() {
        blocks.extend([Block::Heading(say(Word::Grounds)), Block::Paragraph(decision.grounds.clone())]);
    }
    if !basis.steps.is_empty() {
        let sentences = basis.steps.iter().map(|step| sentence(step, language));
        blocks.extend([Block::Heading(say(Word::Computed)), Block::List(sentences.collect())]);
    }
    blocks.extend([Block::Heading(say(Word::HowToUse)), Block::Paragraph(how_to_use(decision, language))]);
    blocks.extend(own_fee(rulebook, language));
    blocks.extend([Block::Heading(say(Word::Law)), Block::Paragraph(decision.legal_basis.clone())]);
    blocks.extend(appeal(basis));
    let Details { name, street, postal_code, town, .. } = basis.organiser;
    let contact = format!("{name}\n{street}\n{postal_code} {town}");
    blocks.extend([Block::Heading(say(Word::Contact)), Block::Paragraph(contact)]);
    let title = format!("{}: {}", say(Word::Title), rulebook.names.in_language(language));
    Document { language, title, blocks }
}

fn facts(basis: LetterBasis<'_>) -> Vec<(String, String)> {
    let LetterBasis { decision, client, on, .. } = basis;
    let language = client.language;
    let fact = |what, value: String| (word(what, language).to_owned(), value);
    vec![
        fact(Word::Client, client.name()),
        fact(Word::Voucher, decision.voucher.to_string()),
        fact(Word::Days, days(language, decision.days.first_day, decision.days.last_day)),
        fact(Word::Given, day(language, on)),
    ]
}

fn granted(basis: LetterBasis<'_>) -> Table {
    let language = basis.client.language;
    let say = |what| word(what, language);
    let row = |grant: &Grant| {
        let content = basis.rulebook.content(&grant.code);
        let name = content.map_or(grant.code.as_str(), |content| content.names.in_language(language));
        let is_free = grant.free_of_charge.is_some_and(|free| free.common(&basis.decision.days).is_some());
        let copayment = match grant.copayment {
            _ if is_free => say(Word::Free).to_owned(),
            Some(copayment) => amount(language, copayment),
            None => "\u{2013}".to_owned(),
        };
        let value = grant.value.map_or(say(Word::ByRulebook).to_owned(), |value| amount(language, value));
        vec![name.to_owned(), value, copayment]
    };
    let columns = vec![
        Column::words(say(Word::Content)),
        Column::amounts(say(Word::Value)),
        Column::amounts(say(Word::Copayment)),
    ];
    let rows = basis.decision.contents.iter().map(row).collect();
    Table { caption: say(Word::Decided).to_owned(), columns, rows }
}

fn how_to_use(decision: &Decision, language: Language) -> String {
    word(Word::Using, language).replace("{voucher}", decision.voucher.as_str())
}

/// The fee of the organiser's own comparable service (569/2009 section 6).
fn own_fee(rulebook: &Rulebook, language: Language) -> Vec<Block> {
    let says = match &rulebook.own_fee {
        OwnFee::Free => Block::Paragraph(word(Word::OwnFree, language).to_owned()),
        OwnFee::EarlyEducation => Block::Paragraph(word(Word::OwnEarlyEducation, language).to_owned()),
        OwnFee::ByHours(_) => Block::Paragraph(word(Word::OwnByHours, language).to_owned()),
        OwnFee::Flat(fees) => {
            let named = fees.iter().map(|(code, fee)| {
                let content = rulebook.content(code);
                let name = content.map_or(code.as_str(), |content| content.names.in_language(language));
                (name.to_owned(), amount(language, fee.0))
            });
            Block::Facts(named.collect())
        }
    };
    vec![Block::Heading(word(Word::OwnFee, language).to_owned()), says]
}

/// Where and by when: days from service, which is presumed so many days after the letter was posted or sent. A term
/// that ends on a holiday ends on the next weekday (150/1930 section 5).
fn appeal(basis: LetterBasis<'_>) -> Vec<Block> {
    let (appeal, language) = (&basis.decision.appeal, basis.client.language);
    let last_day = |service: u16| {
        let days = i64::from(service) + i64::from(appeal.days);
        let ends = basis.on.checked_add(days.days()).unwrap_or(Date::MAX);
        let weekday = ends.series(1.day()).find(|on| basis.rulebook.is_operational(*on));
        day(language, weekday.unwrap_or(ends))
    };
    let fact = |what, value: String| (word(what, language).to_owned(), value);
    vec![
        Block::Heading(word(Word::Appeal, language).to_owned()),
        Block::Paragraph(word(Word::Appealing, language).replace("{days}", &appeal.days.to_string())),
        Block::Facts(vec![
            fact(Word::Authority, appeal.authority.in_language(language).to_owned()),
            fact(Word::Address, appeal.address.clone()),
            fact(Word::LastDayByPost, last_day(appeal.service_by_post_days)),
            fact(Word::LastDayElectronic, last_day(appeal.service_electronic_days)),
            fact(Word::Law, appeal.law.clone()),
        ]),
    ]
}
