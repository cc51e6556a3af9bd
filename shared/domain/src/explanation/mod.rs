//! Why an amount is what it is: the steps that led to it, as data, and as sentences in three languages.
//!
//! The engine tells its steps to a `Trace` while it computes, so that an explanation can't differ from the amount.
//! Steps and amounts of a stored basis stay the same for ever; the sentences may improve.

mod sentence;
mod templates;

pub use sentence::sentence;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    language::Text,
    money::{Cents, Rounding},
    rulebook::BandName,
};

/// One step of a computation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is computed.
    pub step: Computed,
    /// Act and section, or the rulebook, that says so.
    pub rule: String,
    /// What it is computed from.
    pub inputs: Vec<(Input, Quantity)>,
    /// How the result was rounded, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    /// What comes out.
    pub result: Quantity,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Euro cents.
    Cents(Cents),
    /// A plain number or coefficient.
    Number(Decimal),
    /// Percent.
    Percent(Decimal),
    /// Real minutes.
    Minutes(u64),
    /// A day.
    Day(Date),
    /// A name in three languages, as of a content.
    Name(Text),
    /// A band of the day.
    Band(BandName),
    /// Nothing was told.
    Missing,
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $(#[doc = $text] $variant,)+
        }
        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$variant),+];
        }
    };
}

named!(
    /// What a step computes.
    Computed {
        FamilySize "The members of the family on the day.",
        FamilyIncome "The family's income that counts.",
        MaximumFee "The highest fee, since an income is missing.",
        BaseFee "The percentage of the income above the limit, at most the highest fee.",
        SiblingFee "The base fee's share by the child's place among siblings.",
        NeedFee "The fee by the hours needed.",
        NoFee "A fee below the lowest one is not charged.",
        Relief "A relief taken off the co-payment.",
        SupportedValue "The stored value by the support coefficient.",
        IncomeRelatedValue "The value by the family's income.",
        FloorValue "The value that income never lowers.",
        IncomeBandValue "The value in the row of the income.",
        HousingCopayment "The percentage of the net income less rent and meals.",
        HousingKept "What must stay with the client.",
        UnitCopayment "The monthly co-payment divided by the units of a month.",
        StoredValue "A value that the decision states.",
        FixedCopayment "A co-payment that the rulebook fixes.",
        FreeMonth "A month that is not charged.",
        FlatValue "The rulebook's value of a unit.",
        BandValue "The rulebook's value of an hour in a band.",
        RaisedValue "The value raised for the client.",
        AgreedPrice "The price that was agreed.",
        CappedPrice "The provider's price, lowered to the value and the highest surcharge.",
        FreeOfCharge "The client pays nothing by law.",
        OrganisersUnit "What the organiser pays of a unit.",
        WholePrice "The price of what was delivered.",
        OrganisersPart "What the organiser pays.",
        ClientsPart "What the client pays.",
        PartOfMonth "The part of the month that is paid.",
        Absence "The part that is paid for an absence.",
    }
);

named!(
    /// What an input is.
    Input {
        Adults "Adults of the household.",
        Children "Minor children of the household.",
        Size "Members of the family.",
        Income "Income a month.",
        OwnIncome "The child's own income a month.",
        Limit "The income limit.",
        Percent "Percent.",
        Maximum "The highest amount.",
        Minimum "The lowest amount.",
        Base "What it is taken of.",
        Share "A share.",
        Place "Place among siblings.",
        Need "The coefficient of the need.",
        Fee "The fee so far.",
        Coefficient "A coefficient.",
        Value "The value.",
        Copayment "The co-payment.",
        Top "The highest value.",
        Floor "The lowest value.",
        Divisor "By what it is divided.",
        From "From this income.",
        To "Up to this income.",
        NetIncome "Net income a month.",
        Rent "Rent a month.",
        Meals "Meals a month.",
        Kept "What must stay with the client.",
        Price "The provider's price.",
        Surcharge "The highest surcharge.",
        Raise "By how much it was raised.",
        Content "What was delivered.",
        Band "The band of the day.",
        Quantity "How much.",
        Days "Days paid.",
        OfDays "Days of the month.",
        FirstDay "First day.",
        LastDay "Last day.",
        Organiser "What the organiser pays.",
    }
);

/// Who listens to the steps of a computation.
pub trait Trace {
    /// Takes a step; a listener that does not care never makes it.
    fn tell(&mut self, step: impl FnOnce() -> Step);
}

/// Nobody listens: the computation alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Untold;

impl Trace for Untold {
    fn tell(&mut self, _: impl FnOnce() -> Step) {}
}

impl Trace for Vec<Step> {
    fn tell(&mut self, step: impl FnOnce() -> Step) {
        self.push(step());
    }
}

impl Step {
    /// A step that rounds nothing.
    pub(crate) fn new(step: Computed, rule: &str, inputs: Vec<(Input, Quantity)>, result: Quantity) -> Self {
        Self { step, rule: rule.to_owned(), inputs, rounding: None, result }
    }

    /// The same, rounded.
    pub(crate) fn rounded(self, rounding: Rounding) -> Self {
        Self { rounding: Some(rounding), ..self }
    }

    /// Whether it tells of income or family: what a provider never sees.
    pub fn is_secret(&self) -> bool {
        matches!(
            self.step,
            Computed::FamilySize
                | Computed::FamilyIncome
                | Computed::MaximumFee
                | Computed::BaseFee
                | Computed::SiblingFee
                | Computed::NeedFee
                | Computed::NoFee
                | Computed::Relief
                | Computed::SupportedValue
                | Computed::IncomeRelatedValue
                | Computed::FloorValue
                | Computed::IncomeBandValue
                | Computed::HousingCopayment
                | Computed::HousingKept
                | Computed::UnitCopayment
                | Computed::RaisedValue
        )
    }
}

impl From<Cents> for Quantity {
    fn from(cents: Cents) -> Self {
        Quantity::Cents(cents)
    }
}

/// What may be shown to a provider: the steps of the delivery, without the client's circumstances.
pub fn for_provider(steps: &[Step]) -> Vec<Step> {
    steps.iter().filter(|step| !step.is_secret()).cloned().collect()
}

#[cfg(test)]
mod tests;
