//! Which setting holds, and what a setting may not say.

use super::*;

fn setting(from: &str) -> Setting {
    let text = format!(r#"{{"from":"{from}"}}"#);
    serde_json::from_str(&text).unwrap()
}

fn choices(settings: &[Setting], on: &str, services: &[&str]) -> Choices {
    let defaults = Choices {
        document: Document::SelfBilled,
        formats: BTreeSet::from([Format::Finvoice]),
        buyer_reference: None,
        order_reference: None,
        agreement: None,
        payment_term_days: 21,
        language: Language::Fi,
        carry_over_below: Cents::ZERO,
        vat_keys: BTreeMap::new(),
    };
    let services = services.iter().map(|code| code.parse().unwrap()).collect();
    defaults.with(settings, on.parse().unwrap(), &"9990001-6".parse().unwrap(), &services)
}

#[test]
fn a_setting_holds_from_its_day_on() {
    let later = Setting { payment_term_days: Some(14), ..setting("2026-11-01") };
    let earlier = Setting { payment_term_days: Some(30), ..setting("2026-01-01") };
    let settings = [later, earlier];
    let days = |on| choices(&settings, on, &[]).payment_term_days;
    assert_eq!((days("2025-12-31"), days("2026-10-31"), days("2026-11-01")), (21, 30, 14));
}

#[test]
fn the_provider_goes_before_the_service_and_the_service_before_all() {
    let text = |text: &str| Some(text.to_owned());
    let service = Some("home-care".parse().unwrap());
    let provider = Some("9990001-6".parse().unwrap());
    let other = Some("9990017-1".parse().unwrap());
    let settings = [
        Setting { provider, agreement: text("provider"), ..setting("2026-01-01") },
        Setting { provider: other, agreement: text("another"), ..setting("2026-01-01") },
        Setting {
            service,
            agreement: text("service"),
            order_reference: text("service"),
            ..setting("2026-02-01")
        },
        Setting { agreement: text("all"), buyer_reference: text("all"), ..setting("2026-03-01") },
    ];
    let one = choices(&settings, "2026-11-01", &["home-care"]);
    assert_eq!(
        (one.agreement, one.order_reference, one.buyer_reference),
        (text("provider"), text("service"), text("all"))
    );
    let two = choices(&settings, "2026-11-01", &["home-care", "cleaning"]);
    assert_eq!(two.order_reference, None, "a service's setting is for its own settlements");
}

#[test]
fn what_is_out_of_range_or_twice_is_found() {
    let wrong = [
        Setting {
            buyer_reference: Some("x".repeat(71)),
            formats: Some(BTreeSet::new()),
            ..setting("2026-01-01")
        },
        Setting { order_reference: Some("131052-901X".to_owned()), ..setting("2026-01-01") },
        Setting {
            payment_term_days: Some(31),
            carry_over_below_cents: Some(Cents(-1)),
            ..setting("2026-01-02")
        },
        Setting { agreement: Some(" ".to_owned()), ..setting("2026-01-03") },
    ];
    let found: Vec<(usize, &str)> = findings(&wrong).into_iter().map(|f| (f.setting, f.field)).collect();
    let expected = [
        (1, "formats"),
        (1, "buyer_reference"),
        (2, "from"),
        (2, "order_reference"),
        (3, "payment_term_days"),
        (3, "carry_over_below_cents"),
        (4, "agreement"),
    ];
    assert_eq!(found, expected);
    assert_eq!(findings(&[setting("2026-01-01"), setting("2026-01-02")]), []);
}
