//! What the letter of a decision says.

use super::super::*;
use super::world::{World, basis, day, days, family};
use crate::{
    client::Client,
    document::{self, Document},
    identifiers::{BusinessId, EInvoiceRoute},
    language::Language,
    letter::{About, Recipient},
    organiser::Details,
    valuation,
};

fn client(language: Language) -> Client {
    Client {
        client: ClientId(uuid::Uuid::max()),
        identity_code: Some("131052-901X".parse().unwrap()),
        first_names: "Testi".into(),
        last_name: "Asiakas-901".into(),
        born: day("2023-06-10"),
        language,
        municipality: "Testilä".into(),
        protected: false,
        died: None,
        guardians: Vec::new(),
        merged: None,
    }
}

fn organiser() -> Details {
    let business_id: BusinessId = "9990017-1".parse().unwrap();
    let einvoice = EInvoiceRoute { address: business_id.ovt().into(), operator: "EXMPFIHH".parse().unwrap() };
    Details {
        name: "Testilän kaupunki".into(),
        business_id,
        street: "Testikatu 2".into(),
        postal_code: "00100".into(),
        town: "Testilä".into(),
        einvoice,
        payment_term_days: 21,
        language: Language::Fi,
        pay_from: None,
        portal: None,
        invoicing: vec![],
        successors: vec![],
    }
}

/// The letter of the first decision of a grant, sent on a day.
fn sent(language: Language, on: &str, change: impl FnOnce(&mut Decision)) -> Document {
    leading_to(None, language, on, change)
}

/// The same, with a link to where one compares.
fn leading_to(
    compare_at: Option<&str>,
    language: Language,
    on: &str,
    change: impl FnOnce(&mut Decision),
) -> Document {
    let world = World::granted(&basis(vec![family(None, Some("3000"))]));
    let mut decision = world.decisions[0].clone();
    change(&mut decision);
    let valued = decision.basis.valuation(&world.rulebook);
    let steps = valuation::explain(valued, decision.days.first_day).unwrap();
    letter(LetterBasis {
        about: About::Decision,
        recipient: &Recipient::Client,
        decision: &decision,
        client: &client(language),
        organiser: &organiser(),
        rulebook: &world.rulebook,
        steps: &steps,
        share: &[],
        on: day(on),
        compare_at,
    })
}

/// The letter's words in one line, so that line breaks do not matter.
fn words(document: &Document) -> String {
    document::text(document).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_letter_says_what_is_decided_how_it_was_computed_and_whom_to_ask() {
    let said = words(&sent(Language::Fi, "2026-11-05", |_| ()));
    for part in [
        "Päätös palvelusetelistä: Varhaiskasvatus",
        "Testi Asiakas-901",
        "1.1.2026 – 30.6.2026",
        "Alle 3-vuotias, kokopäiväinen",
        "1 519,00 €",
        "81,00 €",
        "Maksu on 10,7 % tuloista (6 000,00 €) tulorajan 5 245,00 € ylittävältä osalta",
        "Tulot muuttuivat.",
        "1048/2025",
        "Yksilöasioiden jaosto",
        "kirjaamo@organiser.example",
        "Testikatu 2",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!said.contains("131052"), "the identity code is not in it");
}

#[test]
fn a_letter_is_in_the_clients_language() {
    let letter = sent(Language::Sv, "2026-11-05", |_| ());
    assert_eq!(letter.language, Language::Sv);
    let said = words(&letter);
    assert!(
        said.contains("Beslut om servicesedel: Småbarnspedagogik") && said.contains("Under 3 år, heldag")
    );
    assert!(!said.contains("Päätös"), "{said}");
}

#[test]
fn the_last_day_to_appeal_counts_from_presumed_service_and_ends_on_a_weekday() {
    // 30 days after 7 or 3 more: 12.12. is a Saturday, and moves to Monday; 8.12. is a Tuesday.
    let said = words(&sent(Language::Fi, "2026-11-05", |_| ()));
    assert!(said.contains("jos päätös tuli postissa: 14.12.2026"), "{said}");
    assert!(said.contains("jos päätös tuli sähköisesti: 8.12.2026"), "{said}");
}

#[test]
fn who_is_free_of_charge_is_told_so_and_what_the_rulebook_fixes_has_no_value_of_its_own() {
    let free = |decision: &mut Decision| {
        decision.contents[0].free_of_charge = Some(days("2026-01-01", "2026-12-31"));
        decision.contents[0].value = None;
    };
    let said = words(&sent(Language::En, "2026-11-05", free));
    assert!(said.contains("Free of charge") && said.contains("By the rulebook"), "{said}");
}

#[test]
fn a_late_request_is_told_to_be_dismissed_and_a_request_in_time_rejected() {
    for (in_time, says) in [(false, "avvisas"), (true, "avslås")] {
        let mut world = World::granted(&basis(vec![family(None, Some("3000"))]));
        let mut decision = world.decisions.swap_remove(0);
        let received = day("2026-02-09");
        decision.request = Some(Request { received, due: received, in_time, outcome: None });
        let said = words(&letter(LetterBasis {
            about: About::Answer,
            recipient: &Recipient::Client,
            decision: &decision,
            client: &client(Language::Sv),
            organiser: &organiser(),
            rulebook: &world.rulebook,
            steps: &[],
            share: &[],
            on: received,
            compare_at: None,
        }));
        assert!(said.contains(says) && said.contains("Förvaltningsdomstolen"), "{said}");
    }
}

#[test]
fn a_letter_leads_to_the_comparison_by_its_address_and_a_code_in_the_clients_language() {
    let address = "https://seteli.example/compare/testila.BwcHBwcHBwcHBwcHBwcHBw";
    let of = |language| leading_to(Some(address), language, "2026-03-02", |_| {});
    for (language, says, code) in [
        (Language::Fi, "Vertaa palveluntuottajia", "QR-koodi"),
        (Language::Sv, "Jämför serviceproducenterna", "QR-kod"),
        (Language::En, "Compare the providers", "QR code"),
    ] {
        let letter = of(language);
        let links = letter.blocks.iter().filter_map(|block| match block {
            document::Block::Link(link) => Some(link),
            _ => None,
        });
        let links: Vec<_> = links.collect();
        assert_eq!(links.len(), 1);
        assert!(links[0].says.contains(says) && links[0].code_says.contains(code), "{links:?}");
        assert!(document::text(&letter).lines().any(|line| line == address), "whole, on a line of its own");
    }
    let without = sent(Language::Fi, "2026-03-02", |_| {});
    assert!(!document::text(&without).contains("compare"));
}
