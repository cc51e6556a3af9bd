//! One wrong rulebook of each kind: refused with the line that is wrong, and told what to do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{collections::BTreeSet, fs};

use domain::rulebook::{self, Rule};

/// The rule that is broken, the file, what is replaced in it and by what, and how the wrong line begins.
type Wrong = (Rule, &'static str, &'static str, &'static str, &'static str);

const WRONG: &[Wrong] = &[
    (Rule::NotToml, "meals", "settlement_day = 5", "settlement_day = = 5", "settlement_day"),
    (Rule::UnknownField, "meals", "settlement_day = 5", "settlement_day = 5\ncolour = 1", "colour"),
    (Rule::MissingField, "meals", "overrun = \"refused\"\n", "", "[recording]"),
    (Rule::MissingLanguage, "meals", "sv = \"Måltidsservice\"\n", "", "[names]"),
    (Rule::NotATable, "meals", "limits = { day = 2, week = 14 }", "limits = 3", "limits = 3"),
    (Rule::NotAList, "meals", "begin_on = [\"01-01\", \"08-01\"]", "begin_on = \"01-01\"", "begin_on"),
    (
        Rule::WrongCount,
        "early-education",
        "[\"1\", \"0.50\", \"0.20\"]",
        "[\"1\", \"0.50\"]",
        "sibling_shares = [\"1\", \"0.50\"]",
    ),
    (Rule::NotYesOrNo, "meals", "client_pays = true", "client_pays = \"yes\"", "client_pays = \"yes\""),
    (Rule::NotWhole, "meals", "notice_days = 60", "notice_days = -1", "notice_days"),
    (Rule::NotText, "meals", "account = \"4350\"", "account = 4350", "account"),
    (Rule::NotAnAmount, "meals", "flat = \"7.00\"", "flat = \"7,00\"", "value = { flat = \"7,00\""),
    (Rule::NotADecimal, "meals", "percent = \"100\"", "percent = \"all\"", "percent = \"all\""),
    (Rule::NotADay, "meals", "first_day = \"2026-01-01\"", "first_day = \"2026-02-30\"", "first_day"),
    (Rule::NotATime, "home-care", "from = \"18:00\"", "from = \"6 pm\"", "    { from = \"6 pm\""),
    (
        Rule::NotAContentCode,
        "meals",
        "code = \"delivery\"",
        "code = \"home delivery\"",
        "code = \"home delivery\"",
    ),
    (Rule::NotAServiceCode, "meals", "service = \"meals\"", "service = \"Meals\"", "service"),
    (Rule::NotAVatRate, "hairdresser", "rate = \"25.5\"", "rate = \"0\"", "vat"),
    (Rule::NotAChoice, "meals", "\"voucher\"", "\"gift\"", "arrangement"),
    (Rule::UnknownSchema, "meals", "schema = 2", "schema = 1", "schema"),
    (Rule::VersionZero, "meals", "version = 1", "version = 0", "version"),
    (Rule::EmptyText, "meals", "fi = \"Ateriapalvelu\"", "fi = \" \"", "fi = \" \""),
    (Rule::SettlementDay, "meals", "settlement_day = 5", "settlement_day = 31", "settlement_day"),
    (Rule::Twice, "meals", "evidence = [", "evidence = [\"tax_debt\", ", "evidence"),
    (
        Rule::AgreedOnlyPurchased,
        "meals",
        "value = { flat = \"3.50\" }",
        "value = \"agreed\"",
        "value = \"agreed\"",
    ),
    (
        Rule::AgreedHasNoMore,
        "assisted-living",
        "value = \"agreed\"",
        "value = \"agreed\"\ncopayment = \"1.00\"",
        "copayment",
    ),
    (Rule::PermitChoiceMissing, "hairdresser", "permit_choice = \"with_official\"\n", "", "arrangement"),
    (
        Rule::PermitChoiceSuperfluous,
        "meals",
        "version = 1",
        "version = 1\npermit_choice = \"client\"",
        "permit_choice",
    ),
    (
        Rule::EarlyEducationMissing,
        "meals",
        "own_fee = { flat = { meal = \"8.50\", delivery = \"2.50\" } }",
        "own_fee = \"early_education\"",
        "own_fee",
    ),
    (
        Rule::EarlyEducationSuperfluous,
        "meals",
        "[posting]",
        "[early_education]\nbase_under_three = \"1\"\nbase_three_and_over = \"1\"\nfee_free_months = []\nreliefs = []\nfees = []\n\n[posting]",
        "[early_education]",
    ),
    (
        Rule::BandsMissing,
        "meals",
        "value = { flat = \"3.50\" }",
        "value = { bands = { day = \"3.50\" } }",
        "value = { bands",
    ),
    (
        Rule::BandsSuperfluous,
        "meals",
        "[posting]",
        "[bands]\nholidays = []\nweekday = [{ from = \"00:00\", band = \"a\" }]\nsaturday = [{ from = \"00:00\", band = \"a\" }]\nsunday = [{ from = \"00:00\", band = \"a\" }]\n\n[posting]",
        "[bands]",
    ),
    (Rule::BandsOfHours, "home-care", "unit = \"HUR\"", "unit = \"DAY\"", "unit"),
    (
        Rule::FirstBand,
        "home-care",
        "saturday = [{ from = \"00:00\"",
        "saturday = [{ from = \"01:00\"",
        "saturday",
    ),
    (Rule::BandOrder, "home-care", "from = \"18:00\"", "from = \"06:00\"", "    { from = \"06:00\""),
    (Rule::BandWithoutValue, "home-care", "saturday = \"43.20\"\n", "", "[content.value.bands]"),
    (
        Rule::ValueWithoutBand,
        "home-care",
        "saturday = \"43.20\"\n",
        "saturday = \"43.20\"\nnoon = \"1.00\"\n",
        "[content.value.bands]",
    ),
    (Rule::EvesWithoutEdges, "home-care", "[bands]\n", "[bands]\neves = [\"2026-12-24\"]\n", "eves"),
    (
        Rule::EdgesWithoutEves,
        "home-care",
        "[bands]\n",
        "[bands]\neve = [{ from = \"00:00\", band = \"day\" }]\n",
        "eve",
    ),
    (Rule::IncomeStart, "family-home-service", "from = \"0\"", "from = \"1.00\"", "value = { income_bands"),
    (
        Rule::IncomeGap,
        "family-home-service",
        "to = \"2500.00\"",
        "to = \"2400.00\"",
        "value = { income_bands",
    ),
    (
        Rule::IncomeOverlap,
        "family-home-service",
        "to = \"2500.00\"",
        "to = \"2600.00\"",
        "value = { income_bands",
    ),
    (
        Rule::IncomeEnd,
        "family-home-service",
        "{ from = \"4000.00\", value",
        "{ from = \"4000.00\", to = \"9000.00\", value",
        "value = { income_bands",
    ),
    (
        Rule::EmptyTable,
        "family-home-service",
        "limits = [\"580.00\", \"1070.00\", \"1680.00\"]",
        "limits = []",
        "limits",
    ),
    (Rule::FamilyGap, "home-care-by-income", "size = 2", "size = 3", "value = { income_related"),
    (
        Rule::FloorAboveTop,
        "home-care-by-income",
        "floor = \"7.00\"",
        "floor = \"26.00\"",
        "value = { income_related",
    ),
    (Rule::Percent, "meals", "percent = \"100\"", "percent = \"101\"", "percent = \"101\""),
    (Rule::Divisor, "home-care-by-income", "divisor = \"60\"", "divisor = \"0\"", "value = { income_related"),
    (
        Rule::Negative,
        "personal-assistance",
        "evening = \"1.15\"",
        "evening = \"-1.15\"",
        "value = { band_multipliers",
    ),
    (
        Rule::CeilingBelowValue,
        "meals",
        "ceiling = { unit = \"14.00\" }",
        "ceiling = { unit = \"6.99\" }",
        "ceiling = { unit = \"6.99\"",
    ),
    (
        Rule::CeilingWithoutBands,
        "meals",
        "ceiling = { unit = \"14.00\" }",
        "ceiling = { bands = { day = \"14.00\" } }",
        "ceiling = { bands",
    ),
    (
        Rule::FreeWithCopayment,
        "veterans-care",
        "value = { flat = \"45.00\" }",
        "value = { flat = \"45.00\" }\ncopayment = \"5.00\"",
        "copayment",
    ),
    (
        Rule::CopaymentAboveValue,
        "hairdresser",
        "copayment = \"10.00\"",
        "copayment = \"31.00\"",
        "copayment = \"31.00\"",
    ),
    (
        Rule::CopaymentByDecision,
        "assisted-living-voucher",
        "below_value",
        "copayment = \"1.00\"\nbelow_value",
        "copayment",
    ),
    (
        Rule::LimitsContradict,
        "meals",
        "limits = { day = 2, week = 14 }",
        "limits = { day = 15, week = 14 }",
        "limits = { day = 15",
    ),
    (
        Rule::LimitZero,
        "meals",
        "limits = { day = 2, week = 14 }",
        "limits = { day = 0, week = 14 }",
        "limits = { day = 0",
    ),
    (
        Rule::FeesMissing,
        "early-education",
        "first_day = \"2026-01-01\"",
        "first_day = \"2019-01-01\"",
        "[[early_education.fees]]",
    ),
    (
        Rule::FeesIncomplete,
        "early-education",
        "first_day = \"2026-01-01\"",
        "first_day = \"2026-08-01\"",
        "[[early_education.fees]]",
    ),
    (
        Rule::MinimumAboveMaximum,
        "early-education",
        "minimum = \"27\"",
        "minimum = \"300\"",
        "minimum = \"300\"",
    ),
    (
        Rule::Share,
        "early-education",
        "[\"1\", \"0.50\", \"0.20\"]",
        "[\"1\", \"50\", \"0.20\"]",
        "sibling_shares = [\"1\", \"50\"",
    ),
    (
        Rule::AgeGroupMissing,
        "early-education",
        "need = \"0.60\", value = \"911.00\"",
        "need = \"0.70\", value = \"911.00\"",
        "value = { early_education = { age = \"under_three\", need = \"0.70\"",
    ),
    (
        Rule::MonthOfYear,
        "early-education",
        "fee_free_months = []",
        "fee_free_months = [13]",
        "fee_free_months",
    ),
    (Rule::BeginOn, "meals", "[\"01-01\", \"08-01\"]", "[\"01-01\", \"06-31\"]", "begin_on"),
    (
        Rule::OwnFeeColumns,
        "family-home-service",
        "[\"8\", \"7\", \"6\"]",
        "[\"8\", \"7\"]",
        "    { hours_to = \"10\"",
    ),
    (
        Rule::OwnFeeHours,
        "family-home-service",
        "hours_to = \"20\"",
        "hours_to = \"9\"",
        "    { hours_to = \"9\"",
    ),
    (Rule::OwnFeeContent, "meals", "meal = \"8.50\"", "lunch = \"8.50\"", "own_fee"),
    (
        Rule::WindowTooLong,
        "meals",
        "window_days_before_month = 60",
        "window_days_before_month = 400",
        "window_days",
    ),
    (Rule::Example, "meals", "client = \"28.00\"", "client = \"27.00\"", "[example.expect]"),
];

fn file(service: &str) -> String {
    fs::read_to_string(format!("../../infra/rulebooks/{service}.toml")).unwrap()
}

#[test]
fn each_kind_of_wrong_file_is_refused_with_its_line_and_told_in_three_languages() {
    let failed: Vec<String> = WRONG.iter().filter_map(|wrong| is_told(wrong).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn is_told((rule, service, right, wrong, begins): &Wrong) -> Result<(), String> {
    let file = file(service);
    if !file.contains(right) {
        return Err(format!("{rule:?}: {service} has no {right}"));
    }
    let file = file.replacen(right, wrong, 1);
    let found = rulebook::read(&file).err().ok_or(format!("{rule:?} was taken"))?;
    let codes: Vec<Rule> = found.iter().map(|one| one.code).collect();
    let of_kind: Vec<_> = found.iter().filter(|one| one.code == *rule).collect();
    let line = |one: &rulebook::Problem| file.lines().nth(one.line.unwrap_or(1) - 1).unwrap_or_default();
    let at_line = of_kind.iter().find(|one| line(one).starts_with(begins));
    let Some(told) = at_line else {
        let lines: Vec<&str> = of_kind.iter().map(|one| line(one)).collect();
        return Err(format!("{rule:?}: told {codes:?}, at {lines:?}"));
    };
    let reason = [&told.reason.fi, &told.reason.sv, &told.reason.en];
    let is_whole = reason.iter().all(|text| text.len() > 10 && !text.contains("{0}"));
    if is_whole { Ok(()) } else { Err(format!("{rule:?}: {reason:?}")) }
}

#[test]
fn no_kind_of_problem_is_without_its_wrong_file() {
    let shown: BTreeSet<Rule> = WRONG.iter().map(|(rule, ..)| *rule).collect();
    // A list without items is written as no list at all; a warning is shown below.
    let elsewhere = [Rule::NoContents, Rule::ValueDiffers];
    let missing: Vec<&Rule> =
        Rule::ALL.iter().filter(|rule| !shown.contains(rule) && !elsewhere.contains(rule)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_service_without_contents_is_refused() {
    let file = file("meals");
    let head = file.split("\n[[content]]").next().unwrap().replace("schema = 2", "schema = 2\ncontent = []");
    let head =
        head.replace("own_fee = { flat = { meal = \"8.50\", delivery = \"2.50\" } }", "own_fee = \"free\"");
    let found = rulebook::read(&head).unwrap_err();
    assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), [Rule::NoContents]);
}

#[test]
fn everything_that_is_wrong_is_told_at_once_in_the_files_order() {
    let file = file("meals")
        .replace("schema = 2", "schema = 2\ncolour = \"red\"")
        .replace("settlement_day = 5", "settlement_day = 31")
        .replace("sv = \"Måltidsservice\"\n", "")
        .replace("approval = \"automatic\"", "approval = \"perhaps\"")
        .replace("ceiling = { unit = \"6.00\" }", "ceiling = { unit = \"1.00\" }");
    let codes: Vec<Rule> = rulebook::read(&file).unwrap_err().iter().map(|one| one.code).collect();
    let expected = [
        Rule::UnknownField,
        Rule::SettlementDay,
        Rule::MissingLanguage,
        Rule::NotAChoice,
        Rule::CeilingBelowValue,
    ];
    assert_eq!(codes, expected);
}

#[test]
fn what_rests_on_something_unreadable_is_not_told_too() {
    let file = file("meals").replace("flat = \"7.00\"", "flat = \"seven\"");
    let codes: Vec<Rule> = rulebook::read(&file).unwrap_err().iter().map(|one| one.code).collect();
    assert_eq!(codes, [Rule::NotAnAmount]);
}

#[test]
fn a_stored_value_that_is_not_base_times_need_is_a_warning() {
    let file = file("early-education");
    let file = file.replacen("need = \"0.60\", value = \"569.00\"", "need = \"0.60\", value = \"570.00\"", 1);
    let read = rulebook::read(&file).unwrap();
    assert_eq!(read.warnings.iter().map(|one| one.code).collect::<Vec<_>>(), [Rule::ValueDiffers]);
    assert!(read.warnings[0].reason.en.contains("570.00") && read.warnings[0].reason.en.contains("569.00"));
}
