//! Lists page by page, with an opaque cursor.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use crate::Problem;

/// Which page of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Continue after this sort key.
    pub after: Option<String>,
    /// At most so many, 1 to 200; 50 unless asked.
    pub limit: u32,
}

#[derive(Deserialize)]
struct Asked {
    cursor: Option<String>,
    limit: Option<u32>,
}

const MOST: u32 = 200;
const USUAL: u32 = 50;

impl<S: Sync> FromRequestParts<S> for Paging {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Query(asked) = Query::<Asked>::try_from_uri(&parts.uri)
            .map_err(|_| Problem::new("bad_parameter").at_field("limit"))?;
        let limit = asked.limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&limit) {
            return Err(Problem::new("bad_parameter").at_field("limit"));
        }
        let after = asked.cursor.map(|cursor| Cursor::read(&cursor)).transpose()?;
        Ok(Self { after, limit })
    }
}

/// A place in a list that only this program understands. It names a sort key inside a partition that the
/// token decides, so a forged one can only skip within the own list.
pub struct Cursor;

impl Cursor {
    /// Writes a cursor.
    pub fn write(after: &str) -> String {
        URL_SAFE_NO_PAD.encode(after)
    }

    fn read(cursor: &str) -> Result<String, Problem> {
        let wrong = || Problem::new("bad_parameter").at_field("cursor");
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| wrong())?;
        let after = String::from_utf8(bytes).map_err(|_| wrong())?;
        if after.is_empty() || after.len() > 1024 { Err(wrong()) } else { Ok(after) }
    }
}

/// A page as it is answered.
#[derive(Debug, Serialize)]
pub struct Listing<T> {
    /// The items.
    pub items: Vec<T>,
    /// The next page's cursor, if there may be one.
    pub next: Option<String>,
}

impl<T> Listing<T> {
    /// Items, and the sort key after which the next page starts.
    pub fn new(items: Vec<T>, next: Option<String>) -> Self {
        Self { items, next: next.as_deref().map(Cursor::write) }
    }
}
