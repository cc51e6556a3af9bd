//! What holds of every price and every value, whatever the numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::LazyLock;

use domain::{
    circumstances::{Adult, Child, Circumstances, Household, HousingCosts},
    euros::Euros,
    money::{Cents, Rounding},
    pricing_case::{Answer, Case, CaseDelivery, CasePrice, compute},
    rulebook::{
        self, BelowValue, FamilyLimit, FreeFor, FreeOfCharge, Housing, IncomeBand, IncomeRelated, Rulebook,
        Unit, ValueRule,
    },
    time,
    valuation::Asked,
};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The rulebooks of the library that are tried, read once.
static LIBRARY: LazyLock<[Rulebook; 3]> =
    LazyLock::new(|| ["dental-care", "home-care", "early-education"].map(library_file));

fn library_file(service: &str) -> Rulebook {
    let path = format!("../../infra/rulebooks/{service}.toml");
    rulebook::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn library(service: &str) -> Rulebook {
    LIBRARY.iter().find(|rulebook| rulebook.service.as_str() == service).unwrap().clone()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn asked(code: &str) -> Asked {
    let code = code.parse().unwrap();
    Asked { from: None, code, limits: None, price: None, support: None, reliefs: Vec::new(), raise: None }
}

fn cents(range: std::ops::Range<i64>) -> impl Strategy<Value = Euros> {
    range.prop_map(|cents| Euros(Cents(cents)))
}

fn below() -> impl Strategy<Value = BelowValue> {
    prop_oneof![Just(BelowValue::Literal), Just(BelowValue::Protected)]
}

/// Every rule whose value falls as income rises, with numbers of some size.
fn rule_by_income() -> impl Strategy<Value = ValueRule> {
    let percent = (0_i64..=1000).prop_map(|tenths| Decimal::new(tenths, 1));
    let roundings = [Rounding::HalfUpCent, Rounding::UpTo5Cents, Rounding::UpTo10Cents, Rounding::Down];
    let related = (
        cents(1..10_000),
        0_i64..10_000,
        percent.clone(),
        1_i64..200,
        prop::sample::select(roundings.to_vec()),
    )
        .prop_map(|(top, floor, percent, divisor, rounding)| {
            ValueRule::IncomeRelated(IncomeRelated {
                top,
                floor: Euros(Cents(floor.min(top.0.0))),
                divisor: Decimal::from(divisor),
                rounding,
                families: vec![FamilyLimit { size: 1, limit: Euros(Cents(52_800)), percent }],
                each_more: Euros(Cents(30_000)),
            })
        });
    let bands = prop::collection::vec(0_i64..10_000, 1..6).prop_map(|mut values| {
        values.sort_unstable_by(|a, b| b.cmp(a));
        let rows = values.len();
        let row = |(at, value): (usize, i64)| IncomeBand {
            from: Euros(Cents(i64::try_from(at).unwrap() * 100_000)),
            to: (at + 1 < rows).then(|| Euros(Cents(i64::try_from(at + 1).unwrap() * 100_000))),
            value: Euros(Cents(value)),
        };
        ValueRule::IncomeBands(values.into_iter().enumerate().map(row).collect())
    });
    let housing = (percent, cents(0..50_000), 1_i64..31).prop_map(|(percent, keeps, divisor)| {
        ValueRule::Housing(Housing {
            top: Euros(Cents(500_000)),
            percent,
            keeps,
            divisor: Decimal::from(divisor),
        })
    });
    prop_oneof![related, bands, housing]
}

/// Visits counted by the piece under one value rule.
fn service(value: ValueRule, below_value: BelowValue) -> Rulebook {
    let mut service = library("dental-care");
    service.contents.truncate(1);
    let content = &mut service.contents[0];
    (content.value, content.below_value, content.unit) = (value, below_value, Unit::Piece);
    (content.ceiling, content.surcharge_cap, content.copayment) = (None, None, None);
    content.code = "content".parse().unwrap();
    service.free_of_charge.clear();
    service
}

fn alone_on(income: i64) -> Circumstances {
    let income = Euros(Cents(income));
    let household =
        Household { adults: vec![Adult { income: Some(income) }], children: Vec::new(), child: None };
    let housing =
        HousingCosts { net_income: income, rent: Euros(Cents(40_000)), meals: Euros(Cents(30_000)) };
    Circumstances { household: Some(household), housing: Some(housing), ..Circumstances::default() }
}

fn visits(rulebook: &Rulebook, circumstances: Circumstances, price: Euros, quantity: u64) -> Answer {
    let case = Case {
        first_day: day("2026-01-01"),
        last_day: day("2026-12-31"),
        born: Some(day("1950-05-05")),
        circumstances: vec![circumstances],
        contents: vec![asked("content")],
        booked: None,
        prices: vec![CasePrice { content: "content".parse().unwrap(), band: None, price }],
        deliveries: vec![CaseDelivery {
            content: "content".parse().unwrap(),
            start: None,
            end: None,
            day: Some(day("2026-05-05")),
            quantity: Some(quantity),
            absence: None,
        }],
    };
    compute(rulebook, &case).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn the_organiser_pays_at_most_the_price_and_the_shares_add_up(
        rule in rule_by_income(), below in below(), income in 0_i64..1_000_000,
        price in cents(0..20_000), quantity in 1_u64..50,
    ) {
        let answer = visits(&service(rule, below), alone_on(income), price, quantity);
        let whole = price.0.0 * i64::try_from(quantity).unwrap();
        prop_assert!(answer.organiser.0 <= whole && answer.organiser.0 >= 0, "{answer:?}");
        prop_assert_eq!(answer.organiser.0 + answer.client.0, whole);
    }

    #[test]
    fn the_clients_share_never_falls_as_income_rises(
        rule in rule_by_income(), below in below(), income in 0_i64..1_000_000, more in 0_i64..500_000,
        price in cents(0..20_000),
    ) {
        let service = service(rule, below);
        let pays = |income| visits(&service, alone_on(income), price, 1).client;
        prop_assert!(pays(income) <= pays(income + more));
    }

    #[test]
    fn who_is_free_pays_nothing_whatever_the_rule(
        rule in rule_by_income(), below in below(), income in 0_i64..1_000_000,
        price in cents(0..20_000), quantity in 1_u64..50,
    ) {
        let mut service = service(rule, below);
        service.free_of_charge = vec![FreeOfCharge { who: FreeFor::Everyone, names: None, law: "569/2009".into() }];
        let answer = visits(&service, alone_on(income), price, quantity);
        prop_assert_eq!(answer.client, Cents::ZERO);
        prop_assert_eq!(answer.organiser.0, price.0.0 * i64::try_from(quantity).unwrap());
    }

    #[test]
    fn a_visit_is_split_without_a_minute_lost_and_its_shares_add_up(
        start in 1_767_225_600_i64..1_798_761_600, minutes in 1_i64..=1440, price in cents(0..20_000),
    ) {
        let care = library("home-care");
        let at = |minutes: i64| {
            let second = (start / 60 + minutes) * 60;
            jiff::Timestamp::from_second(second).unwrap().to_string()
        };
        let bands = ["day", "evening", "night", "saturday", "sunday"];
        let content: domain::ids::ContentCode = "home-care".parse().unwrap();
        let case = Case {
            first_day: day("2025-12-01"), last_day: day("2027-02-01"), born: None, circumstances: Vec::new(),
            contents: vec![asked("home-care")], booked: None,
            prices: bands.iter().map(|band| CasePrice {
                content: content.clone(), band: Some(rulebook::BandName((*band).into())), price,
            }).collect(),
            deliveries: vec![CaseDelivery {
                content, start: Some(at(0)), end: Some(at(minutes)), day: None, quantity: None, absence: None,
            }],
        };
        let answer = compute(&care, &case).unwrap();
        let lines = &answer.deliveries[0].lines;
        prop_assert_eq!(lines.iter().map(|line| line.quantity).sum::<u64>(), u64::try_from(minutes).unwrap());
        for line in lines {
            let whole = line.price.times_half_up(Decimal::from(line.quantity) / Decimal::from(60));
            prop_assert!(((line.organiser + line.client) - whole).0.abs() <= 1, "{line:?}");
            prop_assert!(line.organiser.0 >= 0 && line.client.0 >= 0);
        }
    }

    #[test]
    fn parts_of_a_month_differ_from_the_exact_sum_by_half_a_cent_each_at_most(
        cuts in prop::collection::btree_set(2_i8..=28, 0..5), incomes in prop::collection::vec(300_000_i64..900_000, 6),
        price in cents(50_000..200_000),
    ) {
        let early = library("early-education");
        let child = || vec![Child { born: day("2020-02-02"), paid_care: true, income: Euros::default() }];
        let of = |income: i64| Some(Household {
            adults: vec![Adult { income: Some(Euros(Cents(income))) }], children: child(), child: Some(0),
        });
        let days = cuts.iter().map(|cut| Some(jiff::civil::date(2026, 3, *cut)));
        let circumstances: Vec<Circumstances> = std::iter::once(None).chain(days).zip(&incomes)
            .map(|(from, income)| Circumstances { from, household: of(*income), ..Circumstances::default() })
            .collect();
        let content: domain::ids::ContentCode = "over3-full".parse().unwrap();
        let case = Case {
            first_day: day("2026-03-01"), last_day: day("2026-03-31"), born: None, circumstances,
            contents: vec![asked("over3-full")], booked: None,
            prices: vec![CasePrice { content: content.clone(), band: None, price }],
            deliveries: vec![CaseDelivery {
                content, start: None, end: None, day: Some(day("2026-03-31")), quantity: Some(1), absence: None,
            }],
        };
        let answer = compute(&early, &case).unwrap();
        let month = Decimal::from(early.paid_days("2026-03".parse::<time::Month>().unwrap().days()));
        let exact: Decimal = answer.terms.iter().map(|terms| {
            let granted = &terms.contents[0];
            let unit = granted.value.unwrap().min(price.0).less(granted.copayment.unwrap());
            unit.exact() * Decimal::from(early.paid_days(terms.days)) / month
        }).sum();
        let lines = answer.deliveries[0].lines.len();
        prop_assert!(lines >= 1 && lines <= answer.terms.len());
        let differs = (answer.organiser.exact() - exact).abs();
        prop_assert!(differs <= Decimal::new(5, 1) * Decimal::from(lines) + Decimal::new(1, 9), "{differs}");
    }

    #[test]
    fn the_fee_of_early_education_never_falls_as_income_rises_and_stays_between_nothing_and_the_highest(
        income in 0_i64..1_500_000, more in 0_i64..300_000, siblings in 0_usize..4, child in 0_usize..4,
    ) {
        let early = library("early-education");
        let children: Vec<Child> = (0..=siblings).map(|n| Child {
            born: jiff::civil::date(2023 - i16::try_from(n).unwrap(), 3, 3), paid_care: true, income: Euros::default(),
        }).collect();
        let fee = |income: i64| {
            let household = Household {
                adults: vec![Adult { income: Some(Euros(Cents(income))) }],
                children: children.clone(), child: Some(child.min(siblings)),
            };
            let case = Case {
                first_day: day("2026-01-01"), last_day: day("2026-01-31"), born: None,
                circumstances: vec![Circumstances { household: Some(household), ..Circumstances::default() }],
                contents: vec![asked("over3-full")], booked: None, prices: Vec::new(), deliveries: Vec::new(),
            };
            compute(&early, &case).unwrap().terms[0].contents[0].copayment.unwrap()
        };
        prop_assert!(fee(income) <= fee(income + more));
        prop_assert!(fee(income) >= Cents::ZERO && fee(income) <= Cents(31_100));
    }
}
