//! The rulebooks that the corpus was made with: one for each value rule, from the library's files as they once were.

use domain::{
    euros::Euros,
    language::Text,
    money::{Cents, Rounding},
    rulebook::{
        self, Absence, BandMultipliers, BandName, BelowValue, Edge, FamilyLimit, FreeFor, FreeOfCharge,
        Housing, IncomeBand, IncomeRelated, Rulebook, Unit, ValueRule,
    },
};
use rust_decimal::Decimal;

fn library(service: &str) -> Rulebook {
    let path = format!("../../infra/rulebooks/{service}.toml");
    let mut rulebook = rulebook::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    rulebook.examples.clear();
    rulebook
}

fn euros(text: &str) -> Euros {
    text.parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// The library's service with one content, `unit` and value rule as given.
fn with(service: &str, unit: Unit, value: ValueRule) -> Rulebook {
    let mut rulebook = library(service);
    rulebook.contents.truncate(1);
    rulebook.free_of_charge.clear();
    rulebook.absences.clear();
    let content = &mut rulebook.contents[0];
    (content.unit, content.value, content.below_value) = (unit, value, BelowValue::Protected);
    (content.ceiling, content.surcharge_cap, content.copayment) = (None, None, None);
    content.code = "content".parse().unwrap();
    rulebook
}

fn by_income() -> Rulebook {
    let limit = |size, limit: &str, percent: &str| FamilyLimit {
        size,
        limit: euros(limit),
        percent: decimal(percent),
    };
    let rule = IncomeRelated {
        top: euros("25"),
        floor: euros("8"),
        divisor: decimal("60"),
        rounding: Rounding::UpTo5Cents,
        families: vec![limit(1, "528", "35"), limit(2, "982", "22"), limit(3, "1541", "18")],
        each_more: euros("300"),
    };
    with("home-care", Unit::Hour, ValueRule::IncomeRelated(rule))
}

fn income_bands() -> Rulebook {
    let row = |from: &str, to: Option<&str>, value: &str| IncomeBand {
        from: euros(from),
        to: to.map(euros),
        value: euros(value),
    };
    let rows =
        vec![row("0", Some("1000"), "60"), row("1000", Some("1800.50"), "45"), row("1800.50", None, "30")];
    let mut visits = with("dental-care", Unit::Piece, ValueRule::IncomeBands(rows));
    visits.contents[0].surcharge_cap = Some(euros("20"));
    visits
}

fn housing() -> Rulebook {
    let (top, keeps) = (euros("180"), euros("180"));
    let rule = Housing { top, percent: decimal("70"), keeps, divisor: decimal("30") };
    with("dental-care", Unit::Day, ValueRule::Housing(rule))
}

fn multipliers() -> Rulebook {
    let table = [("day", "1"), ("evening", "1.15"), ("night", "1.3"), ("saturday", "1.2"), ("sunday", "2")];
    let multipliers = table.iter().map(|(band, by)| (BandName((*band).into()), decimal(by))).collect();
    let rule = BandMultipliers { base: euros("35.90"), multipliers };
    let mut care = with("home-care", Unit::Hour, ValueRule::BandMultipliers(rule));
    let bands = care.bands.as_mut().unwrap();
    bands.eves = ["2026-12-24", "2026-06-19"].iter().map(|day| day.parse().unwrap()).collect();
    let edge = |from: &str, band: &str| Edge { from: from.parse().unwrap(), band: BandName(band.into()) };
    bands.eve = vec![edge("00:00", "night"), edge("07:00", "day"), edge("14:00", "sunday")];
    care
}

fn dental() -> Rulebook {
    let mut dental = with("dental-care", Unit::Piece, ValueRule::Flat(euros("58")));
    dental.contents[0].copayment = Some(euros("10"));
    dental.contents[0].below_value = BelowValue::Literal;
    let rule = |who, law: &str| FreeOfCharge { who, names: None, law: law.into() };
    dental.free_of_charge =
        vec![rule(FreeFor::UnderAge(18), "734/1992"), rule(FreeFor::Status("veteran".into()), "1184/2018")];
    let names =
        Text { fi: "Peruuttamaton poissaolo".into(), sv: "Uteblivet besök".into(), en: "No show".into() };
    dental.absences =
        vec![Absence { code: "no-show".into(), names, percent: Decimal::from(50), client_pays: false }];
    dental
}

/// In the format in which a grant keeps the law by which it is free of charge.
fn dental_laws() -> Rulebook {
    let mut dental = dental();
    dental.schema = 3;
    let names = Text { fi: "rintamaveteraani".into(), sv: "frontveteran".into(), en: "front veteran".into() };
    let veteran = FreeFor::Status("veteran".into());
    dental.free_of_charge = vec![
        FreeOfCharge { who: FreeFor::UnderAge(18), names: None, law: "734/1992 § 5".into() },
        FreeOfCharge { who: veteran, names: Some(names), law: "1184/1988".into() },
    ];
    dental
}

fn early_education(below: BelowValue) -> Rulebook {
    let mut early = library("early-education");
    early.free_of_charge.clear();
    let own = early.early_education.as_mut().unwrap();
    own.fee_free_months = vec![7];
    own.fees.retain(|set| set.in_force == "2024-08-01".parse().unwrap() || set.limits.is_none());
    own.reliefs.retain(|relief| relief.code == "half");
    for content in &mut early.contents {
        (content.below_value, content.surcharge_cap) = (below, Some(Euros(Cents(15_000))));
    }
    early
}

/// Each by the name of its file.
pub fn all() -> Vec<(&'static str, Rulebook)> {
    vec![
        ("home-care-bands", with_bands()),
        ("home-care-multipliers", multipliers()),
        ("home-care-income", by_income()),
        ("visits-income-bands", income_bands()),
        ("housing-days", housing()),
        ("dental-flat", dental()),
        ("early-education-protected", early_education(BelowValue::Protected)),
        ("early-education-literal", early_education(BelowValue::Literal)),
        ("dental-laws", dental_laws()),
        ("purchased-days", with("rehabilitative-work", Unit::Day, ValueRule::Agreed)),
    ]
}

fn with_bands() -> Rulebook {
    with("home-care", Unit::Hour, library("home-care").contents.remove(0).value)
}
