//! The fee, the value and the changes of early childhood education.

use super::{super::*, asked, day, euros, library};
use crate::circumstances::{Adult, Child, Household};
use crate::rulebook::{EarlyEducation, FeeParameters};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// The library's service with every set of numbers that has been in force.
fn service() -> Rulebook {
    let mut service = library("early-education");
    let set = |from: &str, limits: [&str; 5], more: &str, maximum: &str, minimum: &str, second: &str| {
        FeeParameters {
            in_force: day(from),
            limits: Some(limits.map(euros)),
            each_more: Some(euros(more)),
            percent: Some(decimal("10.7")),
            maximum: Some(euros(maximum)),
            minimum: Some(euros(minimum)),
            sibling_shares: Some(["1", second, "0.20"].map(decimal)),
        }
    };
    let early = service.early_education.as_mut().unwrap();
    early.fees.retain(|set| set.in_force == day("2026-08-01"));
    early.fees.extend([
        set("2020-08-01", ["2136", "2756", "3129", "3502", "3874"], "142", "288", "27", "0.50"),
        set("2024-08-01", ["4066", "5245", "5956", "6667", "7376"], "275", "311", "30", "0.40"),
    ]);
    service
}

/// A family with adults of some incomes and so many children in paid care, the youngest born in 2024.
fn family(incomes: &[Option<&str>], children: i16) -> Household {
    let child =
        |n: i16| Child { born: jiff::civil::date(2024 - n, 5, 5), paid_care: true, income: Euros::default() };
    Household {
        adults: incomes.iter().map(|income| Adult { income: income.map(euros) }).collect(),
        children: (0..children).map(child).collect(),
        child: Some(0),
    }
}

fn valued_on(service: &Rulebook, on: &str, household: Household, asked: Asked) -> Result<Valued, Refusal> {
    let circumstances = [Circumstances { household: Some(household), ..Circumstances::default() }];
    let days = Days { first_day: day(on), last_day: day(on) };
    let asked = [asked];
    let basis =
        ValuationBasis { rulebook: service, born: None, circumstances: &circumstances, days, asked: &asked };
    let granted = terms(basis, 1)?.remove(0).contents.remove(0);
    Ok(Valued { value: granted.value.unwrap(), copayment: granted.copayment.unwrap() })
}

fn fee(on: &str, household: Household) -> i64 {
    valued_on(&service(), on, household, asked("under3-full")).unwrap().copayment.0 / 100
}

#[test]
fn the_fee_begins_at_the_lowest_and_ends_at_the_highest() {
    let of = |income| fee("2026-01-01", family(&[Some(income)], 1));
    assert_eq!(["4341", "4342", "6967", "6968"].map(of), [0, 30, 310, 311]);
}

#[test]
fn the_youngest_pays_the_whole_fee_the_second_less_and_the_third_a_fifth() {
    let of = |child| fee("2026-01-01", Household { child: Some(child), ..family(&[Some("7500")], 3) });
    assert_eq!([0, 1, 2].map(of), [165, 66, 33]);
}

#[test]
fn the_tables_of_2020_are_kept() {
    assert_eq!(
        fee(
            "2021-01-01",
            Household { adults: family(&[Some("2500"), Some("2500")], 0).adults, ..born_2019() }
        ),
        240
    );
}

fn born_2019() -> Household {
    let child = Child { born: day("2019-05-05"), paid_care: true, income: Euros::default() };
    Household { adults: Vec::new(), children: vec![child], child: Some(0) }
}

#[test]
fn an_income_that_is_not_told_means_the_highest_fee() {
    assert_eq!(fee("2026-01-01", family(&[Some("1000"), None], 1)), 311);
}

#[test]
fn a_childs_own_income_counts_for_that_child_only() {
    let mut household = family(&[Some("7500")], 3);
    household.children[1].income = euros("500");
    assert_eq!(fee("2026-01-01", household.clone()), 165);
    household.child = Some(1);
    assert_eq!(fee("2026-01-01", household), 88, "(8000 - 5956) x 10.7 % is 219, of which 40 % is 87.60");
}

#[test]
fn each_rounding_is_by_itself() {
    let mut service = service();
    let early = service.early_education.as_mut().unwrap();
    let at = |early: &mut EarlyEducation, maximum: &str, second: &str, third: &str| {
        for set in &mut early.fees {
            set.maximum = Some(euros(maximum));
            set.minimum = Some(euros("0"));
            set.sibling_shares = Some(["1", second, third].map(decimal));
        }
    };
    at(early, "289", "0.50", "0.20");
    for content in &mut service.contents {
        if let ValueRule::EarlyEducation(place) = &mut content.value {
            place.need = if place.need == decimal("0.60") { decimal("0.80") } else { place.need };
        }
    }
    let second = Household { child: Some(1), ..family(&[None], 3) };
    let of = |service: &Rulebook, household: &Household, code: &str| {
        valued_on(service, "2026-01-01", household.clone(), asked(code)).unwrap().copayment.0 / 100
    };
    assert_eq!(of(&service, &second, "under3-full"), 145, "289 x 50 % is 144.50");
    assert_eq!(of(&service, &second, "under3-part"), 116, "145 x 0.80");
    at(service.early_education.as_mut().unwrap(), "311", "0.40", "0.20");
    for content in &mut service.contents {
        if let ValueRule::EarlyEducation(place) = &mut content.value {
            place.need = if place.need == decimal("0.80") { decimal("0.70") } else { place.need };
        }
    }
    let third = Household { child: Some(2), ..family(&[None], 3) };
    assert_eq!(of(&service, &third, "under3-full"), 62, "311 x 20 % is 62.20");
    assert_eq!(of(&service, &third, "under3-part"), 43, "62 x 0.70; in one step it would be 44");
}

#[test]
fn the_need_lowers_the_highest_fee() {
    for (need, fee) in [("0.85", 264), ("0.70", 218), ("0.60", 187), ("0.30", 93)] {
        let mut service = service();
        for content in &mut service.contents {
            if let ValueRule::EarlyEducation(place) = &mut content.value {
                place.need = decimal(need);
            }
        }
        service.contents.retain(|content| content.code.as_str().ends_with("full"));
        let valued = valued_on(&service, "2026-01-01", family(&[None], 1), asked("under3-full")).unwrap();
        assert_eq!(valued.copayment.0, fee * 100, "{need}");
    }
}

#[test]
fn support_multiplies_the_value_to_a_whole_euro() {
    let mut service = service();
    for content in &mut service.contents {
        if let ValueRule::EarlyEducation(place) = &mut content.value {
            place.value = euros("870");
        }
    }
    for (support, value) in [("3.55", 3089), ("0.75", 653)] {
        let asked = Asked { support: Some(decimal(support)), ..asked("under3-full") };
        let valued = valued_on(&service, "2026-01-01", family(&[None], 1), asked).unwrap();
        assert_eq!(valued.value.0, value * 100);
    }
}

#[test]
fn the_limit_of_a_family_above_six_grows_with_each_more() {
    let of = |children| fee("2026-01-01", family(&[Some("9000"), Some("0")], children));
    assert_eq!(of(4), 174, "10.7 % x (9000 - 7376)");
    assert_eq!(of(5), 144, "10.7 % x (9000 - 7376 - 275)");
    assert_eq!(of(6), 115, "10.7 % x (9000 - 7376 - 2 x 275)");
}

#[test]
fn a_familys_share_is_at_most_the_value() {
    let mut service = service();
    for content in &mut service.contents {
        if let ValueRule::EarlyEducation(place) = &mut content.value {
            place.value = euros("200");
        }
    }
    let valued = valued_on(&service, "2026-01-01", family(&[None], 1), asked("under3-full")).unwrap();
    assert_eq!((valued.value, valued.copayment), (Cents(20_000), Cents(20_000)), "the highest fee is 311");
}

#[test]
fn a_relief_is_a_percentage_of_the_copayment_half_up_to_the_cent() {
    let mut service = service();
    for set in &mut service.early_education.as_mut().unwrap().fees {
        set.maximum = Some(euros("289"));
    }
    let of = |reliefs: &[&str]| {
        let reliefs = reliefs.iter().map(|code| (*code).to_owned()).collect();
        valued_on(&service, "2026-01-01", family(&[None], 1), Asked { reliefs, ..asked("under3-full") })
    };
    assert_eq!(of(&["half"]).unwrap().copayment, Cents(14_450));
    assert_eq!(of(&["half", "half"]).unwrap().copayment, Cents(7_225), "one after the other");
    assert_eq!(of(&["whole"]), Err(Refusal::UnknownRelief("whole".into())));
}

#[test]
fn a_set_with_numbers_missing_is_stored_but_refused_by_the_names_of_what_it_lacks() {
    let refused = valued_on(&service(), "2026-09-01", family(&[None], 1), asked("under3-full")).unwrap_err();
    let Refusal::ParametersIncomplete { missing, .. } = &refused else { panic!("{refused}") };
    assert_eq!(missing, "limits, each_more");
    assert_eq!(refused.code(), "parameters_incomplete");
}

#[test]
fn a_decision_ends_where_the_age_group_the_family_or_the_numbers_change() {
    let mut household = family(&[Some("7500")], 2);
    household.children[0].born = day("2023-02-15");
    household.children[1].born = day("2008-05-20");
    let circumstances = [
        Circumstances { household: Some(household.clone()), ..Circumstances::default() },
        Circumstances {
            from: Some(day("2026-04-10")),
            household: Some(Household { adults: family(&[Some("5000")], 0).adults, ..household }),
            ..Circumstances::default()
        },
    ];
    let asked = [asked("under3-full")];
    let rulebook = service();
    let days = Days { first_day: day("2026-01-01"), last_day: day("2026-07-31") };
    let basis = ValuationBasis {
        rulebook: &rulebook,
        born: None,
        circumstances: &circumstances,
        days,
        asked: &asked,
    };
    let terms = terms(basis, 7).unwrap();
    let told: Vec<(u32, String, &str, i64)> = terms
        .iter()
        .map(|terms| {
            let granted = &terms.contents[0];
            (
                terms.decision,
                terms.days.first_day.to_string(),
                granted.code.as_str(),
                granted.copayment.unwrap().0,
            )
        })
        .collect();
    // 7500 of three: 10.7 % of 2255; 5000 of three is below the limit; of two, from the 18th birthday, 934.
    let expected = [
        (7, "2026-01-01", "under3-full", 24_100),
        (8, "2026-03-01", "over3-full", 24_100),
        (9, "2026-04-10", "over3-full", 0),
        (10, "2026-05-20", "over3-full", 10_000),
    ];
    assert_eq!(told, expected.map(|(decision, from, code, cents)| (decision, from.to_owned(), code, cents)));
    assert!(terms.windows(2).all(|pair| pair[0].days.last_day.tomorrow().unwrap() == pair[1].days.first_day));
}
