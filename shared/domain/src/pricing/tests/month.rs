//! The known answers of early education's months.

use super::{answer, euros, library, paid};
use crate::{
    money::Cents,
    pricing_case::Answer,
    rulebook::{BelowValue, PartPeriod, Rulebook, ValueRule},
};

/// One month of a child whose value and co-payment are known: full day, three and over, no relief.
fn month(early: &Rulebook, price: &str, income: Option<&str>, more: serde_json::Value) -> Answer {
    let mut case = serde_json::json!({
        "first_day": "2026-01-01", "last_day": "2026-07-31",
        "circumstances": [{"household": {
            "adults": [{"income": income}], "children": [{"born": "2021-05-05", "paid_care": true}], "child": 0,
        }}],
        "contents": [{"code": "over3-full"}],
        "prices": [{"content": "over3-full", "price": price}],
        "deliveries": [{"content": "over3-full", "day": "2026-01-31", "quantity": 1}],
    });
    for (name, value) in more.as_object().unwrap() {
        case[name] = value.clone();
    }
    answer(early, case)
}

/// The value and fee of the known answers: a value, and a highest fee that a missing income leads to.
fn early(value: &str, fee: &str, below: BelowValue) -> Rulebook {
    let mut early = library("early-education");
    for content in &mut early.contents {
        content.below_value = below;
        if let ValueRule::EarlyEducation(place) = &mut content.value {
            place.value = euros(value);
        }
    }
    for set in &mut early.early_education.as_mut().unwrap().fees {
        (set.maximum, set.minimum) = (Some(euros(fee)), Some(euros("0")));
    }
    early
}

#[test]
fn the_client_pays_the_copayment_and_the_surcharge() {
    let early = early("1519", "165", BelowValue::Protected);
    assert_eq!(paid(&month(&early, "1550", None, serde_json::json!({}))), (135_400, 16_500 + 3_100));
}

#[test]
fn a_price_below_the_value_spares_the_organiser_or_the_client_by_rulebook() {
    let literal = early("949", "66", BelowValue::Literal);
    assert_eq!(paid(&month(&literal, "900", None, serde_json::json!({}))), (88_300, 1_700));
    let protected = early("949", "66", BelowValue::Protected);
    assert_eq!(paid(&month(&protected, "900", None, serde_json::json!({}))), (83_400, 6_600));
}

#[test]
fn a_part_of_a_month_is_paid_by_operational_days() {
    let early = early("870", "288", BelowValue::Protected);
    // January 2026 has 20 of them, the 1st and the 6th being holidays; from the 7th 18 remain.
    let part = month(&early, "870", None, serde_json::json!({"first_day": "2026-01-07"}));
    let line = &part.deliveries[0].lines[0];
    assert_eq!(
        (line.organiser.0, line.organiser.0 + line.client.0),
        (52_380, 78_300),
        "582 and 870 x 18 / 20"
    );
}

#[test]
fn nineteen_of_twenty_one_operational_days_of_january_2020() {
    let mut early = early("870", "288", BelowValue::Protected);
    early.holidays = ["2020-01-01", "2020-01-06"].iter().map(|day| day.parse().unwrap()).collect();
    for set in &mut early.early_education.as_mut().unwrap().fees {
        set.in_force = "2019-08-01".parse().unwrap();
    }
    early.early_education.as_mut().unwrap().fees.truncate(1);
    let case = serde_json::json!({
        "first_day": "2020-01-06", "last_day": "2020-07-31",
        "circumstances": [{"household": {
            "adults": [{}], "children": [{"born": "2015-05-05", "paid_care": true}], "child": 0}}],
        "contents": [{"code": "over3-full"}],
        "prices": [{"content": "over3-full", "price": "870"}],
        "deliveries": [{"content": "over3-full", "day": "2020-01-31", "quantity": 1}],
    });
    assert_eq!(answer(&early, case).organiser, Cents(52_657));
}

#[test]
fn decisions_that_change_in_a_month_share_it_by_their_days() {
    let mut early = early("870", "100", BelowValue::Protected);
    early.holidays = ["2020-01-01", "2020-01-06"].iter().map(|day| day.parse().unwrap()).collect();
    let fees = &mut early.early_education.as_mut().unwrap().fees;
    fees.truncate(1);
    fees[0].in_force = "2019-08-01".parse().unwrap();
    let child = serde_json::json!([{"born": "2015-05-05", "paid_care": true}]);
    let case = serde_json::json!({
        "first_day": "2020-01-01", "last_day": "2020-07-31",
        "circumstances": [
            {"household": {"adults": [{"income": "0"}], "children": child, "child": 0}},
            {"from": "2020-01-15", "household": {"adults": [{}], "children": child, "child": 0}},
        ],
        "contents": [{"code": "over3-full"}],
        "prices": [{"content": "over3-full", "price": "870"}],
        "deliveries": [{"content": "over3-full", "day": "2020-01-31", "quantity": 1}],
    });
    let answer = answer(&early, case);
    let organiser: Vec<i64> = answer.deliveries[0].lines.iter().map(|line| line.organiser.0).collect();
    assert_eq!(organiser, [33_143, 47_667], "870 x 8 / 21 and 770 x 13 / 21");
}

#[test]
fn a_weekend_alone_pays_nothing() {
    let early = early("870", "100", BelowValue::Protected);
    let booked = serde_json::json!({"booked": {"first_day": "2026-01-31", "last_day": "2026-02-28"}});
    assert_eq!(paid(&month(&early, "870", None, booked)), (0, 0), "31 January 2026 is a Saturday");
}

#[test]
fn june_and_december_2026_have_twenty_one_operational_days() {
    let early = library("early-education");
    let days = |month: &str| early.paid_days(month.parse::<crate::time::Month>().unwrap().days());
    assert_eq!([days("2026-06"), days("2026-12"), days("2026-01")], [21, 21, 20]);
}

#[test]
fn a_month_that_is_not_charged_has_no_copayment() {
    let mut early = early("870", "100", BelowValue::Protected);
    early.early_education.as_mut().unwrap().fee_free_months = vec![1];
    assert_eq!(paid(&month(&early, "900", None, serde_json::json!({}))), (87_000, 3_000));
}

#[test]
fn a_raise_is_added_to_the_value_on_its_days() {
    let early = early("870", "100", BelowValue::Protected);
    let raise =
        serde_json::json!({"by": "20", "first_day": "2026-01-01", "last_day": "2026-12-31", "reason": "x"});
    let more = serde_json::json!({"contents": [{"code": "over3-full", "raise": raise}]});
    assert_eq!(paid(&month(&early, "900", None, more)), (79_000, 11_000));
}

#[test]
fn a_surcharge_above_the_cap_is_not_paid_by_anybody() {
    let mut early = early("870", "100", BelowValue::Protected);
    for content in &mut early.contents {
        content.surcharge_cap = Some(euros("25"));
    }
    assert_eq!(paid(&month(&early, "1000", None, serde_json::json!({}))), (77_000, 12_500));
}

#[test]
fn whole_months_only_are_paid_whole_whatever_the_booking() {
    let mut early = early("870", "100", BelowValue::Protected);
    early.part_period = PartPeriod::WholeMonths;
    let booked = serde_json::json!({"booked": {"first_day": "2026-01-20", "last_day": "2026-07-31"}});
    assert_eq!(paid(&month(&early, "870", None, booked)), (77_000, 10_000));
}
