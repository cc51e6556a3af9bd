//! The keyed hash under which a personal identity code is looked up: the code itself is in no key.

use domain::identifiers::IdentityCode;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The secret key of the hash; it belongs to one deployment and never changes.
#[derive(Clone)]
pub struct IdentityKey(Vec<u8>);

/// The key is too short to protect anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the identity key needs at least 32 bytes")]
pub struct KeyTooShort;

impl IdentityKey {
    /// A key of at least 32 bytes.
    pub fn new(key: impl Into<Vec<u8>>) -> Result<Self, KeyTooShort> {
        let key = key.into();
        if key.len() < 32 { Err(KeyTooShort) } else { Ok(Self(key)) }
    }

    /// A secret for a link that nobody else can know or guess, and the same again for a retry: of a name that no
    /// identity code can be.
    pub(crate) fn secret(&self, name: &str) -> [u8; 16] {
        let mut secret = [0; 16];
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) {
            mac.update(b"link in a letter|");
            mac.update(name.as_bytes());
            secret.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        }
        secret
    }

    /// The hash of a code (HMAC-SHA-256), hexadecimal.
    pub(crate) fn hash(&self, code: &IdentityCode) -> String {
        // HMAC takes a key of any length; an empty answer could only collide with itself and never happens.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return String::new() };
        mac.update(code.expose().as_bytes());
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
