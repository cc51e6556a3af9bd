//! Objects that are written once and never changed: invoices in S3, in a folder, or in memory.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod folder;
mod key;
mod memory;
mod s3;

use std::path::Path;

use async_trait::async_trait;

pub use self::folder::Folder;
pub use self::memory::Memory;
pub use self::s3::S3;

/// What a put did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The bytes are kept under the key.
    Stored,
    /// An object was there already; it stays as it is, whatever its bytes.
    AlreadyThere,
}

/// Why an object was not put or read. Under `Unavailable` a put may have happened: the caller puts again.
#[derive(Debug, thiserror::Error)]
pub enum ObjectError {
    /// No object can have this key.
    #[error("not an object's key: {0}")]
    InvalidKey(String),
    /// The store did not answer, or answered with a fault.
    #[error("objects unavailable: {0}")]
    Unavailable(String),
}

/// A bucket of write-once objects.
///
/// A key is one or more parts between slashes, each of letters, digits and `.-_=+`, none of them starting with a
/// dot; 1024 bytes at most. A key that is another key's folder (`a` and `a/b`) is not to be used.
#[async_trait]
pub trait Objects: Send + Sync {
    /// Keeps the bytes, durably, unless there is an object with this key.
    async fn put_if_absent(&self, key: &str, bytes: Vec<u8>, content_type: &str) -> Result<Put, ObjectError>;
    /// Keeps the bytes of a file, whose SHA-256 is known, unless there is an object with this key. Where the store can
    /// take it piece by piece, no more of it is held.
    async fn put_file_if_absent(
        &self,
        key: &str,
        file: &Path,
        _sha256: [u8; 32],
        content_type: &str,
    ) -> Result<Put, ObjectError> {
        let bytes = std::fs::read(file).map_err(|cause| ObjectError::Unavailable(cause.to_string()))?;
        self.put_if_absent(key, bytes, content_type).await
    }
    /// The bytes of an object.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, ObjectError>;
    /// How many bytes an object has.
    async fn size(&self, key: &str) -> Result<Option<u64>, ObjectError> {
        Ok(self.get(key).await?.map(|bytes| bytes.len() as u64))
    }
    /// Some bytes of an object: at most so many from an offset, none from its end on.
    async fn part(&self, key: &str, from: u64, most: usize) -> Result<Option<Vec<u8>>, ObjectError> {
        let part =
            |bytes: Vec<u8>| bytes.into_iter().skip(usize::try_from(from).unwrap_or(usize::MAX)).take(most);
        Ok(self.get(key).await?.map(|bytes| part(bytes).collect()))
    }
    /// The keys that start with a prefix, in byte order, after a key, at most `limit` (and at most 1000).
    async fn list(&self, prefix: &str, after: Option<&str>, limit: usize)
    -> Result<Vec<String>, ObjectError>;
}

/// An address at which whoever has it may put one object, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Where it is put, by HTTP PUT.
    pub url: String,
    /// Headers that the PUT must have, as they are.
    pub headers: Vec<(String, String)>,
}

/// A bucket into which others put what is too large for a request.
#[async_trait]
pub trait Uploads: Objects {
    /// An address for an object of so many bytes, good for `UPLOAD_SECONDS`.
    async fn address(&self, key: &str, content_type: &str, bytes: u64) -> Result<Address, ObjectError>;
}

/// How long an upload's address is good for, in seconds.
pub const UPLOAD_SECONDS: u32 = 15 * 60;

/// S3 answers at most so many keys at once; the others do alike.
const LISTED: usize = 1000;
