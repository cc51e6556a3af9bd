//! What every step says, and to whom.

use rust_decimal::Decimal;

use super::*;
use crate::{
    language::Language,
    rulebook::{Rulebook, parse},
};

fn home_care() -> Rulebook {
    parse(include_str!("../../../../infra/rulebooks/home-care.toml")).unwrap()
}

fn a_step(step: Computed) -> Step {
    let inputs = Input::ALL.iter().map(|input| (*input, Quantity::Cents(Cents(12_345)))).collect();
    Step::new(step, "569/2009 § 7", inputs, Quantity::Percent(Decimal::new(107, 1)))
}

#[test]
fn every_step_has_a_sentence_without_a_gap_in_every_language() {
    let rulebook = home_care();
    for step in Computed::ALL {
        for language in [Language::Fi, Language::Sv, Language::En] {
            let text = sentence(&a_step(*step), &rulebook, language);
            assert!(!text.contains('{') && !text.contains('}'), "{text}");
            assert!(text.contains("10,7") || text.contains("10.7"), "the result: {text}");
            assert!(text.ends_with("[569/2009 § 7]"), "{text}");
        }
    }
}

#[test]
fn a_rounding_is_said_and_numbers_are_written_as_in_the_language() {
    let inputs = vec![
        (Input::Income, Quantity::Cents(Cents(750_000))),
        (Input::Limit, Quantity::Cents(Cents(595_600))),
        (Input::Percent, Quantity::Percent(Decimal::new(107, 1))),
        (Input::Maximum, Quantity::Cents(Cents(31_100))),
    ];
    let step = Step::new(Computed::BaseFee, "1503/2016 § 5", inputs, Cents(16_500).into())
        .rounded(Rounding::HalfUpEuro);
    assert_eq!(
        sentence(&step, &home_care(), Language::En),
        "The fee is 10.7% of the income (€7,500.00) above the limit €5,956.00, at most €311.00: €165.00 \
         (rounded to a whole euro). [1503/2016 § 5]"
    );
    assert!(sentence(&step, &home_care(), Language::Fi).contains("10,7\u{a0}%"));
}

#[test]
fn a_band_is_said_by_its_name_in_the_readers_language_and_stays_a_code_in_the_data() {
    let mut rulebook = home_care();
    let name = Quantity::Name(rulebook.contents[0].names.clone());
    let inputs = vec![(Input::Content, name), (Input::Band, Quantity::Band(BandName("evening".to_owned())))];
    let step = Step::new(Computed::BandValue, "home-care 1", inputs, Cents(4_140).into());
    assert_eq!(serde_json::to_value(&step.inputs[1].1).unwrap(), serde_json::json!({"band": "evening"}));
    for (language, name) in [(Language::Fi, "ilta"), (Language::Sv, "kväll"), (Language::En, "evening")] {
        let text = sentence(&step, &rulebook, language);
        assert!(text.contains(name), "{text}");
    }
    rulebook.bands.iter_mut().for_each(|bands| bands.names.clear());
    assert!(sentence(&step, &rulebook, Language::Fi).contains("evening"), "format 2 named no bands");
}

#[test]
fn a_provider_sees_no_step_of_income_or_family() {
    let all: Vec<Step> = Computed::ALL.iter().map(|step| a_step(*step)).collect();
    let shown = for_provider(&all);
    assert!(shown.iter().all(|step| !step.is_secret()));
    assert!(shown.iter().any(|step| step.step == Computed::OrganisersPart));
    for secret in
        [Computed::FamilyIncome, Computed::BaseFee, Computed::HousingCopayment, Computed::IncomeBandValue]
    {
        assert!(shown.iter().all(|step| step.step != secret), "{secret:?}");
    }
}

#[test]
fn steps_are_read_back_as_they_were_written() {
    for step in Computed::ALL {
        let step = a_step(*step).rounded(Rounding::UpTo5Cents);
        let text = serde_json::to_string(&step).unwrap();
        assert_eq!(serde_json::from_str::<Step>(&text).unwrap(), step);
    }
}
