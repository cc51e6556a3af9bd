//! What may be a key: nothing that could leave its folder or differ from one store to the next.

use crate::ObjectError;

const BYTES: usize = 1024;

/// Refuses what is not a key.
pub(crate) fn check(key: &str) -> Result<(), ObjectError> {
    let fits = key.len() <= BYTES && key.split('/').all(is_part);
    if fits { Ok(()) } else { Err(ObjectError::InvalidKey(key.to_owned())) }
}

fn is_part(part: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '=' | '+');
    !part.is_empty() && part.len() <= 255 && !part.starts_with('.') && part.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_invoices_are_keys() {
        for key in ["a", "invoices/org-1/2026-10/0190/12345678-1/finvoice.xml", "a=b/c+d_e"] {
            check(key).unwrap();
        }
    }

    #[test]
    fn nothing_that_leaves_the_folder_is_a_key() {
        let long = "x/".repeat(600) + "x";
        let part = "x".repeat(256);
        for key in [
            "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/.b", "a\\b", "a b", "ä", "a\0",
            &long, &part,
        ] {
            assert!(check(key).is_err(), "{key:?}");
        }
    }
}
