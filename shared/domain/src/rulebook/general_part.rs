//! The general part of an organiser's rulebooks: what holds for all its services, read with each of them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{check, problem::Problem, read};
use crate::{
    document::{Block, Document},
    language::{Language, Text},
    written::day,
};

/// One version of the general part. Immutable; rulebooks name the version that they are read with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GeneralPart {
    /// Version of this file format: 3.
    pub schema: u32,
    /// 1, 2, 3 ...
    pub version: u32,
    /// First day in force.
    pub first_day: Date,
    /// Its title.
    pub names: Text,
    /// How providers appeal the organiser's decisions on them.
    #[serde(rename = "provider_appeal")]
    pub provider_appeals: Vec<ProviderAppeal>,
    /// Its chapters, in reading order.
    #[serde(rename = "chapter")]
    pub chapters: Vec<Chapter>,
}

/// How a provider appeals a decision on it: a request for rectification to the organiser itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProviderAppeal {
    /// The act that the service must rest on; without it, any that has no entry of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// The act that gives the right of appeal.
    pub law: String,
    /// Days from service to make the request.
    pub days: u16,
    /// A letter is taken to have arrived so many days after it was posted.
    pub service_by_post_days: u16,
    /// An electronic message is taken to have arrived so many days after it was sent.
    pub service_electronic_days: u16,
}

/// A chapter of the general part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Its heading.
    pub names: Text,
    /// Its text, in paragraphs parted by an empty line.
    pub text: Text,
}

impl GeneralPart {
    /// Reads and checks a file of a general part (TOML).
    pub fn parse(file: &str) -> Result<Self, Vec<Problem>> {
        read::read_as(file, check::general_part)
    }

    /// How a provider of a service that rests on an act appeals a decision on it.
    pub fn provider_appeal(&self, legal_basis: &str) -> Option<&ProviderAppeal> {
        let of = |basis: Option<&str>| {
            self.provider_appeals.iter().find(|appeal| appeal.legal_basis.as_deref() == basis)
        };
        of(Some(legal_basis)).or_else(|| of(None))
    }

    /// The general part as people read it.
    pub fn page(&self, language: Language) -> Document {
        let label = match language {
            Language::Fi => ["Versio", "Voimassa alkaen"],
            Language::Sv => ["Version", "I kraft från"],
            Language::En => ["Version", "In force from"],
        };
        let values = [self.version.to_string(), day(language, self.first_day)];
        let mut blocks = vec![Block::Facts(label.map(str::to_owned).into_iter().zip(values).collect())];
        blocks.extend(self.told(language, Block::Heading));
        Document { language, title: self.names.in_language(language).to_owned(), blocks }
    }

    /// The same at the end of a rulebook's page, whose head says the version.
    pub(super) fn at_the_end(&self, language: Language) -> Vec<Block> {
        let mut blocks = vec![Block::Heading(self.names.in_language(language).to_owned())];
        blocks.extend(self.told(language, Block::Subheading));
        blocks
    }

    fn told(&self, language: Language, heading: fn(String) -> Block) -> Vec<Block> {
        let chapter = |chapter: &Chapter| {
            let paragraphs = chapter.text.in_language(language).split("\n\n");
            let paragraphs = paragraphs.map(|part| Block::Paragraph(part.trim().to_owned()));
            let mut blocks = vec![heading(chapter.names.in_language(language).to_owned())];
            blocks.extend(paragraphs);
            blocks
        };
        self.chapters.iter().flat_map(chapter).collect()
    }
}
