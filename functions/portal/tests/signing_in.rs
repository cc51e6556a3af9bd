//! Signing in and out, and who may see what without.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod fake;

use fake::browser::{Browser, location};
use reqwest::Method;

const BEHIND_SIGN_IN: [&str; 13] = [
    "/clients",
    "/clients/new",
    "/clients/x",
    "/clients/x/grant",
    "/clients/x/order",
    "/vouchers/x",
    "/applications",
    "/held",
    "/runs",
    "/roster/2026-10",
    "/visits/new",
    "/bookings",
    "/settlements",
];

/// Every address that takes a form.
pub const FORMS: [&str; 13] = [
    "/clients/new",
    "/clients/x/grant",
    "/clients/x/order",
    "/held/x",
    "/runs",
    "/applications/x",
    "/applications/new",
    "/bookings",
    "/purchases/x",
    "/roster/2026-10",
    "/roster/2026-10/check",
    "/visits/new",
    "/sign-out",
];

#[tokio::test]
async fn a_person_signs_in_and_comes_back_to_the_page_that_was_asked_for() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    let to_sign_in = browser.once(Method::GET, "/clients?cursor=a", None).await;
    assert_eq!(location(&to_sign_in), "/sign-in?to=%2Fclients%3Fcursor%3Da");
    let to_issuer = browser.once(Method::GET, &location(&to_sign_in), None).await;
    let page = browser.get(&format!("{}&as=grantor", location(&to_issuer))).await;
    assert_eq!((page.status, page.path.as_str()), (200, "/clients?cursor=a"));
    assert!(page.html.contains("Testi grantor"));
}

#[tokio::test]
async fn no_page_behind_sign_in_is_shown_without_a_session() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    for path in BEHIND_SIGN_IN {
        let answer = browser.once(Method::GET, path, None).await;
        assert_eq!(answer.status(), 303, "{path}");
        assert!(location(&answer).starts_with("/sign-in?to="), "{path}");
    }
    for path in FORMS {
        let answer = browser.once(Method::POST, path, Some(&[("proof", "x"), ("key", "y")])).await;
        assert!(answer.status() == 303 && location(&answer).starts_with("/sign-in?to="), "{path}");
    }
    assert!(fake.world.lock().unwrap().commands.is_empty());
}

#[tokio::test]
async fn a_return_with_another_state_is_refused() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    let to_issuer = browser.once(Method::GET, "/sign-in", None).await;
    let back = browser.once(Method::GET, &format!("{}&as=grantor", location(&to_issuer)), None).await;
    let back = location(&back);
    let (path, _) = back.split_once("state=").unwrap();
    let page = browser.get(&format!("{path}state=another")).await;
    assert_eq!(page.status, 400);
    assert!(!browser.cookies.contains_key("seteli_session"));
}

#[tokio::test]
async fn a_return_in_another_browser_is_refused() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    let to_issuer = browser.once(Method::GET, "/sign-in", None).await;
    let back = browser.once(Method::GET, &format!("{}&as=grantor", location(&to_issuer)), None).await;
    let mut other = Browser::new(&fake.address);
    assert_eq!(other.get(&location(&back)).await.status, 400);
}

#[tokio::test]
async fn an_id_token_with_another_nonce_is_refused() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    let page = browser.sign_in("spoiled-grantor").await;
    assert_eq!(page.status, 400);
    assert!(!browser.cookies.contains_key("seteli_session"));
}

#[tokio::test]
async fn a_session_that_was_written_by_hand_is_no_session() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    browser.cookies.insert("seteli_session".into(), "%7B%22role%22%3A%22grantor%22%7D".into());
    assert_eq!(browser.once(Method::GET, "/clients", None).await.status(), 303);
}

#[tokio::test]
async fn a_token_that_the_api_no_longer_takes_leads_to_the_sign_in() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    fake.world.lock().unwrap().expired = true;
    let answer = browser.once(Method::GET, "/clients", None).await;
    assert_eq!(location(&answer), "/sign-in?to=%2Fclients");
    assert!(!browser.cookies.contains_key("seteli_session"));
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let fake = fake::start(0).await;
    let mut browser = Browser::signed_in(&fake.address, "grantor").await;
    let page = browser.submit("/clients", "/sign-out", &[]).await;
    assert_eq!((page.status, page.path.as_str()), (200, "/?done=signed-out"));
    assert!(!browser.cookies.contains_key("seteli_session"));
}

#[tokio::test]
async fn the_cookie_tells_nothing_and_scripts_cannot_read_it() {
    let fake = fake::start(0).await;
    let mut browser = Browser::new(&fake.address);
    let to_issuer = browser.once(Method::GET, "/sign-in", None).await;
    let cookie = to_issuer.headers()["set-cookie"].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("nonce"),
        "{cookie}"
    );
    browser.sign_in("grantor").await;
    assert!(!browser.cookies["seteli_session"].contains("grantor"));
}

#[tokio::test]
async fn a_role_sees_only_its_own_pages() {
    let fake = fake::start(0).await;
    for (role, path) in [
        ("recorder", "/clients"),
        ("grantor", "/runs"),
        ("viewer", "/clients/new"),
        ("recorder", "/settlements"),
    ] {
        let page = Browser::signed_in(&fake.address, role).await.get(path).await;
        assert_eq!(page.status, 403, "{role} {path}");
        assert!(page.html.contains("Sinulla ei ole oikeutta tähän"), "{role} {path}");
    }
}
