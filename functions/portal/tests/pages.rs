//! Pages: protected by headers, escaped, in three languages, and honest when something fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod fake;

use fake::{browser::Browser, data};

#[tokio::test]
async fn every_answer_carries_the_protecting_headers() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    for path in ["/", "/clients", "/register", "/services/home-care/1", "/no-such-page", "/runs"] {
        let page = browser.get(path).await;
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn pages_hold_no_script_and_no_inline_style() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "signatory").await;
    for path in ["/", "/roster/2026-10", "/bookings", "/applications/new?service=home-care"] {
        let html = browser.get(path).await.html;
        for forbidden in ["<script", "<style", " style=", " onclick=", "javascript:"] {
            assert!(!html.contains(forbidden), "{path}: {forbidden}");
        }
    }
}

#[tokio::test]
async fn names_are_shown_and_never_obeyed() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    let html = browser.get("/clients").await.html;
    assert!(
        html.contains("Testi &#60;script&#62;alert(1)&#60;/script&#62; Asiakas &#38; Co &#34;x&#34;"),
        "{html}"
    );
    assert!(html.contains("Testi grantor &#60;b&#62;"));
}

#[tokio::test]
async fn the_language_switch_stays_on_the_page_and_is_remembered() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    let html = browser.get("/clients?cursor=a%26b").await.html;
    assert!(html.contains("href=\"/clients?cursor=a%26b&#38;lang=sv\""), "{html}");
    assert!(browser.get("/clients?cursor=a&lang=sv").await.html.contains("<html lang=\"sv\">"));
    assert!(browser.get("/clients").await.html.contains("<h1>Klienter</h1>"));
    assert!(
        browser.get("/clients?lang=xx").await.html.contains("<html lang=\"sv\">"),
        "an unknown language changes nothing"
    );
}

#[tokio::test]
async fn a_list_goes_on_by_its_cursor() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    assert!(browser.get("/clients").await.html.contains("href=\"/clients?cursor=second%26page\""));
    assert!(!browser.get("/clients?cursor=second%26page").await.html.contains("class=\"more\""));
}

#[tokio::test]
async fn what_is_not_there_or_foreign_says_so_in_three_languages() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    for (tag, words) in [("fi", "Sivua ei löydy"), ("sv", "Sidan hittades inte"), ("en", "Page not found")] {
        for path in ["/no-such-page", "/clients/unknown"] {
            let page = browser.get(&format!("{path}?lang={tag}")).await;
            assert_eq!(page.status, 404);
            assert!(page.html.contains(words), "{path} {tag}");
        }
    }
}

#[tokio::test]
async fn an_address_cannot_lead_the_portal_to_another_route_of_the_api() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    for id in ["..%2Fclients", "%2E%2E%2Fsettlement-runs", "x%3Fcursor=a"] {
        assert_eq!(browser.get(&format!("/clients/{id}")).await.status, 404, "{id}");
    }
}

#[tokio::test]
async fn the_register_is_public_and_filters_by_service_and_town() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    assert!(browser.get("/register").await.html.contains("3 palveluntuottajaa"));
    assert!(browser.get("/register?town=alku").await.html.contains("2 palveluntuottajaa"));
    assert!(browser.get("/register?service=dental-care").await.html.contains("0 palveluntuottajaa"));
}

#[tokio::test]
async fn the_register_leads_anyone_to_the_rulebook_in_the_readers_language() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    let place = "/services/home-care/1?org=alku";
    let all = browser.get("/register").await.html;
    assert!(all.contains(&format!("<li><a href=\"{place}\">Kotihoito</a></li>")), "{all}");
    assert!(!browser.get("/register?service=dental-care").await.html.contains(place));
    for (tag, title, heading, general_part) in [
        ("fi", "Kotihoito", "Sääntökirjan versio", "Sääntökirjan yleinen osa"),
        ("sv", "Hemvård", "Regelbokens version", "Regelbokens allmänna del"),
        ("en", "Home care", "Version of the rulebook", "General part of the rulebooks"),
    ] {
        let page = browser.get(&format!("{place}&lang={tag}")).await;
        assert_eq!(page.status, 200);
        let article = format!("<article lang=\"{tag}\">\n<h1>{title}</h1>");
        assert!(page.html.contains(&article), "{tag}: {}", page.html);
        assert!(page.html.contains(&format!("<dt>{heading}</dt>")), "{tag}: {}", page.html);
        assert!(page.html.contains(&format!("<h2>{general_part}</h2>")), "{tag}: {}", page.html);
        assert!(page.html.contains("href=\"/register?org=alku&#38;service=home-care\""), "{}", page.html);
    }
}

#[tokio::test]
async fn a_rulebooks_texts_are_no_markup_and_its_tables_scroll_in_frames() {
    let fake = fake::start(0).await;
    let html = Browser::new(&fake.address).get("/services/home-care/1?lang=sv").await.html;
    assert!(html.contains("Besök &lt;/table&gt;&lt;script&gt;"), "{html}");
    assert!(!html.contains("<script"));
    let frames = html.matches("tabindex=\"0\">\n<table>").count();
    assert!(frames > 0, "{html}");
    let (tables, ends) = (html.matches("<table>").count(), html.matches("</table>\n</div>").count());
    assert_eq!((tables, ends), (frames, frames));
}

#[tokio::test]
async fn a_version_that_was_never_published_is_no_page() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    for path in ["/services/home-care/2", "/services/home-care/x", "/services/no-such/1", "/services/..%2F/1"]
    {
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}: {}", page.html);
    }
}

#[tokio::test]
async fn an_invoice_comes_as_a_file() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "signatory").await;
    let file = browser.get(&format!("/settlements/{}/invoice", data::RUN)).await;
    assert_eq!(file.header("content-type"), "application/xml");
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!(file.html, "<Finvoice/>");
}

#[tokio::test]
async fn a_word_from_the_address_is_no_notice_unless_it_is_ours() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    assert!(
        browser
            .get(&format!("/clients/{}?done=client-added", data::CLIENT))
            .await
            .html
            .contains("Asiakas on lisätty.")
    );
    assert!(
        !browser
            .get(&format!("/clients/{}?done=pay-here", data::CLIENT))
            .await
            .html
            .contains("role=\"status\"")
    );
}
