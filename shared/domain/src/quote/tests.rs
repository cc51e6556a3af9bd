//! A quote comes to what recording would compute, at any provider, for what the client is granted.

use serde_json::{Value, json};

use super::*;
use crate::{
    circumstances::Circumstances,
    pricing_case::{CasePrice, Example, compute},
    rulebook,
    time::Days,
    valuation::{ValuationBasis, terms},
};

fn library(service: &str) -> Rulebook {
    let path = format!("../../infra/rulebooks/{service}.toml");
    rulebook::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn grants(granted: Value) -> Vec<Grant> {
    serde_json::from_value(granted).unwrap()
}

fn prices(prices: &[CasePrice]) -> Vec<Price> {
    let of =
        |one: &CasePrice| Price { content: one.content.clone(), band: one.band.clone(), price: one.price.0 };
    prices.iter().map(of).collect()
}

fn priced(service: &str, granted: Value, listed: Value) -> (Per, Quote) {
    let (rulebook, granted) = (library(service), grants(granted));
    let basket = Basket::of(&rulebook, &granted, "2026-10-07".parse().unwrap()).unwrap();
    let listed: Vec<Price> = serde_json::from_value(listed).unwrap();
    (basket.per, basket.at(&listed))
}

/// The part of a library's example that a quote can be compared with: pieces or days of one content, all present.
fn of_pieces(rulebook: &Rulebook, example: &Example) -> Option<(Date, u64)> {
    let [delivery] = &example.case.deliveries[..] else { return None };
    let unit = rulebook.content(&delivery.content)?.unit;
    (matches!(unit, Unit::Piece | Unit::Day) && delivery.absence.is_none()).then_some(())?;
    Some((delivery.day?, delivery.quantity?))
}

#[test]
fn a_quote_is_what_recording_computes_in_every_example_of_the_library_that_delivers_pieces() {
    let mut compared = 0;
    for file in std::fs::read_dir("../../infra/rulebooks").unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|end| end != "toml") || path.ends_with("general-part.toml") {
            continue;
        }
        let rulebook = rulebook::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for example in &rulebook.examples {
            let Some((on, quantity)) = of_pieces(&rulebook, example) else { continue };
            let case = &example.case;
            let days = Days { first_day: case.first_day, last_day: case.last_day };
            let (born, circumstances, asked) = (case.born, &case.circumstances[..], &case.contents[..]);
            let basis = ValuationBasis { rulebook: &rulebook, born, circumstances, days, asked };
            let terms = terms(basis, 1).unwrap();
            let mut granted = terms.iter().find(|terms| terms.days.has(on)).unwrap().contents.clone();
            granted.retain(|one| one.code == case.deliveries[0].content);
            granted[0].limits.total = Some(quantity);
            let quote = Basket::of(&rulebook, &granted, on).unwrap().at(&prices(&case.prices));
            let answer = compute(&rulebook, case).unwrap();
            assert_eq!((quote.client, quote.price), (answer.client, answer.price), "{}", example.name);
            compared += 1;
        }
    }
    assert!(compared >= 25, "{compared} examples deliver pieces");
}

#[test]
fn price_41_an_hour_value_28_53_twelve_hours_is_149_64_to_the_client() {
    let granted =
        json!([{"code": "care-hour", "limits": {"month": 720}, "value_cents": 2853, "copayment_cents": 0}]);
    let (per, quote) =
        priced("home-care-by-income", granted, json!([{"content": "care-hour", "price_cents": 4100}]));
    assert_eq!((per, quote.client, quote.price), (Per::Month, Cents(14_964), Cents(49_200)));
    assert_eq!((quote.lines[0].organiser, quote.lines[0].quantity), (Cents(34_236), 720));
}

#[test]
fn a_place_in_early_education_is_its_copayment_and_surcharge() {
    let granted = json!([{"code": "under3-full", "limits": {"month": 1}, "value_cents": 151_900, "copayment_cents": 16_500}]);
    let (per, quote) =
        priced("early-education", granted, json!([{"content": "under3-full", "price_cents": 155_000}]));
    assert_eq!((per, quote.client), (Per::Month, Cents(19_600)), "196 = 165 + 31");
}

#[test]
fn a_dental_plan_is_priced_whole_and_what_a_provider_does_not_offer_is_named() {
    let plan = json!([{"code": "SAA01", "limits": {"total": 1}}, {"code": "SFA10", "limits": {"total": 3}}]);
    let both = json!([{"content": "SAA01", "price_cents": 6000}, {"content": "SFA10", "price_cents": 9000}]);
    let (per, quote) = priced("dental-care", plan.clone(), both);
    assert_eq!(per, Per::Whole);
    assert_eq!(quote.price, Cents(6000 + 3 * 9000));
    let by_line: Cents = quote.lines.iter().map(|line| line.client).sum();
    assert_eq!((quote.client, quote.lines.len()), (by_line, 2));
    let (_, partly) = priced("dental-care", plan, json!([{"content": "SAA01", "price_cents": 6000}]));
    assert_eq!((partly.client, partly.price), (Cents(1500), Cents(6000)));
    assert_eq!(partly.not_included, ["SFA10".parse().unwrap()]);
}

#[test]
fn the_longest_time_that_all_contents_are_limited_for_counts_and_without_any_it_is_a_unit() {
    let of = |one: Value, other: Value| {
        let granted = json!([{"code": "SAA01", "limits": one}, {"code": "SFA10", "limits": other}]);
        priced("dental-care", granted, json!([])).0
    };
    assert_eq!(of(json!({"total": 9, "month": 2}), json!({"month": 1, "week": 1})), Per::Month);
    assert_eq!(of(json!({"day": 1}), json!({"week": 1})), Per::Unit);
    let (_, hour) = priced(
        "home-care",
        json!([{"code": "home-care"}]),
        json!([{"content": "home-care", "band": "day", "price_cents": 4000}]),
    );
    assert_eq!((hour.lines[0].quantity, hour.client), (60, Cents(400)), "40.00 less 36.00");
}

#[test]
fn by_band_the_sum_counts_a_weekdays_noon_and_the_other_bands_tell_their_hour() {
    let listed = ["day", "evening", "night", "saturday", "sunday"]
        .map(|band| json!({"content": "home-care", "band": band, "price_cents": 7200}));
    let granted = json!([{"code": "home-care", "limits": {"month": 120}}]);
    let (_, quote) = priced("home-care", granted, json!(listed));
    assert_eq!((quote.client, quote.price), (Cents(2 * 3600), Cents(2 * 7200)));
    let counted: Vec<_> = quote.lines.iter().filter(|line| line.counts).collect();
    assert_eq!(counted.len(), 1);
    assert_eq!(counted[0].band, Some(BandName("day".into())));
    let sunday = quote.lines.iter().find(|line| line.band == Some(BandName("sunday".into()))).unwrap();
    assert_eq!((sunday.quantity, sunday.client), (60, Cents::ZERO));
}

fn fee(service: &str, granted: Value, circumstances: Option<Value>) -> OwnFeeQuote {
    let (rulebook, granted) = (library(service), grants(granted));
    let basket = Basket::of(&rulebook, &granted, "2026-10-07".parse().unwrap()).unwrap();
    let circumstances: Option<Circumstances> =
        circumstances.map(|these| serde_json::from_value(these).unwrap());
    own_fee(&rulebook, &basket, circumstances.as_ref())
}

#[test]
fn the_own_services_fee_is_free_or_flat_by_quantity_or_the_familys() {
    let free = fee("dental-care", json!([{"code": "SAA01", "limits": {"total": 2}}]), None);
    assert_eq!(free, OwnFeeQuote { fee: Some(Cents::ZERO), per: Per::Whole });
    let flat = fee("meals", json!([{"code": "meal", "limits": {"month": 20}}]), None);
    assert_eq!(flat, OwnFeeQuote { fee: Some(Cents(17_000)), per: Per::Month }, "20 x 8.50");
    let family = json!([{"code": "over3-full", "limits": {"month": 1}, "value_cents": 94_900, "copayment_cents": 6600}]);
    assert_eq!(fee("early-education", family, None).fee, Some(Cents(6600)));
}

#[test]
fn the_own_fee_by_hours_needs_the_income_and_is_none_without_it() {
    let granted = json!([{"code": "family-hour", "limits": {"week": 600, "total": 6000}, "value_cents": 4000, "copayment_cents": 0}]);
    let of = |income: &str| {
        let household = json!({"household": {"adults": [{"income": income}, {"income": "0"}]}});
        fee("family-home-service", granted.clone(), Some(household)).fee
    };
    assert_eq!(of("2070"), Some(Cents(7000)), "7 % of 2070 - 1070 for two, at ten hours a week");
    assert_eq!(of("500"), Some(Cents::ZERO));
    let unknown = fee("family-home-service", granted.clone(), None);
    assert_eq!(unknown, OwnFeeQuote { fee: None, per: Per::Month });
}
