//! The comparison that a letter's link opens: without signing in, in two steps to a choice, and only from the own page.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod fake;

use fake::browser::Browser;
use reqwest::{Client, redirect::Policy};
use serde_json::json;

#[tokio::test]
async fn the_link_shows_each_providers_own_total_and_what_it_lacks_in_three_languages_without_signing_in() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    for (tag, words) in [
        (
            "fi",
            ["Maksat itse", "koko palvelusta", "Summasta puuttuu", "noin 12 km", "Ottaa uusia asiakkaita."],
        ),
        (
            "sv",
            [
                "Du betalar själv",
                "för hela servicen",
                "Ingår inte i summan",
                "cirka 12 km",
                "Tar emot nya klienter.",
            ],
        ),
        (
            "en",
            [
                "You pay yourself",
                "for the whole service",
                "Not in the sum",
                "about 12 km",
                "Takes new clients.",
            ],
        ),
    ] {
        let page = browser.get(&format!("/compare/kept?from=00100&lang={tag}")).await;
        assert_eq!(page.status, 200, "{}", page.html);
        for word in words {
            assert!(page.html.contains(word), "{tag}: {word} in {}", page.html);
        }
        assert!(page.html.contains("29,00") || page.html.contains("29.00"), "{}", page.html);
        assert!(page.html.contains("value=\"00100\""), "what was asked for stays in its field");
        assert!(page.html.contains("/compare/kept?from=00100&#38;cursor=second%26page"), "{}", page.html);
    }
}

#[tokio::test]
async fn a_providers_name_is_shown_and_never_obeyed_and_who_has_no_room_is_not_offered() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    let html = browser.get("/compare/kept").await.html;
    assert!(html.contains("Testi &#60;b&#62;Hammas&#60;/b&#62; Oy") && !html.contains("<b>Hammas"), "{html}");
    assert!(html.contains("/compare/kept/choose?provider=p1") && !html.contains("choose?provider=p2"));
}

#[tokio::test]
async fn two_steps_lead_from_the_letter_to_a_choice() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    let done = browser.submit("/compare/kept/choose?provider=p1", "/compare/kept/choose", &[]).await;
    assert_eq!((done.status, done.path.as_str()), (200, "/compare/kept?done=chosen"));
    assert!(done.html.contains("Valinta on tehty."), "{}", done.html);
    let world = fake.world.lock().unwrap();
    let said: Vec<_> = world.commands.iter().map(|command| (&*command.path, &command.body)).collect();
    assert_eq!(said, [("/v1/comparisons/kept/choice", &json!({"provider": "p1"}))]);
}

#[tokio::test]
async fn a_choice_from_another_site_is_refused_and_a_link_that_is_not_valid_says_so() {
    let fake = fake::start(0).await;
    let foreign = Client::builder().redirect(Policy::none()).build().unwrap();
    for origin in ["https://evil.example", "null"] {
        let request = foreign.post(format!("{}/compare/kept/choose", fake.address)).header("origin", origin);
        assert_eq!(request.form(&[("provider", "p1")]).send().await.unwrap().status(), 403, "{origin}");
    }
    assert!(fake.world.lock().unwrap().commands.is_empty());
    let mut browser = Browser::new(&fake.address);
    let page = browser.get("/compare/forged").await;
    assert!(page.status == 422 && page.html.contains("Tästä linkistä ei ole mihinkään."), "{}", page.html);
    assert_eq!(browser.get("/compare/kept/choose?provider=nobody").await.status, 404);
}
