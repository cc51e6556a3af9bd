//! The language that a request asks for.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header::ACCEPT_LANGUAGE, request::Parts},
};
use domain::language::Language;

/// The language of the answer's sentences: the best of Accept-Language, else Finnish.
#[derive(Clone, Copy, Debug)]
pub struct Accepted(pub Language);

impl Accepted {
    /// Reads the header (RFC 9110, section 12.5.4): the known language with the highest weight, the first of equals.
    pub fn of(headers: &HeaderMap) -> Self {
        let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mut best = (0, Language::Fi);
        for choice in header.split(',') {
            let (tag, weight) = choice.split_once(";q=").unwrap_or((choice, "1"));
            let language = match tag.trim().get(..2).map(str::to_ascii_lowercase).as_deref() {
                Some("fi") => Language::Fi,
                Some("sv") => Language::Sv,
                Some("en") => Language::En,
                _ => continue,
            };
            let weight = thousandths(weight.trim());
            if weight > best.0 {
                best = (weight, language);
            }
        }
        Self(best.1)
    }
}

/// A weight of 0 to 1 with at most three decimals, in thousandths; 0 if it is anything else.
fn thousandths(weight: &str) -> u32 {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    let decimals: u32 = if decimals.len() > 3 { 0 } else { format!("{decimals:0<3}").parse().unwrap_or(0) };
    match whole {
        "1" => 1000,
        "0" => decimals,
        _ => 0,
    }
}

impl<S: Sync> FromRequestParts<S> for Accepted {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_weight_that_is_known_wins() {
        for (header, language) in [
            ("", Language::Fi),
            ("sv", Language::Sv),
            ("en-GB,sv;q=0.9", Language::En),
            ("de,sv;q=0.8,en;q=0.9", Language::En),
            ("de", Language::Fi),
            ("sv;q=0.5,en;q=0.50", Language::Sv),
            ("nonsense;q=x,\u{e4}", Language::Fi),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, axum::http::HeaderValue::from_bytes(header.as_bytes()).unwrap());
            assert_eq!(Accepted::of(&headers).0, language, "{header}");
        }
    }
}
