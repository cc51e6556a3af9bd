//! What a system keeps: store, queues, objects and secrets, in memory or under one folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use objects::Objects;
use storage::embedded::Embedded;
use voucher_issuance::IdentityKey;

use super::StartError;
use crate::kept::secret;

/// Everything that outlives the process when there is a folder.
pub(super) struct Kept {
    pub store: Arc<Embedded>,
    pub queues: Arc<queues::Embedded>,
    pub objects: Arc<dyn Objects>,
    /// Letters, apart from the invoices as in the cloud.
    pub documents: Arc<dyn Objects>,
    /// Files of events, and the answers to them.
    pub uploads: Arc<dyn Objects>,
    /// Of the portal's session cookies.
    pub session_key: [u8; 64],
    /// Of the hash by which an identity code is looked up.
    pub identity_key: IdentityKey,
    pub signing_key: Option<PathBuf>,
}

impl Kept {
    pub fn open(data: Option<&Path>) -> Result<Self, StartError> {
        match data {
            None => Self::in_memory(),
            Some(folder) => Self::in_folder(folder),
        }
    }

    fn in_memory() -> Result<Self, StartError> {
        Ok(Self {
            store: Arc::new(Embedded::in_memory()),
            queues: Arc::new(queues::Embedded::in_memory()),
            objects: Arc::new(objects::Memory::new()),
            documents: Arc::new(objects::Memory::new()),
            uploads: Arc::new(objects::Memory::new()),
            session_key: chance()?,
            identity_key: identity_key(chance()?)?,
            signing_key: None,
        })
    }

    fn in_folder(folder: &Path) -> Result<Self, StartError> {
        let unusable = |cause| StartError::Folder { folder: folder.to_owned(), cause };
        std::fs::create_dir_all(folder).map_err(unusable)?;
        Ok(Self {
            store: Arc::new(Embedded::open(&folder.join("store"))?),
            queues: Arc::new(queues::Embedded::open(&folder.join("queues"))?),
            objects: Arc::new(objects::Folder::open(&folder.join("objects"))?),
            documents: Arc::new(objects::Folder::open(&folder.join("documents"))?),
            uploads: Arc::new(objects::Folder::open(&folder.join("uploads"))?),
            session_key: kept_chance(folder.join("session-key"))?,
            identity_key: identity_key(kept_chance(folder.join("identity-key"))?)?,
            signing_key: Some(folder.join("oidc-key.pem")),
        })
    }
}

fn identity_key(bytes: [u8; 64]) -> Result<IdentityKey, StartError> {
    IdentityKey::new(bytes).map_err(|_| StartError::NoChance)
}

fn chance() -> Result<[u8; 64], StartError> {
    let mut bytes = [0; 64];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| StartError::NoChance)?;
    Ok(bytes)
}

fn kept_chance(file: PathBuf) -> Result<[u8; 64], StartError> {
    let text = secret(&file, || Ok::<_, StartError>(STANDARD.encode(chance()?)))?;
    let bytes = STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or(StartError::Damaged(file))
}
