//! Authorization codes: each is good once, for a minute, for the one who can show the challenge's verifier.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::people::TestPerson;

const GOOD_FOR: Duration = Duration::from_secs(60);

/// What a code was given for.
pub(super) struct SignIn {
    pub person: TestPerson,
    pub nonce: String,
    pub redirect_uri: String,
    /// The PKCE challenge, S256 (RFC 7636).
    pub challenge: String,
}

impl SignIn {
    /// Whether this verifier is the one behind the challenge.
    pub fn was_asked_with(&self, verifier: &str) -> bool {
        (43..=128).contains(&verifier.len())
            && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == self.challenge
    }
}

/// The codes that are out.
#[derive(Default)]
pub(super) struct Codes(Mutex<HashMap<String, (Instant, SignIn)>>);

impl Codes {
    /// A code for this sign-in. Those that nobody fetched are forgotten.
    pub fn give(&self, sign_in: SignIn) -> String {
        let code = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.retain(|_, (given, _)| given.elapsed() < GOOD_FOR);
        out.insert(code.clone(), (Instant::now(), sign_in));
        code
    }

    /// What the code was given for; after that the code is gone, whatever comes of it.
    pub fn take(&self, code: &str) -> Option<SignIn> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(code);
        taken.filter(|(given, _)| given.elapsed() < GOOD_FOR).map(|(_, sign_in)| sign_in)
    }
}
