//! The signing key: made at start, kept on disk only where the system's data is kept, never in the repository.
//!
//! RSA, because the authorizer of the cloud's HTTP API takes no other.

use std::path::{Path, PathBuf};

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::RsaKeyPair;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey};

use crate::kept::{self, Unkept};

/// Why there is no signing key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file is there and is not an RSA private key.
    #[error("{0} is not an RSA private key in PKCS#8 PEM; remove it and a new one is made")]
    NotAKey(PathBuf),
    /// The file could not be read or written.
    #[error(transparent)]
    Unkept(#[from] Unkept),
    /// The random generator or the key's arithmetic failed.
    #[error("no signing key could be made")]
    NotMade,
}

/// The private key and its public half, named by its thumbprint (RFC 7638).
pub(super) struct SigningKey {
    pub private: EncodingKey,
    pub public: JwkSet,
    pub id: String,
}

impl SigningKey {
    /// The key of the file; where there is no file, a new key, written there.
    pub fn load_or_generate(file: Option<&Path>) -> Result<Self, KeyError> {
        let Some(file) = file else { return Self::of_pem(&generate()?).ok_or(KeyError::NotMade) };
        let pem = kept::secret(file, generate)?;
        Self::of_pem(&pem).ok_or_else(|| KeyError::NotAKey(file.to_owned()))
    }

    fn of_pem(pem: &str) -> Option<Self> {
        let private = EncodingKey::from_rsa_pem(pem.as_bytes()).ok()?;
        let mut public = Jwk::from_encoding_key(&private, Algorithm::RS256).ok()?;
        let id = public.thumbprint(ThumbprintHash::SHA256).ok()?;
        public.common.key_id = Some(id.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Some(Self { private, public: JwkSet { keys: vec![public] }, id })
    }
}

fn generate() -> Result<String, KeyError> {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyError::NotMade)?;
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| KeyError::NotMade)?;
    let body = STANDARD.encode(der.as_ref());
    let lines: Vec<&str> = body.as_bytes().chunks(64).filter_map(|line| str::from_utf8(line).ok()).collect();
    Ok(format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_memory_is_new_at_each_start() {
        let keys = [SigningKey::load_or_generate(None).unwrap(), SigningKey::load_or_generate(None).unwrap()];
        assert_ne!(keys[0].id, keys[1].id);
    }

    #[test]
    fn a_kept_key_is_the_same_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("oidc-key.pem");
        let first = SigningKey::load_or_generate(Some(&file)).unwrap().id;
        assert_eq!(SigningKey::load_or_generate(Some(&file)).unwrap().id, first);
    }

    #[test]
    fn a_file_that_is_no_key_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("oidc-key.pem");
        std::fs::write(&file, "not a key").unwrap();
        assert!(matches!(SigningKey::load_or_generate(Some(&file)), Err(KeyError::NotAKey(_))));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "not a key");
    }
}
