//! What a rulebook says must make sense: tables without gaps, amounts that agree, what must be there and only there.

mod contents;
mod early_education;
mod tables;

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    Arrangement, FreeFor, FreeOfCharge, GeneralPart, OwnFee, OwnFeeTable, ProviderAppeal, Rulebook,
    ValueRule,
    form::below,
    problem::{Problem, Rule},
};
use crate::{language::Text, pricing_case::computes_as_said};

pub(super) use early_education::warnings;

/// The version of the file format that this program reads.
const SCHEMA: u32 = 3;

/// The problems found so far.
#[derive(Default)]
pub(super) struct Found(Vec<Problem>);

impl Found {
    /// A problem where the condition holds.
    fn when(&mut self, is_wrong: bool, rule: Rule, path: &str, said: &[&str]) {
        if is_wrong {
            self.0.push(Problem::new(rule, path, said));
        }
    }

    fn percent(&mut self, percent: Decimal, path: &str) {
        self.when(!(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent), Rule::Percent, path, &[]);
    }

    fn text(&mut self, text: &str, path: &str) {
        self.when(text.trim().is_empty(), Rule::EmptyText, path, &[]);
    }

    fn texts(&mut self, text: &Text, path: &str) {
        for (language, text) in [("fi", &text.fi), ("sv", &text.sv), ("en", &text.en)] {
            self.text(text, &below(path, language));
        }
    }

    fn once<'a>(&mut self, names: impl Iterator<Item = (String, &'a str)>) {
        let mut seen = BTreeSet::new();
        for (path, name) in names {
            self.when(!seen.insert(name), Rule::Twice, &path, &[name]);
        }
    }
}

/// All that makes no sense.
pub(super) fn problems(rulebook: &Rulebook) -> Vec<Problem> {
    let mut found = Found::default();
    head(rulebook, &mut found);
    words(rulebook, &mut found);
    contents::check(rulebook, &mut found);
    if let Some(bands) = &rulebook.bands {
        tables::bands(bands, &mut found);
    }
    early_education::check(rulebook, &mut found);
    own_fee(rulebook, &mut found);
    found.0
}

/// All that makes no sense in a general part.
pub(super) fn general_part(part: &GeneralPart) -> Vec<Problem> {
    let mut found = Found::default();
    let (schema, known) = (part.schema.to_string(), SCHEMA.to_string());
    found.when(part.schema != SCHEMA, Rule::UnknownSchema, "schema", &[&schema, &known]);
    found.when(part.version == 0, Rule::VersionZero, "version", &[]);
    found.texts(&part.names, "names");
    provider_appeals(part, &mut found);
    for (at, chapter) in part.chapters.iter().enumerate() {
        found.texts(&chapter.names, &format!("chapter.{at}.names"));
        found.texts(&chapter.text, &format!("chapter.{at}.text"));
    }
    found.0
}

/// Any legal basis has one entry: its own, or the one without a basis.
fn provider_appeals(part: &GeneralPart, found: &mut Found) {
    let appeals = || part.provider_appeals.iter().enumerate();
    let general = part.provider_appeals.iter().any(|appeal| appeal.legal_basis.is_none());
    found.when(!general, Rule::GeneralAppealMissing, "provider_appeal", &[]);
    let basis = |appeal: &ProviderAppeal| appeal.legal_basis.clone().unwrap_or_default();
    let bases: Vec<String> = part.provider_appeals.iter().map(basis).collect();
    found.once(bases.iter().enumerate().map(|(at, basis)| (format!("provider_appeal.{at}"), basis.as_str())));
    for (at, appeal) in appeals() {
        found.text(&appeal.law, &format!("provider_appeal.{at}.law"));
    }
}

/// Why a rulebook can't rest on the general part that it names, where these are the published ones.
pub(super) fn rests_on(rulebook: &Rulebook, published: &[GeneralPart]) -> Vec<Problem> {
    let mut found = Found::default();
    let (named, path) = (rulebook.general_part.to_string(), "general_part");
    match published.iter().find(|part| part.version == rulebook.general_part) {
        None => found.when(true, Rule::GeneralPartUnpublished, path, &[&named]),
        Some(part) if part.first_day > rulebook.first_day => {
            let first_day = part.first_day.to_string();
            found.0.push(Problem::new(Rule::GeneralPartLater, path, &[&named, &first_day]).with("first_day"));
        }
        Some(_) => {}
    }
    found.0
}

/// The worked examples that do not compute as they say.
pub(super) fn examples(rulebook: &Rulebook) -> Vec<Problem> {
    let told = rulebook.examples.iter().enumerate().filter_map(|(at, example)| {
        let differs = computes_as_said(rulebook, example).err()?.join("; ");
        Some(Problem::new(Rule::Example, &format!("example.{at}.expect"), &[&example.name, &differs]))
    });
    told.collect()
}

fn head(rulebook: &Rulebook, found: &mut Found) {
    let (schema, known) = (rulebook.schema.to_string(), SCHEMA.to_string());
    found.when(rulebook.schema != SCHEMA, Rule::UnknownSchema, "schema", &[&schema, &known]);
    found.when(rulebook.version == 0, Rule::VersionZero, "version", &[]);
    found.when(rulebook.general_part == 0, Rule::VersionZero, "general_part", &[]);
    found.when(!(1..=28).contains(&rulebook.settlement_day), Rule::SettlementDay, "settlement_day", &[]);
    let permit = rulebook.arrangement == Arrangement::Permit;
    if permit && rulebook.permit_choice.is_none() {
        found.0.push(Problem::new(Rule::PermitChoiceMissing, "arrangement", &[]).with("permit_choice"));
    }
    if !permit && rulebook.permit_choice.is_some() {
        found.0.push(Problem::new(Rule::PermitChoiceSuperfluous, "permit_choice", &[]).with("arrangement"));
    }
    let recording = &rulebook.recording;
    let too_long = recording.window_days_before_month > 366;
    found.when(too_long, Rule::WindowTooLong, "recording.window_days_before_month", &[]);
    found.percent(recording.sample_percent.into(), "recording.sample_percent");
    let mut seen = BTreeSet::new();
    for (at, kind) in rulebook.evidence.iter().enumerate() {
        let name = serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned));
        let name = name.unwrap_or_default();
        found.when(!seen.insert(*kind), Rule::Twice, &format!("evidence.{at}"), &[&name]);
    }
    for (at, day) in rulebook.price_changes.begin_on.iter().enumerate() {
        // A leap year, so that 02-29 is a day.
        let exists = day.len() == 5 && format!("2024-{day}").parse::<Date>().is_ok();
        found.when(!exists, Rule::BeginOn, &format!("price_changes.begin_on.{at}"), &[day]);
    }
}

fn words(rulebook: &Rulebook, found: &mut Found) {
    found.texts(&rulebook.names, "names");
    found.texts(&rulebook.rights_and_obligations, "rights_and_obligations");
    found.texts(&rulebook.appeal.authority, "appeal.authority");
    match &rulebook.appeal.court {
        None => found.0.push(Problem::new(Rule::MissingField, "appeal.court", &["court"])),
        Some(court) => {
            found.texts(&court.name, "appeal.court.name");
            found.text(&court.law, "appeal.court.law");
            found.text(&court.address, "appeal.court.address");
        }
    }
    let posting = &rulebook.posting;
    for (text, path) in [
        (&rulebook.legal_basis, "legal_basis"),
        (&rulebook.appeal.law, "appeal.law"),
        (&rulebook.appeal.address, "appeal.address"),
        (&posting.account, "posting.account"),
        (&posting.cost_centre, "posting.cost_centre"),
        (&posting.service_class, "posting.service_class"),
    ] {
        found.text(text, path);
    }
    for (at, free) in rulebook.free_of_charge.iter().enumerate() {
        free_of_charge(free, &format!("free_of_charge.{at}"), found);
    }
    for (at, absence) in rulebook.absences.iter().enumerate() {
        found.text(&absence.code, &format!("absence.{at}.code"));
        found.texts(&absence.names, &format!("absence.{at}.names"));
        found.percent(absence.percent, &format!("absence.{at}.percent"));
    }
    let codes = rulebook.absences.iter().enumerate();
    found.once(codes.map(|(at, absence)| (format!("absence.{at}.code"), absence.code.as_str())));
    for (at, example) in rulebook.examples.iter().enumerate() {
        found.text(&example.name, &format!("example.{at}.name"));
        found.text(&example.source, &format!("example.{at}.source"));
    }
}

fn free_of_charge(free: &FreeOfCharge, path: &str, found: &mut Found) {
    found.text(&free.law, &below(path, "law"));
    match (&free.who, &free.names) {
        (FreeFor::Status(_), Some(names)) => found.texts(names, &below(path, "names")),
        (FreeFor::Status(status), None) => found.when(true, Rule::StatusWithoutName, path, &[status]),
        (_, names) => found.when(names.is_some(), Rule::NameWithoutStatus, &below(path, "names"), &[]),
    }
}

fn own_fee(rulebook: &Rulebook, found: &mut Found) {
    match &rulebook.own_fee {
        OwnFee::Free => {}
        OwnFee::Flat(fees) => {
            for code in fees.keys() {
                let problem =
                    Problem::new(Rule::OwnFeeContent, &format!("own_fee.flat.{code}"), &[code.as_str()]);
                if rulebook.content(code).is_none() {
                    found.0.push(problem.with("content"));
                }
            }
        }
        OwnFee::ByHours(table) => fee_table(table, found),
        OwnFee::EarlyEducation => {
            let uses = |rule: &ValueRule| matches!(rule, ValueRule::EarlyEducation(_));
            let used = rulebook.contents.iter().any(|content| uses(&content.value));
            found.when(
                !used && rulebook.early_education.is_none(),
                Rule::EarlyEducationMissing,
                "own_fee",
                &[],
            );
        }
    }
}

fn fee_table(table: &OwnFeeTable, found: &mut Found) {
    let path = "own_fee.by_hours";
    found.when(table.limits.is_empty(), Rule::EmptyTable, &below(path, "limits"), &[]);
    found.when(table.rows.is_empty(), Rule::EmptyTable, &below(path, "rows"), &[]);
    let (columns, last) = (table.limits.len().to_string(), table.rows.len().saturating_sub(1));
    let mut before = None;
    for (at, row) in table.rows.iter().enumerate() {
        let path = format!("{path}.rows.{at}");
        let fits = row.percents.len() == table.limits.len();
        found.when(!fits, Rule::OwnFeeColumns, &below(&path, "percents"), &[&columns]);
        for (column, percent) in row.percents.iter().enumerate() {
            found.percent(*percent, &format!("{path}.percents.{column}"));
        }
        let grows = row.hours_to.is_none_or(|hours| before.is_none_or(|before| before < hours));
        found.when((at == last) != row.hours_to.is_none() || !grows, Rule::OwnFeeHours, &path, &[]);
        before = row.hours_to.or(before);
    }
}
