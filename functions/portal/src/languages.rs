//! The language of a visit: asked for in the address, else remembered in a cookie, else the browser's.

use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::CookieJar;
use domain::language::Language;

/// The cookie that remembers the choice; no personal data, so not encrypted.
const COOKIE: &str = "seteli_language";
/// The query parameter of the switch.
pub(crate) const PARAMETER: &str = "lang";
/// In the order of the switch.
pub(crate) const ALL: [Language; 3] = [Language::Fi, Language::Sv, Language::En];

/// The language of a tag such as `sv` or `sv-FI`, if it is one of ours.
pub(crate) fn of_tag(text: &str) -> Option<Language> {
    let primary = text.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
    ALL.into_iter().find(|language| language.tag() == primary)
}

/// The language that the visitor gets; Finnish when nothing says otherwise.
pub(crate) fn choose(asked: Option<Language>, headers: &HeaderMap) -> Language {
    asked.or_else(|| remembered(headers)).or_else(|| of_browser(headers)).unwrap_or(Language::Fi)
}

/// The `Set-Cookie` that remembers a choice for a year.
pub(crate) fn set_cookie(language: Language, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}", language.tag())
}

fn remembered(headers: &HeaderMap) -> Option<Language> {
    CookieJar::from_headers(headers).get(COOKIE).and_then(|cookie| of_tag(cookie.value()))
}

/// The supported language with the highest weight; the first of equals.
fn of_browser(headers: &HeaderMap) -> Option<Language> {
    let text = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let weighed = text.split(',').filter_map(|part| {
        let mut pieces = part.split(';');
        let language = of_tag(pieces.next()?)?;
        Some((weight(pieces.next()), language))
    });
    weighed.filter(|(weight, _)| *weight > 0).reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|best| best.1)
}

/// Thousandths of `q=0.8`; one when it is left out.
fn weight(quality: Option<&str>) -> u32 {
    let Some(text) = quality.and_then(|text| text.trim().strip_prefix("q=")) else { return 1000 };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let thousandths = format!("{part:0<3}").get(..3).and_then(|text| text.parse::<u32>().ok());
    whole.parse::<u32>().unwrap_or(0) * 1000 + thousandths.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn the_browsers_heaviest_supported_language_wins() {
        let headers = with(header::ACCEPT_LANGUAGE, "de, en;q=0.5, sv-FI;q=0.9, fi;q=0.1");
        assert_eq!(choose(None, &headers), Language::Sv);
    }

    #[test]
    fn an_asked_language_goes_before_the_cookie_and_the_cookie_before_the_browser() {
        let mut headers = with(header::COOKIE, "seteli_language=sv");
        headers.insert(header::ACCEPT_LANGUAGE, "en".parse().unwrap());
        assert_eq!(choose(None, &headers), Language::Sv);
        assert_eq!(choose(Some(Language::En), &headers), Language::En);
    }

    #[test]
    fn without_a_word_the_language_is_finnish() {
        assert_eq!(choose(None, &HeaderMap::new()), Language::Fi);
        assert_eq!(choose(None, &with(header::ACCEPT_LANGUAGE, "de;q=1.0, *;q=0.1")), Language::Fi);
        assert_eq!(choose(None, &with(header::ACCEPT_LANGUAGE, "sv;q=0")), Language::Fi);
    }
}
