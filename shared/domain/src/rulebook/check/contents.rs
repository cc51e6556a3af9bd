//! Contents: their values, ceilings, co-payments and limits must agree with each other and with the arrangement.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{
    super::{Arrangement, BandName, Ceiling, Content, Rulebook, Unit, ValueRule},
    Found, Problem, Rule, below, tables,
};
use crate::{money::Cents, quota::Limits};

pub(super) fn check(rulebook: &Rulebook, found: &mut Found) {
    found.when(rulebook.contents.is_empty(), Rule::NoContents, "content", &[]);
    let codes = rulebook.contents.iter().enumerate();
    found.once(codes.map(|(at, content)| (format!("content.{at}.code"), content.code.as_str())));
    for (at, content) in rulebook.contents.iter().enumerate() {
        let path = format!("content.{at}");
        found.texts(&content.names, &below(&path, "names"));
        arrangement(rulebook, content, &path, found);
        value(content, &below(&path, "value"), found);
        bands(rulebook, content, &path, found);
        ceiling(content, &path, found);
        copayment(rulebook, content, &path, found);
        limits(&content.limits, &below(&path, "limits"), found);
    }
    let by_band = rulebook.contents.iter().any(|content| !content.value.bands().is_empty());
    if rulebook.bands.is_some() && !by_band {
        found.0.push(Problem::new(Rule::BandsSuperfluous, "bands", &[]).with("content"));
    }
}

fn arrangement(rulebook: &Rulebook, content: &Content, path: &str, found: &mut Found) {
    let agreed = content.value == ValueRule::Agreed;
    if agreed != (rulebook.arrangement == Arrangement::Purchased) {
        let problem = Problem::new(Rule::AgreedOnlyPurchased, &below(path, "value"), &[]);
        found.0.push(problem.with("arrangement"));
    }
    let more = [
        ("copayment", content.copayment.is_some()),
        ("ceiling", content.ceiling.is_some()),
        ("surcharge_cap", content.surcharge_cap.is_some()),
    ];
    for (name, is_there) in more {
        found.when(agreed && is_there, Rule::AgreedHasNoMore, &below(path, name), &[name]);
    }
}

fn value(content: &Content, path: &str, found: &mut Found) {
    match &content.value {
        ValueRule::IncomeRelated(rule) => {
            let path = &below(path, "income_related");
            tables::families(&rule.families, &below(path, "families"), found);
            let (floor, top) = (rule.floor.to_string(), rule.top.to_string());
            found.when(rule.floor > rule.top, Rule::FloorAboveTop, &below(path, "floor"), &[&floor, &top]);
            found.when(rule.divisor <= Decimal::ZERO, Rule::Divisor, &below(path, "divisor"), &[]);
        }
        ValueRule::IncomeBands(rows) => tables::incomes(rows, &below(path, "income_bands"), found),
        ValueRule::Housing(rule) => {
            let path = &below(path, "housing");
            found.percent(rule.percent, &below(path, "percent"));
            found.when(rule.divisor <= Decimal::ZERO, Rule::Divisor, &below(path, "divisor"), &[]);
        }
        ValueRule::BandMultipliers(rule) => {
            for (band, multiplier) in &rule.multipliers {
                let path = format!("{path}.band_multipliers.multipliers.{}", band.0);
                found.when(*multiplier < Decimal::ZERO, Rule::Negative, &path, &[]);
            }
        }
        ValueRule::Flat(_) | ValueRule::Bands(_) | ValueRule::EarlyEducation(_) | ValueRule::Agreed => {}
    }
}

fn bands(rulebook: &Rulebook, content: &Content, path: &str, found: &mut Found) {
    let value = below(path, "value");
    let given: BTreeSet<&BandName> = content.value.bands().into_iter().collect();
    if given.is_empty() {
        return;
    }
    if content.unit != Unit::Hour {
        found.0.push(Problem::new(Rule::BandsOfHours, &below(path, "unit"), &[]).with(&value));
    }
    let Some(all) = &rulebook.bands else {
        found.0.push(Problem::new(Rule::BandsMissing, &value, &[]).with("bands"));
        return;
    };
    let needed: BTreeSet<&BandName> = all.all().collect();
    for band in needed.difference(&given) {
        found.0.push(Problem::new(Rule::BandWithoutValue, &value, &[&band.0]).with("bands"));
    }
    for band in given.difference(&needed) {
        found.0.push(Problem::new(Rule::ValueWithoutBand, &value, &[&band.0]).with("bands"));
    }
}

fn ceiling(content: &Content, path: &str, found: &mut Found) {
    let (path, value) = (below(path, "ceiling"), below(path, "value"));
    let mut too_low = |ceiling: Cents, value_of: Option<Cents>| {
        if let Some(of) = value_of.filter(|of| ceiling < *of) {
            let said = [ceiling.to_string(), of.to_string()];
            let problem = Problem::new(Rule::CeilingBelowValue, &path, &[&said[0], &said[1]]);
            found.0.push(problem.with(&value));
        }
    };
    match &content.ceiling {
        None => {}
        Some(Ceiling::Unit(most)) => too_low(most.0, content.value.highest()),
        Some(Ceiling::Bands(most)) => {
            most.iter().for_each(|(band, most)| too_low(most.0, content.value.in_band(band)));
            let valued = content.value.bands();
            if valued.is_empty() {
                found.0.push(Problem::new(Rule::CeilingWithoutBands, &path, &[]).with(&value));
            }
            for band in most.keys().filter(|band| !valued.is_empty() && !valued.contains(band)) {
                found.0.push(Problem::new(Rule::ValueWithoutBand, &path, &[&band.0]).with(&value));
            }
        }
    }
}

fn copayment(rulebook: &Rulebook, content: &Content, path: &str, found: &mut Found) {
    let Some(copayment) = content.copayment else { return };
    let (path, value) = (below(path, "copayment"), below(path, "value"));
    if rulebook.is_free_for_all() && copayment.0 > Cents::ZERO {
        found.0.push(Problem::new(Rule::FreeWithCopayment, &path, &[]).with("free_of_charge"));
    }
    if content.value.is_personal() {
        found.0.push(Problem::new(Rule::CopaymentByDecision, &path, &[]).with(&value));
    }
    let lowest = content.value.bands().into_iter().filter_map(|band| content.value.in_band(band)).min();
    let lowest = lowest.or(content.value.highest()).filter(|_| !content.value.is_personal());
    if let Some(lowest) = lowest.filter(|lowest| copayment.0 > *lowest) {
        let said = [copayment.to_string(), lowest.to_string()];
        let problem = Problem::new(Rule::CopaymentAboveValue, &path, &[&said[0], &said[1]]);
        found.0.push(problem.with(&value));
    }
}

/// A day's limit can't be above a week's, nor a week's or a day's above a month's, nor any above the whole's.
fn limits(limits: &Limits, path: &str, found: &mut Found) {
    let all = [("day", limits.day), ("week", limits.week), ("month", limits.month), ("total", limits.total)];
    for (name, limit) in all {
        found.when(limit == Some(0), Rule::LimitZero, &below(path, name), &[]);
    }
    for (at, (shorter, less)) in all.iter().enumerate() {
        let longer = all.iter().skip(at + 1).find_map(|(name, limit)| Some((*name, (*limit)?)));
        if let (Some(less), Some((longer, more))) = (less, longer) {
            found.when(*less > more, Rule::LimitsContradict, &below(path, shorter), &[shorter, longer]);
        }
    }
}
