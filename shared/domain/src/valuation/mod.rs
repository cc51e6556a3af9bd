//! What a decision grants one client: values and co-payments from the client's circumstances, day by day.

mod early_education;
mod income;
mod refusal;

pub use refusal::Refusal;

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    circumstances::{Circumstances, circumstances_on},
    euros::Euros,
    explanation::{Computed, Input, Quantity, Step, Trace, Untold},
    ids::ContentCode,
    money::Cents,
    quota::Limits,
    rulebook::{Content, FreeFor, FreeOfCharge, Rulebook, ValueRule},
    time::Days,
    voucher::{Grant, Raise, Terms},
};

/// What a grantor asks of one content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The first day on which it is asked for, with all others of that day and in the place of the earlier ones;
    /// without it from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The content; of early education the one whose need is right, whatever the age group.
    pub code: ContentCode,
    /// Limits other than the rulebook's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// The agreed price of a unit, for orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Euros>,
    /// The coefficient of the support that a child needs, by which the value is multiplied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Decimal>,
    /// Reliefs of the co-payment by their codes, in the order in which they apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reliefs: Vec<String>,
    /// The value raised for this client (569/2009 section 8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raise: Option<RaiseAsked>,
}

/// What is asked for on a day: of what has begun, that which began last.
pub fn asked_on(asked: &[Asked], on: Date) -> impl Iterator<Item = &Asked> {
    let begun = asked.iter().map(|one| one.from).filter(move |from| from.is_none_or(|from| from <= on));
    let last = begun.max();
    asked.iter().filter(move |one| Some(one.from) == last)
}

/// A raise of the value, as it is asked for: reasoned in the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RaiseAsked {
    /// So much more a unit.
    pub by: Euros,
    /// First day.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
    /// Why.
    pub reason: String,
}

/// All that a decision on values depends on.
#[derive(Clone, Copy, Debug)]
pub struct ValuationBasis<'a> {
    /// The rules of the service.
    pub rulebook: &'a Rulebook,
    /// The client's day of birth.
    pub born: Option<Date>,
    /// The client's circumstances, each from its day on, in order.
    pub circumstances: &'a [Circumstances],
    /// The days that are decided on.
    pub days: Days,
    /// What is asked for.
    pub asked: &'a [Asked],
}

/// Value and co-payment of one unit, or of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Valued {
    /// The most that the organiser and the client's co-payment are worth together.
    pub value: Cents,
    /// What the client pays in any case.
    pub copayment: Cents,
}

/// What is granted on which days: the days asked for, split where a value changes by itself. Decisions are
/// numbered from `first` on. Adjacent days with the same grants are one decision.
pub fn terms(basis: ValuationBasis<'_>, first: u32) -> Result<Vec<Terms>, Refusal> {
    let mut terms: Vec<Terms> = Vec::new();
    for days in split(basis)? {
        let contents = grants(basis, days, &mut Untold)?;
        match terms.last_mut() {
            Some(last) if last.contents == contents => last.days.last_day = days.last_day,
            _ => {
                let decision = first + u32::try_from(terms.len()).unwrap_or(u32::MAX - first);
                terms.push(Terms { decision, days, contents });
            }
        }
    }
    Ok(terms)
}

/// The steps that led to what is granted from a day on.
pub fn explain(basis: ValuationBasis<'_>, on: Date) -> Result<Vec<Step>, Refusal> {
    let mut steps = Vec::new();
    let days = split(basis)?.into_iter().find(|days| days.has(on)).ok_or(Refusal::NoDays)?;
    grants(basis, days, &mut steps)?;
    Ok(steps)
}

/// The days asked for, split at each day on which a value may change: new circumstances, births and coming of age,
/// a child turning three, new parameters, another need.
fn split(basis: ValuationBasis<'_>) -> Result<Vec<Days>, Refusal> {
    let Days { first_day, last_day } = basis.days;
    if last_day < first_day {
        return Err(Refusal::NoDays);
    }
    let households = basis.circumstances.iter().filter_map(|these| these.household.as_ref());
    let children = households.clone().filter_map(|household| household.client_child());
    let mut starts: Vec<Date> = basis.circumstances.iter().filter_map(|these| these.from).collect();
    starts.extend(basis.asked.iter().filter_map(|asked| asked.from));
    starts.extend(households.flat_map(|household| household.changes()));
    if let Some(early) = &basis.rulebook.early_education {
        starts.extend(early.fees.iter().map(|set| set.in_force));
        starts.extend(children.map(|child| crate::rulebook::AgeGroup::changes_on(child.born)));
    }
    starts.retain(|day| first_day < *day && *day <= last_day);
    starts.push(first_day);
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1).filter_map(|day| day.yesterday().ok()).chain([last_day]);
    Ok(starts
        .iter()
        .zip(ends)
        .map(|(first_day, last_day)| Days { first_day: *first_day, last_day })
        .collect())
}

fn grants(basis: ValuationBasis<'_>, days: Days, trace: &mut impl Trace) -> Result<Vec<Grant>, Refusal> {
    let on = days.first_day;
    let none = Circumstances::default();
    let circumstances = circumstances_on(basis.circumstances, on).unwrap_or(&none);
    let mut granted: Vec<Grant> = Vec::with_capacity(basis.asked.len());
    for asked in asked_on(basis.asked, on) {
        let content = content_for(basis, circumstances, asked, on)?;
        if granted.iter().any(|earlier| earlier.code == content.code) {
            return Err(Refusal::UnknownContent(content.code.clone()));
        }
        let on = On { rulebook: basis.rulebook, content, circumstances, asked, on };
        granted.push(on.grant(basis.born, days, trace)?);
    }
    Ok(granted)
}

/// The content asked for; of early education the one with the same need for the child's age group on the day.
fn content_for<'a>(
    basis: ValuationBasis<'a>,
    circumstances: &Circumstances,
    asked: &Asked,
    on: Date,
) -> Result<&'a Content, Refusal> {
    let unknown = || Refusal::UnknownContent(asked.code.clone());
    let content = basis.rulebook.content(&asked.code).ok_or_else(unknown)?;
    let ValueRule::EarlyEducation(place) = &content.value else { return Ok(content) };
    let household = circumstances.household.as_ref().ok_or(Refusal::HouseholdMissing)?;
    let child = household.client_child().ok_or(Refusal::HouseholdMissing)?;
    let age = crate::rulebook::AgeGroup::on(child.born, on);
    let is_it = |content: &&Content| matches!(&content.value, ValueRule::EarlyEducation(other) if other.age == age && other.need == place.need);
    basis.rulebook.contents.iter().find(is_it).ok_or_else(unknown)
}

/// The format of rulebooks from which on a grant keeps the law by which it is free of charge. By a version of an
/// earlier format it is explained by the first rule's law, as it was.
const LAW_IS_KEPT: u32 = 3;

/// One content on days on which nothing changes.
struct On<'a> {
    rulebook: &'a Rulebook,
    content: &'a Content,
    circumstances: &'a Circumstances,
    asked: &'a Asked,
    on: Date,
}

impl On<'_> {
    fn grant(&self, born: Option<Date>, days: Days, trace: &mut impl Trace) -> Result<Grant, Refusal> {
        let agreed = self.content.value == ValueRule::Agreed;
        if agreed != self.asked.price.is_some() {
            return Err(Refusal::WrongPrice);
        }
        let valued = self.value(trace)?;
        let raise = self.asked.raise.as_ref();
        let free = self.free_of_charge(born, days);
        Ok(Grant {
            code: self.content.code.clone(),
            limits: self.asked.limits.unwrap_or(self.content.limits),
            value: valued.map(|valued| valued.value),
            copayment: valued.map(|valued| valued.copayment),
            price: self.asked.price.map(|price| price.0),
            free_of_charge: free.map(|(days, _)| days),
            free_by: free.map(|(_, law)| law.to_owned()).filter(|_| self.rulebook.schema >= LAW_IS_KEPT),
            raise: raise.map(|raise| Raise {
                by: raise.by.0,
                days: Days { first_day: raise.first_day, last_day: raise.last_day },
            }),
        })
    }

    /// Value and co-payment of a content whose value depends on the client; none for the others.
    fn value(&self, trace: &mut impl Trace) -> Result<Option<Valued>, Refusal> {
        match &self.content.value {
            ValueRule::IncomeRelated(rule) => self.income_related(rule, trace).map(Some),
            ValueRule::IncomeBands(rows) => self.income_bands(rows, trace).map(Some),
            ValueRule::Housing(rule) => self.housing(rule, trace).map(Some),
            ValueRule::EarlyEducation(place) => self.early_education(place, trace).map(Some),
            ValueRule::Flat(_) | ValueRule::Bands(_) | ValueRule::BandMultipliers(_) | ValueRule::Agreed => {
                Ok(None)
            }
        }
    }

    /// The days on which the client pays nothing, and by which law: of the rules that apply, the one that reaches
    /// furthest, and of several that reach as far the first.
    fn free_of_charge(&self, born: Option<Date>, days: Days) -> Option<(Days, &str)> {
        let last_day = |rule: &FreeOfCharge| match &rule.who {
            FreeFor::Everyone => Some(days.last_day),
            FreeFor::Status(status) => self.circumstances.statuses.contains(status).then_some(days.last_day),
            FreeFor::UnderAge(_) => Some(rule.last_free_day(born?)?.min(days.last_day)),
        };
        let rules = self.rulebook.free_of_charge.iter();
        let applying = rules.filter_map(|rule| Some((last_day(rule)?, &*rule.law)));
        let (last_day, law) = applying.reduce(|first, next| if next.0 > first.0 { next } else { first })?;
        (days.first_day <= last_day).then_some((Days { first_day: days.first_day, last_day }, law))
    }

    /// The rulebook's place that a value rests on.
    fn rule(&self) -> String {
        format!("{} {}, {}", self.rulebook.service, self.rulebook.version, self.content.code)
    }

    /// Size and income of the family, told as they are used.
    fn family(&self, trace: &mut impl Trace) -> Result<(u32, Option<Cents>), Refusal> {
        let household = self.circumstances.household.as_ref().ok_or(Refusal::HouseholdMissing)?;
        let (size, income) = (household.size_on(self.on), household.income());
        let number = |count: usize| Quantity::Number(Decimal::from(count));
        trace.tell(|| {
            let minors = usize::try_from(size).unwrap_or_default().saturating_sub(household.adults.len());
            let inputs =
                vec![(Input::Adults, number(household.adults.len())), (Input::Children, number(minors))];
            Step::new(Computed::FamilySize, &self.rule(), inputs, Quantity::Number(Decimal::from(size)))
        });
        trace.tell(|| {
            let told = household.adults.iter().map(|adult| {
                (Input::Income, adult.income.map_or(Quantity::Missing, |income| income.0.into()))
            });
            let own = household.client_child().filter(|child| child.income.0 != Cents::ZERO);
            let own = own.map(|child| (Input::OwnIncome, child.income.0.into()));
            let result = income.map_or(Quantity::Missing, Quantity::from);
            Step::new(Computed::FamilyIncome, &self.rule(), told.chain(own).collect(), result)
        });
        Ok((size, income))
    }
}

#[cfg(test)]
mod tests;
