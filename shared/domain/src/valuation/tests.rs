//! The known answers of values, each named by its rule.

mod early_education;

use super::*;
use crate::{
    circumstances::{Adult, Household, HousingCosts},
    euros::Euros,
    language::Text,
    money::Rounding,
    rulebook::{self, BelowValue, FamilyLimit, Housing, IncomeBand, IncomeRelated, Unit},
};

pub(super) fn euros(text: &str) -> Euros {
    text.parse().unwrap()
}

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn library(service: &str) -> Rulebook {
    let path = format!("../../infra/rulebooks/{service}.toml");
    rulebook::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub(super) fn asked(code: &str) -> Asked {
    Asked {
        from: None,
        code: code.parse().unwrap(),
        limits: None,
        price: None,
        support: None,
        reliefs: Vec::new(),
        raise: None,
    }
}

/// Home care with one content under another value rule.
fn service_with(value: ValueRule) -> Rulebook {
    let mut service = library("home-care");
    let names = Text { fi: "Sisältö".into(), sv: "Innehåll".into(), en: "Content".into() };
    service.contents = vec![Content {
        code: "content".parse().unwrap(),
        unit: Unit::Hour,
        names,
        value,
        copayment: None,
        below_value: BelowValue::Protected,
        ceiling: None,
        surcharge_cap: None,
        limits: Limits::default(),
    }];
    service
}

/// What is granted of the content on one day under some circumstances.
fn granted(rulebook: &Rulebook, circumstances: Circumstances) -> Result<Grant, Refusal> {
    let (first_day, last_day) = (day("2026-10-01"), day("2026-10-31"));
    let (circumstances, asked) = ([circumstances], [asked("content")]);
    let basis = ValuationBasis {
        rulebook,
        born: None,
        circumstances: &circumstances,
        days: Days { first_day, last_day },
        asked: &asked,
    };
    terms(basis, 1).map(|mut terms| terms.remove(0).contents.remove(0))
}

fn lives_alone_on(income: Option<&str>) -> Circumstances {
    let adults = vec![Adult { income: income.map(euros) }];
    let household = Household { adults, children: Vec::new(), child: None };
    Circumstances { household: Some(household), ..Circumstances::default() }
}

fn home_care_by_income(rounding: Rounding, floor: &str) -> Rulebook {
    service_with(ValueRule::IncomeRelated(IncomeRelated {
        top: euros("25"),
        floor: euros(floor),
        divisor: Decimal::from(60),
        rounding,
        families: vec![FamilyLimit { size: 1, limit: euros("528"), percent: Decimal::from(35) }],
        each_more: euros("300"),
    }))
}

#[test]
fn income_above_the_limit_lowers_the_value_of_an_hour() {
    let value = |rounding, income: &str| {
        granted(&home_care_by_income(rounding, "0"), lives_alone_on(Some(income))).unwrap().value.unwrap()
    };
    assert_eq!(value(Rounding::HalfUpCent, "900"), Cents(2283));
    assert_eq!(value(Rounding::UpTo5Cents, "900"), Cents(2285));
    assert_eq!(value(Rounding::UpTo10Cents, "900"), Cents(2290));
    assert_eq!(value(Rounding::HalfUpCent, "400"), Cents(2500), "an income below the limit lowers nothing");
}

#[test]
fn the_value_never_falls_below_the_floor_and_an_income_not_told_gets_it() {
    let rulebook = home_care_by_income(Rounding::HalfUpCent, "8.00");
    let value = |income| granted(&rulebook, lives_alone_on(income)).unwrap().value.unwrap();
    assert_eq!(value(Some("9000")), Cents(800));
    assert_eq!(value(None), Cents(800));
}

#[test]
fn rounding_up_never_lifts_a_value_above_its_top() {
    let mut rulebook = home_care_by_income(Rounding::UpTo5Cents, "0");
    let ValueRule::IncomeRelated(rule) = &mut rulebook.contents[0].value else { panic!() };
    rule.top = euros("25.03");
    assert_eq!(granted(&rulebook, lives_alone_on(Some("400"))).unwrap().value, Some(Cents(2503)));
}

#[test]
fn an_income_lies_in_the_row_that_begins_at_it_and_not_in_the_one_that_ends_there() {
    let row = |from: &str, to: Option<&str>, value: &str| IncomeBand {
        from: euros(from),
        to: to.map(euros),
        value: euros(value),
    };
    let rows = vec![row("0", Some("1000"), "30"), row("1000", Some("2000"), "20"), row("2000", None, "10")];
    let rulebook = service_with(ValueRule::IncomeBands(rows));
    let value = |income: Option<&str>| granted(&rulebook, lives_alone_on(income)).unwrap().value.unwrap().0;
    assert_eq!(
        ["999.99", "1000", "1999.99", "2000"].map(|income| value(Some(income))),
        [3000, 2000, 2000, 1000]
    );
    assert_eq!(value(None), 1000, "an income not told lies in the last row");
}

#[test]
fn housing_takes_a_share_of_what_is_left_and_leaves_a_set_sum() {
    let rule = |divisor: i64| Housing {
        top: euros("4500"),
        percent: Decimal::from(70),
        keeps: euros("180"),
        divisor: Decimal::from(divisor),
    };
    let pays = |divisor, net: &str, rent: &str, meals: &str| {
        let costs = HousingCosts { net_income: euros(net), rent: euros(rent), meals: euros(meals) };
        let circumstances = Circumstances { housing: Some(costs), ..Circumstances::default() };
        granted(&service_with(ValueRule::Housing(rule(divisor))), circumstances).unwrap().copayment.unwrap()
    };
    assert_eq!(pays(1, "1800", "550", "400"), Cents(59_500));
    assert_eq!(pays(1, "1500", "650", "400"), Cents(27_000));
    assert_eq!(pays(1, "800", "650", "400"), Cents::ZERO, "nobody pays more than there is");
    assert_eq!(pays(30, "1800", "550", "400"), Cents(1983), "595.00 by 30 days");
    assert_eq!(pays(1, "9000", "550", "400"), Cents(450_000), "at most the value: 70 % of 8050 is 5635.00");
}

#[test]
fn what_is_not_known_is_refused_by_its_name() {
    let refused = |rulebook: &Rulebook, circumstances| granted(rulebook, circumstances).unwrap_err().code();
    let by_income = home_care_by_income(Rounding::HalfUpCent, "0");
    assert_eq!(refused(&by_income, Circumstances::default()), "household_missing");
    let alone = lives_alone_on(Some("1"));
    let mut without_row = by_income.clone();
    let ValueRule::IncomeRelated(rule) = &mut without_row.contents[0].value else { panic!() };
    rule.families[0].size = 2;
    assert_eq!(refused(&without_row, alone.clone()), "family_not_in_table");
    let housing =
        Housing { top: euros("1"), percent: Decimal::ONE, keeps: euros("0"), divisor: Decimal::ONE };
    assert_eq!(refused(&service_with(ValueRule::Housing(housing)), alone.clone()), "housing_missing");
    assert_eq!(refused(&service_with(ValueRule::Agreed), alone), "wrong_value");
}

#[test]
fn who_is_free_by_age_is_free_until_the_birthday_and_by_status_while_it_holds() {
    let mut rulebook = service_with(ValueRule::Flat(euros("45")));
    let rule = |who| crate::rulebook::FreeOfCharge { who, names: None, law: "734/1992 § 5".into() };
    rulebook.free_of_charge = vec![rule(FreeFor::UnderAge(18))];
    let (first_day, last_day) = (day("2026-01-01"), day("2026-12-31"));
    let free = |rulebook: &Rulebook, born, statuses: &[&str]| {
        let statuses = statuses.iter().map(|status| (*status).to_owned()).collect();
        let circumstances = [Circumstances { statuses, ..Circumstances::default() }];
        let asked = [asked("content")];
        let basis = ValuationBasis {
            rulebook,
            born,
            circumstances: &circumstances,
            days: Days { first_day, last_day },
            asked: &asked,
        };
        terms(basis, 1).unwrap()[0].contents[0].free_of_charge
    };
    let until = |last: &str| Some(Days { first_day, last_day: day(last) });
    assert_eq!(free(&rulebook, Some(day("2008-06-15")), &[]), until("2026-06-14"));
    assert_eq!(free(&rulebook, Some(day("2007-12-31")), &[]), None);
    assert_eq!(free(&rulebook, None, &[]), None, "an unknown day of birth makes nobody free");
    rulebook.free_of_charge = vec![rule(FreeFor::Status("veteran".into()))];
    assert_eq!(free(&rulebook, None, &["veteran"]), until("2026-12-31"));
    assert_eq!(free(&rulebook, None, &["pupil"]), None);
}
