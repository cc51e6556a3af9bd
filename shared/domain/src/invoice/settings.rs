//! How invoices are made: choices of the organiser, for all or for a service or a provider, in force from a day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Format;
use crate::{
    identifiers::{BusinessId, IdentityCode},
    ids::ServiceCode,
    language::Language,
    money::Cents,
};

/// What the document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// An invoice that the buyer makes on the seller's behalf (VAT Act 1501/1993 § 209 a).
    #[default]
    SelfBilled,
    /// A note of what is paid, no invoice in the VAT Act's sense: for exempt deliveries only.
    SettlementNote,
    /// The provider invoices itself: its own invoice is awaited, and held against what was approved.
    OwnInvoice,
}

impl Document {
    /// Whether it is the default.
    pub fn is_self_billed(&self) -> bool {
        *self == Document::SelfBilled
    }
}

/// A choice from a day on; what it leaves out is as a less special or an earlier setting has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// The first day of issue that it holds for.
    pub from: Date,
    /// Only for settlements of this service alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceCode>,
    /// Only for this provider; it goes before a service's setting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<BusinessId>,
    /// The document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    /// The renderings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formats: Option<BTreeSet<Format>>,
    /// The organiser's reference, at most 70 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_reference: Option<String>,
    /// The organiser's order number, at most 70 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_reference: Option<String>,
    /// The agreement, at most 70 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Days from the day of issue to the due day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_term_days: Option<u16>,
    /// The language of the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// A total nearer to zero than this waits for the provider's next settlement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carry_over_below_cents: Option<Cents>,
    /// The organiser's own names for the posting keys of VAT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat_keys: Option<BTreeMap<String, String>>,
}

/// What holds for one invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The document.
    pub document: Document,
    /// The renderings.
    pub formats: BTreeSet<Format>,
    /// The organiser's reference.
    pub buyer_reference: Option<String>,
    /// The organiser's order number.
    pub order_reference: Option<String>,
    /// The agreement.
    pub agreement: Option<String>,
    /// Days from the day of issue to the due day.
    pub payment_term_days: u16,
    /// The language of the texts.
    pub language: Language,
    /// A total nearer to zero than this waits.
    pub carry_over_below: Cents,
    /// The organiser's own names for the posting keys of VAT.
    pub vat_keys: BTreeMap<String, String>,
}

impl Choices {
    /// Puts the settings that hold on a day over these defaults: those for all, then the only service's, then the
    /// provider's, each by their days.
    pub fn with(
        mut self,
        settings: &[Setting],
        on: Date,
        provider: &BusinessId,
        services: &BTreeSet<ServiceCode>,
    ) -> Self {
        let only = services.first().filter(|_| services.len() == 1);
        let holds = |setting: &&Setting| {
            setting.from <= on
                && setting.provider.as_ref().is_none_or(|it| it == provider)
                && setting.service.as_ref().is_none_or(|it| Some(it) == only)
        };
        let mut holding: Vec<&Setting> = settings.iter().filter(holds).collect();
        holding.sort_by_key(|setting| (setting.provider.is_some(), setting.service.is_some(), setting.from));
        holding.into_iter().for_each(|setting| self.put(setting));
        self
    }

    fn put(&mut self, setting: &Setting) {
        fn over<T: Clone>(choice: &mut T, set: Option<&T>) {
            if let Some(set) = set {
                *choice = set.clone();
            }
        }
        over(&mut self.document, setting.document.as_ref());
        over(&mut self.formats, setting.formats.as_ref());
        over(&mut self.buyer_reference, setting.buyer_reference.clone().map(Some).as_ref());
        over(&mut self.order_reference, setting.order_reference.clone().map(Some).as_ref());
        over(&mut self.agreement, setting.agreement.clone().map(Some).as_ref());
        over(&mut self.payment_term_days, setting.payment_term_days.as_ref());
        over(&mut self.language, setting.language.as_ref());
        over(&mut self.carry_over_below, setting.carry_over_below_cents.as_ref());
        over(&mut self.vat_keys, setting.vat_keys.as_ref());
    }
}

/// What is wrong with a setting; settings are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingFinding {
    /// Which.
    pub setting: usize,
    /// The field.
    pub field: &'static str,
}

/// Longest text of a reference, in Finvoice.
const LONGEST_REFERENCE: usize = 70;
/// The longest payment term that the act on late payments (30/2013 § 5) lets an authority have, in days.
const LONGEST_TERM_DAYS: u16 = 30;
/// More than this is no small balance: a thousand euros.
const MOST_CARRIED_OVER: Cents = Cents(100_000);

/// Everything that is wrong with settings: a field out of its range, a second one for the same, no rendering.
pub fn findings(settings: &[Setting]) -> Vec<SettingFinding> {
    (1..).zip(settings).flat_map(|(setting, it)| wrong_in(it, &settings[..setting - 1], setting)).collect()
}

fn wrong_in(it: &Setting, before: &[Setting], setting: usize) -> Vec<SettingFinding> {
    let twice = before
        .iter()
        .any(|other| (other.from, &other.service, &other.provider) == (it.from, &it.service, &it.provider));
    let reference = |text: &Option<String>| text.as_deref().is_some_and(|text| !is_reference(text));
    let keys = |keys: &BTreeMap<String, String>| keys.iter().any(|(_, own)| !is_reference(own));
    [
        ("from", twice),
        ("formats", it.formats.as_ref().is_some_and(BTreeSet::is_empty)),
        ("buyer_reference", reference(&it.buyer_reference)),
        ("order_reference", reference(&it.order_reference)),
        ("agreement", reference(&it.agreement)),
        (
            "payment_term_days",
            it.payment_term_days.is_some_and(|days| !(1..=LONGEST_TERM_DAYS).contains(&days)),
        ),
        (
            "carry_over_below_cents",
            it.carry_over_below_cents.is_some_and(|most| !(Cents::ZERO..=MOST_CARRIED_OVER).contains(&most)),
        ),
        ("vat_keys", it.vat_keys.as_ref().is_some_and(keys)),
    ]
    .into_iter()
    .filter_map(|(field, wrong)| wrong.then_some(SettingFinding { setting, field }))
    .collect()
}

/// Printable, trimmed, and nobody's identity code (invariant 8).
fn is_reference(text: &str) -> bool {
    let fits = (1..=LONGEST_REFERENCE).contains(&text.chars().count()) && text.trim() == text;
    fits && !text.chars().any(char::is_control) && !IdentityCode::occurs_in(text)
}

#[cfg(test)]
mod tests;
