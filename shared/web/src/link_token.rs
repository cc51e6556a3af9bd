//! The token of a link in a letter: who has it may do what the link is for, without signing in.

use std::{fmt, str::FromStr};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::ids::Organiser;
use sha2::{Digest, Sha256};

/// `kajaani.q3J...`: whose link, and 128 bits that nobody can guess. Only its hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken {
    /// Whose link.
    pub organiser: Organiser,
    secret: [u8; 16],
}

impl LinkToken {
    /// A token of an unguessable secret.
    pub fn of(organiser: &Organiser, secret: [u8; 16]) -> Self {
        Self { organiser: organiser.clone(), secret }
    }

    /// What the link is stored under, hexadecimal.
    pub fn hash(&self) -> String {
        Sha256::digest(self.secret).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Display for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.organiser, BASE64_URL_SAFE_NO_PAD.encode(self.secret))
    }
}

/// A token is in no log.
impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkToken").field("organiser", &self.organiser).finish_non_exhaustive()
    }
}

/// What was never a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoToken;

impl FromStr for LinkToken {
    type Err = NoToken;
    fn from_str(text: &str) -> Result<Self, NoToken> {
        let (organiser, secret) = text.split_once('.').ok_or(NoToken)?;
        let organiser = organiser.parse().map_err(|_| NoToken)?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(secret).map_err(|_| NoToken)?;
        let secret = bytes.try_into().map_err(|_| NoToken)?;
        Ok(Self { organiser, secret })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> LinkToken {
        LinkToken::of(&"kajaani".parse().unwrap(), [7; 16])
    }

    #[test]
    fn a_token_is_read_back_and_what_is_stored_does_not_tell_it() {
        let text = token().to_string();
        assert_eq!(text, "kajaani.BwcHBwcHBwcHBwcHBwcHBw");
        assert!(text.parse() == Ok(token()));
        assert_eq!(token().hash().len(), 64);
        assert!(!format!("{:?}", token()).contains("BwcH"), "nor does a log");
    }

    #[test]
    fn what_was_never_a_token_is_none() {
        for text in [
            "",
            ".",
            "kajaani",
            "kajaani.",
            "kajaani.BwcH",
            "KAJAANI!.BwcHBwcHBwcHBwcHBwcHBw",
            ".BwcHBwcHBwcHBwcHBwcHBw",
        ] {
            assert!(text.parse::<LinkToken>() == Err(NoToken), "{text}");
        }
        let other_ending = "kajaani.BwcHBwcHBwcHBwcHBwcHBx";
        assert!(other_ending.parse::<LinkToken>() == Err(NoToken), "one writing of a token alone");
    }
}
