//! What a client would pay of a service at each of its providers: the same amounts that recording computes later.
//!
//! What the client's decision says of values is computed once; a provider adds its prices alone.

mod own_fee;

pub use own_fee::{OwnFeeQuote, own_fee};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    explanation::Untold,
    ids::ContentCode,
    money::Cents,
    pricing::{Worth, amount},
    provider::Price,
    quota::Limits,
    recording::Refusal,
    rulebook::{BandName, Content, Rulebook, Unit, ValueRule},
    voucher::Grant,
};

/// What the quantities of a quote are the most of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// All that is granted: a whole plan.
    Whole,
    /// What is granted for a calendar month.
    Month,
    /// What is granted for a week.
    Week,
    /// What is granted for a day.
    Day,
    /// One of each content, an hour of what is counted in hours.
    Unit,
}

impl Per {
    /// From the longest on.
    const LIMITED: [Per; 4] = [Per::Whole, Per::Month, Per::Week, Per::Day];

    fn limit(self, limits: &Limits) -> Option<u64> {
        match self {
            Per::Whole => limits.total,
            Per::Month => limits.month,
            Per::Week => limits.week,
            Per::Day => limits.day,
            Per::Unit => None,
        }
    }
}

/// What one client is granted of a service on a day, ready to be priced at any provider.
#[derive(Clone, Debug)]
pub struct Basket<'a> {
    /// The day whose values and prices count.
    pub on: Date,
    /// What the quantities are the most of.
    pub per: Per,
    lines: Vec<Wanted<'a>>,
}

/// So much of a content, in one band.
#[derive(Clone, Debug)]
struct Wanted<'a> {
    content: &'a Content,
    band: Option<BandName>,
    quantity: u64,
    counts: bool,
    worth: Worth<'a>,
}

/// What a basket costs at a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// What the client pays of all that the provider has a price for.
    #[serde(rename = "client_cents")]
    pub client: Cents,
    /// The provider's whole price of it.
    #[serde(rename = "price_cents")]
    pub price: Cents,
    /// Line by line.
    pub lines: Vec<QuotedLine>,
    /// Contents that the provider has no price for: they are not in the sums.
    pub not_included: Vec<ContentCode>,
}

/// A line of a quote, rounded by itself as an event's is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotedLine {
    /// Of which content.
    pub content: ContentCode,
    /// In which band.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<BandName>,
    /// In the smallest unit: minutes or pieces.
    pub quantity: u64,
    /// Whether it is in the sums: of a content's bands one is, the others tell what an hour costs there.
    pub counts: bool,
    /// What the provider charges for it.
    #[serde(rename = "price_cents")]
    pub price: Cents,
    /// What the organiser pays of that.
    #[serde(rename = "organiser_cents")]
    pub organiser: Cents,
    /// What the client pays of that.
    #[serde(rename = "client_cents")]
    pub client: Cents,
}

impl<'a> Basket<'a> {
    /// What the grants of a day come to: as much as they allow for the longest time that all of them have a limit for.
    /// What is counted in hours with bands counts at an ordinary weekday's noon.
    ///
    /// # Errors
    /// When a value is not known, or the rulebook has no such content.
    pub fn of(rulebook: &'a Rulebook, granted: &'a [Grant], on: Date) -> Result<Self, Refusal> {
        let is_limited = |per: &Per| granted.iter().all(|one| per.limit(&one.limits).is_some());
        let per = Per::LIMITED.into_iter().find(is_limited).filter(|_| !granted.is_empty());
        let per = per.unwrap_or(Per::Unit);
        let mut lines = Vec::new();
        for one in granted {
            let content = rulebook.content(&one.code).ok_or(Refusal::UnknownContent)?;
            let unit = if content.unit == Unit::Hour { 60 } else { 1 };
            let most = per.limit(&one.limits).unwrap_or(unit);
            for (band, counts) in bands_of(rulebook, content) {
                let worth = Worth::of(rulebook, (content, one), on, band.as_ref(), &mut Untold)?;
                let quantity = if counts { most } else { unit };
                lines.push(Wanted { content, band, quantity, counts, worth });
            }
        }
        Ok(Self { on, per, lines })
    }

    /// What it costs at the prices that a provider has on the basket's day.
    pub fn at(&self, prices: &[Price]) -> Quote {
        let mut quote = Quote {
            client: Cents::ZERO,
            price: Cents::ZERO,
            lines: Vec::with_capacity(self.lines.len()),
            not_included: Vec::new(),
        };
        for wanted in &self.lines {
            match wanted.at(prices) {
                Ok(line) if line.counts => {
                    quote.client += line.client;
                    quote.price += line.price;
                    quote.lines.push(line);
                }
                Ok(line) => quote.lines.push(line),
                Err(_) if wanted.counts => quote.not_included.push(wanted.content.code.clone()),
                Err(_) => {}
            }
        }
        quote
    }
}

impl Wanted<'_> {
    fn at(&self, prices: &[Price]) -> Result<QuotedLine, Refusal> {
        let asked = |p: &&Price| p.content == self.content.code && p.band == self.band;
        let unit_price = self.worth.charged(prices.iter().find(asked).map(|p| p.price))?;
        let price = amount(self.content.unit, unit_price, self.quantity);
        let organiser = amount(self.content.unit, self.worth.organiser(unit_price), self.quantity);
        Ok(QuotedLine {
            content: self.content.code.clone(),
            band: self.band.clone(),
            quantity: self.quantity,
            counts: self.counts,
            price,
            organiser,
            client: price - organiser,
        })
    }
}

/// The bands that a content has prices for, and whether each counts.
fn bands_of(rulebook: &Rulebook, content: &Content) -> Vec<(Option<BandName>, bool)> {
    let bands = match &content.value {
        ValueRule::Bands(_) | ValueRule::BandMultipliers(_) => content.value.bands(),
        _ => return vec![(None, true)],
    };
    let noon = rulebook.bands.as_ref().and_then(|bands| bands.at_noon());
    let counted = noon.filter(|noon| bands.contains(noon)).or(bands.first().copied());
    bands.iter().map(|band| (Some((*band).clone()), Some(*band) == counted)).collect()
}

#[cfg(test)]
mod tests;
