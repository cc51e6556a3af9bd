//! A step as a sentence that a client understands, in Finnish, Swedish or English.

use rust_decimal::Decimal;

use super::{Input, Quantity, Step, templates::template};
use crate::{
    language::Language,
    money::Rounding,
    rulebook::Rulebook,
    written::{amount, day},
};

/// The sentence of a step under a rulebook: what was computed from what, how it was rounded, and the rule that says so.
pub fn sentence(step: &Step, rulebook: &Rulebook, language: Language) -> String {
    let mut text = template(step.step, language).to_owned();
    for input in Input::ALL {
        let mark = format!("{{{}}}", name(*input));
        if text.contains(&mark) {
            let given = step.inputs.iter().filter(|(kind, _)| kind == input);
            let given: Vec<String> =
                given.map(|(_, quantity)| written(quantity, rulebook, language)).collect();
            text = text.replace(&mark, &given.join(" + "));
        }
    }
    text = text.replace("{result}", &written(&step.result, rulebook, language));
    let rounding = step.rounding.and_then(|rounding| rounded(rounding, language));
    match rounding {
        Some(rounding) => format!("{text} ({rounding}). [{}]", step.rule),
        None => format!("{text}. [{}]", step.rule),
    }
}

/// The name of an input in a template: the one that it has in the data.
pub(super) fn name(input: Input) -> String {
    serde_json::to_value(input).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A rounding as people say it; the ordinary one, to the cent, is not worth a word.
fn rounded(rounding: Rounding, language: Language) -> Option<&'static str> {
    let words = match rounding {
        Rounding::HalfUpCent => return None,
        Rounding::HalfUpEuro => {
            ["pyöristetty täyteen euroon", "avrundat till hel euro", "rounded to a whole euro"]
        }
        Rounding::UpTo5Cents => {
            ["pyöristetty ylöspäin 5 senttiin", "avrundat uppåt till 5 cent", "rounded up to 5 cents"]
        }
        Rounding::UpTo10Cents => {
            ["pyöristetty ylöspäin 10 senttiin", "avrundat uppåt till 10 cent", "rounded up to 10 cents"]
        }
        Rounding::Down => {
            ["pyöristetty alaspäin senttiin", "avrundat nedåt till cent", "rounded down to a cent"]
        }
    };
    Some(in_language(words, language))
}

fn written(quantity: &Quantity, rulebook: &Rulebook, language: Language) -> String {
    match quantity {
        Quantity::Cents(cents) => amount(language, *cents),
        Quantity::Number(number) => decimal(*number, language),
        Quantity::Percent(percent) => match language {
            Language::En => format!("{}%", decimal(*percent, language)),
            Language::Fi | Language::Sv => format!("{}\u{a0}%", decimal(*percent, language)),
        },
        Quantity::Minutes(minutes) => time(*minutes),
        Quantity::Day(on) => day(language, *on),
        Quantity::Name(text) => text.in_language(language).to_owned(),
        Quantity::Band(band) => rulebook.band_in(band, language).to_owned(),
        Quantity::Missing => in_language(["ei ilmoitettu", "inte meddelat", "not told"], language).to_owned(),
    }
}

fn decimal(number: Decimal, language: Language) -> String {
    let text = number.normalize().to_string();
    if language == Language::En { text } else { text.replace('.', ",") }
}

/// `1 h 45 min`: the same in all three languages.
fn time(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h {minutes}\u{a0}min"),
    }
}

fn in_language(words: [&'static str; 3], language: Language) -> &'static str {
    match language {
        Language::Fi => words[0],
        Language::Sv => words[1],
        Language::En => words[2],
    }
}
