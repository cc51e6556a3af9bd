//! Early childhood education: the numbers of the first day must be complete, and each need have both age groups.

use rust_decimal::Decimal;

use super::{
    super::{EarlyEducation, EarlyEducationPlace, Rulebook, ValueRule},
    Found, Problem, Rule, below,
};

pub(super) fn check(rulebook: &Rulebook, found: &mut Found) {
    let uses = places(rulebook).next().is_some();
    match &rulebook.early_education {
        None if uses => {
            let at = places(rulebook).next().map(|(path, _)| path).unwrap_or_default();
            found.0.push(Problem::new(Rule::EarlyEducationMissing, &at, &[]).with("early_education"));
        }
        Some(_) if !uses => {
            let problem = Problem::new(Rule::EarlyEducationSuperfluous, "early_education", &[]);
            found.0.push(problem.with("content"));
        }
        Some(early) => section(rulebook, early, found),
        None => {}
    }
    let fees_side_by_side = uses && rulebook.side_by_side;
    found.when(fees_side_by_side, Rule::OneFeeAtATime, "side_by_side", &[]);
    for (path, place) in places(rulebook) {
        found.when(place.need <= Decimal::ZERO, Rule::Divisor, &below(&path, "need"), &[]);
        let other =
            |(_, other): &(String, &EarlyEducationPlace)| other.need == place.need && other.age != place.age;
        if !places(rulebook).any(|one| other(&one)) {
            let need = place.need.to_string();
            found.0.push(Problem::new(Rule::AgeGroupMissing, &below(&path, "need"), &[&need]));
        }
    }
}

/// Stored values that are not base x need: allowed, and told.
pub(in super::super) fn warnings(rulebook: &Rulebook) -> Vec<Problem> {
    let Some(early) = &rulebook.early_education else { return Vec::new() };
    let differs = places(rulebook).filter_map(|(path, place)| {
        let expected = early.expected_value(place.age, place.need);
        let said = [place.value.to_string(), expected.to_string()];
        (place.value.0 != expected)
            .then(|| Problem::new(Rule::ValueDiffers, &below(&path, "value"), &[&said[0], &said[1]]))
    });
    differs.collect()
}

fn places(rulebook: &Rulebook) -> impl Iterator<Item = (String, &EarlyEducationPlace)> {
    rulebook.contents.iter().enumerate().filter_map(|(at, content)| match &content.value {
        ValueRule::EarlyEducation(place) => Some((format!("content.{at}.value.early_education"), place)),
        _ => None,
    })
}

fn section(rulebook: &Rulebook, early: &EarlyEducation, found: &mut Found) {
    let path = "early_education";
    for (at, month) in early.fee_free_months.iter().enumerate() {
        let wrong = !(1..=12).contains(month);
        found.when(wrong, Rule::MonthOfYear, &format!("{path}.fee_free_months.{at}"), &[]);
    }
    for (at, relief) in early.reliefs.iter().enumerate() {
        let path = format!("{path}.reliefs.{at}");
        found.text(&relief.code, &below(&path, "code"));
        found.texts(&relief.names, &below(&path, "names"));
        found.percent(relief.percent, &below(&path, "percent"));
    }
    let codes = early.reliefs.iter().enumerate();
    found.once(codes.map(|(at, relief)| (format!("{path}.reliefs.{at}.code"), relief.code.as_str())));
    let days: Vec<String> = early.fees.iter().map(|set| set.in_force.to_string()).collect();
    let sets = days.iter().enumerate();
    found.once(sets.map(|(at, day)| (format!("{path}.fees.{at}.in_force"), day.as_str())));
    fees(rulebook, early, found);
}

fn fees(rulebook: &Rulebook, early: &EarlyEducation, found: &mut Found) {
    let first = rulebook.first_day.to_string();
    match early.fees_on(rulebook.first_day).map(|set| (set, set.complete())) {
        None => {
            let problem = Problem::new(Rule::FeesMissing, "early_education.fees", &[&first]);
            found.0.push(problem.with("first_day"));
        }
        Some((set, Err(missing))) => {
            let at = early.fees.iter().position(|one| one == set).unwrap_or_default();
            let path = format!("early_education.fees.{at}");
            let problem = Problem::new(Rule::FeesIncomplete, &path, &[&missing.join(", ")]);
            found.0.push(problem.with("first_day"));
        }
        Some((_, Ok(_))) => {}
    }
    for (at, set) in early.fees.iter().enumerate() {
        let path = format!("early_education.fees.{at}");
        if let Some(percent) = set.percent {
            found.percent(percent, &below(&path, "percent"));
        }
        if let (Some(least), Some(most)) = (set.minimum, set.maximum) {
            found.when(least > most, Rule::MinimumAboveMaximum, &below(&path, "minimum"), &[]);
        }
        let is_share = |share: &Decimal| (Decimal::ZERO..=Decimal::ONE).contains(share);
        let shares = set.sibling_shares.iter().flatten();
        found.when(!shares.clone().all(is_share), Rule::Share, &below(&path, "sibling_shares"), &[]);
    }
}
