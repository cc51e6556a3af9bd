//! The known answers of prices, each named by its rule. The cases are computed as a rulebook's examples are.

mod month;

use rust_decimal::Decimal;

use crate::{
    euros::Euros,
    explanation::Computed,
    language::Text,
    money::Cents,
    pricing_case::{Answer, Case, compute},
    rulebook::{self, Absence, Rulebook, ValueRule},
};

fn library(service: &str) -> Rulebook {
    let path = format!("../../infra/rulebooks/{service}.toml");
    rulebook::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn euros(text: &str) -> Euros {
    text.parse().unwrap()
}

fn answer(rulebook: &Rulebook, case: serde_json::Value) -> Answer {
    let case: Case = serde_json::from_value(case).unwrap();
    compute(rulebook, &case).unwrap()
}

fn paid(answer: &Answer) -> (i64, i64) {
    (answer.organiser.0, answer.client.0)
}

/// An hour or more of home care on one day, at one price in every band.
fn visit(rulebook: &Rulebook, price: &str, start: &str, end: &str) -> Answer {
    let bands = ["day", "evening", "night", "saturday", "sunday"];
    let prices: Vec<_> = bands
        .iter()
        .map(|band| serde_json::json!({"content": "home-care", "band": band, "price": price}))
        .collect();
    answer(
        rulebook,
        serde_json::json!({
            "first_day": "2026-01-01", "last_day": "2026-12-31",
            "contents": [{"code": "home-care"}],
            "prices": prices,
            "deliveries": [{"content": "home-care", "start": start, "end": end}],
        }),
    )
}

#[test]
fn bands_multiply_a_base() {
    let mut care = library("home-care");
    let multipliers =
        [("day", "1"), ("evening", "1.15"), ("night", "1.15"), ("saturday", "1.2"), ("sunday", "2")];
    care.contents[0].value = ValueRule::BandMultipliers(crate::rulebook::BandMultipliers {
        base: euros("36"),
        multipliers: multipliers
            .into_iter()
            .map(|(band, by)| (rulebook::BandName(band.into()), by.parse().unwrap()))
            .collect(),
    });
    let value = |band: &str| care.contents[0].value.in_band(&rulebook::BandName(band.into())).unwrap().0;
    assert_eq!(["day", "evening", "saturday", "sunday"].map(value), [3600, 4140, 4320, 7200]);
    let over_the_edge = visit(&care, "80.00", "2026-10-02T17:30", "2026-10-02T18:30");
    assert_eq!(over_the_edge.organiser, Cents(3870), "0.5 h x 36 + 0.5 h x 41.40");
}

#[test]
fn a_visit_over_midnight_into_a_holiday_and_over_both_clock_changes_is_paid_by_band_in_real_minutes() {
    let care = library("home-care");
    let organiser = |start: &str, end: &str| visit(&care, "80.00", start, end).organiser.0;
    assert_eq!(
        organiser("2026-12-24T23:00", "2026-12-25T01:00"),
        4140 + 7200,
        "a Thursday night, then Christmas"
    );
    assert_eq!(organiser("2026-10-25T02:00", "2026-10-25T05:00"), 4 * 7200, "the night with an hour more");
    assert_eq!(organiser("2026-03-29T02:00", "2026-03-29T05:00"), 2 * 7200, "the night with an hour less");
}

#[test]
fn an_hour_and_three_quarters_at_27_50() {
    assert_eq!(
        paid(&visit(&library("home-care"), "27.50", "2026-10-02T10:00", "2026-10-02T11:45")),
        (4813, 0)
    );
}

#[test]
fn twelve_hours_above_the_value_are_shared_between_organiser_and_client() {
    let mut care = library("home-care");
    care.contents[0].value = ValueRule::Flat(euros("28.53"));
    let case = serde_json::json!({
        "first_day": "2026-01-01", "last_day": "2026-12-31", "contents": [{"code": "home-care"}],
        "prices": [{"content": "home-care", "price": "41.00"}],
        "deliveries": [{"content": "home-care", "start": "2026-10-02T08:00", "end": "2026-10-02T20:00"}],
    });
    assert_eq!(paid(&answer(&care, case)), (34_236, 14_964));
}

#[test]
fn who_is_free_of_charge_pays_nothing_and_the_organiser_the_whole_price() {
    let mut dental = library("dental-care");
    dental.free_of_charge = vec![rulebook::FreeOfCharge {
        who: rulebook::FreeFor::UnderAge(18),
        names: None,
        law: "734/1992 § 5".into(),
    }];
    let filling = |day: &str| {
        let case = serde_json::json!({
            "first_day": "2026-01-01", "last_day": "2026-12-31", "born": "2008-06-15",
            "contents": [{"code": "SFA10"}], "prices": [{"content": "SFA10", "price": "71.50"}],
            "deliveries": [{"content": "SFA10", "day": day, "quantity": 2}],
        });
        paid(&answer(&dental, case))
    };
    assert_eq!(filling("2026-06-14"), (14_300, 0));
    assert_eq!(filling("2026-06-15"), (11_600, 2_700), "from the eighteenth birthday on");
}

#[test]
fn free_of_charge_is_explained_by_the_law_that_applied_to_the_client() {
    let mut dental = library("dental-care");
    let rule = |who, law: &str| rulebook::FreeOfCharge { who, names: None, law: law.into() };
    let veteran = rulebook::FreeFor::Status("veteran".into());
    dental.free_of_charge =
        vec![rule(rulebook::FreeFor::UnderAge(18), "734/1992 § 5"), rule(veteran, "1184/1988")];
    let law = |dental: &Rulebook, born: &str, statuses: &[&str]| {
        let case = serde_json::json!({
            "first_day": "2026-01-01", "last_day": "2026-12-31", "born": born, "contents": [{"code": "SFA10"}],
            "circumstances": [{"statuses": statuses}], "prices": [{"content": "SFA10", "price": "71.50"}],
            "deliveries": [{"content": "SFA10", "day": "2026-03-02", "quantity": 1}],
        });
        let answer = answer(dental, case);
        let free =
            answer.deliveries[0].steps.iter().find(|step| step.step == Computed::FreeOfCharge).cloned();
        free.unwrap().rule
    };
    assert_eq!(law(&dental, "1925-06-15", &["veteran"]), "1184/1988");
    assert_eq!(law(&dental, "2012-06-15", &[]), "734/1992 § 5");
    assert_eq!(law(&dental, "2012-06-15", &["veteran"]), "734/1992 § 5", "both reach as far: the first");
    assert_eq!(law(&dental, "2008-06-15", &["veteran"]), "1184/1988", "the birthday is in the year");
    dental.schema = 2;
    assert_eq!(law(&dental, "1925-06-15", &["veteran"]), "734/1992 § 5", "as it was explained in format 2");
}

#[test]
fn an_absence_is_paid_by_its_percentage_and_by_whom_the_rulebook_says() {
    let mut dental = library("dental-care");
    let names = Text { fi: "Peruuttamaton poissaolo".into(), sv: "Utebliven".into(), en: "No show".into() };
    let absence = |client_pays| Absence {
        code: "no-show".into(),
        names: names.clone(),
        percent: Decimal::from(50),
        client_pays,
    };
    let missed = |dental: &Rulebook| {
        let case = serde_json::json!({
            "first_day": "2026-01-01", "last_day": "2026-12-31",
            "contents": [{"code": "SFA10"}], "prices": [{"content": "SFA10", "price": "71.50"}],
            "deliveries": [{"content": "SFA10", "day": "2026-06-14", "quantity": 1, "absence": "no-show"}],
        });
        paid(&answer(dental, case))
    };
    dental.absences = vec![absence(true)];
    assert_eq!(missed(&dental), (2_900, 675));
    dental.absences = vec![absence(false)];
    assert_eq!(missed(&dental), (3_575, 0));
}

#[test]
fn every_step_ends_in_the_amount_of_its_line() {
    let answer = visit(&library("home-care"), "40.00", "2026-10-02T17:30", "2026-10-02T18:30");
    for delivery in &answer.deliveries {
        let ends = |step: crate::explanation::Computed| {
            let steps = delivery.steps.iter().filter(move |one| one.step == step);
            steps.map(|one| one.result.clone()).collect::<Vec<_>>()
        };
        let organiser: Vec<_> = delivery.lines.iter().map(|line| line.organiser.into()).collect();
        let client: Vec<_> = delivery.lines.iter().map(|line| line.client.into()).collect();
        assert_eq!(ends(crate::explanation::Computed::OrganisersPart), organiser);
        assert_eq!(ends(crate::explanation::Computed::ClientsPart), client);
    }
}
