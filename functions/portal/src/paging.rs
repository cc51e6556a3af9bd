//! Pages of a list: the cursor that came in the address and the link to what follows.

use crate::visitor::address;
use serde::Deserialize;

/// The parameters that every list page takes.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct Paging {
    /// Where the list goes on; opaque.
    pub(crate) cursor: Option<String>,
    /// What was just done, for the notice at the top.
    pub(crate) done: Option<String>,
}

/// The link to the rest of a list.
pub(crate) fn next(path: &str, kept: &[(&str, &str)], cursor: Option<&String>) -> Option<String> {
    let mut query = kept.to_vec();
    query.push(("cursor", cursor?));
    Some(address(path, &query))
}
