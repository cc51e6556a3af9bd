//! What a decision's own letter says: what is granted, how it was computed, how to use it, what the own service costs.

use super::{
    Kind, LetterBasis,
    words::{Word, word},
};
use crate::{
    document::{Block, Column, Link, Table},
    explanation::sentence,
    rulebook::OwnFee,
    voucher::Grant,
    written::amount,
};

impl LetterBasis<'_> {
    pub(super) fn decided(&self) -> Vec<Block> {
        let mut blocks = vec![self.heading(Word::Decided), Block::Table(self.granted())];
        if !self.decision.grounds.is_empty() {
            blocks.extend([self.heading(Word::Grounds), Block::Paragraph(self.decision.grounds.clone())]);
        }
        blocks.extend(self.computed());
        blocks.extend([self.heading(Word::HowToUse), Block::Paragraph(self.how_to_use())]);
        blocks.extend(self.compare_at.map(|address| self.compared_at(address)));
        blocks.extend(self.own_fee());
        blocks.extend([self.heading(Word::Law), Block::Paragraph(self.decision.legal_basis.clone())]);
        blocks.extend(self.rectification());
        blocks
    }

    pub(super) fn computed(&self) -> Vec<Block> {
        if self.steps.is_empty() {
            return Vec::new();
        }
        let sentences = self.steps.iter().map(|step| sentence(step, self.rulebook, self.language()));
        vec![self.heading(Word::Computed), Block::List(sentences.collect())]
    }

    pub(super) fn granted(&self) -> Table {
        let columns = vec![
            Column::words(self.say(Word::Content)),
            Column::amounts(self.say(if self.is_ordered() { Word::Price } else { Word::Value })),
            Column::amounts(self.say(Word::Copayment)),
        ];
        let rows = self.decision.contents.iter().map(|grant| self.row(grant)).collect();
        Table { caption: self.say(Word::Decided).to_owned(), columns, rows }
    }

    fn is_ordered(&self) -> bool {
        self.decision.kind == Kind::ClientPurchase
    }

    fn row(&self, grant: &Grant) -> Vec<String> {
        let language = self.language();
        let content = self.rulebook.content(&grant.code);
        let name = content.map_or(grant.code.as_str(), |content| content.names.in_language(language));
        let free_days = grant.free_of_charge.is_some_and(|free| free.common(&self.decision.days).is_some());
        let copayment = match grant.copayment {
            _ if free_days || self.is_ordered() => self.say(Word::Free).to_owned(),
            Some(copayment) => amount(language, copayment),
            None => "\u{2013}".to_owned(),
        };
        let worth = if self.is_ordered() { grant.price } else { grant.value };
        let worth = worth.map_or(self.say(Word::ByRulebook).to_owned(), |worth| amount(language, worth));
        vec![name.to_owned(), worth, copayment]
    }

    fn how_to_use(&self) -> String {
        let using = if self.is_ordered() { Word::UsingPurchase } else { Word::Using };
        self.say(using).replace("{voucher}", self.decision.voucher.as_str())
    }

    fn compared_at(&self, address: &str) -> Block {
        let says = |word| self.say(word).to_owned();
        let (says, code_says) = (says(Word::Comparing), says(Word::ComparingCode));
        Block::Link(Link { says, address: address.to_owned(), code_says })
    }

    /// The fee of the organiser's own comparable service (569/2009 section 6).
    fn own_fee(&self) -> Vec<Block> {
        let language = self.language();
        let says = match &self.rulebook.own_fee {
            OwnFee::Free => self.paragraph(Word::OwnFree),
            OwnFee::EarlyEducation => self.paragraph(Word::OwnEarlyEducation),
            OwnFee::ByHours(_) => self.paragraph(Word::OwnByHours),
            OwnFee::Flat(fees) => {
                let named = fees.iter().map(|(code, fee)| {
                    let content = self.rulebook.content(code);
                    let name = content.map_or(code.as_str(), |content| content.names.in_language(language));
                    (name.to_owned(), amount(language, fee.0))
                });
                Block::Facts(named.collect())
            }
        };
        vec![Block::Heading(word(Word::OwnFee, language).to_owned()), says]
    }
}
