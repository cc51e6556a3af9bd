//! A rulebook version as a page that clients and providers can read.

mod examples;
mod rules;
mod values;

use super::{Arrangement, GeneralPart, Rulebook};
use crate::{
    document::{Block, Column, Document, Table},
    euros::Euros,
    language::Language,
    written::{amount, day},
};

/// All that a version says, in one language.
pub fn page(rulebook: &Rulebook, language: Language) -> Document {
    let page = Page { rulebook, language };
    let mut blocks = page.head();
    blocks.extend(page.contents());
    blocks.extend(page.how_values_come_about());
    blocks.extend(page.rules());
    blocks.extend(page.examples());
    Document { language, title: rulebook.names.in_language(language).to_owned(), blocks }
}

/// The same, ended by the text of the general part that the version rests on.
pub fn page_with(rulebook: &Rulebook, general_part: &GeneralPart, language: Language) -> Document {
    let mut page = page(rulebook, language);
    page.blocks.extend(general_part.at_the_end(language));
    page
}

struct Page<'a> {
    rulebook: &'a Rulebook,
    language: Language,
}

/// A text in Finnish, Swedish and English.
type Words = [&'static str; 3];

impl Page<'_> {
    fn say(&self, words: Words) -> String {
        let [fi, sv, en] = words;
        match self.language {
            Language::Fi => fi,
            Language::Sv => sv,
            Language::En => en,
        }
        .to_owned()
    }

    fn heading(&self, words: Words) -> Block {
        Block::Heading(self.say(words))
    }

    fn euros(&self, euros: Euros) -> String {
        amount(self.language, euros.0)
    }

    fn fact(&self, label: Words, value: impl Into<String>) -> (String, String) {
        (self.say(label), value.into())
    }

    fn table(&self, caption: Words, columns: &[(Words, bool)], rows: Vec<Vec<String>>) -> Block {
        let columns =
            columns.iter().map(|(title, amounts)| Column { title: self.say(*title), amounts: *amounts });
        Block::Table(Table { caption: self.say(caption), columns: columns.collect(), rows })
    }

    fn head(&self) -> Vec<Block> {
        let Rulebook { version, first_day, legal_basis, arrangement, general_part, .. } = self.rulebook;
        let arrangement = self.say(match arrangement {
            Arrangement::Own => ["Oma tuotanto", "Egen produktion", "Own production"],
            Arrangement::Voucher => ["Palveluseteli", "Servicesedel", "Voucher"],
            Arrangement::Purchased => ["Ostopalvelu", "Köpt tjänst", "Purchased service"],
            Arrangement::Permit => ["Lupamenettely", "Tillståndsförfarande", "Permit procedure"],
        });
        vec![Block::Facts(vec![
            self.fact(
                ["Sääntökirjan versio", "Regelbokens version", "Version of the rulebook"],
                version.to_string(),
            ),
            self.fact(["Voimassa alkaen", "I kraft från", "In force from"], day(self.language, *first_day)),
            self.fact(
                ["Yleisen osan versio", "Allmänna delens version", "Version of the general part"],
                general_part.to_string(),
            ),
            self.fact(["Säädösperusta", "Rättslig grund", "Legal basis"], legal_basis.clone()),
            self.fact(["Järjestämistapa", "Sätt att ordna", "Way of arranging"], arrangement),
        ])]
    }
}
