//! How a decision is appealed: to whom, by when, and by which law.

use jiff::{ToSpan, civil::Date};

use super::{LetterBasis, words::Word};
use crate::{
    document::Block,
    rulebook::{Appeal, Rulebook},
    written::day,
};

impl Rulebook {
    /// The last day of a term that is counted from service, which is presumed so many days after the letter was posted
    /// or sent. A term that ends on a holiday or at a weekend ends on the next weekday (150/1930 section 5).
    pub fn last_day_of(&self, term_days: u16, service_days: u16, sent: Date) -> Date {
        let days = i64::from(service_days) + i64::from(term_days);
        let ends = sent.checked_add(days.days()).unwrap_or(Date::MAX);
        ends.series(1.day()).find(|on| self.is_operational(*on)).unwrap_or(ends)
    }
}

impl LetterBasis<'_> {
    /// To the organiser itself: a request that the decision be rectified.
    pub(super) fn rectification(&self) -> Vec<Block> {
        let Appeal { law, authority, address, days, .. } = &self.decision.appeal;
        let mut blocks = vec![self.heading(Word::Appeal)];
        blocks.push(Block::Paragraph(self.say(Word::Appealing).replace("{days}", &days.to_string())));
        let authority = authority.in_language(self.language()).to_owned();
        blocks.push(self.terms(*days, self.fact(Word::Authority, authority), address, law));
        blocks
    }

    /// To the court, from the decision on a request for rectification.
    pub(super) fn appeal_to_court(&self) -> Vec<Block> {
        let Some(court) = &self.decision.appeal.court else { return Vec::new() };
        let says = self.say(Word::AppealingToCourt).replace("{days}", &court.days.to_string());
        let name = self.fact(Word::Court, court.name.in_language(self.language()).to_owned());
        let terms = self.terms(court.days, name, &court.address, &court.law);
        vec![self.heading(Word::CourtAppeal), Block::Paragraph(says), terms]
    }

    fn terms(&self, days: u16, whom: (String, String), address: &str, law: &str) -> Block {
        let appeal = &self.decision.appeal;
        let last_day = |service| day(self.language(), self.rulebook.last_day_of(days, service, self.on));
        Block::Facts(vec![
            whom,
            self.fact(Word::Address, address.to_owned()),
            self.fact(Word::LastDayByPost, last_day(appeal.service_by_post_days)),
            self.fact(Word::LastDayElectronic, last_day(appeal.service_electronic_days)),
            self.fact(Word::Law, law.to_owned()),
        ])
    }
}
